/**
 * McNemar's test (1947) on drawings that two networks looked at: only those count that one got right and the other wrong. If
 * neither is better, each of them is a coin. Exact, with the mid-p correction (Fagerland et al. 2013), as the exact test alone
 * is too timid with few drawings.
 */

/** How two networks did on the same drawings. */
export interface Paired {
  readonly drawings: number;
  /** Right before, wrong now. */
  readonly lost: number;
  /** Wrong before, right now. */
  readonly gained: number;
}

/** Counts drawings by what two networks made of each, in the same order. */
export function pair(before: ArrayLike<boolean>, now: ArrayLike<boolean>): Paired {
  if (before.length !== now.length)
    throw new RangeError(`${before.length} drawings cannot be compared with ${now.length}.`);
  let lost = 0;
  let gained = 0;
  for (let i = 0; i < before.length; i++) {
    if (before[i] && !now[i]) lost++;
    if (!before[i] && now[i]) gained++;
  }
  return { drawings: before.length, lost, gained };
}

/** The chance of losing so many more than are gained, or still more, if neither network is better: small where it got worse. */
export function chanceOfLoss({ lost, gained }: Paired): number {
  return midP(lost, lost + gained);
}

/** The same of gaining: small where it got better. */
export function chanceOfGain({ lost, gained }: Paired): number {
  return midP(gained, lost + gained);
}

/** 1.96 standard errors on both sides hold the truth in 95 of 100 cases. */
const Z_95 = 1.96;

/** By how much the share of right drawings changed, -1..1, and its 95 % interval (Wald's, for paired shares). */
export function changeOf({ drawings, lost, gained }: Paired): { change: number; from: number; to: number } {
  if (drawings === 0) return { change: 0, from: 0, to: 0 };
  const change = (gained - lost) / drawings;
  const margin = (Z_95 * Math.sqrt(gained + lost - (gained - lost) ** 2 / drawings)) / drawings;
  return { change, from: change - margin, to: change + margin };
}

/** The chance of more than `heads` of `coins`, and half of that of exactly as many. */
function midP(heads: number, coins: number): number {
  let log = logChoose(coins, heads) - coins * Math.LN2;
  let chance = Math.exp(log) / 2;
  for (let more = heads + 1; more <= coins; more++) {
    log += Math.log((coins - more + 1) / more);
    chance += Math.exp(log);
  }
  return chance;
}

function logChoose(n: number, k: number): number {
  let log = 0;
  for (let i = 1; i <= k; i++) log += Math.log((n - k + i) / i);
  return log;
}
