import { setImmediate as breathe } from 'node:timers/promises';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { cutAtInk, type Drawing } from '../../../shared/drawing/index.ts';
import { SEQUENCE_STEPS, toSequence, VALUES_PER_STEP } from '../../../shared/recognition/sequence.ts';
import type { LabPoint, LabRun } from '../../../shared/protocol/index.ts';
import { softmax } from '../../../shared/recognition/calibration.ts';
import type { Encoded } from '../../../shared/recognition/look.ts';
import type { Engine } from '../../recognition/engine/engine.ts';
import type { Collection, WordDrawings } from '../collection.ts';
import { Learner } from '../learner.ts';
import { accuracyOf, crossEntropy, marginLoss } from '../metrics.ts';
import { readsStrokes } from '../network.ts';
import { predictLogits } from '../predict.ts';
import { createRandom } from '../random.ts';
import { wordsOf, type Recipe } from '../recipe.ts';
import { inkShown, makeBatch, planEpoch, type Batch, type Pick as Picked } from '../sampling.ts';
import { finishedPictures } from '../validation.ts';

/** Validation drawings of a word that are looked at after every epoch. */
const VALIDATION_PER_WORD = 20;
/** Of these, so many of a word are shown. */
const SAMPLES_PER_WORD = 3;

/** What is looked at after every epoch: drawings that are never learnt from. */
interface Exam {
  /** What the network is given of each. */
  readonly inputs: readonly Encoded[];
  /** 28x28 pictures of the same drawings, for people. */
  readonly pictures: readonly Uint8Array[];
  readonly labels: readonly number[];
  /** Which of them are shown. */
  readonly shown: readonly number[];
}

export interface Lesson {
  readonly engine: Engine;
  readonly recipe: Recipe;
  readonly collection: Collection;
  readonly onReady: (ready: { parameters: number; samples: LabRun['samples'] }) => void;
  readonly onStep: (step: NonNullable<LabRun['step']>) => void;
  readonly onEpoch: (
    point: LabPoint,
    confusion: number[][],
    guesses: LabRun['samples'][number]['guess'][],
  ) => void;
  /** Whether it is enough. */
  readonly isStopped: () => boolean;
}

/**
 * Trains a network for people to watch: what it takes each of a few drawings for is told after every epoch. No checkpoint, no
 * replicas: a run is a matter of minutes, and leaves the machine's other cores to the games.
 */
export async function teach(lesson: Lesson): Promise<{ model: LayersModel; curve: LabPoint[] }> {
  const { engine, recipe, collection, onReady, onStep, onEpoch, isStopped } = lesson;
  const learner = new Learner(engine, recipe);
  const exam = examOf(recipe, collection.validation);
  onReady({
    parameters: learner.model.countParams(),
    samples: exam.shown.map((index) => ({
      label: exam.labels[index]!,
      picture: Buffer.from(exam.pictures[index]!).toString('base64'),
      guess: null,
    })),
  });
  const curve: LabPoint[] = [];
  const batchOf = readsStrokes(recipe.network) ? strokeBatch : makeBatch;
  for (let epoch = 0; epoch < recipe.epochs && !isStopped(); epoch += 1) {
    const plan = planEpoch(collection.train, recipe, epoch);
    let lossSum = 0;
    let done = 0;
    while (done < plan.length && !isStopped()) {
      const batch = batchOf(plan, recipe, epoch, done);
      lossSum += (await learner.step(batch, recipe.optimiser.learningRate)) * batch.labels.length;
      done += batch.labels.length;
      onStep({ epoch: epoch + 1, share: done / plan.length, loss: lossSum / done });
      // Lets the process hear that it is enough.
      await breathe();
    }
    const { point, confusion, guesses } = examine(engine, learner.model, recipe, exam);
    const full = { epoch: epoch + 1, loss: lossSum / done, ...point };
    curve.push(full);
    onEpoch(full, confusion, guesses);
  }
  await learner.close();
  return { model: learner.model, curve };
}

function examOf(recipe: Recipe, validation: readonly WordDrawings[]): Exam {
  const sequences = readsStrokes(recipe.network);
  const sources = sequences
    ? validation.map((word) => ({ ...word, bitmaps: [], otherBitmaps: [] }))
    : validation;
  const { pictures, labels } = finishedPictures(sources, VALIDATION_PER_WORD);
  const inputs = sequences
    ? validation.flatMap(({ strokes }) => [...strokes.slice(0, VALIDATION_PER_WORD)].map(toSequence))
    : pictures;
  const shown = wordsOf(recipe).flatMap((_, word) =>
    labels.flatMap((label, index) => (label === word ? [index] : [])).slice(0, SAMPLES_PER_WORD),
  );
  return { inputs, pictures, labels, shown };
}

function examine(engine: Engine, model: LayersModel, recipe: Recipe, { inputs, labels, shown }: Exam) {
  const words = wordsOf(recipe).length;
  const logits = predictLogits(engine, model, inputs);
  const rowOf = (row: number) => logits.subarray(row * words, (row + 1) * words);
  const confusion = Array.from({ length: words }, () => new Array<number>(words).fill(0));
  const bestOf = (row: number) => {
    const shares = softmax(rowOf(row), 1);
    const confidence = Math.max(...shares);
    return { label: shares.indexOf(confidence), confidence };
  };
  labels.forEach((label, row) => (confusion[label]![bestOf(row).label]! += 1));
  const lossOf = recipe.loss === 'margin' ? marginLoss : crossEntropy;
  return {
    point: {
      validationLoss: lossOf(logits, labels, words),
      accuracy: accuracyOf(logits, labels, words).top1,
    },
    confusion,
    guesses: shown.map(bestOf),
  };
}

/** As `makeBatch`, for networks that read strokes. */
function strokeBatch(plan: readonly Picked[], recipe: Recipe, epoch: number, start: number): Batch {
  const picks = plan.slice(start, start + recipe.batchSize);
  const size = SEQUENCE_STEPS * VALUES_PER_STEP;
  const pictures = new Float32Array(picks.length * size);
  const random = createRandom(recipe.seed, 'prefixes', epoch, start);
  picks.forEach(({ sources, index }, row) => {
    const whole = sources.at(index) as Drawing;
    const sequence = toSequence(cutAtInk(whole, inkShown(recipe, random)));
    // A drawing seen in a mirror is as good.
    if (random() < 0.5) for (let at = 0; at < size; at += VALUES_PER_STEP) sequence[at]! *= -1;
    pictures.set(sequence, row * size);
  });
  const labels = Int32Array.from(picks, ({ label }) => label);
  const seed = [recipe.seed, epoch, start].join('/');
  return { seed, pictures, labels, others: null, shares: null, opinions: null };
}
