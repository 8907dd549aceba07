/** Repeatable randomness: the same parts give the same numbers on every machine. */

/** Uniform in [0, 1). */
export type Random = () => number;

const UINT32 = 2 ** 32;
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * A generator (mulberry32, by Tommy Ettinger) seeded by any list of numbers and words, such as a run's seed, the epoch
 * and what the numbers are for, so that a resumed run can begin in the middle.
 */
export function createRandom(...parts: readonly (string | number)[]): Random {
  let state = fnv1a(parts.join('\u0000'));
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / UINT32;
  };
}

/** Uniform in [low, high). */
export function uniform(random: Random, low: number, high: number): number {
  return low + (high - low) * random();
}

/** A whole number, both ends included. */
export function whole(random: Random, low: number, high: number): number {
  return Math.floor(uniform(random, low, high + 1));
}

/** One of a list, each as likely as any other. @param list at least one */
export function oneOf<T>(random: Random, list: readonly T[]): T {
  return list[Math.floor(random() * list.length)]!;
}

/** Shuffles in place (Fisher-Yates) and returns the list. */
export function shuffle<T extends { length: number; [index: number]: unknown }>(list: T, random: Random): T {
  for (let last = list.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const kept = list[last];
    list[last] = list[other];
    list[other] = kept;
  }
  return list;
}

/** FNV-1a over UTF-16 code units, 32 bits. */
function fnv1a(text: string): number {
  let hash = FNV_OFFSET;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), FNV_PRIME);
  return hash;
}
