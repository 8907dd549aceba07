import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../server/training/random.ts';
import {
  ALL_WORDS,
  ARTICLE_WORDS,
  chooseDeck,
  confusable,
  CONFUSABLE_SETS,
  DECK_SIZE,
  DIFFICULTIES,
  EASY_WORDS,
  HARD_WORDS,
  MEDIUM_WORDS,
  playableWords,
  wordsOfDifficulty,
} from '../../../shared/categories/deck.ts';

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

describe('difficulties', () => {
  it('share out words of the data set, each once, in its order', () => {
    const listed = new Set([...EASY_WORDS, ...MEDIUM_WORDS, ...HARD_WORDS]);
    expect(listed.size).toBe(EASY_WORDS.length + MEDIUM_WORDS.length + HARD_WORDS.length);
    for (const difficulty of DIFFICULTIES) {
      const words = wordsOfDifficulty(difficulty);
      expect(words).toEqual(ALL_WORDS.filter((word) => words.includes(word)));
    }
  });

  it.each(DIFFICULTIES)('have enough %s words for a deck, whichever come first', (difficulty) => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const deck = chooseDeck(wordsOfDifficulty(difficulty), DECK_SIZE, createRandom(seed));
        expect(deck).toHaveLength(DECK_SIZE);
      }),
    );
  });
});

describe('dealing', () => {
  it('is chance’s: every word that is left is as likely', () => {
    const three = ['sun', 'ladder', 'cloud'];
    expect(chooseDeck(three, 3, () => 0)).toEqual(['sun', 'ladder', 'cloud']);
    expect(chooseDeck(three, 3, () => 0.5)).toEqual(['ladder', 'cloud', 'sun']);
    expect(chooseDeck(three, 3, () => 0.99)).toEqual(['cloud', 'ladder', 'sun']);
    expect(chooseDeck(three, 2, () => 0.99)).toEqual(['cloud', 'ladder']);
  });
});

describe('what games are about, exactly', () => {
  it('is the easy words as soon as they fill a deck, else all that the network knows', () => {
    const fillsOne = [...EASY_WORDS.slice(0, DECK_SIZE), 'a word of its own'];
    expect(playableWords(fillsOne)).toEqual(EASY_WORDS.slice(0, DECK_SIZE));
    const fillsNone = [...EASY_WORDS.slice(0, DECK_SIZE - 1), 'a word of its own'];
    expect(playableWords(fillsNone)).toEqual(fillsNone);
    expect(playableWords(['sun', 'cup'], ['cup', 'bee'])).toEqual(['cup']);
  });

  it('can be the words of the article', () => {
    expect(ARTICLE_WORDS.join(' ')).toBe(
      'cloud sun pants umbrella table ladder eyeglasses clock scissors cup',
    );
  });
});

describe('confusable words', () => {
  it('come in sets of several words of the data set', () => {
    for (const set of CONFUSABLE_SETS) {
      expect(new Set(set).size).toBe(set.length);
      expect(set.length).toBeGreaterThan(1);
      expect(ALL_WORDS).toEqual(expect.arrayContaining([...set]));
    }
  });

  it('are confusable with those of their sets, whichever comes first, and with no others', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ALL_WORDS), fc.constantFrom(...ALL_WORDS), (a, b) => {
        const together = CONFUSABLE_SETS.some((set) => set.includes(a) && set.includes(b));
        expect(confusable(a, b)).toBe(together);
        expect(confusable(b, a)).toBe(together);
      }),
      { numRuns: 1_000 },
    );
  });
});
