import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DrawingError, cutAtInk, inkLength } from '../../../shared/drawing/index.ts';
import type { Drawing } from '../../../shared/drawing/index.ts';
import { drawings } from './arbitraries.ts';

const fraction = fc.double({ min: 0, max: 1, noNaN: true });

describe('cutAtInk', () => {
  const drawing: Drawing = [
    { x: [0, 10], y: [0, 0], t: [0, 100] },
    { x: [0, 0, 0], y: [0, 10, 30], t: [200, 300, 400] },
  ];

  it('cuts inside a stroke and interpolates the end in place and time', () => {
    expect(cutAtInk(drawing, 0.75)).toEqual([
      drawing[0],
      { x: [0, 0, 0], y: [0, 10, 20], t: [200, 300, 350] },
    ]);
    expect(cutAtInk(drawing, 0.125)).toEqual([{ x: [0, 5], y: [0, 0], t: [0, 50] }]);
  });

  it('does not begin a stroke of which nothing is drawn, nor repeat a point', () => {
    expect(cutAtInk(drawing, 0.25)).toEqual([drawing[0]]);
    expect(cutAtInk(drawing, 0.5)).toEqual([drawing[0], { x: [0, 0], y: [0, 10], t: [200, 300] }]);
  });

  it('is the drawing itself at 1 and empty at 0', () => {
    expect(cutAtInk(drawing, 1)).toBe(drawing);
    expect(cutAtInk(drawing, 0)).toEqual([]);
    expect(cutAtInk([], 0.5)).toEqual([]);
  });

  it('lets a dot appear when the ink before it is complete', () => {
    const dot = { x: [5], y: [5] };
    const line = { x: [0, 10], y: [0, 0] };
    expect(cutAtInk([dot, line, dot, line], 0.4)).toEqual([dot, { x: [0, 8], y: [0, 0] }]);
    expect(cutAtInk([dot, line, dot, line], 0.5)).toEqual([dot, line, dot]);
  });

  it('counts a drawing of dots in dots', () => {
    const dots = [1, 2, 3, 4].map((x) => ({ x: [x], y: [0] }));
    expect(cutAtInk(dots, 0.5)).toEqual(dots.slice(0, 2));
    expect(cutAtInk(dots, 0.01)).toEqual(dots.slice(0, 1));
  });

  it.each([-0.1, 1.1, NaN, Infinity])('refuses the fraction %d', (bad) => {
    expect(() => cutAtInk(drawing, bad)).toThrow(DrawingError);
  });

  it('has the asked share of the ink', () => {
    fc.assert(
      fc.property(drawings, fraction, (any, part) => {
        const whole = inkLength(any);
        expect(Math.abs(inkLength(cutAtInk(any, part)) - part * whole)).toBeLessThanOrEqual(
          1e-9 * (whole + 1),
        );
      }),
    );
  });

  it('only ever adds: the smaller prefix is where the larger one began', () => {
    fc.assert(
      fc.property(drawings, fraction, fraction, (any, a, b) => {
        const small = cutAtInk(any, Math.min(a, b));
        const large = cutAtInk(any, Math.max(a, b));
        expect(small.length).toBeLessThanOrEqual(large.length);
        small.forEach(({ x }, s) => {
          // All but the interpolated last point are the drawing's own, in its order.
          expect(x.slice(0, -1)).toEqual(any[s]!.x.slice(0, x.length - 1));
          expect(x.length).toBeLessThanOrEqual(large[s]!.x.length);
        });
      }),
    );
  });
});
