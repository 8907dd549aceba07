import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALL_WORDS } from '../../../shared/categories/deck.ts';
import {
  type Drawing,
  RDP_EPSILON,
  SIMPLIFIED_SIDE,
  boundingBox,
  inkLength,
  longestSide,
  pointCount,
} from '../../../shared/drawing/index.ts';
import { createRandom } from '../../../server/training/random.ts';
import { UNKNOWN_KINDS, drawUnknown, drawUnknownOf } from '../../../server/training/unknown/index.ts';
import { byHand } from '../../../server/training/unknown/ink.ts';
import { SCRIBBLES } from '../../../server/training/unknown/scribbles.ts';
import { inventedSymbol } from '../../../server/training/unknown/symbols-invented.ts';
import { SYMBOLS } from '../../../server/training/unknown/symbols.ts';
import { FONT } from '../../../server/training/unknown/text.ts';

const SPLITS = ['train', 'validation'] as const;
/** Enough that a symbol that comes in two ways is drawn in both. */
const HANDS = 8;

function expectOfficial(drawing: Drawing): void {
  expect(pointCount(drawing)).toBeGreaterThan(1);
  expect(drawing.every(({ x }) => x.length > 0)).toBe(true);
  expect(drawing.flatMap(({ x, y }) => [...x, ...y]).every(Number.isInteger)).toBe(true);
  const box = boundingBox(drawing)!;
  expect(Math.min(box.minX, box.minY)).toBeGreaterThanOrEqual(0);
  expect(Math.max(box.maxX, box.maxY)).toBeLessThanOrEqual(SIMPLIFIED_SIDE);
  // Simplifying may drop the outermost points themselves, here as in the data set.
  expect(Math.max(box.minX, box.minY)).toBeLessThanOrEqual(RDP_EPSILON);
  expect(longestSide(box)).toBeGreaterThanOrEqual(SIMPLIFIED_SIDE - 2 * RDP_EPSILON);
  // Dots thrown about have little ink, but some; five hundred times across is a black page, and slow.
  expect(inkLength(drawing)).toBeGreaterThan(SIMPLIFIED_SIDE / 8);
  expect(inkLength(drawing)).toBeLessThan(500 * SIMPLIFIED_SIDE);
}

describe('drawings of what is no word', () => {
  it.each(SPLITS)('have the form of the data set (%s)', (split) => {
    fc.assert(
      fc.property(fc.constantFrom(...UNKNOWN_KINDS), fc.integer(), (kind, seed) => {
        expectOfficial(drawUnknownOf(kind, createRandom(seed), split));
      }),
      { numRuns: 150 },
    );
  });

  it('are the same for the same randomness, and others for another', () => {
    const draw = (seed: number) => drawUnknown(createRandom(seed));
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });

  it('come from every maker there is, whatever it makes of its chance', () => {
    for (const split of SPLITS) {
      for (const [name, shape] of Object.entries(SYMBOLS[split])) {
        for (let hand = 0; hand < HANDS; hand++) {
          const random = createRandom(name, hand);
          expectOfficial(byHand(shape(random), random));
        }
      }
      for (const [name, make] of Object.entries(SCRIBBLES[split])) expectOfficial(make(createRandom(name)));
    }
  });
});

describe('symbols that are invented', () => {
  it('have the form of the data set, by whatever plan, and are never twice alike', () => {
    const drawn = Array.from({ length: 300 }, (_, seed) => {
      const random = createRandom('invented', seed);
      return byHand(inventedSymbol(random), random);
    });
    for (const drawing of drawn) expectOfficial(drawing);
    expect(new Set(drawn.map((drawing) => JSON.stringify(drawing))).size).toBe(drawn.length);
  });
});

describe('what is learned and what is measured by', () => {
  it.each([
    ['scribbles', SCRIBBLES, 5],
    ['characters', FONT, 25],
    ['symbols', SYMBOLS, 30],
  ] as const)('share no %s', (_, makers, atLeast) => {
    const [train, validation] = SPLITS.map((split) => Object.entries<unknown>(makers[split]));
    expect(Math.min(train!.length, validation!.length)).toBeGreaterThanOrEqual(atLeast);
    for (const [name, maker] of train!) {
      for (const [otherName, other] of validation!) {
        expect(name).not.toBe(otherName);
        expect(maker).not.toBe(other);
      }
    }
  });

  it('contains no word of the vocabulary', () => {
    const names = SPLITS.flatMap((split) => Object.keys(SYMBOLS[split]));
    expect(names.filter((name) => ALL_WORDS.includes(name))).toEqual([]);
  });
});
