import type { LayersModel } from '@tensorflow/tfjs-layers';
import { DECK_SIZE } from '../../shared/categories/deck.ts';
import type { JudgeRule } from '../../shared/game/judge.ts';
import { calibrate } from '../../shared/recognition/calibration.ts';
import type { Calibration } from '../../shared/recognition/card.ts';
import { encodingOf, inputKindOf, type Encoded } from '../../shared/recognition/look.ts';
import { unlikeness } from '../../shared/recognition/unlikeness.ts';
import type { Engine } from '../recognition/engine/engine.ts';
import { fitCalibration, tabulate, type Case } from './calibrate.ts';
import type { WordDrawings } from './collection.ts';
import { deckDealer, firstCall, type Call } from './judging.ts';
import { accuracyOf, expectedCalibrationError, mean } from './metrics.ts';
import { predictLogits, wordLogits } from './predict.ts';
import { createRandom } from './random.ts';
import { scoreUnknown } from './unknown-score.ts';
import { chooseThresholds, heldProbabilities, type DeckRun } from './thresholds.ts';
import {
  finishedInputs,
  growingDrawings,
  INK_STEPS,
  inputAt,
  REPORTED_EVERY,
  type GrowingDrawing,
} from './validation.ts';

/** Growing drawings of a word that are looked at: enough for a figure, and no word outweighs the rest. */
const GROWING_PER_WORD = 20;
const JUDGE_UPDATES = 2;
/** A doodle less like any word than all but this share of them may be of no word at all. */
const UNUSUAL_SHARE = 0.05;
/** Decks that each drawing is judged on when thresholds are chosen. */
const DECKS_PER_DRAWING = 10;
/** Sizes of decks that are reported beside the choice among all words, and the shares of the ink. */
const DECK_SIZES = [10, 20, 40];
const DECK_INKS = [0.3, 0.5, 0.7, 0.9, 1];

/** One look at every growing drawing, at one share of its ink. */
interface Look {
  readonly ink: number;
  /** [drawings, outputs]. */
  readonly logits: Float32Array;
  readonly relativeInks: Float64Array;
}

/** All looks at the growing drawings. */
interface Looks {
  readonly words: readonly string[];
  /** Outputs of the network: one a word, and perhaps `unknown`. */
  readonly outputs: number;
  /** The right word of each drawing. */
  readonly labels: readonly number[];
  /** By share of the ink. */
  readonly looks: readonly Look[];
  readonly seed: number;
}

/**
 * Measures a network on the validation split: finished drawings, growing ones, how calibrated it is after fitting its
 * temperatures, and the thresholds at which the judge may call a drawing recognised.
 *
 * @param onLook called after each of `INK_STEPS` shares of ink, for a progress bar
 */
export function measure(
  engine: Engine,
  model: LayersModel,
  validation: readonly WordDrawings[],
  seed: number,
  onLook: (done: number, total: number) => void = () => undefined,
) {
  const words = validation.map(({ word }) => word);
  const outputs = model.outputShape[1] as number;
  const finished = finishedInputs(validation, inputKindOf(model.inputs[0]!.shape));
  const logits = predictLogits(engine, model, finished.inputs);
  const accuracy = accuracyOf(wordLogits(logits, outputs, words.length), finished.labels, words.length);

  const growing = growingDrawings(validation, GROWING_PER_WORD);
  const labels = growing.map(({ label }) => label);
  const looks: Look[] = [];
  for (let step = 1; step <= INK_STEPS; step++) {
    looks.push(lookAt(engine, model, growing, step / INK_STEPS));
    onLook(step, INK_STEPS);
  }
  const all: Looks = { words, outputs, labels, looks, seed };
  const calibration = fitCalibration(tabulate(openCases(all)), tabulate(deckCases(all)));
  const byInk = looks
    .filter((_, index) => (index + 1) % REPORTED_EVERY === 0)
    .map((look) => reportLook(look, all, calibration));
  const { rule, figures } = chooseThresholds(runsOf(all, calibration), words, INK_STEPS, JUDGE_UPDATES);
  return {
    unknown: outputs > words.length,
    metrics: {
      ...accuracy,
      byInk,
      firstStable: { deck: Math.min(DECK_SIZE, words.length), ...figures },
      decks: [...DECK_SIZES.filter((size) => size < words.length), words.length].map((size) =>
        reportDecks(size, all, calibration, rule),
      ),
      unknown:
        outputs > words.length
          ? scoreUnknown(
              engine,
              model,
              growing.map(({ drawing }) => drawing),
              words.length,
            )
          : null,
    },
    calibration: outputs > words.length ? { ...calibration, unusual: unusualOf(all) } : calibration,
    judge: { ...rule, ...(rule.perWord && { perWord: { ...rule.perWord } }) },
  };
}

/** What of all finished drawings only `UNUSUAL_SHARE` are beyond, see `unlikeness`. */
function unusualOf({ looks, words, outputs, labels }: Looks): number {
  const finished = looks.at(-1)!;
  const all = labels.map((_, row) => unlikeness(rowOf(finished, row, outputs), words.length));
  return all.sort((a, b) => a - b)[Math.floor((1 - UNUSUAL_SHARE) * all.length)]!;
}

