import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALL_WORDS } from '../../../shared/categories/deck.ts';
import { closenessOf, editDistance, fold, givesAway } from '../../../shared/game/index.ts';

describe('how near a guess is', () => {
  it.each([
    ['Hot-Air  Balloon', 'hot air balloon'],
    ['eiffel tower', 'The Eiffel Tower'],
    ['a ladder', 'ladder'],
    ['EL NIÑO', 'el nino'],
    ['gâteau', 'Gateau'],
    ['ＣＡＴ', 'cat'],
  ])('%s is right for %s', (guess, prompt) => {
    expect(closenessOf(guess, prompt)).toBe('right');
  });

  it.each([
    ['laddr', 'ladder'],
    ['laddre', 'ladder'],
    ['cats', 'cat'],
    ['umbrela', 'umbrella'],
    ['mug', 'cup'],
  ])('%s is close to %s', (guess, prompt) => {
    expect(closenessOf(guess, prompt)).toBe('close');
  });

  it.each([
    ['car', 'cat'],
    ['dog', 'cat'],
    ['', 'cat'],
    ['!?', 'cat'],
    ['snake', 'ladder'],
    ['が', 'か'],
  ])('%s is wrong for %s', (guess, prompt) => {
    expect(closenessOf(guess, prompt)).toBe('wrong');
  });

  it('knows every word of the data set, and no other for it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ALL_WORDS), fc.constantFrom(...ALL_WORDS), (guess, prompt) => {
        expect(closenessOf(guess, prompt) === 'right').toBe(guess === prompt);
      }),
    );
  });

  it('hears the word in a sentence', () => {
    expect(givesAway('is it a c-a-t?', 'cat')).toBe(true);
    expect(givesAway('no idea', 'cat')).toBe(false);
  });
});

describe('the distance of two texts', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'é', '猫'), maxLength: 8 });

  it('counts a letter too many, too few, wrong or swapped as one mistake', () => {
    expect(['abcd', 'abc', 'abx', 'acb', 'bca'].map((other) => editDistance('abc', other))).toEqual([
      1, 0, 1, 1, 2,
    ]);
  });

  it('is the same both ways, 0 only for the same text, and never more than the longer one', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const distance = editDistance(a, b);
        expect(editDistance(b, a)).toBe(distance);
        expect(distance === 0).toBe(a === b);
        expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length));
        expect(distance).toBeGreaterThanOrEqual(Math.abs(a.length - b.length));
      }),
    );
  });
});

describe('folding', () => {
  it('changes nothing that is folded', () => {
    for (const word of ALL_WORDS) expect(fold(fold(word))).toBe(fold(word));
  });
});
