import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromFloat16, toFloat16 } from '../../../server/training/float16.ts';
import {
  accuracyOf,
  areaUnderRoc,
  crossEntropy,
  expectedCalibrationError,
  median,
} from '../../../server/training/metrics.ts';
import { learningRateAt } from '../../../server/training/trainer.ts';
import { loadRecipe, recipeNames } from '../../../server/training/recipe.ts';

describe('accuracy', () => {
  it('counts hits, and every word the same in the macro figures', () => {
    // Word 0: two of two right. Word 1: one drawing, wrong, second guess.
    const logits = Float32Array.from([3, 1, 0, 0, 5, 1, 0, 0, 4, 3, 0, 0]);
    expect(accuracyOf(logits, [0, 0, 1], 4)).toMatchObject({
      drawings: 3,
      top1: 2 / 3,
      top3: 1,
      macroTop1: 0.5,
      macroTop3: 1,
    });
  });

  it('does not count a network that says the same of everything as right', () => {
    expect(accuracyOf(new Float32Array(20), [0, 1], 10)).toMatchObject({ top1: 0, top5: 0 });
  });

  it('cross entropy of even logits is the logarithm of the number of words', () => {
    expect(crossEntropy(new Float32Array(8), [0, 3], 4)).toBeCloseTo(Math.log(4));
  });

  it('a network that is right as often as it says has no calibration error', () => {
    const confidences = [0.5, 0.5, 0.5, 0.5];
    expect(expectedCalibrationError(confidences, [true, false, true, false])).toBeCloseTo(0);
    expect(expectedCalibrationError(confidences, [false, false, false, false])).toBeCloseTo(0.5);
  });

  it('takes the upper median', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([])).toBeNull();
  });
});

describe('the area under the ROC curve', () => {
  it('is 1 for scores apart, 0 for those the wrong way round, and a half for equal ones', () => {
    expect(areaUnderRoc([3, 4], [1, 2])).toBe(1);
    expect(areaUnderRoc([1, 2], [3, 4, 5])).toBe(0);
    expect(areaUnderRoc([1, 1], [1, 1, 1])).toBe(0.5);
    expect(areaUnderRoc([], [1])).toBeNaN();
  });

  it('is the share of pairs in which the positive is above, ties counted half', () => {
    const scores = fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(scores, scores, (positives, negatives) => {
        const wins = positives.flatMap((p) => negatives.map((n) => (p > n ? 1 : p === n ? 0.5 : 0)));
        const share = wins.reduce<number>((sum, win) => sum + win, 0) / wins.length;
        expect(areaUnderRoc(positives, negatives)).toBeCloseTo(share, 12);
      }),
    );
  });
});

describe('half precision', () => {
  it('is the nearest half', () => {
    fc.assert(
      fc.property(fc.float({ min: -65504, max: 65504, noNaN: true }), (value) => {
        const [stored] = fromFloat16(toFloat16(Float32Array.of(value)));
        expect(Math.abs(stored! - value)).toBeLessThanOrEqual(Math.max(Math.abs(value) * 2 ** -11, 2 ** -25));
      }),
    );
  });

  it('keeps what is a half already, and caps what is too large', () => {
    const halves = Float32Array.of(0, 1, -2, 0.5, 65504, 2 ** -14, 2 ** -24, 1 / 3 - ((1 / 3) % 2 ** -12));
    expect(fromFloat16(toFloat16(halves))).toEqual(halves);
    expect(fromFloat16(toFloat16(Float32Array.of(1e9)))).toEqual(Float32Array.of(65504));
  });
});

describe('recipes', () => {
  it('every shipped one is valid', async () => {
    for (const name of await recipeNames()) expect((await loadRecipe(name)).name).toBe(name);
  });

  it('say what is wrong with them', async () => {
    await expect(loadRecipe('no-such-recipe')).rejects.toThrow(/seed/);
  });

  it('warm up, then cool down along a cosine', async () => {
    const recipe = await loadRecipe('live-345');
    const rate = (step: number) => learningRateAt(recipe, step, 1_100);
    expect(rate(49)).toBeCloseTo(recipe.optimiser.learningRate / 2);
    expect(rate(100)).toBeCloseTo(recipe.optimiser.learningRate);
    expect(rate(600)).toBeCloseTo((recipe.optimiser.learningRate * 1.01) / 2);
    expect(rate(1_100)).toBeCloseTo(recipe.optimiser.learningRate / 100);
  });
});
