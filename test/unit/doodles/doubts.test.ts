import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Drawing } from '../../../shared/drawing/index.ts';
import { doubtsAbout } from '../../../server/doodles/doubts.ts';
import { createRandom } from '../../../server/training/random.ts';
import { drawUnknownOf } from '../../../server/training/unknown/index.ts';
import { TYPICAL_DOODLES } from '../../fixtures/drawing/doodles.ts';

const line = (...points: [number, number][]): Drawing => [
  { x: points.map(([x]) => x), y: points.map(([, y]) => y) },
];

/** Share of so many made-up drawings of a kind about which there is this doubt. */
function doubted(kind: 'text' | 'scribble' | 'symbol', doubt: string): number {
  const COUNT = 200;
  const drawings = Array.from({ length: COUNT }, (_, n) =>
    drawUnknownOf(kind, createRandom('doubts', kind, n), 'validation'),
  );
  return drawings.filter((drawing) => doubtsAbout(drawing, null).includes(doubt as never)).length / COUNT;
}

describe('doubts about doodles', () => {
  it('are few about real ones', () => {
    for (const drawing of TYPICAL_DOODLES) expect(doubtsAbout(drawing, 0)).toEqual([]);
  });

  it('are there about dots and flicks', () => {
    expect(doubtsAbout(line([5, 5]), 0)).toEqual(['little-ink']);
    expect(doubtsAbout(line([5, 5], [90, 5]), 0)).toEqual(['little-ink']);
  });

  it('are there about blackened paper', () => {
    const rows = Array.from({ length: 60 }, (_, row): [number, number] => [row % 2 === 0 ? 0 : 250, row * 4]);
    expect(doubtsAbout(line(...rows), 0)).toContain('scribble');
  });

  it('are there about letters in a row, far more often than about symbols', () => {
    expect(doubted('text', 'text-like')).toBeGreaterThan(0.3);
    expect(doubted('scribble', 'scribble')).toBeGreaterThan(0.2);
    expect(doubted('symbol', 'text-like')).toBeLessThan(0.05);
  });

  it('are there where the network finds it unlike any word, and not where it cannot say', () => {
    const ladder = TYPICAL_DOODLES[0]!;
    expect(doubtsAbout(ladder, 0.9)).toEqual(['unlike-any-word']);
    expect(doubtsAbout(ladder, null)).toEqual([]);
  });

  it('do not depend on where the drawing is and how large', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...TYPICAL_DOODLES),
        fc.integer({ min: -500, max: 500 }),
        fc.double({ min: 0.5, max: 4, noNaN: true }),
        (drawing, shift, scale) => {
          const moved = drawing.map(({ x, y }) => ({
            x: x.map((value) => value * scale + shift),
            y: y.map((value) => value * scale - shift),
          }));
          expect(doubtsAbout(moved, null)).toEqual(doubtsAbout(drawing, null));
        },
      ),
    );
  });
});
