import { InvalidArgumentError } from 'commander';
import { DIFFICULTIES, wordsOfDifficulty } from '../../shared/categories/deck.ts';
import { parseWords, UnknownWordError } from '../training/data/words.ts';

/** What `wordsArgument` takes, for help and errors. */
export const WORDS_FORM = 'separated by commas, "article", "easy", "medium", "hard" or "all"';

/** `sun,alarm clock`, `article`, `easy`, `medium`, `hard` or `all`, as a list of the data set's words. */
export function wordsArgument(value: string): string[] {
  const difficulty = DIFFICULTIES.find((name) => name === value.trim().toLowerCase());
  if (difficulty) return [...wordsOfDifficulty(difficulty)];
  try {
    const words = parseWords(value);
    if (words.length > 0) return words;
  } catch (error) {
    if (error instanceof UnknownWordError) throw new InvalidArgumentError(error.message);
    throw error;
  }
  throw new InvalidArgumentError(`Give words ${WORDS_FORM}.`);
}

/** How many of something: 1, 2, … */
export function countArgument(value: string): number {
  const count = Number(value);
  if (!Number.isSafeInteger(count) || count < 1)
    throw new InvalidArgumentError('Give a whole number of at least 1.');
  return count;
}

/** A seed: 0, 1, 2, … */
export function seedArgument(value: string): number {
  const seed = Number(value);
  if (value.trim() === '' || !Number.isSafeInteger(seed) || seed < 0)
    throw new InvalidArgumentError('Give a whole number from 0 up.');
  return seed;
}
