import type { Figures } from '../evaluation/figures.ts';
import { mean } from '../metrics.ts';
import type { Examination } from './examine.ts';
import { chanceOfGain, chanceOfLoss, pair, type Paired } from './mcnemar.ts';

/** Whether a challenger may become champion. Pure: all that was measured goes in, the decision with its reasons comes out. */

/** A difference that chance alone makes this rarely is no chance. */
export const SIGNIFICANCE = 0.05;
/**
 * Even a loss that may be chance is too much beyond this, against the champion or the best there was before it: many small
 * steps downwards are a long way.
 */
export const MOST_GOLDEN_LOSS = 0.005;
/** A word may not lose more of its top-1 than this. */
export const MOST_WORD_LOSS = 0.05;
/**
 * From so many golden drawings on a word is watched by itself. Of 100 drawings some 15 change sides without anything being better
 * or worse, and then every fifteenth word loses more than five of them on balance; so a loss also has to be one that chance
 * makes in less than `WORD_SIGNIFICANCE` of the cases. A word with 20 drawings would have to lose a third of them for that: of
 * those with fewer than 100, only a loss counts that chance would make on none of all the words.
 */
export const ENOUGH_DRAWINGS = 100;
const WORD_SIGNIFICANCE = 0.01;
/** The mean calibration error over the shares of ink may grow by so much; that of 2,000 drawings is known to about one point. */
export const MOST_CALIBRATION_LOSS = 0.02;
export const CALIBRATION_INKS = [0.3, 0.5, 0.7, 1];
/** Top-1 of growing drawings may fall by so much at each share of ink; of 2,000 drawings, chance moves it by one point. */
export const MOST_EARLY_LOSS = 0.02;
export const EARLY_INKS = [0.3, 0.5, 0.7];
/** The judge may call so many fewer drawings right, and so many more wrong. */
export const MOST_CALLS_LOST = 0.02;
/** The median right call may come later by so much of the ink: one look. */
export const MOST_INK_LATER = 0.05;

export const CHECKS = ['golden', 'words', 'calibration', 'early', 'judge', 'players'] as const;
export type CheckName = (typeof CHECKS)[number];

export interface Check {
  readonly name: CheckName;
  readonly passed: boolean;
  /** A sentence with the numbers. */
  readonly finding: string;
}

export interface WordChange extends Paired {
  readonly word: string;
  readonly before: number;
  readonly now: number;
  readonly fell: boolean;
}

export interface Decision {
  readonly passed: boolean;
  readonly checks: readonly Check[];
  readonly golden: Paired;
  readonly words: readonly WordChange[];
  readonly players: Paired;
}

export interface Contest {
  readonly champion: Examination;
  readonly challenger: Examination;
  /** Whether the first guess was right, for each doodle of the players that neither has learnt from. */
  readonly players: { readonly champion: readonly boolean[]; readonly challenger: readonly boolean[] };
  /** Golden top-1 of the best champion so far; null where none is known. */
  readonly bestBefore: number | null;
}

export function decide({ champion, challenger, players, bestBefore }: Contest): Decision {
  const golden = pair(hitsOf(champion), hitsOf(challenger));
  const words = changesOf(champion, challenger);
  const heldOut = pair(players.champion, players.challenger);
  const [before, now] = [champion.figures, challenger.figures];
  const checks = [
    checkGolden(golden, before.top1, now.top1, bestBefore),
    checkWords(words),
    checkCalibration(before, now),
    checkEarly(before, now),
    checkJudge(before, now),
    checkPlayers(heldOut),
  ];
  return { passed: checks.every(({ passed }) => passed), checks, golden, words, players: heldOut };
}

function checkGolden(golden: Paired, before: number, now: number, bestBefore: number | null): Check {
  const chance = chanceOfLoss(golden);
  const best = Math.max(before, bestBefore ?? 0);
  const passed = chance >= SIGNIFICANCE && now >= best - MOST_GOLDEN_LOSS;
  const change = `${golden.gained} of ${golden.drawings} golden drawings gained, ${golden.lost} lost (${points(now - before)} points)`;
  const ever = best > before ? `; the best champion so far had ${percent(best)}` : '';
  return {
    name: 'golden',
    passed,
    finding: `${percent(before)} before, ${percent(now)} now: ${change}. Chance alone loses so many with p ${p(chance)}${ever}.`,
  };
}

function checkWords(words: readonly WordChange[]): Check {
  const fallen = words.filter(({ fell }) => fell);
  const enough = words.filter(({ drawings }) => drawings >= ENOUGH_DRAWINGS).length;
  const watched = `${enough} of ${words.length} words have at least ${ENOUGH_DRAWINGS} golden drawings and are watched one by one; of the others only a loss counts that chance would make on none of them`;
  const named = fallen.map(({ word, before, now }) => `${word} (${percent(before)} to ${percent(now)})`);
  return {
    name: 'words',
    passed: fallen.length === 0,
    finding:
      fallen.length === 0
        ? `No word lost more than ${100 * MOST_WORD_LOSS} points beyond what chance does. ${watched}.`
        : `Lost more than ${100 * MOST_WORD_LOSS} points: ${named.join(', ')}. ${watched}.`,
  };
}

