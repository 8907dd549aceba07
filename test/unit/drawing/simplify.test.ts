import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  RDP_EPSILON,
  SIMPLIFIED_SIDE,
  boundingBox,
  pointCount,
  simplify,
} from '../../../shared/drawing/index.ts';
import type { Drawing } from '../../../shared/drawing/index.ts';
import { rdp, resample } from '../../../shared/drawing/simplify.ts';
import { DOODLES } from '../../fixtures/drawing/doodles.ts';
import { drawings, timedDrawings } from './arbitraries.ts';
import { distanceToStroke } from './reference.ts';

/** Rounding to whole units moves a point by at most this. */
const ROUNDING = Math.SQRT1_2;

describe('simplify', () => {
  it('aligns to the top left, scales the longer side to 255 and leaves out what lies on the line', () => {
    const drawing = [{ x: [100, 150, 200, 300], y: [50, 50, 50, 50], t: [0, 10, 20, 40] }];
    expect(simplify(drawing)).toEqual([{ x: [0, 255], y: [0, 0], t: [0, 40] }]);
  });

  it('keeps corners, with their times', () => {
    const [stroke] = simplify([{ x: [0, 100, 100], y: [0, 0, 60], t: [0, 1000, 1600] }]);
    expect(stroke).toEqual({ x: [0, 255, 255], y: [0, 0, 153], t: [0, 1000, 1600] });
  });

  it('makes a drawing without size a point, and of nothing nothing', () => {
    expect(simplify([{ x: [7], y: [9] }])).toEqual([{ x: [0], y: [0] }]);
    expect(simplify([{ x: [7, 7, 7], y: [9, 9, 9] }])).toEqual([{ x: [0, 0], y: [0, 0] }]);
    expect(simplify([])).toEqual([]);
    expect(simplify([{ x: [], y: [] }])).toEqual([]);
  });

  it('gives whole numbers in 0..255, first and last points in place, strokes in order', () => {
    fc.assert(
      fc.property(timedDrawings, (drawing) => {
        const box = boundingBox(drawing)!;
        const side = Math.max(box.maxX - box.minX, box.maxY - box.minY);
        const scale = side < 1e-6 ? 0 : SIMPLIFIED_SIDE / side;
        const simple = simplify(drawing);
        expect(simple.length).toBe(drawing.length);
        simple.forEach(({ x, y, t }, s) => {
          for (const value of [...x, ...y]) {
            expect(Number.isInteger(value) && value >= 0 && value <= SIMPLIFIED_SIDE).toBe(true);
          }
          expect(t?.length).toBe(x.length);
          expect(y.length).toBe(x.length);
          const raw = drawing[s]!;
          for (const end of [0, -1]) {
            expect(Math.abs(x.at(end)! - (raw.x.at(end)! - box.minX) * scale)).toBeLessThanOrEqual(
              0.5 + 1e-6,
            );
            expect(Math.abs(y.at(end)! - (raw.y.at(end)! - box.minY) * scale)).toBeLessThanOrEqual(
              0.5 + 1e-6,
            );
          }
        });
      }),
    );
  });

  it('leaves no point of the drawing farther away than the recipe allows', () => {
    fc.assert(
      fc.property(drawings, (drawing) => {
        const box = boundingBox(drawing)!;
        const side = Math.max(box.maxX - box.minX, box.maxY - box.minY);
        const scale = side < 1e-6 ? 0 : SIMPLIFIED_SIDE / side;
        const simple = simplify(drawing);
        drawing.forEach(({ x, y }, s) => {
          for (let i = 0; i < x.length; i++) {
            const away = distanceToStroke((x[i]! - box.minX) * scale, (y[i]! - box.minY) * scale, simple[s]!);
            // Resampling may pass half a unit beside a corner.
            expect(away).toBeLessThanOrEqual(RDP_EPSILON + 0.5 + ROUNDING + 1e-6);
          }
        });
      }),
    );
  });

  it('hardly changes what is simple already', () => {
    for (const doodle of Object.values(DOODLES)) {
      const once = simplify(doodle);
      const twice = simplify(once);
      expect(pointCount(twice)).toBeLessThanOrEqual(2 * pointCount(once));
      twice.forEach(({ x, y }, s) => {
        for (let i = 0; i < x.length; i++) {
          expect(distanceToStroke(x[i]!, y[i]!, once[s]!)).toBeLessThanOrEqual(RDP_EPSILON + 1 + ROUNDING);
        }
      });
    }
  });

  it('finishes hostile drawings, for which a naive one would take minutes', () => {
    const wedge: Drawing = [
      {
        x: Array.from({ length: 20_000 }, (_, i) => i / 40),
        y: Array.from({ length: 20_000 }, (_, i) => (i % 2 === 0 ? i : -i) / 40),
      },
    ];
    expect(simplify(wedge)).toHaveLength(1);
  });
});

