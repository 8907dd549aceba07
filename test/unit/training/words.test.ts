import fc from 'fast-check';
import { format, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';
import { confusableSets, ConfusionRates } from '../../../server/training/words/confusables.ts';
import {
  countInGames,
  EASY_ACCURACY,
  expectedAccuracy,
  fitPrior,
  HARD_ACCURACY,
  MEDIUM_ACCURACY,
  MOST_EASY_WORDS,
  sortByDifficulty,
} from '../../../server/training/words/difficulty.ts';
import { formatJson } from '../../../server/training/words/format-json.ts';
import { withoutMemory } from '../../../server/training/words/held-out.ts';
import {
  parseMeasurement,
  requireAllWords,
  type Confusion,
  type Measurement,
  type WordMeasure,
} from '../../../server/training/words/measurement.ts';
import { ALL_WORDS } from '../../../shared/categories/deck.ts';

/** Some words of the data set with how often they were recognised. */
const measures: fc.Arbitrary<WordMeasure[]> = fc
  .array(
    fc.record({
      drawings: fc.integer({ min: 1, max: 300 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    {
      minLength: 2,
      maxLength: ALL_WORDS.length,
    },
  )
  .map((counts) =>
    counts.map(({ drawings, share }, index) => ({
      word: ALL_WORDS[index]!,
      drawings,
      hits: Math.round(share * drawings),
    })),
  );

/** A few words of which many are mixed up. */
const measurements: fc.Arbitrary<Measurement> = fc
  .record({
    words: fc.integer({ min: 2, max: 12 }),
    drawings: fc.array(fc.integer({ min: 30, max: 200 }), { minLength: 12, maxLength: 12 }),
    counts: fc.array(fc.tuple(fc.nat(11), fc.nat(11), fc.integer({ min: 1, max: 8 })), { maxLength: 80 }),
  })
  .map(({ words, drawings, counts }) => {
    const confusions = counts
      .filter(([truth, guess]) => truth !== guess && truth < words && guess < words)
      .map(([truth, guess, count]) => ({ truth: ALL_WORDS[truth]!, guess: ALL_WORDS[guess]!, count }));
    const missed = (word: string) =>
      confusions.reduce((sum, { truth, count }) => sum + (truth === word ? count : 0), 0);
    return {
      model: 'made-up',
      words: drawings.slice(0, words).map((hits, index) => {
        const word = ALL_WORDS[index]!;
        return { word, drawings: hits + missed(word), hits };
      }),
      confusions,
    };
  });

/** Words that were drawn 100 times each, and taken for each other so often. */
function mixedUp(...pairs: (readonly [truth: string, guess: string, count: number])[]): Measurement {
  const confusions: Confusion[] = pairs.map(([truth, guess, count]) => ({ truth, guess, count }));
  const names = ALL_WORDS.filter((word) => pairs.some((pair) => pair.includes(word)));
  const words = names.map((word) => {
    const missed = confusions
      .filter(({ truth }) => truth === word)
      .reduce((sum, { count }) => sum + count, 0);
    return { word, drawings: 100, hits: 100 - missed };
  });
  return { model: 'made-up', words, confusions };
}

describe('difficulty', () => {
  const HARDER = ['easy', 'medium', 'hard', 'unplayable'] as const;
  const levelOf = (words: readonly WordMeasure[]) => {
    const sorted = sortByDifficulty(words);
    return (word: string) => HARDER.findIndex((name) => sorted[name].includes(word));
  };

  it('puts every word into one list, in the order in which they came', () => {
    fc.assert(
      fc.property(measures, (words) => {
        const names = words.map(({ word }) => word);
        const sorted = sortByDifficulty(words);
        const lists = HARDER.map((name) => sorted[name]);
        expect(lists.flat().toSorted()).toEqual(names.toSorted());
        for (const list of lists) expect(list).toEqual(names.filter((word) => list.includes(word)));
        expect(sorted.easy.length).toBeLessThanOrEqual(MOST_EASY_WORDS);
      }),
    );
  });

  it('never makes a word harder for being recognised more often than another', () => {
    fc.assert(
      fc.property(measures, (words) => {
        const alike = words.map(({ word, hits }) => ({ word, drawings: 300, hits }));
        const level = levelOf(alike);
        const byHits = alike.toSorted((a, b) => b.hits - a.hits);
        for (const [index, better] of byHits.slice(0, -1).entries()) {
          const worse = byHits[index + 1]!;
          if (better.hits > worse.hits) expect(level(better.word)).toBeLessThanOrEqual(level(worse.word));
        }
      }),
    );
  });

  it('draws the accuracy of few drawings towards the mean, and hardly that of many', () => {
    fc.assert(
      fc.property(measures, (words) => {
        const prior = fitPrior(words);
        for (const measure of words) {
          const counted = measure.hits / measure.drawings;
          const expected = expectedAccuracy(measure, prior);
          expect(expected).toBeGreaterThanOrEqual(Math.min(counted, prior.mean) - 1e-9);
          expect(expected).toBeLessThanOrEqual(Math.max(counted, prior.mean) + 1e-9);
          const more = { ...measure, drawings: 100 * measure.drawings, hits: 100 * measure.hits };
          expect(Math.abs(expectedAccuracy(more, prior) - counted)).toBeLessThanOrEqual(
            Math.abs(expected - counted) + 1e-9,
          );
        }
      }),
    );
  });

  it('finds the prior that accuracies were drawn from', () => {
    // Half of the words at 0.3, half at 0.7: mean 0.5, variance 0.04, and a beta distribution with these has a strength of 5.25.
    const words = ALL_WORDS.slice(0, 344).map((word, index) => ({
      word,
      drawings: 100_000,
      hits: index % 2 === 0 ? 30_000 : 70_000,
    }));
    expect(fitPrior(words).mean).toBeCloseTo(0.5);
    expect(fitPrior(words).strength).toBeCloseTo(5.25, 2);
  });

  it('takes words that differ by chance only for equally hard', () => {
    const words = ALL_WORDS.slice(0, 100).map((word, index) => ({
      word,
      drawings: 4,
      hits: 2 + (index % 2),
    }));
    const accuracies = words.map((measure) => expectedAccuracy(measure, fitPrior(words)));
    expect(Math.max(...accuracies) - Math.min(...accuracies)).toBeLessThan(0.001);
  });

  it('keeps to its thresholds', () => {
    const shares = [EASY_ACCURACY, MEDIUM_ACCURACY, HARD_ACCURACY, 0].map((share) => share + 0.02);
    const words = shares.map((share, index) => ({
      word: ALL_WORDS[index]!,
      drawings: 100_000,
      hits: share * 100_000,
    }));
    const [easy, medium, hard, unplayable] = words.map(({ word }) => [word]);
    expect(sortByDifficulty(words)).toEqual({ easy, medium, hard, unplayable });
  });

  it('counts a drawing that is taken for a word that is never in the same game', () => {
    const measurement = mixedUp(['cup', 'mug', 20], ['cup', 'sun', 5], ['sun', 'cup', 1]);
    expect(countInGames(measurement, [['cup', 'mug', 'coffee cup']])).toEqual([
      { word: 'cup', drawings: 100, hits: 95 },
      { word: 'mug', drawings: 100, hits: 100 },
      { word: 'sun', drawings: 100, hits: 99 },
    ]);
  });
});

describe('what a network only remembers', () => {
  it('is taken off, from words with as many drawings as those that show it', () => {
    const learnt = [
      { word: 'cat', drawings: 40, hits: 36 },
      { word: 'dog', drawings: 30, hits: 15 },
      { word: 'sun', drawings: 1_000, hits: 800 },
    ];
    const heldOut = [
      { word: 'cat', drawings: 4, hits: 2 },
      { word: 'sun', drawings: 100, hits: 75 },
    ];
    expect(withoutMemory(learnt, heldOut)).toEqual([
      { word: 'cat', drawings: 40, hits: expect.closeTo(20) as number },
      { word: 'dog', drawings: 30, hits: expect.closeTo(3) as number },
      { word: 'sun', drawings: 1_000, hits: expect.closeTo(750) as number },
    ]);
  });

  it('is nothing where the network does as well on what it has not seen', () => {
    fc.assert(
      fc.property(measures, (words) => {
        for (const [index, { hits }] of withoutMemory(words, words).entries()) {
          expect(hits).toBeCloseTo(words[index]!.hits);
        }
        expect(withoutMemory(words, [])).toEqual(words);
      }),
    );
  });

  it('never leaves more or less than can be', () => {
    fc.assert(
      fc.property(measures, measures, (words, heldOut) => {
        for (const { hits, drawings } of withoutMemory(words, heldOut)) {
          expect(hits).toBeGreaterThanOrEqual(0);
          expect(hits).toBeLessThanOrEqual(drawings);
        }
      }),
    );
  });
});

describe('confusable sets', () => {
  it('are all linked inside, no part of another, and hold every link', () => {
    fc.assert(
      fc.property(measurements, (measurement) => {
        const rates = new ConfusionRates(measurement);
        const sets = confusableSets(measurement);
        for (const [index, set] of sets.entries()) {
          expect(set.length).toBeGreaterThan(1);
          for (const a of set) {
            for (const b of set) if (a !== b) expect(rates.confusable(a, b)).toBe(true);
          }
          const others = sets.filter((_, other) => other !== index);
          expect(others.some((other) => set.every((word) => other.includes(word)))).toBe(false);
        }
        const names = measurement.words.map(({ word }) => word);
        for (const [index, a] of names.entries()) {
          for (const b of names.slice(0, index)) {
            const together = sets.some((set) => set.includes(a) && set.includes(b));
            expect(together).toBe(rates.confusable(a, b));
          }
        }
      }),
    );
  });

  it('do not follow chains', () => {
    const measurement = mixedUp(
      ['truck', 'bus', 9],
      ['bus', 'truck', 9],
      ['bus', 'school bus', 9],
      ['cup', 'mug', 9],
      ['mug', 'coffee cup', 9],
      ['coffee cup', 'cup', 9],
    );
    expect(confusableSets(measurement)).toEqual([
      ['bus', 'school bus'],
      ['bus', 'truck'],
      ['coffee cup', 'cup', 'mug'],
    ]);
  });

  it('need more than a slip', () => {
    expect(confusableSets(mixedUp(['cat', 'sun', 1], ['sun', 'cat', 1]))).toEqual([]);
    expect(confusableSets(mixedUp(['cat', 'sun', 3]))).toEqual([]);
    // Two of two is a large share, but no evidence.
    const words = ['cat', 'sun'].map((word) => ({ word, drawings: 2, hits: 1 }));
    const confusions = [
      { truth: 'cat', guess: 'sun', count: 1 },
      { truth: 'sun', guess: 'cat', count: 1 },
    ];
    expect(confusableSets({ model: 'made-up', words, confusions })).toEqual([]);
  });
});

describe('an evaluation', () => {
  const perWord = { cat: { drawings: 10, top1: 0.7, top3: 0.9 }, bat: { drawings: 3, top1: 1 / 3, top3: 1 } };
  const confusions = [
    ['cat', 'bat', 2],
    ['bat', 'cat', 2],
    ['cat', 'unknown', 1],
  ];
  const text = (changes: object) => JSON.stringify({ model: 'made-up', perWord, confusions, ...changes });

  it('is read as counts of the words of the data set', () => {
    expect(parseMeasurement(text({ perWord: { ...perWord, dodo: { drawings: 1, top1: 0 } } }))).toEqual({
      model: 'made-up',
      words: [
        { word: 'bat', drawings: 3, hits: 1 },
        { word: 'cat', drawings: 10, hits: 7 },
      ],
      confusions: [
        { truth: 'cat', guess: 'bat', count: 2 },
        { truth: 'bat', guess: 'cat', count: 2 },
      ],
    });
  });

  it('is found below what npm writes', () => {
    const banner = '\n> inkling@0.1.0 inkling\n> node --import tsx main.ts evaluate --json\n\n';
    expect(parseMeasurement(`${banner}${text({})}\n`)).toEqual(parseMeasurement(text({})));
  });

  it.each([
    ['nothing', '', /not JSON/u],
    ['no JSON', 'Evaluating: 3 words', /not JSON.*evaluate --data/u],
    ['another shape', text({ perWord: [] }), /not an evaluation:.*perWord.*evaluate --data/su],
    [
      'a word without drawings',
      text({ perWord: { cat: { drawings: 0, top1: 0 } } }),
      /perWord\.cat\.drawings/u,
    ],
    ['cut confusions', text({ confusions: confusions.slice(0, 2) }), /add up to what was missed of "cat"/u],
  ])('is refused with %s', (_, content, message) => {
    expect(() => parseMeasurement(content)).toThrow(message);
  });

  it('has to have all words where they are to be sorted', () => {
    expect(() => requireAllWords(parseMeasurement(text({})))).toThrow(
      /lacks 343 of the 345 words, such as "aircraft carrier".* and 338 more.*folder with all words/u,
    );
  });
});

describe('lists', () => {
  it('are written as prettier writes them', async () => {
    const options = { ...(await resolveConfig('shared/categories/easy.json')), parser: 'json' };
    const word = fc.string({ maxLength: 30 });
    const flat = fc.array(word, { maxLength: 8 });
    const nested = fc.array(fc.array(word, { minLength: 2, maxLength: 5 }), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.oneof(flat, nested), async (list) => {
        expect(formatJson(list)).toBe(await format(JSON.stringify(list), options));
      }),
    );
  });
});
