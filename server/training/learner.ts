import type { Scalar, Tensor, Tensor2D, Variable } from '@tensorflow/tfjs-core';
import type { Sequential } from '@tensorflow/tfjs-layers';
import { CAPSULE_GAIN } from '../recognition/engine/capsules.ts';
import { copyInto } from '../recognition/engine/copy.ts';
import type { Engine } from '../recognition/engine/engine.ts';
import type { SavedTensor } from './checkpoint.ts';
import { buildNetwork } from './network.ts';
import { outputsOf, type Recipe } from './recipe.ts';
import { MARGINS } from './metrics.ts';
import { Optimiser } from './optimiser.ts';
import type { Batch } from './sampling.ts';

/** What `train` drives: one network here, or several that learn as one (see `replicas.ts`). */
export interface Learning {
  /** Learns a batch; resolves with its mean loss. */
  step(batch: Batch, learningRate: number): Promise<number>;
  /** See `Optimiser.state`. */
  state(): SavedTensor[];
  close(): Promise<void>;
}

/** A network with its optimiser: what a step of training changes. */
export class Learner implements Learning {
  readonly model: Sequential;
  readonly optimiser: Optimiser;
  readonly #engine: Engine;
  readonly #recipe: Recipe;
  readonly #gradients: Float32Array;
  /** What the network was given last. */
  readonly #pulled: Float32Array<ArrayBuffer>;

  /**
   * Begins with the recipe's random weights.
   *
   * @param memory of an optimiser whose weights it begins with instead, and which it shares from then on
   */
  constructor(engine: Engine, recipe: Recipe, memory?: SharedArrayBuffer) {
    this.#engine = engine;
    this.#recipe = recipe;
    this.model = buildNetwork(engine, recipe.network, outputsOf(recipe), recipe.seed);
    const weights = this.model.getWeights();
    const shapes = weights.map(({ shape }) => shape);
    this.optimiser = new Optimiser(recipe, shapes, memory);
    this.#gradients = new Float32Array(this.optimiser.size);
    this.#pulled = new Float32Array(this.optimiser.size);
    if (memory) this.pull();
    else this.optimiser.setWeights(weights.map((weight) => ({ values: weight.dataSync() as Float32Array })));
  }

  step(batch: Batch, learningRate: number): Promise<number> {
    const loss = this.learn(batch, 1, this.#gradients);
    this.optimiser.begin();
    this.optimiser.step(this.#gradients, learningRate);
    this.pull();
    return Promise.resolve(loss);
  }

  /**
   * Finds how the loss of a batch changes with each weight.
   *
   * @param share multiplies loss and gradients: what part of the whole batch this is
   * @param gradients is filled with them, in the order of the weights
   * @returns the mean loss
   */
  learn(batch: Batch, share: number, gradients: Float32Array): number {
    const { tf } = this.#engine;
    const variables = variablesOf(this.#engine, this.model);
    const { value, grads } = tf.tidy(() => tf.variableGrads(this.#lossOf(batch, share), variables));
    let at = 0;
    for (const { name } of variables) {
      const gradient = grads[name]!;
      copyInto(this.#engine, gradient, gradients, at);
      at += gradient.size;
    }
    const loss = value.dataSync()[0]!;
    tf.dispose([value, grads]);
    return loss;
  }

  /** Gives the network the weights that the optimiser came to. */
  pull(): void {
    const { tf } = this.#engine;
    const weights = this.optimiser.weights(this.#pulled);
    tf.tidy(() => this.model.setWeights(weights.map(({ shape, values }) => tf.tensor(values, [...shape]))));
  }

  state(): SavedTensor[] {
    return this.optimiser.state();
  }

  /** Goes on from what `state` gave. @throws Error where that is of another Inkling */
  restore(saved: readonly SavedTensor[]): void {
    this.optimiser.restore(saved);
    this.pull();
  }

  /** The weights alone, in the order of `state`. */
  setWeights(weights: readonly Pick<SavedTensor, 'values'>[]): void {
    this.optimiser.setWeights(weights);
    this.pull();
  }

  /** The network stays. */
  close(): Promise<void> {
    return Promise.resolve();
  }

  /**
   * The mean negative log-likelihood of the labels, or with a teacher (1 - w) of that and w T² times the cross entropy with
   * the teacher's opinion, both softened by T (Hinton et al. 2015).
   */
  #lossOf({ seed, pictures, labels, others, shares, opinions }: Batch, share: number): () => Scalar {
    const { tf } = this.#engine;
    const { labelSmoothing, distillation, loss } = this.#recipe;
    const outputs = outputsOf(this.#recipe);
    const size = labels.length;
    const oneHot = (indices: Int32Array) => tf.oneHot(tf.tensor1d(indices, 'int32'), outputs);
    const crossEntropyWith = (target: Tensor, logits: Tensor2D): Scalar =>
      tf.neg(tf.mean(tf.sum(tf.mul(target, tf.logSoftmax(logits)), 1)));
    /** Sabour et al. 2017: the right capsule is to be long, each of the others short. */
    const marginLossWith = (target: Tensor, logits: Tensor2D): Scalar => {
      const lengths = tf.div(logits, CAPSULE_GAIN);
      const short = tf.square(tf.relu(tf.sub(MARGINS.present, lengths)));
      const long = tf.mul(tf.square(tf.relu(tf.sub(lengths, MARGINS.absent))), MARGINS.absentWeight);
      return tf.mean(tf.sum(tf.add(tf.mul(target, short), tf.mul(tf.sub(1, target), long)), 1));
    };

    const shape = this.model.inputs[0]!.shape.slice(1) as number[];
    const input = tf.tensor(pictures, [size, ...shape]);
    let truth: Tensor = oneHot(labels);
    if (others !== null) {
      const own = tf.tensor2d(shares!, [size, 1]);
      truth = tf.add(tf.mul(truth, own), tf.mul(oneHot(others), tf.sub(1, own)));
    }
    if (labelSmoothing > 0) truth = tf.add(tf.mul(truth, 1 - labelSmoothing), labelSmoothing / outputs);
    const opinion = opinions && tf.tensor2d(opinions, [size, outputs]);
    return () => {
      const logits = this.#apply(input, seed);
      const hard = loss === 'margin' ? marginLossWith(truth, logits) : crossEntropyWith(truth, logits);
      if (opinion === null || distillation === null) return tf.mul(hard, share);
      const { weight, temperature } = distillation;
      const soft = crossEntropyWith(opinion, tf.div(logits, temperature));
      return tf.mul(tf.add(tf.mul(hard, 1 - weight), tf.mul(soft, weight * temperature ** 2)), share);
    };
  }

  /** The network as it learns: dense layers are not given everything. Not a layer of its own, which players would load. */
  #apply(input: Tensor, seed: string): Tensor2D {
    const { tf } = this.#engine;
    const { dropout } = this.#recipe;
    return this.model.layers.reduce((given, layer) => {
      const leavesOut = dropout > 0 && layer.getClassName() === 'Dense';
      const kept = leavesOut ? tf.dropout(given, dropout, undefined, `${seed}/${layer.name}`) : given;
      return layer.apply(kept, { training: true }) as Tensor;
    }, input) as Tensor2D;
  }
}

/** A layer's weights are variables, though the public type says tensors. */
function variablesOf({ tf }: Engine, model: Sequential): Variable[] {
  return model.trainableWeights
    .map((weight) => weight.read())
    .filter((tensor): tensor is Variable => tensor instanceof tf.Variable);
}
