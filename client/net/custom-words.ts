import { fold } from '../../shared/game/fold.ts';
import { MAX_CUSTOM_WORD_LENGTH, MAX_CUSTOM_WORDS } from '../../shared/game/settings.ts';
import { readableLine } from '../../shared/protocol/text.ts';

/** What people put between words of a list: lines, commas, semicolons, bullets of pasted lists. */
const BETWEEN_WORDS = /[\n\r,;、،·•]+/u;

export interface WordList {
  /** What will be sent: each word once, cleaned, as many as are allowed. */
  readonly words: readonly string[];
  /** Those that the network has not learnt: only people can guess them. */
  readonly unknown: readonly string[];
  /** Words that are longer than a word may be; they are left out. */
  readonly tooLong: readonly string[];
  /** How many there are beyond what is allowed. */
  readonly tooMany: number;
}

/**
 * Reads a list of words that somebody typed or pasted.
 * @param knows whether the network has learnt a word
 */
export function readWordList(text: string, knows: (word: string) => boolean): WordList {
  const seen = new Set<string>();
  const fitting: string[] = [];
  const tooLong: string[] = [];
  for (const part of text.split(BETWEEN_WORDS)) {
    const word = readableLine(part);
    const key = fold(word);
    if (key === '' || seen.has(key)) continue;
    seen.add(key);
    if (word.length > MAX_CUSTOM_WORD_LENGTH) tooLong.push(word);
    else fitting.push(word);
  }
  const words = fitting.slice(0, MAX_CUSTOM_WORDS);
  return {
    words,
    unknown: words.filter((word) => !knows(word)),
    tooLong,
    tooMany: fitting.length - words.length,
  };
}
