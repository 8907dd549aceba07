import type { Measurement, WordMeasure } from './measurement.ts';

/** Easy words are recognised at least this often in games. */
export const EASY_ACCURACY = 0.7;
/** Only the best are easy, so that they stay so with better networks; five decks' worth keeps games from being alike. */
export const MOST_EASY_WORDS = 100;
/** Medium words are recognised at least this often in games. */
export const MEDIUM_ACCURACY = 0.6;
/** Hard words are recognised at least this often in games; what is recognised less often is no fun to draw. */
export const HARD_ACCURACY = 0.35;

/** Words by how well they are recognised, each in one list, in the order in which they came. */
export interface WordsByDifficulty {
  readonly easy: readonly string[];
  readonly medium: readonly string[];
  readonly hard: readonly string[];
  /** Hardly ever recognised: only for those who ask for them by name. */
  readonly unplayable: readonly string[];
}

/** Sorts words by their expected accuracy, see `countInGames`. */
export function sortByDifficulty(words: readonly WordMeasure[]): WordsByDifficulty {
  const prior = fitPrior(words);
  const rated = words.map((measure) => ({
    word: measure.word,
    accuracy: expectedAccuracy(measure, prior),
  }));
  const easy = new Set(
    rated
      .filter(({ accuracy }) => accuracy >= EASY_ACCURACY)
      .sort((a, b) => b.accuracy - a.accuracy)
      .slice(0, MOST_EASY_WORDS)
      .map(({ word }) => word),
  );
  const listOf = (belongs: (word: string, accuracy: number) => boolean) =>
    rated.filter(({ word, accuracy }) => belongs(word, accuracy)).map(({ word }) => word);
  return {
    easy: listOf((word) => easy.has(word)),
    medium: listOf((word, accuracy) => !easy.has(word) && accuracy >= MEDIUM_ACCURACY),
    hard: listOf((_, accuracy) => accuracy < MEDIUM_ACCURACY && accuracy >= HARD_ACCURACY),
    unplayable: listOf((_, accuracy) => accuracy < HARD_ACCURACY),
  };
}

/**
 * What counts in games: the judge chooses among the words of a deck, which has no two words of a confusable set, so that a
 * drawing taken for another one of a set is recognised all the same.
 */
export function countInGames(
  { words, confusions }: Measurement,
  sets: readonly (readonly string[])[],
): WordMeasure[] {
  const pardoned = new Map<string, number>();
  for (const { truth, guess, count } of confusions) {
    if (sets.some((set) => set.includes(truth) && set.includes(guess))) {
      pardoned.set(truth, (pardoned.get(truth) ?? 0) + count);
    }
  }
  return words.map(({ word, drawings, hits }) => ({
    word,
    drawings,
    hits: hits + (pardoned.get(word) ?? 0),
  }));
}

/** What is known of a word's accuracy before any drawing of it: a beta distribution. */
export interface Prior {
  readonly mean: number;
  /** As how many drawings it counts. */
  readonly strength: number;
}

/** Words that differ by no more than chance would make the prior infinitely strong. */
const MOST_STRENGTH = 10_000;
const LEAST_STRENGTH = 1;

/**
 * The prior that the words themselves are a sample of (empirical Bayes), by the method of moments for the beta-binomial
 * distribution with every word counting the same (Kleinman 1973, Proportions with extraneous variance, JASA 68): the more the
 * words' accuracies spread beyond what chance explains, the weaker it is.
 */
export function fitPrior(words: readonly WordMeasure[]): Prior {
  const accuracies = words.map(({ hits, drawings }) => hits / drawings);
  const mean = meanOf(accuracies);
  const variance = meanOf(accuracies.map((accuracy) => (accuracy - mean) ** 2));
  const byChance = meanOf(words.map(({ drawings }) => 1 / drawings));
  // A proportion of n drawings has the variance m (1 - m) (1/n + (1 - 1/n) correlation), and strength = 1 / correlation - 1.
  const correlation = (variance / (mean * (1 - mean)) - byChance) / (1 - byChance);
  const strength = correlation > 0 ? 1 / correlation - 1 : MOST_STRENGTH;
  return { mean, strength: Math.min(MOST_STRENGTH, Math.max(LEAST_STRENGTH, strength)) };
}

/** A word's accuracy as far as its drawings tell, 0..1: the posterior's mean, between what was counted and the prior. */
export function expectedAccuracy({ hits, drawings }: WordMeasure, { mean, strength }: Prior): number {
  return (hits + strength * mean) / (drawings + strength);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
