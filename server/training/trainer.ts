import { setImmediate as breathe } from 'node:timers/promises';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Sequential } from '@tensorflow/tfjs-layers';
import type { Engine } from '../recognition/engine/engine.ts';
import {
  loadCheckpoint,
  saveCheckpoint,
  type Checkpoint,
  type CurvePoint,
  type SavedTensor,
} from './checkpoint.ts';
import type { Collection } from './collection.ts';
import { accuracyOf, crossEntropy } from './metrics.ts';
import { Learner, type Learning } from './learner.ts';
import { averagesIn } from './optimiser.ts';
import { predictLogits, wordLogits } from './predict.ts';
import { outputsOf, picturesPerEpoch, type Recipe } from './recipe.ts';
import { Replicas } from './replicas.ts';
import { makeBatch, planEpoch, type Opinions, type Pick } from './sampling.ts';
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
  /** Copies of the network that learn side by side, each in a thread; 1 for none but itself. */
  readonly replicas: number;
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
  /** After every batch: pictures learnt so far in this epoch, and its loss. */
  readonly onStep?: (step: { epoch: number; pictures: number; loss: number }) => void;
  readonly onEpoch?: (point: CurvePoint) => void;
  /** The pictures of an epoch, instead of the recipe's own plan for the collection. */
  readonly plan?: (epoch: number) => Pick[];
  /** When to stop before the last epoch; the network is then the best one so far. */
  readonly earlyStop?: EarlyStop;
}

export interface EarlyStop {
  /** How good a network is; more is better. */
  readonly score: (model: Sequential) => number;
  /** So many epochs may pass without a better one. */
  readonly patience: number;
}

/** The best weights so far are kept under these names. */
const BEST = 'best/';

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
  const { engine, recipe } = options;
  const learner = new Learner(engine, recipe);
  if (options.startWeights) {
    learner.setWeights(options.startWeights.map((tensor) => ({ values: tensor.dataSync() as Float32Array })));
  }
  const resumed = options.resume ? await loadCheckpoint(options.checkpointFile, options.fingerprint) : null;
  if (resumed) learner.restore(resumed.tensors);
  const learning = await startLearning(options, learner);
  try {
    return await learn(options, learner, learning, resumed);
  } finally {
    await learning.close();
    if (learning !== learner) await learner.close();
  }
}

/** The network itself, or what becomes it after each epoch: several copies, or the one whose average it is. */
async function startLearning(
  { engine, recipe, replicas }: TrainingOptions,
  learner: Learner,
): Promise<Learning> {
  if (replicas > 1) return Replicas.start(replicas, engine.name, recipe, learner.optimiser.copy());
  if (recipe.averaging === null) return learner;
  const learning = new Learner(engine, recipe);
  learning.restore(learner.state());
  return learning;
}

/** @param learner holds the network that is looked at; `learning` is what gets better, the same or copies of it */
async function learn(
  options: TrainingOptions,
  learner: Learner,
  learning: Learning,
  resumed: Checkpoint | null,
): Promise<TrainedNetwork> {
  const { engine, recipe, collection } = options;
  const { model } = learner;
  const words = collection.train.length;
  const outputs = outputsOf(recipe);
  const curves: CurvePoint[] = [...(resumed?.curves ?? [])];
  const validation = finishedPictures(collection.validation, VALIDATION_PER_WORD);
  const stepsPerEpoch = Math.ceil(picturesPerEpoch(recipe) / recipe.batchSize);
  const steps = stepsPerEpoch * recipe.epochs;
  const startedAt = options.now();
  const seconds = () => (resumed?.seconds ?? 0) + (options.now() - startedAt) / 1000;

  let best = (resumed?.tensors ?? []).filter(({ name }) => name.startsWith(BEST));

  for (let epoch = curves.length; epoch < recipe.epochs; epoch++) {
    if (options.earlyStop && epochsSinceBest(curves) >= options.earlyStop.patience) break;
    const plan = options.plan?.(epoch) ?? planEpoch(collection.train, recipe, epoch);
    const batchAt = (start: number) => makeBatch(plan, recipe, epoch, start, options.teacher);
    let lossSum = 0;
    let next = batchAt(0);
    for (let start = 0; start < plan.length; start += recipe.batchSize) {
      const batch = next;
      const step = epoch * stepsPerEpoch + start / recipe.batchSize;
      const learnt = learning.step(batch, learningRateAt(recipe, step, steps));
      // Replicas learn in their threads while this one draws what comes next.
      if (start + recipe.batchSize < plan.length) next = batchAt(start + recipe.batchSize);
      lossSum += (await learnt) * batch.labels.length;
      const done = start + batch.labels.length;
      options.onStep?.({ epoch, pictures: done, loss: lossSum / done });
      // Lets the process hear Ctrl-C.
      await breathe();
    }
    const tensors = learning.state();
    const averages = averagesIn(tensors);
    if (averages.length > 0) learner.setWeights(averages);
    else if (learning !== learner) learner.setWeights(tensors.slice(0, model.getWeights().length));
    const logits = predictLogits(engine, model, validation.pictures);
    const point: CurvePoint = {
      epoch: epoch + 1,
      loss: lossSum / plan.length,
      validationLoss: crossEntropy(logits, validation.labels, outputs),
      validationTop1: accuracyOf(wordLogits(logits, outputs, words), validation.labels, words).top1,
      ...(options.earlyStop && { score: options.earlyStop.score(model) }),
    };
    curves.push(point);
    if (options.earlyStop && epochsSinceBest(curves) === 0) best = weightsOf(model);
    await saveCheckpoint(options.checkpointFile, {
      fingerprint: options.fingerprint,
      curves,
      seconds: seconds(),
      tensors: [...tensors, ...best],
    });
    options.onEpoch?.(point);
  }
  if (best.length > 0) learner.setWeights(best);
  return { model, curves, seconds: seconds() };
}

/** How many epochs ago the network was better than ever before; 0 for the last one. */
function epochsSinceBest(curves: readonly CurvePoint[]): number {
  const scores = curves.map(({ score = -Infinity }) => score);
  return Math.max(0, curves.length - 1 - scores.indexOf(Math.max(...scores)));
}

function weightsOf(model: Sequential): SavedTensor[] {
  return model.getWeights().map((tensor, index) => {
    return { name: `${BEST}${index}`, shape: tensor.shape, values: Float32Array.from(tensor.dataSync()) };
  });
}

/** The learning rate of step 0, 1, … of `steps`, by the recipe's schedule. */
export function learningRateAt({ optimiser, schedule }: Recipe, step: number, steps: number): number {
  const { learningRate } = optimiser;
  if (schedule.type === 'constant') return learningRate;
  if (step < schedule.warmUpSteps) return (learningRate * (step + 1)) / schedule.warmUpSteps;
  const done = (step - schedule.warmUpSteps) / Math.max(1, steps - schedule.warmUpSteps);
  return learningRate * (schedule.final + ((1 - schedule.final) * (1 + Math.cos(Math.PI * done))) / 2);
}
