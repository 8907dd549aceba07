import { EASY_WORDS } from '../../shared/categories/deck.ts';
import { DECK_SIZE } from '../../shared/game/index.ts';

/**
 * What games on this server are about: the words that the host wants, else the easy ones. The network has to know them all;
 * one that knows hardly any easy words plays everything it knows.
 */
export function playableWords(known: readonly string[], wanted: readonly string[] | undefined): string[] {
  const knows = new Set(known);
  if (wanted) return wanted.filter((word) => knows.has(word));
  const easy = EASY_WORDS.filter((word) => knows.has(word));
  return easy.length >= DECK_SIZE ? easy : [...known];
}
