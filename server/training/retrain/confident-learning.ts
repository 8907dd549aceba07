import type { FirstLook } from '../../doodles/doodle.ts';

/**
 * Which labels of what players gave can be believed: confident learning (Northcutt et al. 2021) on what a network thought of
 * each doodle before anything could learn from it.
 *
 * A network is more sure of some words than of others. A doodle counts as confidently of a word where the network is at least
 * as sure of it as it is, on average, of doodles that are said to be of that word. Said to be one word and confidently another:
 * that label is in question. A word that the network hardly knows is never confidently anything, and so its doodles, which it
 * has most to learn from, are not thrown away for being hard.
 */

/** What becomes of a doodle: learn from it, leave it out, or leave it out until a person has looked at it. */
export type LabelVerdict = 'accept' | 'quarantine' | 'ask';

export interface LabelledLook {
  readonly word: string;
  readonly owner: string;
  readonly look: FirstLook;
}

/** Few doodles of a word say little: its average counts as if so many of all words were among them. */
const AVERAGE_DOODLES = 5;
/** Below this probability of the own word there is nothing for a person to weigh: it is another one. */
const HOPELESS = 0.02;
/** Who is confidently wrong on a larger share than this gives something else than what is asked for. */
const MOST_WRONG_SHARE = 0.25;
/**
 * Everybody begins with so many doodles on which they were confidently right, and nobody loses trust by one or two that
 * turned out badly.
 */
const TRUST_AT_FIRST = 6;

/** @returns a verdict for each, in their order */
export function sortLabels(looks: readonly LabelledLook[]): LabelVerdict[] {
  const thresholds = thresholdsOf(looks);
  const inQuestion = looks.map(
    ({ word, look }) => look.bestWord !== word && look.bestProbability >= thresholds.of(look.bestWord),
  );
  const wrongShare = wrongShares(looks, inQuestion);
  return looks.map(({ word, owner, look }, index) => {
    const isTrusted = wrongShare.get(owner)! <= MOST_WRONG_SHARE;
    if (inQuestion[index]) return isTrusted && look.ownProbability >= HOPELESS ? 'ask' : 'quarantine';
    // Whoever gives sun for cat so often is not believed where the network cannot tell, either.
    const isClear = look.bestWord === word && look.ownProbability >= thresholds.of(word);
    return isTrusted || isClear ? 'accept' : 'ask';
  });
}

/** How sure the network is of each word where doodles are said to be of it: the mean, drawn to that of all words. */
function thresholdsOf(looks: readonly LabelledLook[]): { of: (word: string) => number } {
  const sums = new Map<string, { sum: number; doodles: number }>();
  let all = 0;
  for (const { word, look } of looks) {
    const { sum, doodles } = sums.get(word) ?? { sum: 0, doodles: 0 };
    sums.set(word, { sum: sum + look.ownProbability, doodles: doodles + 1 });
    all += look.ownProbability;
  }
  const average = looks.length === 0 ? 0 : all / looks.length;
  return {
    of: (word) => {
      const { sum, doodles } = sums.get(word) ?? { sum: 0, doodles: 0 };
      return (sum + AVERAGE_DOODLES * average) / (doodles + AVERAGE_DOODLES);
    },
  };
}

/** The share of each giver's doodles whose label is in question. */
function wrongShares(looks: readonly LabelledLook[], inQuestion: readonly boolean[]): Map<string, number> {
  const counts = new Map<string, { doodles: number; wrong: number }>();
  looks.forEach(({ owner }, index) => {
    const { doodles, wrong } = counts.get(owner) ?? { doodles: TRUST_AT_FIRST, wrong: 0 };
    counts.set(owner, { doodles: doodles + 1, wrong: wrong + Number(inQuestion[index]) });
  });
  return new Map([...counts].map(([owner, { doodles, wrong }]) => [owner, wrong / doodles]));
}
