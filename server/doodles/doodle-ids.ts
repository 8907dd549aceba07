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
  const id = (BigInt(now) << BigInt(RANDOM_BITS)) | BigInt(randomInt(2 ** RANDOM_BITS));
  return id.toString().padStart(DIGITS, '0');
}
