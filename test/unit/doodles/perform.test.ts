import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../server/training/random.ts';
import {
  DOODLES,
  DOODLE_SIDE,
  type Doodle,
  type PerformedStroke,
  performDoodle,
} from '../../../shared/doodles/index.ts';
import performed from '../../fixtures/doodles/performed.json' with { type: 'json' };
import { rasterize } from '../../../shared/drawing/index.ts';
import {
  CANVAS_SIDE_UNITS,
  MAX_POINTS_PER_OP,
  type DrawingOp,
  applyOp,
  drawingOp,
  emptyDrawing,
} from '../../../shared/protocol/index.ts';

/** Walls, a roof, a door with a dot for its handle, and a tick of smoke. */
const HOUSE: Doodle = [
  [40, 110, 40, 255, 215, 255, 215, 110, 40, 110],
  [40, 110, 128, 0, 215, 110],
  [110, 255, 110, 180, 150, 180, 150, 255],
  [142, 220],
  [190, 40, 196, 30],
];
const PERFORMED: readonly { skill: number; seed: number; strokes: PerformedStroke[] }[] = performed;

const SHIPPED = Object.values(DOODLES).flat();
/** A hand at its quickest: 1,050 units a second, a little more in a quick drawing and on straight lines, and rounding. */
const FASTEST_UNITS_PER_MS = 1.6;
const LIFT_MS = 90;

const coordinate = fc.integer({ min: 0, max: DOODLE_SIDE });
const anyStroke = fc
  .array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 12 })
  .map((points) => points.flat());
const anyDoodle: fc.Arbitrary<Doodle> = fc.array(anyStroke, { minLength: 1, maxLength: 8 });
const doodle = fc.oneof(fc.constantFrom(...SHIPPED), anyDoodle);
const skill = fc.double({ min: 0, max: 1, noNaN: true });
/** A good generator, or one that always says the same. */
const random = fc.oneof(
  fc.integer().map((seed) => () => createRandom(seed)),
  fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }).map((value) => () => () => value),
);

