import { setImmediate as breathe } from 'node:timers/promises';
import type { Optimizer, Scalar, Tensor, Tensor2D, Variable } from '@tensorflow/tfjs-core';
import type { Sequential } from '@tensorflow/tfjs-layers';
import { IMAGE_SIDE_PIXELS } from '../../shared/drawing/index.ts';
import type { Engine } from '../recognition/engine/engine.ts';
import { loadCheckpoint, saveCheckpoint, type CurvePoint, type SavedTensor } from './checkpoint.ts';
import type { Collection } from './collection.ts';
import { accuracyOf, crossEntropy } from './metrics.ts';
import { buildNetwork } from './network.ts';
import { predictLogits } from './predict.ts';
import type { Recipe } from './recipe.ts';
import { makeBatch, planEpoch, type Batch, type Opinions } from './sampling.ts';
import { finishedPictures } from './validation.ts';

/** Validation pictures of a word that are looked at after every epoch; the whole split is measured at the end. */
const VALIDATION_PER_WORD = 12;

export interface TrainingOptions {
  readonly engine: Engine;
  readonly recipe: Recipe;
  readonly collection: Collection;
  /** Identifies recipe and data, so that a run is only ever resumed as itself. */
  readonly fingerprint: string;
  readonly checkpointFile: string;
  readonly resume: boolean;
  /** What the teacher thinks of the training drawings, where the recipe has distillation. */
  readonly teacher: Opinions | null;
  /** Weights to begin with instead of random ones, as `model.getWeights()` gives them. */
  readonly startWeights: readonly Tensor[] | null;
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
  /** After every batch: pictures learnt so far in this epoch, and its loss. */
  readonly onStep?: (step: { epoch: number; pictures: number; loss: number }) => void;
  readonly onEpoch?: (point: CurvePoint) => void;
}

export interface TrainedNetwork {
  readonly model: Sequential;
  readonly curves: readonly CurvePoint[];
  readonly seconds: number;
}

/**
 * Trains a network by a recipe; the result depends on recipe, data and engine only. After each epoch everything needed to
 * go on is on disk, and a resumed run ends with the same weights as one that was never interrupted.
 */
export async function train(options: TrainingOptions): Promise<TrainedNetwork> {
  const { engine, recipe, collection } = options;
  const words = collection.train.length;
  const model = buildNetwork(engine.layers, recipe.network, words, recipe.seed);
  if (options.startWeights) model.setWeights([...options.startWeights]);
  const optimiser = createOptimiser(engine, recipe);
  const resumed = options.resume ? await loadCheckpoint(options.checkpointFile, options.fingerprint) : null;
  if (resumed) await restore(engine, model, optimiser, resumed.tensors);

  const curves: CurvePoint[] = [...(resumed?.curves ?? [])];
  const validation = finishedPictures(collection.validation, VALIDATION_PER_WORD);
  const picturesPerEpoch = recipe.sampling.picturesPerWord * words;
  const stepsPerEpoch = Math.ceil(picturesPerEpoch / recipe.batchSize);
  const steps = stepsPerEpoch * recipe.epochs;
  const startedAt = options.now();
  const seconds = () => (resumed?.seconds ?? 0) + (options.now() - startedAt) / 1000;

  for (let epoch = curves.length; epoch < recipe.epochs; epoch++) {
    const plan = planEpoch(collection.train, recipe, epoch);
    let lossSum = 0;
    for (let start = 0; start < plan.length; start += recipe.batchSize) {
      const batch = makeBatch(plan, recipe, epoch, start, options.teacher);
      const step = epoch * stepsPerEpoch + start / recipe.batchSize;
      setLearningRate(optimiser, recipe, learningRateAt(recipe, step, steps));
      const loss = learn(engine, model, optimiser, recipe, batch);
      const done = start + batch.labels.length;
      lossSum += loss * batch.labels.length;
      options.onStep?.({ epoch, pictures: done, loss: lossSum / done });
      // Lets the process hear Ctrl-C.
      await breathe();
    }
    const logits = predictLogits(engine, model, validation.pictures);
    const point: CurvePoint = {
      epoch: epoch + 1,
      loss: lossSum / plan.length,
      validationLoss: crossEntropy(logits, validation.labels, words),
      validationTop1: accuracyOf(logits, validation.labels, words).top1,
    };
    curves.push(point);
    const tensors = await stateOf(model, optimiser);
    await saveCheckpoint(options.checkpointFile, {
      fingerprint: options.fingerprint,
      curves,
      seconds: seconds(),
      tensors,
    });
    options.onEpoch?.(point);
  }
  optimiser.dispose();
  return { model, curves, seconds: seconds() };
}

