import { ALL_WORDS, confusable } from '../categories/deck.ts';
import { fold } from './fold.ts';
import { ENGLISH, nameIn, type Tongue } from './lore.ts';

/** A guess is close with as many mistakes as this share of the longer word's letters, rounded down. */
const CLOSE_SHARE = 0.25;

export type Closeness = 'right' | 'close' | 'wrong';

/** The data set's words as they are spelled in a language, folded. Looked up often and made once. */
const spellings = new WeakMap<Tongue['names'], ReadonlyMap<string, string>>();

/** The word of the data set that this is, or undefined. */
function wordCalled(folded: string, tongue: Tongue): string | undefined {
  let known = spellings.get(tongue.names);
  if (!known) {
    known = new Map(ALL_WORDS.map((word) => [fold(nameIn(tongue, word), tongue.language), word]));
    spellings.set(tongue.names, known);
  }
  return known.get(folded);
}

/**
 * How near a guess is to the prompt: nearly spelled like it, or something that is drawn like it. A guess in English counts in
 * every language.
 */
export function closenessOf(guess: string, prompt: string, tongue: Tongue = ENGLISH): Closeness {
  const own = closenessIn(tongue, guess, prompt);
  if (own === 'right' || tongue.language === ENGLISH.language) return own;
  const english = closenessIn(ENGLISH, guess, prompt);
  return english === 'wrong' ? own : english;
}

function closenessIn(tongue: Tongue, guess: string, prompt: string): Closeness {
  const guessed = fold(guess, tongue.language);
  const wanted = fold(nameIn(tongue, prompt), tongue.language);
  if (guessed === wanted) return 'right';
  const allowed = Math.floor(CLOSE_SHARE * Math.max(guessed.length, wanted.length));
  const looksAlike = confusable(wordCalled(guessed, tongue) ?? '', wordCalled(wanted, tongue) ?? '');
  return looksAlike || editDistance(guessed, wanted) <= allowed ? 'close' : 'wrong';
}

/** Whether a line gives the prompt away: it has it in it, or says nearly the same. */
export function givesAway(text: string, prompt: string, tongue: Tongue = ENGLISH): boolean {
  const hasIt = ({ language, names }: Tongue) =>
    fold(text, language).includes(fold(nameIn({ language, names }, prompt), language));
  return hasIt(ENGLISH) || hasIt(tongue) || closenessOf(text, prompt, tongue) !== 'wrong';
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
