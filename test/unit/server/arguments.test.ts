import { describe, expect, it } from 'vitest';
import { wordsArgument } from '../../../server/commands/arguments.ts';
import {
  ALL_WORDS,
  ARTICLE_WORDS,
  EASY_WORDS,
  HARD_WORDS,
  MEDIUM_WORDS,
} from '../../../shared/categories/deck.ts';

describe('--words', () => {
  it.each([
    ['easy', EASY_WORDS],
    [' Medium', MEDIUM_WORDS],
    ['hard', HARD_WORDS],
    ['article', ARTICLE_WORDS],
    ['all', ALL_WORDS],
    ['sun,alarm clock', ['sun', 'alarm clock']],
  ])('takes %j', (value, words) => {
    expect(wordsArgument(value)).toEqual(words);
  });

  it.each([
    ['', /"easy", "medium", "hard" or "all"/u],
    ['easy,sun', /"easy" is not one of/u],
  ])('refuses %j and says what it takes', (value, message) => {
    expect(() => wordsArgument(value)).toThrow(message);
  });
});