/** The learning rate of step 0, 1, … of `steps`, by the recipe's schedule. */
export function learningRateAt({ optimiser, schedule }: Recipe, step: number, steps: number): number {
  const { learningRate } = optimiser;
  if (schedule.type === 'constant') return learningRate;
  if (step < schedule.warmUpSteps) return (learningRate * (step + 1)) / schedule.warmUpSteps;
  const done = (step - schedule.warmUpSteps) / Math.max(1, steps - schedule.warmUpSteps);
  return learningRate * (schedule.final + ((1 - schedule.final) * (1 + Math.cos(Math.PI * done))) / 2);
}

/**
 * One step down the loss, which it returns: the mean negative log-likelihood of the labels, or with a teacher
 * (1 - w) of that and w T² times the cross entropy with the teacher's opinion, both softened by T (Hinton et al. 2015).
 */
function learn(
  engine: Engine,
  model: Sequential,
  optimiser: Optimizer,
  recipe: Recipe,
  batch: Batch,
): number {
  const { tf } = engine;
  const { pictures, labels, opinions } = batch;
  const words = model.outputShape[1] as number;
  const loss = tf.tidy(() => {
    const input = tf.tensor4d(pictures, [labels.length, IMAGE_SIDE_PIXELS, IMAGE_SIDE_PIXELS, 1]);
    const truth = tf.oneHot(tf.tensor1d(labels, 'int32'), words);
    const crossEntropyWith = (target: Tensor, logits: Tensor2D): Scalar =>
      tf.neg(tf.mean(tf.sum(tf.mul(target, tf.logSoftmax(logits)), 1)));
    const lossOf = (): Scalar => {
      const logits = model.apply(input, { training: true }) as Tensor2D;
      const hard = crossEntropyWith(truth, logits);
      if (opinions === null || recipe.distillation === null) return hard;
      const { weight, temperature } = recipe.distillation;
      const softened: Tensor2D = tf.div(logits, temperature);
      const soft = crossEntropyWith(tf.tensor2d(opinions, [labels.length, words]), softened);
      return tf.add(tf.mul(hard, 1 - weight), tf.mul(soft, weight * temperature ** 2));
    };
    return optimiser.minimize(lossOf, true, variablesOf(engine, model))!;
  });
  const value = loss.dataSync()[0]!;
  loss.dispose();
  return value;
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

async function stateOf(model: Sequential, optimiser: Optimizer): Promise<SavedTensor[]> {
  const saved = (name: string, tensor: Tensor): SavedTensor => {
    return { name, shape: tensor.shape, values: Float32Array.from(tensor.dataSync()) };
  };
  const weights = model.getWeights().map((tensor, index) => saved(`weight/${index}`, tensor));
  const [iterations, ...moments] = await optimiser.getWeights();
  const optimiserState = [iterations!, ...moments].map(({ name, tensor }) =>
    saved(`optimiser/${name}`, tensor),
  );
  // The count is made for whoever asks; the moments are the optimiser's own.
  iterations!.tensor.dispose();
  return [...weights, ...optimiserState];
}

async function restore(
  { tf }: Engine,
  model: Sequential,
  optimiser: Optimizer,
  saved: readonly SavedTensor[],
): Promise<void> {
  const tensors = saved.map(({ name, shape, values }) => ({ name, tensor: tf.tensor(values, [...shape]) }));
  const count = model.getWeights().length;
  model.setWeights(tensors.slice(0, count).map(({ tensor }) => tensor));
  await optimiser.setWeights(
    tensors.slice(count).map(({ name, tensor }) => ({ name: name.replace(/^optimiser\//, ''), tensor })),
  );
  for (const { tensor } of tensors.slice(0, count)) tensor.dispose();
}
