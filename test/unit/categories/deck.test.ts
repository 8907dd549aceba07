import { describe, expect, it } from 'vitest';
import { ALL_WORDS, ARTICLE_WORDS, EASY_WORDS } from '../../../shared/categories/deck.ts';
import { playableWords } from '../../../shared/categories/deck.ts';

describe('what games are about', () => {
  it('is the easy words that the network knows', () => {
    expect(playableWords(ALL_WORDS, undefined)).toEqual(EASY_WORDS);
  });

  it('is everything a small network knows', () => {
    expect(playableWords(ARTICLE_WORDS, undefined)).toEqual(ARTICLE_WORDS);
  });

  it('is what the host wants', () => {
    expect(playableWords(ALL_WORDS, ['zebra', 'sun'])).toEqual(['zebra', 'sun']);
    expect(playableWords(ARTICLE_WORDS, ['zebra', 'sun'])).toEqual(['sun']);
  });
});
