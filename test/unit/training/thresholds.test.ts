import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstCall } from '../../../server/training/judging.ts';
import { createRandom } from '../../../server/training/random.ts';
import { chooseThresholds, heldProbabilities, type DeckRun } from '../../../server/training/thresholds.ts';

const WORDS = ['cat', 'dog', 'bee', 'sun'];
const LOOKS = 10;
const UPDATES = 2;
const probability = fc.double({ min: 0, max: 1, noNaN: true }).map(Math.fround);
const run = fc.array(fc.array(probability, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 8 });

describe('held probabilities', () => {
  it('reach a threshold at the look at which the judge calls', () => {
    fc.assert(
      fc.property(run, probability, fc.integer({ min: 1, max: 4 }), (looks, threshold, updates) => {
        const held = heldProbabilities(looks, updates);
        const step = looks.findIndex((_, look) => look >= updates - 1 && held[look * 3]! >= threshold);
        const alone = looks.map((row) => [row[0]!]);
        const call = firstCall(alone, { threshold, updates }, ['cat']);
        expect(call?.step ?? -1).toBe(step);
      }),
    );
  });
});

/** Drawings that their words' probabilities grow on; now and then 'dog' holds much of what it is not. */
function runs(count: number, falseDogs: number): DeckRun[] {
  const random = createRandom('runs', falseDogs);
  return Array.from({ length: count }, (_, drawing) => {
    const right = drawing % WORDS.length;
    const deck = [right, ...[...WORDS.keys()].filter((word) => word !== right)];
    const fooled = random() < falseDogs;
    const most = 0.7 + 0.29 * random();
    const looks = Array.from({ length: LOOKS }, (_row, step) =>
      deck.map((word, place) => {
        if (place === 0) return (most * (step + 1)) / LOOKS;
        return fooled && word === WORDS.indexOf('dog') && step < LOOKS / 2 ? 0.8 + 0.1 * random() : 0.02;
      }),
    );
    return { drawing, deck, held: heldProbabilities(looks, UPDATES) };
  });
}

describe('choosing thresholds', () => {
  it('calls early where nothing is mistaken', () => {
    const { rule, figures } = chooseThresholds(runs(400, 0), WORDS, LOOKS, UPDATES);
    expect(figures).toMatchObject({ recognizedShare: 1, wrongShare: 0 });
    expect(rule).toMatchObject({ threshold: 0.5, updates: UPDATES });
  });

  it('holds wrong calls of unseen drawings to two in a hundred, and lets waiting fall to whom it concerns', () => {
    const { rule, figures } = chooseThresholds(runs(4_000, 0.2), WORDS, LOOKS, UPDATES);
    expect(figures.wrongShare).toBeLessThanOrEqual(0.02);
    expect(figures.recognizedShare).toBeGreaterThan(0.5);
    expect(Object.keys(rule.perWord!)).toEqual(WORDS);
    for (const word of ['cat', 'bee', 'sun']) {
      expect(rule.perWord!['dog']).toBeGreaterThanOrEqual(rule.perWord![word]!);
    }
  });

  it('stands having no drawings', () => {
    const { rule, figures } = chooseThresholds([], WORDS, LOOKS, UPDATES);
    expect(figures).toEqual({ medianInk: null, recognizedShare: 0, wrongShare: 0 });
    expect(rule).toEqual({ threshold: 0.9, updates: UPDATES });
  });
});
