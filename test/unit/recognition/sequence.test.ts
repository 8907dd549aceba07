import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Drawing } from '../../../shared/drawing/index.ts';
import { SEQUENCE_STEPS, toSequence, VALUES_PER_STEP } from '../../../shared/recognition/sequence.ts';
import { drawings } from '../drawing/arbitraries.ts';

/** Steps as rows. */
function steps(drawing: Drawing): number[][] {
  const flat = [...toSequence(drawing)];
  return Array.from({ length: SEQUENCE_STEPS }, (_, i) =>
    flat.slice(VALUES_PER_STEP * i, VALUES_PER_STEP * (i + 1)),
  );
}

describe('the movements of the pen', () => {
  it('are equal steps along a line, in tenths of its longer side', () => {
    for (const x of [
      [0, 480],
      [7, 7 + 48, 7 + 480],
    ]) {
      const moved = steps([{ x, y: x.map(() => 3) }]);
      for (const [dx, dy, lifted] of moved) {
        expect(dx).toBeCloseTo(10 / 48, 5);
        expect([dy, lifted]).toEqual([0, 0]);
      }
    }
  });

  it('go round corners', () => {
    const moved = steps([{ x: [0, 24, 24], y: [0, 0, -24] }]);
    for (const [i, [dx, dy]] of moved.entries()) {
      expect(dx).toBeCloseTo(i < 24 ? 10 / 24 : 0, 5);
      expect(dy).toBeCloseTo(i < 24 ? 0 : -10 / 24, 5);
    }
  });

  it('say where the pen jumped to the next stroke', () => {
    const moved = steps([
      { x: [0, 24], y: [0, 0] },
      { x: [100, 124], y: [50, 50] },
    ]);
    expect(moved.filter(([, , lifted]) => lifted === 1)).toHaveLength(1);
    // As much ink before the jump as after it.
    expect(moved.findIndex(([, , lifted]) => lifted === 1)).toBe(24);
    expect(moved[24]![1]).toBeCloseTo((10 * 50) / 124, 5);
    expect(moved[0]).toEqual([expect.closeTo(10 / 124, 5), 0, 0]);
  });

  it('are none where there is no ink', () => {
    for (const nothing of [[], [{ x: [], y: [] }], [{ x: [5], y: [5] }], [{ x: [5, 5], y: [5, 5] }]]) {
      expect(toSequence(nothing)).toEqual(new Float32Array(SEQUENCE_STEPS * VALUES_PER_STEP));
    }
  });

  it('pass over strokes without points, and take dots for places', () => {
    const line = { x: [0, 10], y: [0, 0] };
    expect(toSequence([{ x: [], y: [] }, line, { x: [], y: [] }])).toEqual(toSequence([line]));
    const withDot = steps([line, { x: [5], y: [8] }]);
    expect(withDot.filter(([, , lifted]) => lifted === 1)).toHaveLength(0);
    expect(withDot[0]![0]).toBeCloseTo(10 / 48, 5);
  });

  it('lead from the first point to the last, whatever is drawn, and stay within the box', () => {
    fc.assert(
      fc.property(drawings, (drawing) => {
        const [xs, ys] = [drawing.flatMap(({ x }) => x), drawing.flatMap(({ y }) => y)];
        const side = Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
        fc.pre(side > 1e-3);
        let [x, y] = [xs[0]!, ys[0]!];
        for (const [dx, dy, lifted] of steps(drawing)) {
          x += (dx! / 10) * side;
          y += (dy! / 10) * side;
          expect([0, 1]).toContain(lifted);
          expect(x).toBeGreaterThanOrEqual(Math.min(...xs) - 1e-3 * side);
          expect(x).toBeLessThanOrEqual(Math.max(...xs) + 1e-3 * side);
          expect(y).toBeGreaterThanOrEqual(Math.min(...ys) - 1e-3 * side);
          expect(y).toBeLessThanOrEqual(Math.max(...ys) + 1e-3 * side);
        }
      }),
    );
  });
});
