import { describe, expect, it } from 'vitest';
import { countArgument, seedArgument, wordsArgument } from '../../../server/commands/arguments.ts';
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

describe('a number of something', () => {
  it.each([
    ['1', 1],
    ['12', 12],
  ])('may be %j', (value, count) => {
    expect(countArgument(value)).toBe(count);
  });

  it.each(['', '0', '-1', '1.5', 'many', '1e99'])('may not be %j', (value) => {
    expect(() => countArgument(value)).toThrow('Give a whole number of at least 1.');
  });
});

describe('a seed', () => {
  it.each([
    ['0', 0],
    ['42', 42],
  ])('may be %j', (value, seed) => {
    expect(seedArgument(value)).toBe(seed);
  });

  // Nothing is not nought: who gives no number has forgotten it.
  it.each(['', ' ', '-1', '0.5', 'x'])('may not be %j', (value) => {
    expect(() => seedArgument(value)).toThrow('Give a whole number from 0 up.');
  });
});
