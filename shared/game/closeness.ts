import { ALL_WORDS, confusable } from '../categories/deck.ts';

/** A guess is close with as many mistakes as this share of the longer word's letters, rounded down. */
const CLOSE_SHARE = 0.25;
/** Accents that people leave out; vowel signs of other scripts are letters and stay. */
const ACCENTS = /[\u0300-\u036f]/g;
const NOT_A_LETTER = /[^\p{L}\p{M}\p{N}]/gu;
const ARTICLE = /^(?:an?|the)\s+/;

export type Closeness = 'right' | 'close' | 'wrong';

/** A word without what people type in different ways: case, accents, spacing, hyphens, an article before it. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(ACCENTS, '')
    .normalize('NFC')
    .toLowerCase()
    .trim()
    .replace(ARTICLE, '')
    .replace(NOT_A_LETTER, '');
}

/** The data set's words as they are spelled there. */
const SPELLINGS: ReadonlyMap<string, string> = new Map(ALL_WORDS.map((word) => [fold(word), word]));

/** How near a guess is to the prompt: nearly spelled like it, or something that is drawn like it. */
export function closenessOf(guess: string, prompt: string): Closeness {
  const [guessed, wanted] = [fold(guess), fold(prompt)];
  if (guessed === wanted) return 'right';
  const allowed = Math.floor(CLOSE_SHARE * Math.max(guessed.length, wanted.length));
  const looksAlike = confusable(SPELLINGS.get(guessed) ?? '', SPELLINGS.get(wanted) ?? '');
  return looksAlike || editDistance(guessed, wanted) <= allowed ? 'close' : 'wrong';
}

/** Whether a line gives the prompt away: it has it in it, or says nearly the same. */
export function givesAway(text: string, prompt: string): boolean {
  return fold(text).includes(fold(prompt)) || closenessOf(text, prompt) !== 'wrong';
}

/**
 * The restricted Damerau–Levenshtein distance (optimal string alignment): insertions, deletions, substitutions and swaps of
 * neighbours that make one text of the other.
 */
export function editDistance(a: string, b: string): number {
  const [from, to] = [Array.from(a), Array.from(b)];
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, j) => j);
  for (let i = 1; i <= from.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const change = from[i - 1] === to[j - 1] ? 0 : 1;
      let best = Math.min(row[j - 1]! + 1, last[j]! + 1, last[j - 1]! + change);
      const areSwapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      if (areSwapped) best = Math.min(best, beforeLast[j - 2]! + 1);
      row.push(best);
    }
    [beforeLast, last] = [last, row];
  }
  return last[to.length]!;
}
