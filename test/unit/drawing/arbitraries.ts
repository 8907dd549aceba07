/** Random drawings for property tests. */
import fc from 'fast-check';
import type { Drawing, Stroke } from '../../../shared/drawing/stroke.ts';

const coordinate = fc.double({ min: -2000, max: 2000, noNaN: true });

function stroke(maxPoints: number): fc.Arbitrary<Stroke> {
  return fc
    .array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: maxPoints })
    .map((points) => ({ x: points.map(([x]) => x), y: points.map(([, y]) => y) }));
}

/** Valid drawings with at least one point. */
export const drawings: fc.Arbitrary<Drawing> = fc.array(stroke(12), { minLength: 1, maxLength: 5 });

/** Valid drawings that carry times, in milliseconds, one point every 16. */
export const timedDrawings: fc.Arbitrary<Drawing> = drawings.map((drawing) =>
  drawing.map(({ x, y }, s) => ({ x, y, t: x.map((_, i) => 1000 * s + 16 * i) })),
);

const anyNumber = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.constantFrom(NaN, Infinity, -Infinity, 1e308, -1e308, Number.MIN_VALUE, -0),
);
const anyList = fc.array(anyNumber, { maxLength: 6 });

/** Anything that a socket or a file could hand us, much of it nearly a drawing. */
export const anything: fc.Arbitrary<unknown> = fc.oneof(
  fc.anything(),
  fc.array(fc.oneof(fc.tuple(anyList, anyList), fc.tuple(anyList, anyList, anyList), fc.anything()), {
    maxLength: 5,
  }),
  fc.array(fc.record({ x: anyList, y: anyList, t: fc.oneof(anyList, fc.constant(undefined)) }), {
    maxLength: 5,
  }),
);
