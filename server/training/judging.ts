import { chooseDeck, confusable, DECK_SIZE } from '../../shared/categories/deck.ts';
import { judge, type JudgeRule } from '../../shared/game/judge.ts';
import type { Random } from './random.ts';

/** The judge of play, replayed on drawings whose right word is known. */

/**
 * Deals decks for judging: 20 words as a game has them, the right one in the first place, as indices into `words`. Each call
 * takes from `random`, so that a drawing's deck depends on how many came before it.
 *
 * @param from the words that the others come from
 */
export function deckDealer(
  words: readonly string[],
  random: Random,
  from: readonly string[] = words,
): (label: number) => number[] {
  const indexOf = new Map(words.map((word, index) => [word, index]));
  return (label) => {
    const right = words[label]!;
    const others = from.filter((other) => other !== right && !confusable(other, right));
    return [label, ...chooseDeck(others, DECK_SIZE - 1, random).map((word) => indexOf.get(word)!)];
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
