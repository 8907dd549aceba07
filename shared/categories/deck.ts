import confusables from './confusables.json' with { type: 'json' };
import easy from './easy.json' with { type: 'json' };
import hard from './hard.json' with { type: 'json' };
import medium from './medium.json' with { type: 'json' };
import words from './words.json' with { type: 'json' };

/** All words of the Quick, Draw! data set, 345 in alphabetical order. */
export const ALL_WORDS: readonly string[] = words;
/** Words that the shipped network recognises best: what a game plays by default. */
export const EASY_WORDS: readonly string[] = easy;
/** Words that it recognises more often than not in games. */
export const MEDIUM_WORDS: readonly string[] = medium;
/** Words that it recognises less often; those that it hardly ever does are in no list and can be asked for by name. */
export const HARD_WORDS: readonly string[] = hard;
/** The ten words of the article that the project starts from. */
export const ARTICLE_WORDS: readonly string[] = [
  'cloud',
  'sun',
  'pants',
  'umbrella',
  'table',
  'ladder',
  'eyeglasses',
  'clock',
  'scissors',
  'cup',
];
/** Sets of words that people draw alike and networks mix up. */
export const CONFUSABLE_SETS: readonly (readonly string[])[] = confusables;

/** How hard words are for the network, easiest first; `inkling words` makes the lists from an evaluation. */
export const DIFFICULTIES = ['easy', 'medium', 'hard'] as const;
export type Difficulty = (typeof DIFFICULTIES)[number];

/** The words of one difficulty, each in one only. */
export function wordsOfDifficulty(difficulty: Difficulty): readonly string[] {
  return { easy: EASY_WORDS, medium: MEDIUM_WORDS, hard: HARD_WORDS }[difficulty];
}

/** Words of one game's deck: the prompts come from it, and the judge chooses among its words. */
export const DECK_SIZE = 20;

/**
 * What games may be about: the words that are wanted, else the easy ones. The network has to know them all; one that knows
 * hardly any easy words plays everything it knows.
 */
export function playableWords(known: readonly string[], wanted?: readonly string[]): string[] {
  const knows = new Set(known);
  if (wanted) return wanted.filter((word) => knows.has(word));
  const easy = EASY_WORDS.filter((word) => knows.has(word));
  return easy.length >= DECK_SIZE ? easy : [...known];
}

/**
 * Draws up to `size` different words for one game, in random order, no two of them from one confusable set: a judge that has
 * to choose between a mug and a cup would be a coin.
 *
 * @param random uniform in [0, 1)
 * @param beside words that are in the game already: none of the new ones is one of them, or confusable with one
 */
export function chooseDeck(
  from: readonly string[],
  size: number,
  random: () => number,
  beside: readonly string[] = [],
): string[] {
  const left = [...new Set(from)];
  const deck: string[] = [];
  const isFree = (word: string) =>
    !beside.some((other) => other === word || confusable(word, other)) &&
    !deck.some((other) => confusable(word, other));
  while (deck.length < size && left.length > 0) {
    const [word] = left.splice(Math.floor(random() * left.length), 1);
    if (word !== undefined && isFree(word)) deck.push(word);
  }
  return deck;
}

/**
 * Every word that is in a set, with all that share one with it: decks are dealt by the ten thousand in an evaluation. Made when it
 * is first asked for, as a page has other things to do when it begins.
 */
let confusableWith: ReadonlyMap<string, ReadonlySet<string>> | null = null;

/** Whether the network mixes these two words up. */
export function confusable(a: string, b: string): boolean {
  confusableWith ??= new Map(
    [...new Set(CONFUSABLE_SETS.flat())].map((word) => [
      word,
      new Set(CONFUSABLE_SETS.filter((set) => set.includes(word)).flat()),
    ]),
  );
  return confusableWith.get(a)?.has(b) ?? false;
}