function lookAt(engine: Engine, model: LayersModel, growing: readonly GrowingDrawing[], ink: number): Look {
  const encoding = encodingOf(inputKindOf(model.inputs[0]!.shape));
  const inputs: Encoded[] = [];
  const relativeInks = new Float64Array(growing.length);
  growing.forEach(({ drawing }, index) => {
    const seen = inputAt(drawing, ink, encoding);
    inputs.push(seen.input);
    relativeInks[index] = seen.relativeInk;
  });
  return { ink, logits: predictLogits(engine, model, inputs), relativeInks };
}

/** What the network made of one drawing at one look. */
function rowOf({ logits }: Look, row: number, outputs: number): Float32Array {
  return logits.subarray(row * outputs, (row + 1) * outputs);
}

function* openCases({ words, outputs, labels, looks }: Looks): Generator<Case> {
  for (const [share, look] of looks.entries()) {
    for (const [row, right] of labels.entries()) {
      const relativeInk = look.relativeInks[row]!;
      const logits = rowOf(look, row, outputs);
      yield { share, relativeInk, logits, words: words.length, known: words.length, right };
    }
  }
}

/** Every drawing of a default game's words on one deck. */
function* deckCases({ words, outputs, labels, looks, seed }: Looks): Generator<Case> {
  const deal = deckDealer(words, createRandom(seed, 'calibration'));
  const decks = labels.map(deal);
  for (const [share, look] of looks.entries()) {
    for (const [row, deck] of decks.entries()) {
      if (!deck) continue;
      const seen = rowOf(look, row, outputs);
      const logits = [...deck.map((word) => seen[word]!), ...seen.subarray(words.length)];
      const relativeInk = look.relativeInks[row]!;
      yield { share, relativeInk, logits, words: deck.length, known: words.length, right: 0 };
    }
  }
}

/** Drawings of a default game's words as the judge sees them, each on several decks. */
function runsOf({ words, outputs, labels, looks, seed }: Looks, calibration: Calibration): DeckRun[] {
  const deal = deckDealer(words, createRandom(seed, 'decks'));
  return labels.flatMap((label, row) =>
    Array.from({ length: DECKS_PER_DRAWING }, () => deal(label)).flatMap((deck) => {
      if (!deck) return [];
      const run = looks.map((look) =>
        calibrate(rowOf(look, row, outputs), words.length, look.relativeInks[row]!, calibration, deck),
      );
      return [{ drawing: row, deck, held: heldProbabilities(run, JUDGE_UPDATES) }];
    }),
  );
}

function reportLook(look: Look, { words, outputs, labels }: Looks, calibration: Calibration) {
  const ofWords = wordLogits(look.logits, outputs, words.length);
  const { top1, top3, top5, macroTop1, drawings } = accuracyOf(ofWords, labels, words.length);
  const guesses = labels.map((label, row) =>
    guessOf(calibrate(rowOf(look, row, outputs), words.length, look.relativeInks[row]!, calibration), label),
  );
  return { ink: look.ink, drawings, top1, top3, top5, macroTop1, ...sureness(guesses) };
}

interface SureGuess {
  readonly confidence: number;
  readonly hit: boolean;
}

function guessOf(probabilities: Float64Array, right: number): SureGuess {
  const confidence = Math.max(...probabilities);
  return { confidence, hit: probabilities[right] === confidence };
}

function sureness(guesses: readonly SureGuess[]): { meanConfidence: number; ece: number } {
  const confidences = guesses.map(({ confidence }) => confidence);
  const hits = guesses.map(({ hit }) => hit);
  return { meanConfidence: mean(confidences), ece: expectedCalibrationError(confidences, hits) };
}

/** How well growing drawings are told among decks of a size, dealt as a default game does; all words where that many are known. */
function reportDecks(size: number, all: Looks, calibration: Calibration, rule: JudgeRule) {
  const { words, outputs, labels, looks, seed } = all;
  const deal = deckDealer(words, createRandom(seed, 'decks', size), size);
  const decks = labels.map((label) => (size === words.length ? undefined : deal(label)));
  const shown = looks.filter(({ ink }) => DECK_INKS.includes(ink));
  const calls = decks.flatMap((deck, row) => {
    if (deck === null) return [];
    const chosen = deck ?? [...words.keys()];
    const run = looks.map((look) =>
      calibrate(rowOf(look, row, outputs), words.length, look.relativeInks[row]!, calibration, deck),
    );
    const names = chosen.map((word) => words[word]!);
    return [{ call: firstCall(run, rule, names), right: deck ? 0 : labels[row]! }];
  });
  const shareOf = (what: (call: Call, right: number) => boolean) =>
    mean(calls.map(({ call, right }) => (call && what(call, right) ? 1 : 0)));
  return {
    words: size,
    recognizedShare: shareOf(({ word }, right) => word === right),
    wrongShare: shareOf(({ word }, right) => word !== right),
    byInk: shown.map((look) => {
      const guesses = decks.flatMap((deck, row) => {
        if (deck === null) return [];
        const seen = rowOf(look, row, outputs);
        const shares = calibrate(seen, words.length, look.relativeInks[row]!, calibration, deck);
        return [guessOf(shares, deck ? 0 : labels[row]!)];
      });
      const top1 = mean(guesses.map(({ hit }) => (hit ? 1 : 0)));
      return { ink: look.ink, drawings: guesses.length, top1, ...sureness(guesses) };
    }),
  };
}