function checkCalibration(before: Figures, now: Figures): Check {
  const errorOf = ({ byInk }: Figures) => mean(at(byInk, CALIBRATION_INKS).map(({ ece }) => ece));
  const [was, is] = [errorOf(before), errorOf(now)];
  return {
    name: 'calibration',
    passed: is <= was + MOST_CALIBRATION_LOSS,
    finding: `Mean calibration error ${percent(was)} before, ${percent(is)} now; ${100 * MOST_CALIBRATION_LOSS} points more are let pass.`,
  };
}

function checkEarly(before: Figures, now: Figures): Check {
  const was = at(before.byInk, EARLY_INKS);
  const is = at(now.byInk, EARLY_INKS);
  const changes = was.map(({ ink, top1 }, index) => ({ ink, top1, now: is[index]!.top1 }));
  const told = changes.map((one) => `${percent(one.top1)} to ${percent(one.now)} at ${percent(one.ink, 0)}`);
  return {
    name: 'early',
    passed: changes.every((one) => one.now >= one.top1 - MOST_EARLY_LOSS),
    finding:
      told.length === 0
        ? 'No golden drawing has strokes, and so none grows.'
        : `First guess right ${told.join(', ')} of the ink; ${100 * MOST_EARLY_LOSS} points fewer are let pass.`,
  };
}

function checkJudge({ firstStable: was }: Figures, { firstStable: is }: Figures): Check {
  const later = (is.medianInk ?? 1) - (was.medianInk ?? 1);
  const passed =
    is.recognizedShare >= was.recognizedShare - MOST_CALLS_LOST &&
    is.wrongShare <= was.wrongShare + MOST_CALLS_LOST &&
    later <= MOST_INK_LATER + Number.EPSILON;
  const ink = (share: number | null) => (share === null ? 'never' : `${percent(share, 0)} of the ink`);
  return {
    name: 'judge',
    passed,
    finding: `Called right ${percent(was.recognizedShare)} before, ${percent(is.recognizedShare)} now; wrong ${percent(was.wrongShare)}, now ${percent(is.wrongShare)}; the median call came at ${ink(was.medianInk)}, now ${ink(is.medianInk)}.`,
  };
}

function checkPlayers(players: Paired): Check {
  const chance = chanceOfGain(players);
  return {
    name: 'players',
    passed: players.gained > players.lost && chance < SIGNIFICANCE,
    finding:
      players.drawings === 0
        ? 'There are no doodles of players that were kept from learning: there is nothing to be better on yet.'
        : `Of ${players.drawings} doodles by players whose drawings it never learnt from, ${players.gained} gained, ${players.lost} lost. Chance alone gains so many with p ${p(chance)}; below ${SIGNIFICANCE} counts.`,
  };
}

function changesOf(champion: Examination, challenger: Examination): WordChange[] {
  const byLabel = new Map<number, { before: boolean[]; now: boolean[] }>();
  champion.judged.forEach((one, index) => {
    const hits = byLabel.get(one.label) ?? { before: [], now: [] };
    byLabel.set(one.label, hits);
    hits.before.push(isHit(one));
    hits.now.push(isHit(challenger.judged[index]!));
  });
  const words = Object.keys(champion.figures.perWord);
  return [...byLabel.values()].map(({ before, now }, index) => {
    const paired = pair(before, now);
    const loss = (paired.lost - paired.gained) / paired.drawings;
    const isWatched = paired.drawings >= ENOUGH_DRAWINGS;
    const significance = isWatched ? WORD_SIGNIFICANCE : SIGNIFICANCE / byLabel.size;
    return {
      word: words[index]!,
      before: shareOf(before),
      now: shareOf(now),
      ...paired,
      fell: loss > MOST_WORD_LOSS && chanceOfLoss(paired) < significance,
    };
  });
}

function hitsOf({ judged }: Examination): boolean[] {
  return judged.map(isHit);
}

function isHit({ label, guess }: { label: number; guess: number }): boolean {
  return label === guess;
}

function shareOf(hits: readonly boolean[]): number {
  return mean(hits.map(Number));
}

function at<T extends { readonly ink: number }>(byInk: readonly T[], inks: readonly number[]): T[] {
  return byInk.filter(({ ink }) => inks.some((wanted) => Math.abs(ink - wanted) < 1e-9));
}

function percent(share: number, digits = 1): string {
  return `${(100 * share).toFixed(digits)} %`;
}

function points(difference: number): string {
  return `${difference < 0 ? '−' : '+'}${Math.abs(100 * difference).toFixed(1)}`;
}

function p(chance: number): string {
  return chance < 0.001 ? '< 0.001' : `= ${chance.toFixed(3)}`;
}
