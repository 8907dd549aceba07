import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DrawingError, type Drawing } from '../../../shared/drawing/index.ts';
import { PackedDrawings } from '../../../server/training/packed-drawings.ts';

const byte = fc.integer({ min: 0, max: 255 });
const odd = fc.oneof(
  fc.integer({ min: -40_000, max: 40_000 }),
  fc.double({ min: -1e6, max: 1e6, noNaN: true }),
  fc.constantFrom(-0, -1, 256, 0.5, 32_767, 32_768, -32_769),
);

/** Drawings of all sorts, with no strokes and strokes of no points among them. */
function drawingsOf(coordinate: fc.Arbitrary<number>): fc.Arbitrary<Drawing[]> {
  const stroke = fc.array(fc.tuple(coordinate, coordinate), { maxLength: 12 }).map((points) => ({
    x: points.map(([x]) => x),
    y: points.map(([, y]) => y),
  }));
  return fc.array(fc.array(stroke, { maxLength: 5 }), { maxLength: 8 });
}

describe('packed drawings', () => {
  it.each([
    ['of bytes', byte],
    ['of coordinates that are no bytes', odd],
    ['of both', fc.oneof({ weight: 9, arbitrary: byte }, { weight: 1, arbitrary: odd })],
  ])('%s come back as they were', (_, coordinate) => {
    fc.assert(
      fc.property(drawingsOf(coordinate), (drawings) => {
        const packed = PackedDrawings.from(drawings);
        expect(packed).toHaveLength(drawings.length);
        // toStrictEqual tells -0 from 0.
        expect([...packed]).toStrictEqual(drawings);
      }),
    );
  });

  it('are had one by one and in slices as from an array', () => {
    const place = fc.option(fc.oneof(fc.integer({ min: -10, max: 10 }), fc.constant(Infinity)), {
      nil: undefined,
    });
    fc.assert(
      fc.property(drawingsOf(byte), place, place, (drawings, from, to) => {
        const packed = PackedDrawings.from(drawings);
        expect(packed.slice(from, to)).toStrictEqual(drawings.slice(from, to));
        expect(packed.at(from ?? 0)).toStrictEqual(drawings.at(from ?? 0));
      }),
    );
  });

  it('may be none, have no strokes, or strokes without points', () => {
    expect([...PackedDrawings.from([])]).toEqual([]);
    expect(PackedDrawings.from([]).at(0)).toBeUndefined();
    const hollow: Drawing[] = [[], [{ x: [], y: [] }], [], [{ x: [7], y: [9] }], []];
    expect([...PackedDrawings.from(hollow)]).toEqual(hollow);
  });

  it('are plain drawings that nobody shares: what is done to one stays with it', () => {
    const packed = PackedDrawings.from([[{ x: [1, 2], y: [3, 4] }]]);
    (packed.at(0)![0]!.x as number[])[0] = 99;
    expect(packed.at(0)).toEqual([{ x: [1, 2], y: [3, 4] }]);
  });

  it('have no times', () => {
    expect([...PackedDrawings.from([[{ x: [1, 2], y: [3, 4], t: [0, 16] }]])]).toStrictEqual([
      [{ x: [1, 2], y: [3, 4] }],
    ]);
  });

  it.each([
    ['uneven', { x: [1, 2], y: [3] }],
    ['not finite', { x: [1, NaN], y: [3, 4] }],
  ])('are refused where one is %s', (_, stroke) => {
    expect(() => PackedDrawings.from([[stroke]])).toThrow(DrawingError);
  });
});
