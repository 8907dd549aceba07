import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cutAtMoment,
  drawingDurationMs,
  pointCount,
  thin,
  type TimedStroke,
} from '../../../shared/drawing/index.ts';

const STROKES: TimedStroke[] = [
  { x: [0, 100], y: [0, 0], t: [50, 150] },
  { x: [10, 10, 30], y: [0, 100, 100], t: [400, 500, 700] },
];

/** Drawings whose times never go back, as hands make them. */
const drawings = fc
  .array(
    fc.array(fc.record({ x: fc.nat(1_024), y: fc.nat(1_024), pause: fc.nat(300) }), {
      minLength: 1,
      maxLength: 40,
    }),
    { maxLength: 12 },
  )
  .map((strokes) => {
    let time = 0;
    return strokes.map((points) => ({
      x: points.map(({ x }) => x),
      y: points.map(({ y }) => y),
      t: points.map(({ pause }) => (time += pause)),
    }));
  });

describe('a drawing in time', () => {
  it('takes as long as from its first point to its last', () => {
    expect(drawingDurationMs(STROKES)).toBe(650);
    expect(drawingDurationMs([])).toBe(0);
    expect(drawingDurationMs([{ x: [1], y: [1], t: [77] }])).toBe(0);
  });

  it('is cut where the pen was, between two points if need be, and rests where the pen rested', () => {
    expect(cutAtMoment(STROKES, 0)).toEqual([{ x: [0], y: [0], t: [50] }]);
    expect(cutAtMoment(STROKES, 50)).toEqual([{ x: [0, 50], y: [0, 0], t: [50, 100] }]);
    expect(cutAtMoment(STROKES, 200)).toEqual([STROKES[0]]);
    expect(cutAtMoment(STROKES, 550)).toEqual([
      STROKES[0],
      { x: [10, 10, 20], y: [0, 100, 100], t: [400, 500, 600] },
    ]);
    expect(cutAtMoment(STROKES, 650)).toEqual(STROKES);
    expect(cutAtMoment(STROKES, -1)).toEqual([]);
  });

  it('only grows, and is whole at its end', () => {
    fc.assert(
      fc.property(
        drawings,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (drawing, a, b) => {
          const durationMs = drawingDurationMs(drawing);
          const [earlier, later] = [Math.min(a, b), Math.max(a, b)].map((share) =>
            cutAtMoment(drawing, share * durationMs),
          );
          expect(earlier!.length).toBeLessThanOrEqual(later!.length);
          expect(drawingDurationMs(earlier!)).toBeLessThanOrEqual(drawingDurationMs(later!));
          expect(cutAtMoment(drawing, durationMs)).toEqual(drawing);
        },
      ),
    );
  });
});

describe('a thinned drawing', () => {
  it('keeps both ends of every stroke with their times, adds nothing, and has few points', () => {
    fc.assert(
      fc.property(drawings, fc.integer({ min: 0, max: 60 }), (drawing, most) => {
        const thinned = thin(drawing, most);
        expect(thinned).toHaveLength(drawing.length);
        expect(pointCount(thinned)).toBeLessThanOrEqual(Math.max(most, 2 * drawing.length));
        for (const [index, stroke] of thinned.entries()) {
          const whole = drawing[index]!;
          const points = (one: TimedStroke) => one.x.map((x, at) => `${x} ${one.y[at]} ${one.t[at]}`);
          expect(points(whole)).toEqual(expect.arrayContaining(points(stroke)));
          expect(points(stroke).at(0)).toBe(points(whole).at(0));
          expect(points(stroke).at(-1)).toBe(points(whole).at(-1));
        }
      }),
    );
  });

  it('leaves away what lies on a straight way, and keeps pressures beside their points', () => {
    const straight = { x: [0, 10, 20, 30], y: [0, 0, 0, 40], t: [0, 1, 2, 3], pressures: [9, 8, 7, 6] };
    expect(thin([straight], 100)).toEqual([
      { x: [0, 20, 30], y: [0, 0, 40], t: [0, 2, 3], pressures: [9, 7, 6] },
    ]);
  });
});
