import type { Measurement } from './measurement.ts';

/** Two words are confusable from this mean share of their drawings on that are taken for the other one. */
const CONFUSABLE_RATE = 0.03;
/** Fewer drawings taken for the other one, both ways together, are chance among so many pairs. */
const LEAST_CONFUSIONS = 3;
/** The rate of few drawings is drawn towards what is usual as if there were so many more, which are confused as usual. */
const PRIOR_DRAWINGS = 10;

/** Words that are drawn alike, by how often a network mixes them up. */
export class ConfusionRates {
  readonly #drawings: ReadonlyMap<string, number>;
  readonly #counts = new Map<string, Map<string, number>>();
  /** The share of a word's drawings that is taken for any one other word. */
  readonly #usualRate: number;

  constructor({ words, confusions }: Measurement) {
    this.#drawings = new Map(words.map(({ word, drawings }) => [word, drawings]));
    for (const { truth, guess, count } of confusions) {
      const guesses = this.#counts.get(truth) ?? new Map<string, number>();
      this.#counts.set(truth, guesses.set(guess, (guesses.get(guess) ?? 0) + count));
    }
    const missed = words.map(({ drawings, hits }) => 1 - hits / drawings);
    this.#usualRate = missed.reduce((sum, share) => sum + share, 0) / words.length / (words.length - 1);
  }

  /** How many drawings of either word were taken for the other. */
  count(a: string, b: string): number {
    return this.#oneWay(a, b) + this.#oneWay(b, a);
  }

  /** The mean of P(b guessed | a drawn) and P(a guessed | b drawn), each drawn towards the usual rate. */
  rate(a: string, b: string): number {
    return (this.#shrunk(a, b) + this.#shrunk(b, a)) / 2;
  }

  confusable(a: string, b: string): boolean {
    return this.count(a, b) >= LEAST_CONFUSIONS && this.rate(a, b) >= CONFUSABLE_RATE;
  }

  #oneWay(truth: string, guess: string): number {
    return this.#counts.get(truth)?.get(guess) ?? 0;
  }

  #shrunk(truth: string, guess: string): number {
    const drawings = this.#drawings.get(truth) ?? 0;
    return (this.#oneWay(truth, guess) + PRIOR_DRAWINGS * this.#usualRate) / (drawings + PRIOR_DRAWINGS);
  }
}

/**
 * Sets of words that are all confusable with each other, as large as they can be: the maximal cliques of the graph that links
 * confusable words. A word may be in several; chains do not make a set, so that truck - bus - school bus does not keep the
 * first out of the last one's games.
 *
 * @returns in the order of the measurement's words
 */
export function confusableSets(measurement: Measurement): string[][] {
  const rates = new ConfusionRates(measurement);
  const names = measurement.words.map(({ word }) => word);
  const linked = new Map(
    names.map((word) => [
      word,
      new Set(names.filter((other) => other !== word && rates.confusable(word, other))),
    ]),
  );
  return maximalCliques(linked).filter((set) => set.length > 1);
}

/**
 * All maximal cliques, by the algorithm of Bron and Kerbosch (1973) with the pivot of Tomita, Tanaka and Takahashi (2006).
 *
 * @param linked whom each node is linked to, both ways
 */
function maximalCliques(linked: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
  const order = new Map([...linked.keys()].map((node, index) => [node, index]));
  const byOrder = (a: string, b: string) => order.get(a)! - order.get(b)!;
  const cliques: string[][] = [];
  const extend = (clique: readonly string[], candidates: Set<string>, done: Set<string>): void => {
    if (candidates.size === 0 && done.size === 0) cliques.push([...clique].sort(byOrder));
    const pivot = mostLinked([...candidates, ...done], candidates, linked);
    for (const node of [...candidates].filter((candidate) => !linked.get(pivot!)!.has(candidate))) {
      const friends = linked.get(node)!;
      extend([...clique, node], intersect(candidates, friends), intersect(done, friends));
      candidates.delete(node);
      done.add(node);
    }
  };
  extend([], new Set(linked.keys()), new Set());
  return cliques.sort((a, b) => compareCliques(a, b, byOrder));
}

/** By the first members, then the second, and so on. */
function compareCliques(
  a: readonly string[],
  b: readonly string[],
  compare: (a: string, b: string) => number,
): number {
  const different = a.findIndex((node, index) => index >= b.length || node !== b[index]);
  return different < 0 || different >= b.length ? a.length - b.length : compare(a[different]!, b[different]!);
}

function mostLinked(
  nodes: readonly string[],
  candidates: ReadonlySet<string>,
  linked: ReadonlyMap<string, ReadonlySet<string>>,
): string | undefined {
  let best: string | undefined;
  let most = -1;
  for (const node of nodes) {
    const links = intersect(candidates, linked.get(node)!).size;
    if (links > most) [best, most] = [node, links];
  }
  return best;
}

function intersect(a: ReadonlySet<string>, b: ReadonlySet<string>): Set<string> {
  return new Set([...a].filter((node) => b.has(node)));
}
