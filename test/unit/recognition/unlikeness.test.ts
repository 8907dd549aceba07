import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unlikeness } from '../../../shared/recognition/unlikeness.ts';

const logit = fc.double({ min: -30, max: 30, noNaN: true });
const logits = fc.array(logit, { minLength: 2, maxLength: 12 });

describe('how unlike any word a drawing is', () => {
  it('is the logit of `unknown` less the best word, less half of how far the words stand out', () => {
    const words = [2, 0, -2];
    const together = Math.log(Math.exp(2) + 1 + Math.exp(-2));
    expect(unlikeness([...words, 5], 3)).toBeCloseTo(5 - 2 - together / 2, 12);
    expect(unlikeness([7, 1], 1)).toBeCloseTo(1 - 7, 12);
  });

  it('does not depend on what is added to all logits, nor on what is beyond `unknown`', () => {
    fc.assert(
      fc.property(logits, logit, (values, more) => {
        const words = values.length - 1;
        const moved = values.map((value) => value + more);
        expect(unlikeness(moved, words)).toBeCloseTo(unlikeness(values, words), 8);
        expect(unlikeness([...values, more], words)).toBe(unlikeness(values, words));
      }),
    );
  });

  it('is more where `unknown` is more, and where a word that leads is less', () => {
    fc.assert(
      fc.property(logits, fc.double({ min: 0.01, max: 9, noNaN: true }), (values, step) => {
        const words = values.length - 1;
        const before = unlikeness(values, words);
        expect(unlikeness([...values.slice(0, words), values[words]! + step], words)).toBeGreaterThan(before);
        const best = values.slice(0, words).indexOf(Math.max(...values.slice(0, words)));
        const clearer = values.map((value, at) => (at === best ? value + step : value));
        expect(unlikeness(clearer, words)).toBeLessThan(before);
      }),
    );
  });

  it('is more where the words are lukewarm, as strong as the best may be', () => {
    expect(unlikeness([3, 2.9, 2.8, 2], 3)).toBeGreaterThan(unlikeness([3, -6, -7, 2], 3));
  });
});
