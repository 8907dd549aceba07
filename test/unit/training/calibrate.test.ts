import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrate } from '../../../shared/recognition/calibration.ts';
import { fitCalibration, tabulate, type Case } from '../../../server/training/calibrate.ts';
import { expectedCalibrationError } from '../../../server/training/metrics.ts';
import { createRandom } from '../../../server/training/random.ts';
import { compassSearch } from '../../../server/training/search.ts';

const WORDS = 5;
const SHARES = 4;
const COUNT = 1_500;

/** Looks whose right words follow their logits, which are then made surer than they may be. */
function looks(seed: string, sharpness: (share: number) => number): Case[] {
  const random = createRandom(seed);
  return Array.from({ length: SHARES * COUNT }, (_, index) => {
    const share = index % SHARES;
    const odds = Array.from({ length: WORDS }, () => 6 * (random() - 0.5));
    const weights = odds.map(Math.exp);
    let left = random() * weights.reduce((a, b) => a + b, 0);
    const right = weights.findIndex((weight) => (left -= weight) < 0);
    return {
      share,
      relativeInk: share + 0.5 + random(),
      logits: odds.map((value) => value * sharpness(share)),
      words: WORDS,
      known: WORDS,
      right,
    };
  });
}

describe('fitting a calibration', () => {
  it('finds how much too sure logits are, for open guesses and for decks', () => {
    const { inkBins, temperatures, deckTemperatures } = fitCalibration(
      tabulate(looks('open', () => 2)),
      tabulate(looks('decks', () => 3)),
    );
    expect(inkBins).toHaveLength(9);
    expect(inkBins).toEqual([...inkBins].sort((a, b) => a - b));
    expect(temperatures).toHaveLength(10);
    for (const temperature of temperatures) expect(Math.abs(temperature - 2)).toBeLessThan(0.35);
    for (const temperature of deckTemperatures!) expect(Math.abs(temperature - 3)).toBeLessThan(0.5);
  });

  it('makes every share of the ink as sure as it may be', () => {
    const cases = looks('beginnings', (share) => (share === 0 ? 3 : 1.2));
    const calibration = fitCalibration(tabulate(cases), tabulate(cases));
    const errorAt = (share: number, fitted: typeof calibration) => {
      const shares = cases.filter((look) => look.share === share);
      const seen = shares.map(({ logits, relativeInk }) => calibrate(logits, WORDS, relativeInk, fitted));
      const sure = seen.map((probabilities) => Math.max(...probabilities));
      const hits = shares.map(({ right }, index) => seen[index]![right] === sure[index]);
      return expectedCalibrationError(sure, hits);
    };
    const raw = { inkBins: [], temperatures: [1] };
    expect(errorAt(0, calibration)).toBeLessThan(errorAt(0, raw) / 2);
    for (let share = 0; share < SHARES; share++) expect(errorAt(share, calibration)).toBeLessThan(0.1);
  });

  it('is the same where `unknown` is never likely', () => {
    const certain = looks('unknown', () => 1).map((look) => ({
      ...look,
      logits: [...Array.from(look.logits), -50],
    }));
    const plain = fitCalibration(tabulate(looks('unknown', () => 1)), []);
    expect(fitCalibration(tabulate(certain), []).temperatures).toEqual(plain.temperatures);
  });

  it('stands a validation set of one drawing, or of none', () => {
    const one = tabulate([{ share: 0, relativeInk: 0, logits: [0, 0], words: 2, known: 2, right: 1 }]);
    for (const cases of [one, []]) {
      const { inkBins, temperatures } = fitCalibration(cases, []);
      expect(inkBins).toEqual([]);
      expect(temperatures).toHaveLength(1);
      expect(temperatures[0]).toBeGreaterThan(0);
    }
  });
});

describe('compass search', () => {
  it('finds the lowest point of a bowl', () => {
    const coordinate = fc.double({ min: -5, max: 5, noNaN: true });
    fc.assert(
      fc.property(coordinate, coordinate, (x, y) => {
        const bowl = ([a, b]: readonly number[]) => (a! - x) ** 2 + 2 * (b! - y) ** 2;
        const [a, b] = compassSearch(bowl, [0, 0], 1, 0.001);
        expect(Math.abs(a! - x)).toBeLessThan(0.002);
        expect(Math.abs(b! - y)).toBeLessThan(0.002);
      }),
    );
  });
});