describe('resample', () => {
  it('passes along the stroke in equal steps, ends included', () => {
    expect(resample({ x: [0, 1, 1], y: [0, 0, 1] }, 0.8).x).toEqual([0, 0.8, 1, 1]);
    expect(resample({ x: [0, 3.5], y: [0, 0] }, 1)).toEqual({ x: [0, 1, 3, 3.5], y: [0, 0, 0, 0] });
  });

  it('carries times along', () => {
    expect(resample({ x: [0, 4], y: [0, 0], t: [0, 100] }, 1).t).toEqual([0, 25, 100]);
  });

  it('never more than doubles the points', () => {
    fc.assert(
      fc.property(drawings, ([stroke]) => {
        expect(resample(stroke!, 0.001).x.length).toBeLessThanOrEqual(2 * stroke!.x.length);
      }),
    );
  });

  it('meets Ramer-Douglas-Peucker as all the points in between would', () => {
    const polyline = { x: [0, 40, 41, 90, 60, 5], y: [0, 3, 50, 51, 20, 90] };
    const dense = everyStep(polyline);
    const expected = rdp(dense, RDP_EPSILON);
    expect(pointsOf(rdp(resample(polyline, 1), RDP_EPSILON))).toEqual(pointsOf(expected));
  });
});

describe('rdp', () => {
  it('never errs by more than epsilon, and keeps only points it was given', () => {
    fc.assert(
      fc.property(drawings, fc.double({ min: 0, max: 500, noNaN: true }), ([stroke], epsilon) => {
        const kept = rdp(stroke!, epsilon);
        stroke!.x.forEach((x, i) =>
          expect(distanceToStroke(x, stroke!.y[i]!, kept)).toBeLessThanOrEqual(epsilon * (1 + 1e-9) + 1e-9),
        );
        expect(pointsOf(stroke!)).toEqual(expect.arrayContaining(pointsOf(kept)));
      }),
    );
  });

  it('holds its error where splits are lopsided', () => {
    const wedge = {
      x: Array.from({ length: 400 }, (_, i) => i),
      y: Array.from({ length: 400 }, (_, i) => (i % 2 === 0 ? i : -i)),
    };
    expect(rdp(wedge, 1).x.length).toBeGreaterThan(390);
  });
});

function everyStep({ x, y }: { x: number[]; y: number[] }): { x: number[]; y: number[] } {
  const out = { x: [x[0]!], y: [y[0]!] };
  let next = 1;
  for (let i = 1; i < x.length; i++) {
    const length = Math.hypot(x[i]! - x[i - 1]!, y[i]! - y[i - 1]!);
    for (; next <= length; next += 1) {
      out.x.push(x[i - 1]! + ((x[i]! - x[i - 1]!) * next) / length);
      out.y.push(y[i - 1]! + ((y[i]! - y[i - 1]!) * next) / length);
    }
    next -= length;
  }
  out.x.push(x.at(-1)!);
  out.y.push(y.at(-1)!);
  return out;
}

function pointsOf({ x, y }: { x: readonly number[]; y: readonly number[] }): string[] {
  return x.map((value, i) => `${value.toFixed(6)} ${y[i]!.toFixed(6)}`);
}
