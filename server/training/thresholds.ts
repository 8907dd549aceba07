import type { JudgeRule } from '../../shared/game/judge.ts';
import { median } from './metrics.ts';

/**
 * The judge may be sure of a wrong word of the deck before the right one on this share of drawings that it did not choose its
 * thresholds by. It costs somebody a round only where that word is the prompt, one in twenty.
 */
const MOST_WRONG_FIRES = 0.02;
/** What is aimed at, as some hundred drawings tell the share to within half a point. */
const WRONG_FIRES_AIM = 0.8 * MOST_WRONG_FIRES;
/** What a threshold may be; below a half, two words could hold it at once. */
const THRESHOLDS = [
  ...Array.from({ length: 49 }, (_, step) => (50 + step) / 100),
  ...[0.985, 0.99, 0.993, 0.995, 0.997, 0.998, 0.999],
];
/** The threshold of a network that no drawing with strokes was shown to. */
const UNTRIED_THRESHOLD = 0.9;
/** Most words have a handful of drawings: thresholds are chosen by the word's own looks and so many of an average word. */
const AVERAGE_RIGHT_RUNS = 300;
const AVERAGE_WRONG_RUNS = 30_000;
/** A right call is worth so much and the share of the ink that was not needed for it. */
const WORTH_OF_A_CALL = 0.5;
/** Parts of the drawings, each of which is judged by thresholds that the others chose. */
const FOLDS = 4;
const PRICE_STEPS = 14;
const LOWEST_PRICE = 1e-5;
const HIGHEST_PRICE = 10;

/** A drawing that grows, judged on a deck. */
export interface DeckRun {
  /** Runs of one drawing, on other decks, have the same number. */
  readonly drawing: number;
  /** Indices of words, the right one first. */
  readonly deck: readonly number[];
  /** [looks, deck]: the highest probability that each word has held up to a look, for as many looks as the judge wants. */
  readonly held: Float32Array;
}

/** What the judge does with drawings, as shares of all. */
export interface JudgeFigures {
  /** Share of the ink at which the median right call comes; null where there is none. */
  readonly medianInk: number | null;
  readonly recognizedShare: number;
  readonly wrongShare: number;
}

export interface ChosenRule {
  readonly rule: JudgeRule;
  /** Of drawings that had no part in choosing the thresholds that they were judged by. */
  readonly figures: JudgeFigures;
}

/** What a judge has to wait for: the highest probability so far that lasted for `updates` looks, at each look. */
export function heldProbabilities(run: readonly ArrayLike<number>[], updates: number): Float32Array {
  const width = run[0]?.length ?? 0;
  const held = new Float32Array(run.length * width);
  for (let step = updates - 1; step < run.length; step++) {
    for (let word = 0; word < width; word++) {
      let lasting = Infinity;
      for (let look = step - updates + 1; look <= step; look++)
        lasting = Math.min(lasting, run[look]![word]!);
      const before = step > 0 ? held[(step - 1) * width + word]! : 0;
      held[step * width + word] = Math.max(before, lasting);
    }
  }
  return held;
}

/**
 * Thresholds for every word, with which right calls come as early as they can while `MOST_WRONG_FIRES` holds for drawings that
 * were not seen. Each word's threshold minimises its wrong fires less a price for what waiting costs, one price for all; both
 * are averaged with those of all words, as a word's own drawings are few (on the first shipped network, with less of the average,
 * thresholds that fired on 0.5 % of the drawings that chose them did so on 2 % of others). The price is the one at which cross-validated
 * wrong fires are at the limit.
 *
 * @param looks of each run, at even steps of the ink
 */
export function chooseThresholds(
  runs: readonly DeckRun[],
  words: readonly string[],
  looks: number,
  updates: number,
): ChosenRule {
  if (runs.length === 0) {
    return { rule: { threshold: UNTRIED_THRESHOLD, updates }, figures: figuresOf([], looks) };
  }
  const folds = Array.from({ length: FOLDS }, (_, fold) => ({
    unseen: runs.filter(({ drawing }) => drawing % FOLDS === fold),
    tables: tablesOf(
      runs.filter(({ drawing }) => drawing % FOLDS !== fold),
      looks,
    ),
  }));
  const unseenAt = (price: number): JudgeFigures =>
    figuresOf(
      folds.flatMap(({ unseen, tables }) => {
        const thresholds = thresholdsAt(tables, words.length, price);
        return unseen.map((run) => callOf(run, looks, thresholds));
      }),
      looks,
    );
  let low = Math.log(LOWEST_PRICE);
  let high = Math.log(HIGHEST_PRICE);
  for (let step = 0; step < PRICE_STEPS; step++) {
    const middle = (low + high) / 2;
    if (unseenAt(Math.exp(middle)).wrongShare > WRONG_FIRES_AIM) high = middle;
    else low = middle;
  }
  const price = Math.exp(low);
  const thresholds = thresholdsAt(tablesOf(runs, looks), words.length, price);
  const judged = [...new Set(runs.flatMap(({ deck }) => deck))].sort((a, b) => a - b);
  return {
    rule: {
      threshold: median(judged.map((word) => thresholds[word]!))!,
      updates,
      perWord: Object.fromEntries(judged.map((word) => [words[word]!, thresholds[word]!])),
    },
    figures: unseenAt(price),
  };
}

