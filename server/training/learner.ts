import type { Optimizer, Scalar, Tensor, Tensor2D, Variable } from '@tensorflow/tfjs-core';
import type { Sequential } from '@tensorflow/tfjs-layers';
import { CAPSULE_GAIN } from '../recognition/engine/capsules.ts';
import type { Engine } from '../recognition/engine/engine.ts';
import type { SavedTensor } from './checkpoint.ts';
import { buildNetwork } from './network.ts';
import { outputsOf, type Recipe } from './recipe.ts';
import { MARGINS } from './metrics.ts';
import type { Batch } from './sampling.ts';

const OPTIMISER = 'optimiser/';
const AVERAGE = 'average/';

/** The averages among what `Learning.state` gave, in the order of the weights; none where the recipe wants none. */
export function averagesIn(state: readonly SavedTensor[]): SavedTensor[] {
  return state.filter(({ name }) => name.startsWith(AVERAGE));
}

/** What `train` drives: one network here, or several that learn as one (see `replicas.ts`). */
export interface Learning {
  /** Learns a batch; resolves with its mean loss. */
  step(batch: Batch, learningRate: number): Promise<number>;
  /** The weights, then what the optimiser remembers, then the weights' averages where the recipe wants those. */
  state(): Promise<SavedTensor[]>;
  close(): Promise<void>;
}

/** A network with its optimiser: what a step of training changes. */
export class Learner implements Learning {
  readonly model: Sequential;
  readonly #engine: Engine;
  readonly #recipe: Recipe;
  readonly #optimiser: Optimizer;
  #averages: Tensor[] | null = null;

  /** Begins with the recipe's random weights. */
  constructor(engine: Engine, recipe: Recipe) {
    this.#engine = engine;
    this.#recipe = recipe;
    this.model = buildNetwork(engine, recipe.network, outputsOf(recipe), recipe.seed);
    this.#optimiser = createOptimiser(engine, recipe);
  }

  step(batch: Batch, learningRate: number): Promise<number> {
    const { loss, gradients } = this.gradients(batch);
    this.apply(gradients, learningRate);
    for (const gradient of Object.values(gradients)) gradient.dispose();
    return Promise.resolve(loss);
  }

  /**
   * How the loss of a batch changes with each weight, by the weight's name.
   *
   * @param share multiplies loss and gradients: what part of the whole batch this is
   */
  gradients(batch: Batch, share = 1): { loss: number; gradients: Record<string, Tensor> } {
    const { tf } = this.#engine;
    const { value, grads } = tf.tidy(() =>
      tf.variableGrads(this.#lossOf(batch, share), variablesOf(this.#engine, this.model)),
    );
    const loss = value.dataSync()[0]!;
    value.dispose();
    return { loss, gradients: grads };
  }

  apply(gradients: Record<string, Tensor>, learningRate: number): void {
    this.#update(gradients, learningRate);
    const { averaging } = this.#recipe;
    if (averaging === null) return;
    const { tf } = this.#engine;
    const weights = this.model.getWeights();
    const before = this.#averages ?? weights;
    const averages = tf.tidy(() =>
      weights.map((weight, index) =>
        tf.add(tf.mul(before[index]!, averaging), tf.mul(weight, 1 - averaging)),
      ),
    );
    tf.dispose(this.#averages ?? []);
    this.#averages = averages;
  }

  #update(gradients: Record<string, Tensor>, learningRate: number): void {
    setLearningRate(this.#optimiser, this.#recipe, learningRate);
    this.#optimiser.applyGradients(gradients);
    const kept = 1 - learningRate * this.#recipe.weightDecay;
    if (kept === 1) return;
    const { tf } = this.#engine;
    const weights = variablesOf(this.#engine, this.model).filter(({ rank }) => rank > 1);
    tf.tidy(() => {
      for (const weight of weights) weight.assign(tf.mul(weight, kept));
    });
  }

  async state(): Promise<SavedTensor[]> {
    const saved = (name: string, tensor: Tensor): SavedTensor => {
      return { name, shape: tensor.shape, values: Float32Array.from(tensor.dataSync()) };
    };
    const weights = this.model.getWeights().map((tensor, index) => saved(`weight/${index}`, tensor));
    const [iterations, ...moments] = await this.#optimiser.getWeights();
    const optimiserState = [iterations!, ...moments].map(({ name, tensor }) =>
      saved(`${OPTIMISER}${name}`, tensor),
    );
    // The count is made for whoever asks; the moments are the optimiser's own.
    iterations!.tensor.dispose();
    const averages = (this.#averages ?? []).map((tensor, index) => saved(`${AVERAGE}${index}`, tensor));
    return [...weights, ...optimiserState, ...averages];
  }

  /** Goes on from what `state` gave. */
  async restore(saved: readonly SavedTensor[]): Promise<void> {
    const { tf } = this.#engine;
    const count = this.model.getWeights().length;
    this.setWeights(saved.slice(0, count));
    await this.#optimiser.setWeights(
      saved
        .filter(({ name }) => name.startsWith(OPTIMISER))
        .map(({ name, shape, values }) => ({
          name: name.slice(OPTIMISER.length),
          tensor: tf.tensor(values, [...shape]),
        })),
    );
    const averages = averagesIn(saved);
    if (averages.length > 0)
      this.#averages = averages.map(({ shape, values }) => tf.tensor(values, [...shape]));
  }

  /** The weights alone, in the order of `state`. */
  setWeights(saved: readonly SavedTensor[]): void {
    const { tf } = this.#engine;
    tf.tidy(() => {
      this.model.setWeights(saved.map(({ shape, values }) => tf.tensor(values, [...shape])));
    });
  }

  /** Frees the optimiser; the network stays. */
  close(): Promise<void> {
    this.#optimiser.dispose();
    this.#engine.tf.dispose(this.#averages ?? []);
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

function createOptimiser({ tf }: Engine, { optimiser }: Recipe): Optimizer {
  if (optimiser.type === 'adam') return tf.train.adam(optimiser.learningRate);
  return tf.train.momentum(optimiser.learningRate, optimiser.momentum);
}

/** Only SGD has a setter; Adam reads its field anew at every step. */
function setLearningRate(optimiser: Optimizer, recipe: Recipe, learningRate: number): void {
  if (recipe.schedule.type === 'constant') return;
  const settable = optimiser as Optimizer & {
    setLearningRate?: (rate: number) => void;
    learningRate: number;
  };
  if (settable.setLearningRate) settable.setLearningRate(learningRate);
  else settable.learningRate = learningRate;
}
