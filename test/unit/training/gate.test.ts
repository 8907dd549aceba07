import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Judged } from '../../../server/training/evaluation/evaluate.ts';
import type { Figures } from '../../../server/training/evaluation/figures.ts';
import {
  decide,
  ENOUGH_DRAWINGS,
  type CheckName,
  type Contest,
} from '../../../server/training/gate/decide.ts';
import type { Examination } from '../../../server/training/gate/examine.ts';
import { divideValidation } from '../../../server/training/gate/golden.ts';
import { chanceOfGain, chanceOfLoss, pair } from '../../../server/training/gate/mcnemar.ts';
import { doodles } from './doodles.ts';

describe('McNemar', () => {
  // Fagerland, Lydersen & Laake 2013, table 1 (airway hyper-responsiveness): two-sided mid-p 0.039; one side has half of it.
  it('is as published', () => {
    expect(chanceOfLoss({ drawings: 21, lost: 7, gained: 1 })).toBeCloseTo(0.0391 / 2, 4);
    expect(chanceOfGain({ drawings: 21, lost: 7, gained: 1 })).toBeCloseTo(1 - 0.0391 / 2, 4);
  });

  it('is the binomial distribution where that is easy to say', () => {
    expect(chanceOfGain({ drawings: 9, lost: 0, gained: 5 })).toBeCloseTo(1 / 64, 12);
    expect(chanceOfGain({ drawings: 9, lost: 0, gained: 0 })).toBe(0.5);
    // 1,000 coins: the normal distribution, with the mid-p correction.
    expect(chanceOfLoss({ drawings: 2_000, lost: 526, gained: 474 })).toBeCloseTo(0.05, 3);
  });

  it('says of both sides together what is certain', () => {
    const count = fc.integer({ min: 0, max: 400 });
    fc.assert(
      fc.property(count, count, (lost, gained) => {
        const paired = { drawings: 1_000, lost, gained };
        expect(chanceOfLoss(paired) + chanceOfGain(paired)).toBeCloseTo(1, 9);
      }),
    );
  });

  it('counts only drawings on which the two differ', () => {
    const [yes, no] = [true, false];
    expect(pair([yes, yes, no, no, yes], [yes, no, yes, no, no])).toEqual({
      drawings: 5,
      lost: 2,
      gained: 1,
    });
    expect(() => pair([yes], [])).toThrow(/compared/u);
  });
});

describe('the golden set', () => {
  const words = doodles(200, 'golden');

  it('is the same whatever else is there, and nothing that is chosen by', () => {
    const { golden, choosing } = divideValidation(words, 0.9);
    const more = divideValidation(
      [...words].map((word) => ({ ...word, strokes: [...word.strokes].reverse() })),
      0.9,
    );
    expect([...more.golden.hashes].sort()).toEqual([...golden.hashes].sort());
    const kept = new Set(golden.words.flatMap(({ strokes }) => strokes));
    expect(kept.size).toBeGreaterThan(200);
    for (const drawing of choosing.flatMap(({ strokes }) => [...strokes]))
      expect(kept.has(drawing)).toBe(false);
    expect(divideValidation(words, 0.9).golden.fingerprint).toBe(golden.fingerprint);
    expect(divideValidation(words.slice(1), 0.9).golden.fingerprint).not.toBe(golden.fingerprint);
  });
});

const WORDS = ['cat', 'dog', 'sun'];
const INKS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

interface Sitting {
  /** Of each word: drawings, and how many of them are right, the first ones. */
  readonly drawings?: number;
  readonly right?: readonly number[];
  readonly early?: number;
  readonly ece?: number;
  readonly firstStable?: Figures['firstStable'];
}

function examination({
  drawings = 200,
  right = [150, 150, 150],
  early = 0.5,
  ece = 0.02,
  firstStable = { medianInk: 0.5, recognizedShare: 0.8, wrongShare: 0.01 },
}: Sitting = {}): Examination {
  const judged = WORDS.flatMap((_, label) =>
    Array.from({ length: drawings }, (_unused, n): Judged => {
      const guess = n < right[label]! ? label : (label + 1) % WORDS.length;
      return { label, guess, confidence: 0.5, drawing: null, picture: new Uint8Array(), recognized: null };
    }),
  );
  const hits = right.reduce((sum, count) => sum + count, 0);
  const figures = {
    top1: hits / judged.length,
    perWord: Object.fromEntries(WORDS.map((word) => [word, {}])),
    byInk: INKS.map((ink) => ({ ink, top1: early, ece })),
    firstStable,
  } as unknown as Figures;
  return { judged, figures };
}

/** A challenger that passes, but for what is changed. */
function contest(now: Sitting, more: Partial<Contest> = {}): Contest {
  const won = Array.from({ length: 40 }, (_, n) => n < 30);
  const before = won.map((_, n) => n < 20);
  return {
    champion: examination(),
    challenger: examination(now),
    players: { champion: before, challenger: won },
    bestBefore: null,
    ...more,
  };
}

function refusals(of: Contest): CheckName[] {
  return decide(of)
    .checks.filter(({ passed }) => !passed)
    .map(({ name }) => name);
}

describe('the gate', () => {
  it('lets a challenger pass that is as good, and better for the players', () => {
    expect(decide(contest({})).passed).toBe(true);
    expect(refusals(contest({ right: [149, 150, 150] }))).toEqual([]);
  });

  it.each<[CheckName, string, Sitting]>([
    ['golden', 'is worse than chance allows', { right: [143, 143, 143] }],
    ['words', 'loses a word and wins another', { right: [135, 170, 150] }],
    ['calibration', 'is less honest about itself', { ece: 0.05 }],
    ['early', 'is later', { early: 0.47 }],
    ['judge', 'calls fewer', { firstStable: { medianInk: 0.5, recognizedShare: 0.77, wrongShare: 0.01 } }],
    [
      'judge',
      'calls more wrongly',
      { firstStable: { medianInk: 0.5, recognizedShare: 0.8, wrongShare: 0.04 } },
    ],
    ['judge', 'calls later', { firstStable: { medianInk: 0.6, recognizedShare: 0.8, wrongShare: 0.01 } }],
  ])('refuses for %s what %s', (name, _, sitting) => {
    const of = contest(sitting);
    expect(refusals(of)).toEqual([name]);
    expect(decide(of).passed).toBe(false);
  });

  it('refuses what is no better for the players, however good it is', () => {
    const same = [true, true, false];
    const better = { right: [190, 190, 190] };
    expect(refusals(contest(better, { players: { champion: same, challenger: same } }))).toEqual(['players']);
    expect(refusals(contest(better, { players: { champion: [], challenger: [] } }))).toEqual(['players']);
    const luck = { champion: [false, false, true], challenger: [true, true, true] };
    expect(refusals(contest(better, { players: luck }))).toEqual(['players']);
  });

  it('does not go down in many small steps', () => {
    expect(refusals(contest({}, { bestBefore: 0.76 }))).toEqual(['golden']);
    expect(refusals(contest({}, { bestBefore: 0.754 }))).toEqual([]);
  });

  it('takes no word of few drawings at its word, unless chance cannot be it', () => {
    const few = ENOUGH_DRAWINGS / 5;
    const champion = examination({ drawings: few, right: [15, 15, 10] });
    const after = (right: readonly number[]) =>
      refusals({ ...contest({}), champion, challenger: examination({ drawings: few, right }) });
    expect(after([13, 17, 10])).toEqual([]);
    expect(after([5, 20, 15])).toEqual(['words']);
  });
});
