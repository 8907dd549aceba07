import type { SavedTensor } from './checkpoint.ts';
import type { Recipe } from './recipe.ts';

/** Adam's, as in TensorFlow.js. */
const FIRST_KEPT = 0.9;
const SECOND_KEPT = 0.999;
const EPSILON = 1e-7;

const WEIGHT = 'weight/';
const AVERAGE = 'average/';
const STEPS = 'optimiser/steps';
const FIRST = 'optimiser/first';
const SECOND = 'optimiser/second';

/** The averages among what `Optimiser.state` gave, in the order of the weights; none where the recipe wants none. */
export function averagesIn(state: readonly SavedTensor[]): SavedTensor[] {
  return state.filter(({ name }) => name.startsWith(AVERAGE));
}

type Tensors = { readonly shape: readonly number[]; readonly values: Float32Array }[];

/** One tensor of weights, and where it lies in the rows. */
interface Part {
  readonly shape: readonly number[];
  readonly from: number;
  readonly to: number;
}

/**
 * All weights of a network in one row of numbers, with what is remembered of each from step to step: what a step of training
 * changes. It lies in memory that threads can share, so that each of several can take its part of a step.
 *
 * Adam is by Kingma and Ba 2015, with weight decay apart from it by Loshchilov and Hutter 2019 and not for biases.
 */
export class Optimiser {
  readonly memory: SharedArrayBuffer;
  /** How many weights there are. */
  readonly size: number;
  readonly #recipe: Recipe;
  readonly #parts: readonly Part[];
  readonly #weights: Float32Array;
  /** Adam's first moments, or the momentum. */
  readonly #first: Float32Array;
  /** Adam's second moments. */
  readonly #second: Float32Array | null;
  readonly #averages: Float32Array | null;
  /** [1]: how many steps have begun. */
  readonly #steps: Float32Array;

