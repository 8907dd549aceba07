import { chooseDeck } from '../../shared/categories/deck.ts';
import { judge, type JudgeRule } from '../../shared/game/judge.ts';
import type { Random } from './random.ts';

/** The judge of play, replayed on drawings whose right word is known. */

/** Words in the deck of a game. */
export const JUDGE_DECK_WORDS = 20;

/**
 * Deals decks for judging: 20 random words with the right one in the first place, as indices. Each call takes from `random`,
 * so that a drawing's deck depends on how many came before it.
 */
export function deckDealer(words: readonly string[], random: Random): (label: number) => number[] {
  const indexOf = new Map(words.map((word, index) => [word, index]));
  return (label) => {
    const others = chooseDeck(words, JUDGE_DECK_WORDS, random).map((word) => indexOf.get(word)!);
    return [label, ...others.filter((other) => other !== label)].slice(0, JUDGE_DECK_WORDS);
  };
}

/**
 * Which word of the deck the judge would have been sure of first, and at which look; null for none.
 *
 * @param run the deck's probabilities at one look after the other
 */
export function firstCall(
  run: readonly ArrayLike<number>[],
  rule: JudgeRule,
): { word: number; step: number } | null {
  const streaks = new Map<number, number>();
  for (const [step, probabilities] of run.entries()) {
    for (let word = 0; word < probabilities.length; word++) {
      const verdict = judge(rule, streaks.get(word) ?? 0, probabilities[word]!);
      if (verdict.recognised) return { word, step };
      streaks.set(word, verdict.streak);
    }
  }
  return null;
}
