import { wordsOfDifficulty, type Difficulty } from './deck.ts';

/** The packs that a host can choose from. */
export const PACK_IDS = [
  'animals',
  'food',
  'home',
  'clothes',
  'body',
  'nature',
  'transport',
  'sport-and-play',
  'music',
  'tools',
  'school-and-office',
  'places',
  'shapes',
  'article',
] as const;

export interface WordChoice {
  /** Ids of packs; a word has to be in one of them. None is every word. */
  readonly packs: readonly string[];
  readonly difficulty: Difficulty | 'any';
}

/** Those of the words that packs and difficulty leave. Which words a pack has is still to come: every pack has them all. */
export function selectWords(words: readonly string[], { difficulty }: WordChoice): string[] {
  if (difficulty === 'any') return [...words];
  const wanted = new Set(wordsOfDifficulty(difficulty));
  return words.filter((word) => wanted.has(word));
}