  /**
   * @param shapes of the network's weights, in their order
   * @param memory of another one of the same recipe and shapes, where this one is to work on the same numbers
   */
  constructor(recipe: Recipe, shapes: readonly (readonly number[])[], memory?: SharedArrayBuffer) {
    this.#recipe = recipe;
    let at = 0;
    this.#parts = shapes.map((shape) => {
      const from = at;
      at += shape.reduce((product, length) => product * length, 1);
      return { shape, from, to: at };
    });
    this.size = at;
    const rows = 2 + Number(recipe.optimiser.type === 'adam') + Number(recipe.averaging !== null);
    this.memory = memory ?? new SharedArrayBuffer((rows * at + 1) * Float32Array.BYTES_PER_ELEMENT);
    const all = new Float32Array(this.memory);
    const row = (index: number) => all.subarray(index * at, (index + 1) * at);
    this.#weights = row(0);
    this.#first = row(1);
    this.#second = recipe.optimiser.type === 'adam' ? row(2) : null;
    this.#averages = recipe.averaging === null ? null : row(rows - 1);
    this.#steps = all.subarray(rows * at);
  }

  /** Another one of the same numbers, in memory of its own. */
  copy(): Optimiser {
    const shapes = this.#parts.map(({ shape }) => shape);
    const copy = new Optimiser(this.#recipe, shapes);
    copy.restore(this.state());
    return copy;
  }

  /** A step begins: to be said once, whoever takes it. */
  begin(): void {
    this.#steps[0]! += 1;
  }

  /**
   * Takes the step for the weights `from` … `to`.
   *
   * @param gradients [size], of which only those are read
   */
  step(gradients: Float32Array, learningRate: number, from = 0, to = this.size): void {
    for (const part of this.#parts) {
      const [first, last] = [Math.max(from, part.from), Math.min(to, part.to)];
      const decay = part.shape.length > 1 ? learningRate * this.#recipe.weightDecay : 0;
      this.#descend(gradients, learningRate, 1 - decay, first, last);
    }
    this.#average(from, to);
  }

  /** The weights as they are now, cut into tensors: a copy, in a row of this length. */
  weights(row: Float32Array<ArrayBuffer> = new Float32Array(this.size)): Tensors {
    row.set(this.#weights);
    return this.#parts.map(({ shape, from, to }) => ({ shape, values: row.subarray(from, to) }));
  }

  /** Sets the weights alone, in their order. */
  setWeights(tensors: readonly Pick<SavedTensor, 'values'>[]): void {
    this.#fill(this.#weights, tensors);
  }

  /** The weights, then what is remembered of them, then their averages where the recipe wants those. */
  state(): SavedTensor[] {
    const named = (prefix: string, row: Float32Array) =>
      this.#cut(row).map((tensor, index) => ({ ...tensor, name: `${prefix}${index}` }));
    const whole = (name: string, row: Float32Array) => ({ name, shape: [row.length], values: row.slice() });
    return [
      ...named(WEIGHT, this.#weights),
      whole(STEPS, this.#steps),
      whole(FIRST, this.#first),
      ...(this.#second ? [whole(SECOND, this.#second)] : []),
      ...(this.#averages ? named(AVERAGE, this.#averages) : []),
    ];
  }

  /** Goes on from what `state` gave. @throws Error where that is of another Inkling */
  restore(state: readonly SavedTensor[]): void {
    const copy = (name: string, row: Float32Array) => {
      const values = state.find((tensor) => tensor.name === name)?.values;
      if (values?.length !== row.length) {
        throw new Error(
          'The checkpoint was written by another version of Inkling. Train without --resume to begin anew, which replaces it.',
        );
      }
      row.set(values);
    };
    this.setWeights(state.filter(({ name }) => name.startsWith(WEIGHT)));
    copy(STEPS, this.#steps);
    copy(FIRST, this.#first);
    if (this.#second) copy(SECOND, this.#second);
    if (this.#averages) this.#fill(this.#averages, averagesIn(state));
  }

  /** @param kept what is left of each weight by decay */
  #descend(gradients: Float32Array, learningRate: number, kept: number, from: number, to: number): void {
    const [weights, first, second] = [this.#weights, this.#first, this.#second];
    const { optimiser } = this.#recipe;
    if (optimiser.type === 'sgd') {
      for (let i = from; i < to; i++) {
        first[i] = optimiser.momentum * first[i]! + gradients[i]!;
        weights[i] = (weights[i]! - learningRate * first[i]!) * kept;
      }
      return;
    }
    // Both moments began as nothing, and are too small until they have forgotten it.
    const rate = learningRate / (1 - FIRST_KEPT ** this.#steps[0]!);
    const grown = 1 / (1 - SECOND_KEPT ** this.#steps[0]!);
    for (let i = from; i < to; i++) {
      const gradient = gradients[i]!;
      const mean = FIRST_KEPT * first[i]! + (1 - FIRST_KEPT) * gradient;
      const square = SECOND_KEPT * second![i]! + (1 - SECOND_KEPT) * gradient * gradient;
      first[i] = mean;
      second![i] = square;
      weights[i] = (weights[i]! - (rate * mean) / (Math.sqrt(square * grown) + EPSILON)) * kept;
    }
  }

  #average(from: number, to: number): void {
    const [weights, averages, kept] = [this.#weights, this.#averages, this.#recipe.averaging];
    if (averages === null || kept === null) return;
    if (this.#steps[0] === 1) averages.set(weights.subarray(from, to), from);
    else for (let i = from; i < to; i++) averages[i] = kept * averages[i]! + (1 - kept) * weights[i]!;
  }

  #cut(row: Float32Array): Tensors {
    return this.#parts.map(({ shape, from, to }) => ({ shape, values: row.slice(from, to) }));
  }

  #fill(row: Float32Array, tensors: readonly Pick<SavedTensor, 'values'>[]): void {
    this.#parts.forEach(({ from, to }, index) => {
      const { values } = tensors[index]!;
      if (values.length !== to - from) throw new RangeError(`Tensor ${index} is of another network.`);
      row.set(values, from);
    });
  }
}
