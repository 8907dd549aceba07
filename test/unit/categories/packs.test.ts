import { describe, expect, it } from 'vitest';
import { ALL_WORDS, ARTICLE_WORDS, DECK_SIZE } from '../../../shared/categories/deck.ts';
import { PACK_IDS, packWords } from '../../../shared/categories/packs.ts';

const THEMES = PACK_IDS.filter((id) => id !== 'article');

describe('packs', () => {
  it('have a name each', () => {
    expect(new Set(PACK_IDS).size).toBe(PACK_IDS.length);
    for (const id of PACK_IDS) expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  it.each(THEMES)('list words of the data set under %s, each once, in its order', (id) => {
    const words = packWords(id);
    expect(words.length).toBeGreaterThan(0);
    expect(words).toEqual(ALL_WORDS.filter((word) => words.includes(word)));
  });

  it('have every word in at least one', () => {
    const packed = new Set(THEMES.flatMap((id) => packWords(id)));
    expect(ALL_WORDS.filter((word) => !packed.has(word))).toEqual([]);
  });

  it('fill a deck, but for those that their docstring names', () => {
    const small = PACK_IDS.filter((id) => packWords(id).length < DECK_SIZE);
    expect(small).toEqual(['music', 'shapes', 'article']);
  });

  it('have the words of the article', () => {
    expect(packWords('article')).toEqual(ARTICLE_WORDS);
  });
});
