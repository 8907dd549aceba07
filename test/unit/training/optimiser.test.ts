import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadRecipe, type Recipe } from '../../../server/training/recipe.ts';
import { averagesIn, Optimiser } from '../../../server/training/optimiser.ts';

const SHAPES = [[3, 2], [2]];
const SIZE = 8;
const RATE = 0.01;
const STEPS = 5;
const row = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: SIZE, maxLength: SIZE });
const steps = fc.array(row, { minLength: STEPS, maxLength: STEPS });

let adam: Recipe;
let momentum: Recipe;
beforeAll(async () => {
  const plain = { weightDecay: 0, averaging: null };
  adam = { ...(await loadRecipe('live-345')), ...plain };
  momentum = { ...(await loadRecipe('seed')), ...plain };
});

function begun(recipe: Recipe, weights: readonly number[]): Optimiser {
  const optimiser = new Optimiser(recipe, SHAPES);
  optimiser.setWeights([
    { values: Float32Array.from(weights.slice(0, 6)) },
    { values: Float32Array.from(weights.slice(6)) },
  ]);
  return optimiser;
}
const weightsOf = (optimiser: Optimiser) => optimiser.weights().flatMap(({ values }) => [...values]);

function walk(optimiser: Optimiser, gradients: readonly (readonly number[])[], from = 0, to = SIZE): void {
  for (const gradient of gradients) {
    optimiser.begin();
    optimiser.step(Float32Array.from(gradient), RATE, from, to);
  }
}

/** What TensorFlow.js makes of the same. */
function walked(
  theirs: tf.Optimizer,
  weights: readonly number[],
  gradients: readonly (readonly number[])[],
): number[] {
  const variable = tf.variable(tf.tensor1d([...weights]));
  for (const gradient of gradients)
    theirs.applyGradients({ [variable.name]: tf.variable(tf.tensor1d([...gradient])) });
  const values = [...variable.dataSync()];
  variable.dispose();
  theirs.dispose();
  return values;
}

describe('an optimiser', () => {
  it('steps as those of TensorFlow.js do', () => {
    const pairs: [Recipe, () => tf.Optimizer][] = [
      [adam, () => tf.train.adam(RATE)],
      [
        momentum,
        () => tf.train.momentum(RATE, momentum.optimiser.type === 'sgd' ? momentum.optimiser.momentum : 0),
      ],
    ];
    fc.assert(
      fc.property(row, steps, (weights, gradients) => {
        for (const [recipe, theirs] of pairs) {
          const optimiser = begun(recipe, weights);
          walk(optimiser, gradients);
          const expected = walked(theirs(), weights, gradients);
          weightsOf(optimiser).forEach((weight, index) => expect(weight).toBeCloseTo(expected[index]!, 4));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('comes to the same where several share its memory and take a part of each step', () => {
    fc.assert(
      fc.property(row, steps, fc.integer({ min: 0, max: SIZE }), (weights, gradients, cut) => {
        const recipe = { ...adam, weightDecay: 0.1, averaging: 0.9 };
        const whole = begun(recipe, weights);
        walk(whole, gradients);
        const one = begun(recipe, weights);
        const other = new Optimiser(recipe, SHAPES, one.memory);
        for (const gradient of gradients.map((values) => Float32Array.from(values))) {
          one.begin();
          other.step(gradient, RATE, cut, SIZE);
          one.step(gradient, RATE, 0, cut);
        }
        expect(other.state()).toEqual(whole.state());
      }),
    );
  });

  it('goes on from what it was as if nothing had been', () => {
    fc.assert(
      fc.property(row, steps, fc.integer({ min: 0, max: STEPS }), (weights, gradients, cut) => {
        const recipe = { ...adam, averaging: 0.9 };
        const straight = begun(recipe, weights);
        walk(straight, gradients);
        const before = begun(recipe, weights);
        walk(before, gradients.slice(0, cut));
        const after = before.copy();
        walk(after, gradients.slice(cut));
        expect(after.state()).toEqual(straight.state());
      }),
    );
  });

  it('lets weights decay, but no biases, and keeps their averages', () => {
    const recipe = { ...momentum, weightDecay: 1, averaging: 0.5 };
    const optimiser = begun(
      recipe,
      Array.from({ length: SIZE }, () => 1),
    );
    const still = new Float32Array(SIZE);
    for (let step = 0; step < 2; step += 1) {
      optimiser.begin();
      optimiser.step(still, 0.5);
    }
    expect(weightsOf(optimiser)).toEqual([...Array<number>(6).fill(0.25), 1, 1]);
    const averages = averagesIn(optimiser.state()).flatMap(({ values }) => [...values]);
    expect(averages).toEqual([...Array<number>(6).fill(0.375), 1, 1]);
  });

  it('does not go on from what it does not know', () => {
    const optimiser = begun(
      adam,
      Array.from({ length: SIZE }, () => 1),
    );
    const old = optimiser.state().filter(({ name }) => !name.startsWith('optimiser/'));
    expect(() => optimiser.restore(old)).toThrow(/Train without --resume/);
    expect(() => optimiser.setWeights([{ values: new Float32Array(1) }])).toThrow(RangeError);
  });
});
