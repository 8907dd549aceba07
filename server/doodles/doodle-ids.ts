import { randomInt } from 'node:crypto';

/** Enough for a million a millisecond to be told apart by luck alone. */
const RANDOM_BITS = 21;
const DIGITS = 19;

/**
 * A new id: 42 bits of time and 21 random ones, so that ids rise with time, fit the data set's 64-bit `key_id`, and are the
 * same in order as texts and as numbers.
 *
 * @param now milliseconds since the epoch
 */
export function createDoodleId(now: number): string {
  return idOf(now, randomInt(2 ** RANDOM_BITS));
}

/** The smallest id that a doodle of this time or later can have. */
export function firstDoodleId(time: number): string {
  return idOf(time, 0);
}

function idOf(time: number, random: number): string {
  const id = (BigInt(time) << BigInt(RANDOM_BITS)) | BigInt(random);
  return id.toString().padStart(DIGITS, '0');
}
