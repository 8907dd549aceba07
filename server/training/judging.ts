import { chooseDeck, confusable, DECK_SIZE, playableWords } from '../../shared/categories/deck.ts';
import { judge, ruleFor, type JudgeRule } from '../../shared/game/judge.ts';
import type { Random } from './random.ts';

/** The judge of play, replayed on drawings whose right word is known. */

/**
 * Deals decks as a default game does: from the words that it is about, none that the network mixes up with another. Each call
 * takes from `random`, so that a drawing's deck depends on how many came before it.
 *
 * @returns a deck for a drawing of `words[label]`, that word first, as indices into `words`; null for a word that no such game
 *   is about
 */
export function deckDealer(
  words: readonly string[],
  random: Random,
  size: number = DECK_SIZE,
): (label: number) => number[] | null {
  const indexOf = new Map(words.map((word, index) => [word, index]));
  const playable = playableWords(words);
  return (label) => {
    const right = words[label]!;
    if (!playable.includes(right)) return null;
    const others = playable.filter((other) => other !== right && !confusable(other, right));
    return [label, ...chooseDeck(others, size - 1, random).map((word) => indexOf.get(word)!)];
  };
}

/** A word of the deck, by its place there, and the look at which the judge was sure of it. */
export interface Call {
  readonly word: number;
  readonly step: number;
}

/**
 * Which word of the deck the judge would have been sure of first, and at which look; null for none.
 *
 * @param run the deck's probabilities at one look after the other
 * @param deck the words, in the order of the probabilities
 */
export function firstCall(
  run: readonly ArrayLike<number>[],
  rule: JudgeRule,
  deck: readonly string[],
): Call | null {
  const rules = deck.map((word) => ruleFor(rule, word));
  const streaks = new Map<number, number>();
  for (const [step, probabilities] of run.entries()) {
    for (const [word, own] of rules.entries()) {
      const verdict = judge(own, streaks.get(word) ?? 0, probabilities[word]!);
      if (verdict.recognised) return { word, step };
      streaks.set(word, verdict.streak);
    }
  }
  return null;
}
