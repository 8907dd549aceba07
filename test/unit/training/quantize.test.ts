import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dequantize, quantize } from '../../../server/training/quantize.ts';

const weights = fc.array(fc.float({ min: -8, max: 8, noNaN: true }), { minLength: 1, maxLength: 300 });

describe('8 bits', () => {
  it('are are off by no more than a step, on the whole', () => {
    fc.assert(
      fc.property(weights, (list) => {
        const values = Float32Array.from(list);
        const range = Math.max(0, ...values) - Math.min(0, ...values);
        const { codes, ...grid } = quantize(values);
        const restored = dequantize(codes, grid);
        const squares = values.reduce((sum, value, index) => sum + (value - restored[index]!) ** 2, 0);
        // Half a step by rounding, half a step as zero has to be on the grid; clipping is only chosen where it is better.
        const worst = (range / 255) ** 2 * values.length;
        expect(squares).toBeLessThanOrEqual(worst * 1.001 + 1e-9);
      }),
    );
  });

  it('keep zero, so that what is switched off stays off', () => {
    fc.assert(
      fc.property(weights, (list) => {
        const { codes, ...grid } = quantize(Float32Array.from([0, ...list]));
        expect(dequantize(codes, grid)[0]).toBeCloseTo(0, 9);
      }),
    );
  });

  it('keep a tensor that is all the same', () => {
    for (const value of [0, 1.5, -3]) {
      const { codes, ...grid } = quantize(new Float32Array(5).fill(value));
      for (const back of dequantize(codes, grid)) expect(back).toBeCloseTo(value, 6);
    }
  });
});
