import type { LayersModel } from '@tensorflow/tfjs-layers';
import { DECK_SIZE, playableWords } from '../../shared/categories/deck.ts';
import { softmax, temperatureFor } from '../recognition/calibration.ts';
import type { Calibration, ModelCard } from '../recognition/card.ts';
import type { Engine } from '../recognition/engine/engine.ts';
import { fitCalibration } from './calibrate.ts';
import type { WordDrawings } from './collection.ts';
import { deckDealer, firstCall } from './judging.ts';
import { accuracyOf, expectedCalibrationError, mean, median } from './metrics.ts';
import { predictLogits } from './predict.ts';
import { createRandom } from './random.ts';
import {
  finishedPictures,
  growingDrawings,
  INK_STEPS,
  pictureAt,
  REPORTED_EVERY,
  type GrowingDrawing,
} from './validation.ts';

/** Growing drawings of a word that are looked at: enough for a figure, and no word outweighs the rest. */
const GROWING_PER_WORD = 20;
const JUDGE_UPDATES = 2;
/**
 * The judge may be sure of a wrong word of the deck on this share of drawings. It costs somebody a round only where that word
 * is the prompt, one in twenty.
 */
const MOST_WRONG_FIRES = 0.05;
const THRESHOLDS = Array.from({ length: 50 }, (_, step) => (50 + step) / 100);

type Metrics = Pick<ModelCard, 'metrics' | 'calibration' | 'judge'>;

/** One look at every growing drawing, at one share of its ink. */
interface Look {
  readonly ink: number;
  readonly logits: Float32Array;
  readonly relativeInks: Float64Array;
}

/**
 * Measures a network on the validation split: finished drawings, growing ones, how calibrated it is after fitting its
 * temperatures, and the threshold at which the judge may call a drawing recognised.
 *
 * @param onLook called after each of `INK_STEPS` shares of ink, for a progress bar
 */
export function measure(
  engine: Engine,
  model: LayersModel,
  validation: readonly WordDrawings[],
  seed: number,
  onLook: (done: number, total: number) => void = () => undefined,
): Metrics {
  const words = validation.map(({ word }) => word);
  const finished = finishedPictures(validation);
  const accuracy = accuracyOf(predictLogits(engine, model, finished.pictures), finished.labels, words.length);

  const growing = growingDrawings(validation, GROWING_PER_WORD);
  const labels = growing.map(({ label }) => label);
  const looks: Look[] = [];
  for (let step = 1; step <= INK_STEPS; step++) {
    looks.push(lookAt(engine, model, growing, step / INK_STEPS));
    onLook(step, INK_STEPS);
  }
  const calibration = fitCalibration(looks, labels, words.length);
  const byInk = looks
    .filter((_, index) => (index + 1) % REPORTED_EVERY === 0)
    .map((look) => reportLook(look, labels, words.length, calibration));
  const { threshold, ...firstStable } = chooseThreshold(looks, labels, words, calibration, seed);
  return {
    metrics: { ...accuracy, byInk, firstStable: { deck: DECK_SIZE, ...firstStable } },
    calibration,
    judge: { threshold, updates: JUDGE_UPDATES },
  };
}

function lookAt(engine: Engine, model: LayersModel, growing: readonly GrowingDrawing[], ink: number): Look {
  const pictures: Uint8Array[] = [];
  const relativeInks = new Float64Array(growing.length);
  growing.forEach(({ drawing }, index) => {
    const seen = pictureAt(drawing, ink);
    pictures.push(seen.picture);
    relativeInks[index] = seen.relativeInk;
  });
  return { ink, logits: predictLogits(engine, model, pictures), relativeInks };
}

function reportLook(look: Look, labels: readonly number[], words: number, calibration: Calibration) {
  const { top1, top3, top5, macroTop1, drawings } = accuracyOf(look.logits, labels, words);
  const confidences: number[] = [];
  const hits: boolean[] = [];
  labels.forEach((label, row) => {
    const probabilities = probabilitiesOf(look, row, words, calibration);
    const confidence = Math.max(...probabilities);
    confidences.push(confidence);
    hits.push(probabilities[label] === confidence);
  });
  return {
    ink: look.ink,
    drawings,
    top1,
    top3,
    top5,
    macroTop1,
    meanConfidence: mean(confidences),
    ece: expectedCalibrationError(confidences, hits),
  };
}

function probabilitiesOf(look: Look, row: number, words: number, calibration: Calibration): Float64Array {
  const temperature = temperatureFor(calibration, look.relativeInks[row]!);
  return softmax(look.logits.subarray(row * words, (row + 1) * words), temperature);
}

interface Stable {
  readonly threshold: number;
  /** Share of the ink at which the median right call comes; null where there is none. */
  readonly medianInk: number | null;
  readonly recognizedShare: number;
  readonly wrongShare: number;
}

/**
 * The lowest threshold at which the judge, choosing among a deck as games have them with the right word in it, calls at most
 * 5 % of the drawings something that they are not; the highest one where none does as well. Judged on the words that games
 * are about by default.
 */
function chooseThreshold(
  looks: readonly Look[],
  labels: readonly number[],
  words: readonly string[],
  calibration: Calibration,
  seed: number,
): Stable {
  const playable = playableWords(words);
  const deal = deckDealer(words, createRandom(seed, 'decks'), playable);
  const runs = labels.flatMap((label, row) => {
    if (!playable.includes(words[label]!)) return [];
    const deck = deal(label);
    const run = looks.map((look) => {
      const temperature = temperatureFor(calibration, look.relativeInks[row]!);
      return softmax(
        deck.map((word) => look.logits[row * words.length + word]!),
        temperature,
      );
    });
    return [run];
  });
  let last: Stable | undefined;
  for (const threshold of THRESHOLDS) {
    const calls = runs.map((run) => firstCall(run, { threshold, updates: JUDGE_UPDATES }));
    const right = calls.flatMap((call) => (call?.word === 0 ? [looks[call.step]!.ink] : []));
    const wrong = calls.filter((call) => call !== null && call.word !== 0).length;
    last = {
      threshold,
      medianInk: median(right),
      recognizedShare: right.length / calls.length,
      wrongShare: wrong / calls.length,
    };
    if (last.wrongShare <= MOST_WRONG_FIRES) break;
  }
  return last!;
}
