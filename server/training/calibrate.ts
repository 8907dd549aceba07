import type { Calibration } from '../../shared/recognition/card.ts';
import { CalibrationTally, mean } from './metrics.ts';
import { compassSearch } from './search.ts';

/** Bins of relative ink, each with as many looks. */
const BINS = 10;
/** Relative ink of a dot counts as so much, as it has to have a logarithm. */
const LEAST_INK = 0.05;
/** Temperatures at which confidences are tabulated, each so many times the one before; between them they are interpolated. */
const LOWEST_TEMPERATURE = 0.2;
const TEMPERATURE_RATIO = 1.25;
const TABULATED = Array.from({ length: 18 }, (_, index) => LOWEST_TEMPERATURE * TEMPERATURE_RATIO ** index);
/** What calibration that is even over shares of ink counts for beside likelihood, which decides where drawings are few. */
const EVENNESS_WEIGHT = 400;
const FIRST_STEP = 0.3;
const FINEST_STEP = 0.005;

/** One look at a drawing, with a choice among some words. */
export interface Case {
  /** Which share of the drawing's ink it had, as an index: 0, 1, … */
  readonly share: number;
  readonly relativeInk: number;
  /** Of the words to choose among, then of what else competes. */
  readonly logits: ArrayLike<number>;
  readonly words: number;
  /** How many the network knows: what else competes is as much rarer as there are fewer to choose among, see `calibrate`. */
  readonly known: number;
  /** The right word's place among the words. */
  readonly right: number;
}

/** A case's confidences at all tabulated temperatures, so that fitting needs no softmax. */
interface TabulatedCase {
  readonly share: number;
  readonly relativeInk: number;
  readonly hit: boolean;
  /** Log-probability of the most likely word, and of the right one, one a temperature. */
  readonly logTop: Float32Array;
  readonly logRight: Float32Array;
}

/** Cases as fitting takes them: only what is known of them at every temperature. */
export type Tabulation = readonly TabulatedCase[];

/** Prepares cases for fitting. */
export function tabulate(cases: Iterable<Case>): Tabulation {
  return Array.from(cases, tabulateCase);
}

function tabulateCase({ share, relativeInk, logits, words, known, right }: Case): TabulatedCase {
  let top = -Infinity;
  let largest = -Infinity;
  let hit = true;
  for (let place = 0; place < logits.length; place++) {
    const logit = logits[place]!;
    if (place < words) {
      top = Math.max(top, logit);
      if (place !== right && logit >= logits[right]!) hit = false;
    }
    largest = Math.max(largest, logit);
  }
  const rarity = words / known;
  const logTop = new Float32Array(TABULATED.length);
  const logRight = new Float32Array(TABULATED.length);
  TABULATED.forEach((temperature, index) => {
    let sum = 0;
    for (let place = 0; place < logits.length; place++) {
      const weight = place < words ? 1 : rarity;
      sum += weight * Math.exp((logits[place]! - largest) / temperature);
    }
    logTop[index] = (top - largest) / temperature - Math.log(sum);
    logRight[index] = (logits[right]! - largest) / temperature - Math.log(sum);
  });
  return { share, relativeInk, hit, logTop, logRight };
}

/**
 * Temperatures by relative ink, T = exp(a + b log ink) in bins.
 *
 * For the open guesses they are those at which confidence is right for *each* share of a finished drawing's ink: with the least
 * mean square of the shares' expected calibration errors. Likelihood would fit the mixture of all shares and be too sure of
 * beginnings and too doubtful of ends, as how much is still to come depends on the very word that is to be guessed; in play
 * nobody knows the mixture.
 *
 * For decks it is likelihood: the judge only asks whether a threshold is held, and at equally many wrong calls it calls more
 * drawings by temperatures that tell right from wrong than by those that suit each share.
 *
 * @param open looks with a choice among all words
 * @param decks looks with a choice among decks as games have them
 */
export function fitCalibration(open: Tabulation, decks: Tabulation): Calibration {
  const inkBins = edgesOf(open.map(({ relativeInk }) => relativeInk).sort((a, b) => a - b));
  const centres = centresOf(open, inkBins);
  const fit = (tabulation: Tabulation, evenness: number): number[] => {
    const binOf = tabulation.map(({ relativeInk }) => binOfInk(inkBins, relativeInk));
    const temperaturesOf = ([a, b]: readonly number[]) => centres.map((ink) => Math.exp(a! + b! * ink));
    const loss = (law: readonly number[]) => {
      const temperatures = temperaturesOf(law);
      return lossOf(tabulation, (index) => temperatures[binOf[index]!]!, evenness);
    };
    return temperaturesOf(compassSearch(loss, [0, 0], FIRST_STEP, FINEST_STEP));
  };
  return { inkBins, temperatures: fit(open, EVENNESS_WEIGHT), deckTemperatures: fit(decks, 0) };
}

/** Upper edges of the bins but the last. */
function edgesOf(inks: readonly number[]): number[] {
  const edges: number[] = [];
  for (let bin = 1; bin < BINS; bin++) {
    const edge = inks[Math.floor((bin * inks.length) / BINS) - 1] ?? 0;
    // Few drawings, or many with equally much ink: a bin has to be wider than nothing.
    if (edge > (edges.at(-1) ?? 0)) edges.push(edge);
  }
  return edges;
}

/** The mean logarithm of relative ink in each bin. */
function centresOf(tabulation: Tabulation, inkBins: readonly number[]): number[] {
  const sums = Array.from({ length: inkBins.length + 1 }, () => ({ log: 0, count: 0 }));
  for (const { relativeInk } of tabulation) {
    const sum = sums[binOfInk(inkBins, relativeInk)]!;
    sum.log += Math.log(Math.max(LEAST_INK, relativeInk));
    sum.count++;
  }
  return sums.map(({ log, count }) => (count === 0 ? 0 : log / count));
}

function binOfInk(inkBins: readonly number[], relativeInk: number): number {
  const bin = inkBins.findIndex((edge) => relativeInk <= edge);
  return bin < 0 ? inkBins.length : bin;
}

/** Mean negative log-likelihood, and `evenness` times the mean square of the calibration errors of all shares of ink. */
function lossOf(tabulation: Tabulation, temperatureOf: (index: number) => number, evenness: number): number {
  if (tabulation.length === 0) return 0;
  const shares: CalibrationTally[] = [];
  let logLikelihood = 0;
  tabulation.forEach(({ share, hit, logTop, logRight }, index) => {
    const place = Math.log(temperatureOf(index) / LOWEST_TEMPERATURE) / Math.log(TEMPERATURE_RATIO);
    if (evenness > 0)
      (shares[share] ??= new CalibrationTally()).add(Math.exp(interpolate(logTop, place)), hit);
    logLikelihood += interpolate(logRight, place);
  });
  const squares = shares.flatMap(({ error }) => error ** 2);
  return evenness * mean(squares) - logLikelihood / tabulation.length;
}

function interpolate(values: Float32Array, place: number): number {
  const inside = Math.min(values.length - 1, Math.max(0, place));
  const low = Math.min(values.length - 2, Math.floor(inside));
  return values[low]! + (inside - low) * (values[low + 1]! - values[low]!);
}
