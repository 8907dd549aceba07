import confusables from './confusables.json' with { type: 'json' };
import easy from './easy.json' with { type: 'json' };
import words from './words.json' with { type: 'json' };

/** All words of the Quick, Draw! data set, 345 in alphabetical order. */
export const ALL_WORDS: readonly string[] = words;
/** Words that the shipped network recognises well: what a game plays by default. */
export const EASY_WORDS: readonly string[] = easy;
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
 */
export function chooseDeck(from: readonly string[], size: number, random: () => number): string[] {
  const left = [...new Set(from)];
  const deck: string[] = [];
  while (deck.length < size && left.length > 0) {
    const [word] = left.splice(Math.floor(random() * left.length), 1);
    if (word !== undefined && !deck.some((other) => confusable(word, other))) deck.push(word);
  }
  return deck;
}

/** Whether the network mixes these two words up. */
export function confusable(a: string, b: string): boolean {
  return CONFUSABLE_SETS.some((set) => set.includes(a) && set.includes(b));
}
