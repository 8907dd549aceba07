import { ARTICLE_WORDS, wordsOfDifficulty, type Difficulty } from './deck.ts';
import packs from './packs.json' with { type: 'json' };

/** What the words of a game can be about; `article` is the ten words of the article that the project starts from. */
export type PackId = keyof typeof packs | 'article';

/** All packs, in the order in which they are offered. */
export const PACK_IDS: readonly PackId[] = [...(Object.keys(packs) as (keyof typeof packs)[]), 'article'];

/**
 * The words of one pack, in the order of the data set (`article` in its own). A word can be in several packs: whoever combines
 * some has to drop repetitions. Music, shapes and article have fewer words than a deck (`DECK_SIZE` of deck.ts): they are meant
 * to be combined with others, and alone they make a smaller deck. So may any pack whose words are much alike, as `chooseDeck`
 * leaves out what is confusable. Make-believe, such as angels, is in `sport-and-play`.
 */
export function packWords(id: PackId): readonly string[] {
  return id === 'article' ? ARTICLE_WORDS : packs[id];
}

export interface WordChoice {
  /** Ids of packs; a word has to be in one of them. None is every word. */
  readonly packs: readonly string[];
  readonly difficulty: Difficulty | 'any';
}

/** Those of the words that packs and difficulty leave. */
export function selectWords(words: readonly string[], { packs: chosen, difficulty }: WordChoice): string[] {
  const inPacks = new Set(PACK_IDS.filter((id) => chosen.includes(id)).flatMap(packWords));
  const asHard = difficulty === 'any' ? null : new Set(wordsOfDifficulty(difficulty));
  return words.filter(
    (word) => (chosen.length === 0 || inPacks.has(word)) && (asHard === null || asHard.has(word)),
  );
}
