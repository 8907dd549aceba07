import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DrawingError, cutAtInk, inkLength, inkShareAt } from '../../../shared/drawing/index.ts';
import type { Drawing } from '../../../shared/drawing/index.ts';
import { drawings, timedDrawings } from './arbitraries.ts';

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

  it('says what a fraction is', () => {
    expect(() => cutAtInk(drawing, 2)).toThrow('Give the fraction of ink as a number from 0 to 1.');
    expect(() => cutAtInk([{ x: [NaN], y: [0] }], 0.5)).toThrow(DrawingError);
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

describe('inkShareAt', () => {
  const drawing: Drawing = [
    { x: [0, 10], y: [0, 0], t: [0, 100] },
    { x: [0, 0, 0], y: [0, 10, 30], t: [200, 300, 400] },
  ];

  it('is the share of ink that cutAtInk cuts at, at the time where it cuts', () => {
    for (const [timeMs, share] of [
      [-1, 0],
      [50, 0.125],
      [150, 0.25],
      [350, 0.75],
      [999, 1],
    ] as const) {
      expect(inkShareAt(drawing, timeMs)).toBe(share);
      if (timeMs === 50 || timeMs === 350) expect(cutAtInk(drawing, share).at(-1)!.t!.at(-1)).toBe(timeMs);
    }
  });

  it('counts dots where there is nothing else, and knows no time where there is none', () => {
    const dots = [10, 20, 30, 40].map((t) => ({ x: [t], y: [t], t: [t] }));
    expect(inkShareAt(dots, 25)).toBe(0.5);
    expect(inkShareAt([], 25)).toBe(0);
    expect(inkShareAt([{ x: [0, 9], y: [0, 9] }], 0)).toBe(1);
  });

  it('is where the pen is in the middle of a step, in every stroke that has begun', () => {
    // Two strokes at once, as two hands would draw them, the second twice as long.
    const both: Drawing = [
      { x: [0, 10], y: [0, 0], t: [0, 100] },
      { x: [0, 20], y: [5, 5], t: [50, 150] },
    ];
    expect(inkShareAt(both, 0)).toBe(0);
    expect(inkShareAt(both, 50)).toBeCloseTo(5 / 30, 12);
    expect(inkShareAt(both, 75)).toBeCloseTo((7.5 + 5) / 30, 12);
    expect(inkShareAt(both, 100)).toBeCloseTo((10 + 10) / 30, 12);
    expect(inkShareAt(both, 150)).toBe(1);
    // A jump of the pen takes no time.
    expect(inkShareAt([{ x: [0, 10, 20], y: [0, 0, 0], t: [0, 0, 100] }], 0)).toBe(0.5);
    expect(() => inkShareAt([{ x: [NaN], y: [0] }], 1)).toThrow(DrawingError);
  });

  it('rises with time, from 0 to 1', () => {
    fc.assert(
      fc.property(timedDrawings, fc.nat(5_000), fc.nat(5_000), (any, one, other) => {
        const [earlier, later] = [Math.min(one, other), Math.max(one, other)];
        expect(inkShareAt(any, earlier)).toBeGreaterThanOrEqual(0);
        expect(inkShareAt(any, later)).toBeGreaterThanOrEqual(inkShareAt(any, earlier));
        expect(inkShareAt(any, later)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