/** The strokes as a client would send them. */
function opsOf(strokes: readonly PerformedStroke[]): DrawingOp[] {
  let before = 0;
  return strokes.flatMap(({ x, y, t }) => {
    const points = t.map((at, i) => {
      const point = [x[i]!, y[i]!, at - before];
      before = at;
      return point;
    });
    const parts = Array.from({ length: Math.ceil(points.length / MAX_POINTS_PER_OP) }, (_, part) =>
      points.slice(part * MAX_POINTS_PER_OP, (part + 1) * MAX_POINTS_PER_OP).flat(),
    );
    return parts.map((points, part): DrawingOp => ({ type: part === 0 ? 'begin' : 'extend', points }));
  });
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Over the doodles that ship, or one in `every`, each drawn by a hand of its own. */
function overAll<T>(
  skill: number,
  measure: (strokes: PerformedStroke[], doodle: Doodle) => T,
  every = 1,
): T[] {
  return SHIPPED.filter((_, i) => i % every === 0).map((doodle, i) =>
    measure(performDoodle(doodle, createRandom('all', i), { skill }), doodle),
  );
}

describe('a performed doodle', () => {
  it('is a drawing that a player could send', () => {
    fc.assert(
      fc.property(doodle, random, skill, (doodle, start, skill) => {
        const strokes = performDoodle(doodle, start(), { skill });
        expect(strokes.length).toBeGreaterThan(0);
        const drawing = emptyDrawing();
        for (const op of opsOf(strokes)) {
          expect(drawingOp.safeParse(op).success).toBe(true);
          expect(applyOp(drawing, op)).toBe(true);
        }
        expect(drawing.strokes).toEqual(strokes);
        const values = strokes.flatMap(({ x, y }) => [...x, ...y]);
        expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
        expect(Math.max(...values)).toBeLessThanOrEqual(CANVAS_SIDE_UNITS);
      }),
    );
  });

  it('takes time: no two points at once, no pen too fast, a pause before each stroke', () => {
    fc.assert(
      fc.property(doodle, random, skill, (doodle, start, skill) => {
        const strokes = performDoodle(doodle, start(), { skill });
        expect(strokes[0]!.t[0]).toBe(0);
        for (const [i, { x, y, t }] of strokes.entries()) {
          if (i > 0) expect(t[0]! - strokes[i - 1]!.t.at(-1)!).toBeGreaterThanOrEqual(LIFT_MS);
          const passed = t.slice(1).map((at, i) => at - t[i]!);
          expect(Math.min(...passed, 1)).toBeGreaterThan(0);
          // Places are whole units, and the last report of a stroke may come early or late by rounding.
          const tooFast = passed.filter((ms, i) => {
            const way = Math.hypot(x[i + 1]! - x[i]!, y[i + 1]! - y[i]!);
            return way > FASTEST_UNITS_PER_MS * (ms + 1) + 2;
          });
          expect(tooFast).toEqual([]);
        }
      }),
    );
  });

  it('is the same for the same randomness, and another for another', () => {
    const draw = (seed: number) => performDoodle(SHIPPED[0]!, createRandom(seed), { skill: 0.5 });
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });

  it('is what it was when bots were measured: who changes the hand measures them again (`npm run bench -- bots`)', () => {
    const asked = PERFORMED.map(({ skill, seed }) => ({
      skill,
      seed,
      strokes: performDoodle(HOUSE, createRandom(seed), { skill }),
    }));
    expect(asked.map(({ strokes }) => strokes.map(({ t }) => t.length))).toEqual(
      PERFORMED.map(({ strokes }) => strokes.map(({ t }) => t.length)),
    );
    for (const [index, { strokes }] of asked.entries()) {
      for (const [s, stroke] of strokes.entries()) {
        const before = PERFORMED[index]!.strokes[s]!;
        for (const list of ['x', 'y', 't'] as const) {
          // Sines are not the same to the last bit everywhere.
          for (const [i, value] of stroke[list].entries()) {
            expect(Math.abs(value - before[list][i]!)).toBeLessThanOrEqual(1);
          }
        }
      }
    }
  });

  it('has every stroke once where the hand is skilled, not always where it is not', () => {
    expect(overAll(1, (strokes, doodle) => strokes.length === doodle.length)).not.toContain(false);
    const differences = overAll(0, (strokes, doodle) => strokes.length - doodle.length);
    expect(Math.min(...differences)).toBeLessThan(0);
    expect(Math.max(...differences)).toBeGreaterThan(0);
  });

  it('is large, and not always in the middle', () => {
    const boxes = overAll(0.5, (strokes) => {
      const [x, y] = [strokes.flatMap(({ x }) => x), strokes.flatMap(({ y }) => y)];
      const sides = [Math.max(...x) - Math.min(...x), Math.max(...y) - Math.min(...y)];
      return { side: Math.max(...sides), middle: (Math.max(...x) + Math.min(...x)) / 2 };
    });
    const sides = boxes.map(({ side }) => side / CANVAS_SIDE_UNITS);
    expect(mean(sides)).toBeGreaterThan(0.5);
    // Whoever leaves out a large part draws smaller.
    expect(Math.min(...sides)).toBeGreaterThan(0.25);
    const places = boxes.map(({ middle }) => middle / CANVAS_SIDE_UNITS - 0.5);
    expect(Math.min(...places)).toBeLessThan(-0.05);
    expect(Math.max(...places)).toBeGreaterThan(0.05);
  });

  it('is quicker and closer to what was meant with more skill', () => {
    const [unskilled, middling, skilled] = [0, 0.5, 1].map((skill) => ({
      time: mean(overAll(skill, (strokes) => strokes.at(-1)!.t.at(-1)!, 2)),
      likeness: mean(overAll(skill, likeness, 5)),
    })) as [Measured, Measured, Measured];
    expect(unskilled.time).toBeGreaterThan(1.3 * middling.time);
    expect(middling.time).toBeGreaterThan(1.3 * skilled.time);
    expect(unskilled.likeness).toBeLessThan(middling.likeness);
    expect(middling.likeness).toBeLessThan(skilled.likeness);
    expect(skilled.likeness).toBeGreaterThan(0.6);
  });
});

interface Measured {
  readonly time: number;
  readonly likeness: number;
}

/** Correlation of the picture of what was drawn with that of what was meant, about. */
function likeness(strokes: PerformedStroke[], doodle: Doodle): number {
  const meant = rasterize(
    doodle.map((stroke) => ({
      x: stroke.filter((_, i) => i % 2 === 0),
      y: stroke.filter((_, i) => i % 2 === 1),
    })),
  );
  const drawn = rasterize(strokes);
  let [both, ofMeant, ofDrawn] = [0, 0, 0];
  for (let i = 0; i < meant.length; i += 1) {
    both += meant[i]! * drawn[i]!;
    ofMeant += meant[i]! ** 2;
    ofDrawn += drawn[i]! ** 2;
  }
  return both / Math.sqrt(ofMeant * ofDrawn);
}