/** What each threshold would come to: one row a word. */
interface Tables {
  /** Worth of the right calls, by threshold, summed over runs. */
  readonly worth: ReadonlyMap<number, Sums>;
  /** Wrong calls by threshold. */
  readonly wrong: ReadonlyMap<number, Sums>;
}

interface Sums {
  readonly values: Float64Array;
  runs: number;
}

function tablesOf(runs: readonly DeckRun[], looks: number): Tables {
  const worth = new Map<number, Sums>();
  const wrong = new Map<number, Sums>();
  const sumsOf = (table: Map<number, Sums>, word: number): Sums => {
    const sums = table.get(word) ?? { values: new Float64Array(THRESHOLDS.length), runs: 0 };
    table.set(word, sums);
    sums.runs++;
    return sums;
  };
  for (const { deck, held } of runs) {
    const rightSteps = THRESHOLDS.map((threshold) => stepOf(held, deck.length, looks, 0, threshold));
    const right = sumsOf(worth, deck[0]!);
    rightSteps.forEach((step, index) => (right.values[index]! += worthOf(step, looks)));
    for (let place = 1; place < deck.length; place++) {
      const { values } = sumsOf(wrong, deck[place]!);
      THRESHOLDS.forEach((threshold, index) => {
        const step = stepOf(held, deck.length, looks, place, threshold);
        // The right word's threshold is not known yet; it counts as the same.
        if (step < rightSteps[index]!) values[index]!++;
      });
    }
  }
  return { worth, wrong };
}

function worthOf(step: number, looks: number): number {
  return step < looks ? WORTH_OF_A_CALL + 1 - (step + 1) / looks : 0;
}

/** The look at which a word of the deck has held a threshold; `looks` where it never does. */
function stepOf(held: Float32Array, width: number, looks: number, place: number, threshold: number): number {
  let step = 0;
  while (step < looks && held[step * width + place]! < threshold) step++;
  return step;
}

/** The best threshold of each word at a price for waiting. */
function thresholdsAt({ worth, wrong }: Tables, words: number, price: number): number[] {
  const averageWorth = averageOf(worth);
  const averageWrong = averageOf(wrong);
  // A word is the right one of its deck once for so many times that it is another.
  const others = runsOf(wrong) / Math.max(1, runsOf(worth));
  return Array.from({ length: words }, (_, word) => {
    let best = THRESHOLDS.length - 1;
    let lowest = Infinity;
    THRESHOLDS.forEach((_threshold, index) => {
      const fires = shrunk(wrong.get(word), averageWrong, AVERAGE_WRONG_RUNS, index);
      const gain = shrunk(worth.get(word), averageWorth, AVERAGE_RIGHT_RUNS, index);
      const cost = others * fires - price * gain;
      if (cost > lowest) return;
      lowest = cost;
      best = index;
    });
    return THRESHOLDS[best]!;
  });
}

function runsOf(table: ReadonlyMap<number, Sums>): number {
  return [...table.values()].reduce((sum, { runs }) => sum + runs, 0);
}

/** What a run of any word comes to, one a threshold. */
function averageOf(table: ReadonlyMap<number, Sums>): number[] {
  const runs = Math.max(1, runsOf(table));
  return THRESHOLDS.map(
    (_, index) => [...table.values()].reduce((sum, { values }) => sum + values[index]!, 0) / runs,
  );
}

function shrunk(own: Sums | undefined, average: readonly number[], weight: number, index: number): number {
  return ((own?.values[index] ?? 0) + weight * average[index]!) / ((own?.runs ?? 0) + weight);
}

/** What the judge says of a run first: the look, and whether it is right; null for nothing. */
function callOf(
  { deck, held }: DeckRun,
  looks: number,
  thresholds: readonly number[],
): { right: boolean; step: number } | null {
  let first = looks;
  let right = false;
  deck.forEach((word, place) => {
    const step = stepOf(held, deck.length, first, place, thresholds[word]!);
    if (step >= first) return;
    first = step;
    right = place === 0;
  });
  return first < looks ? { right, step: first } : null;
}

function figuresOf(calls: readonly ReturnType<typeof callOf>[], looks: number): JudgeFigures {
  const right = calls.flatMap((call) => (call?.right ? [(call.step + 1) / looks] : []));
  const wrong = calls.filter((call) => call?.right === false).length;
  const all = Math.max(1, calls.length);
  return { medianInk: median(right), recognizedShare: right.length / all, wrongShare: wrong / all };
}
