import { relativeInk } from '../../../shared/drawing/index.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestGuesses, calibrate, softmax, temperatureFor } from '../../../shared/recognition/calibration.ts';

const logits = fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 1, maxLength: 50 });
const temperature = fc.double({ min: 0.05, max: 20, noNaN: true });

describe('softmax', () => {
  it('gives probabilities that keep the order and the differences', () => {
    fc.assert(
      fc.property(logits, temperature, (values, t) => {
        const probabilities = softmax(values, t);
        expect(probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 9);
        const shifted = softmax(
          values.map((value) => value - 1_000),
          t,
        );
        probabilities.forEach((p, i) => expect(shifted[i]).toBeCloseTo(p, 6));
      }),
    );
  });

  it('grows doubtful with temperature', () => {
    const values = [3, 1, 0];
    expect(softmax(values, 0.5)[0]).toBeGreaterThan(softmax(values, 1)[0]!);
    expect(softmax(values, 1)[0]).toBeGreaterThan(softmax(values, 4)[0]!);
    expect(softmax([0, Math.log(3)], 1)[1]).toBeCloseTo(0.75, 12);
  });

  it('gives nothing to a word that is impossible', () => {
    expect([...softmax([0, -Infinity], 1)]).toEqual([1, 0]);
  });
});

describe('the temperature', () => {
  const temperatures = [4, 2, 1];

  it.each([
    [0, 4],
    [1, 4],
    [1.01, 2],
    [3, 2],
    [8, 1],
    [1e9, 1],
  ])('with %d of relative ink is %d', (ink, expected) => {
    expect(temperatureFor([1, 3], temperatures, ink)).toBe(expected);
    expect(temperatureFor([1, 3, 9], temperatures, ink)).toBe(expected);
  });

  it('beyond the last edge is the last one', () => {
    expect(temperatureFor([1, 3], [4, 2], 9)).toBe(2);
  });
});

describe('calibrated probabilities', () => {
  const calibration = { inkBins: [1], temperatures: [4, 2], deckTemperatures: [3, 1] };

  it('choose among all words by the ink, and among a deck by its own temperatures', () => {
    expect(calibrate([3, 1, 0], 3, 0.5, calibration)).toEqual(softmax([3, 1, 0], 4));
    expect(calibrate([3, 1, 0], 3, 5, calibration)).toEqual(softmax([3, 1, 0], 2));
    expect(calibrate([3, 1, 0], 3, 5, calibration, [2, 0])).toEqual(softmax([0, 3], 1));
  });

  it('without temperatures for decks, the common ones hold', () => {
    const old = { inkBins: [1], temperatures: [4, 2] };
    expect(calibrate([3, 1, 0], 3, 5, old, [2, 0])).toEqual(softmax([0, 3], 2));
  });

  it('give nothing to a word of the deck that the network does not know', () => {
    expect(calibrate([3, 1, 0], 3, 5, calibration, [0, -1])).toEqual(Float64Array.of(1, 0));
  });

  it('let `unknown` compete and do not show it', () => {
    const deck = fc.uniqueArray(fc.nat(9), { minLength: 1, maxLength: 10 });
    const outputs = fc.array(fc.double({ min: -20, max: 20, noNaN: true }), { minLength: 11, maxLength: 11 });
    fc.assert(
      fc.property(outputs, fc.option(deck, { nil: undefined }), (values, chosen) => {
        const withUnknown = calibrate(values, 10, 5, calibration, chosen);
        const without = calibrate(values.slice(0, 10), 10, 5, calibration, chosen);
        expect(withUnknown).toHaveLength(chosen?.length ?? 10);
        const left = withUnknown.reduce((sum, probability) => sum + probability, 0);
        expect(left).toBeLessThanOrEqual(1 + 1e-9);
        withUnknown.forEach((probability, place) =>
          expect(probability).toBeCloseTo(without[place]! * left, 9),
        );
      }),
    );
  });
});

describe('`unknown` beside a deck', () => {
  it('is as likely as beside all words, where the deck is as likely as other words', () => {
    const even = [...new Array<number>(100).fill(1), 2];
    const calibration = { inkBins: [], temperatures: [1.7] };
    const unknownBeside = (deck?: number[]) =>
      1 - calibrate(even, 100, 1, calibration, deck).reduce((sum, share) => sum + share, 0);
    expect(unknownBeside([3, 14, 15])).toBeCloseTo(unknownBeside(), 9);
  });
});

describe('relative ink', () => {
  it('is the length of the lines in longer sides', () => {
    expect(relativeInk([{ x: [0, 100], y: [0, 0] }])).toBe(1);
    expect(relativeInk([{ x: [10, 30, 30, 10, 10], y: [10, 10, 30, 30, 10] }])).toBe(4);
    expect(relativeInk([])).toBe(0);
    expect(relativeInk([{ x: [7], y: [7] }])).toBe(0);
  });
});

describe('the best guesses', () => {
  it('are those that sorting finds', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.double({ min: 0, max: 1, noNaN: true })), fc.nat(7), (ps, count) => {
        const words = ps.map((p) => `word ${p}`);
        const sorted = [...ps].sort((a, b) => b - a).slice(0, count);
        expect(bestGuesses(words, ps, count).map(({ confidence }) => confidence)).toEqual(sorted);
      }),
    );
  });
});
