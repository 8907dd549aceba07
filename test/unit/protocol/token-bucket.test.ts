import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TokenBucket } from '../../../shared/protocol/token-bucket.ts';

const START_MS = 5_000;
const bucket = () => new TokenBucket({ burst: 4, perSecond: 2 }, START_MS);

describe('a token bucket', () => {
  it('lets a burst through, and then says how long to wait', () => {
    const one = bucket();
    expect([1, 2, 3, 4].map(() => one.take(START_MS))).toEqual([true, true, true, true]);
    expect(one.take(START_MS)).toBe(false);
    expect(one.waitMs(START_MS)).toBe(500);
    expect(one.waitMs(START_MS, 3)).toBe(1_500);
  });

  it('fills steadily up to its size', () => {
    const one = bucket();
    expect(one.take(START_MS, 4)).toBe(true);
    expect(one.take(START_MS + 499)).toBe(false);
    expect(one.take(START_MS + 500)).toBe(true);
    // Half a token is kept for later.
    expect(one.waitMs(START_MS + 750)).toBe(250);
    expect(one.waitMs(START_MS + 1_000)).toBe(0);
    expect(one.take(START_MS + 3_600_000, 4)).toBe(true);
    expect(one.take(START_MS + 3_600_000)).toBe(false);
  });

  it('takes nothing where there is too little', () => {
    const one = bucket();
    one.take(START_MS, 3);
    expect(one.take(START_MS, 2)).toBe(false);
    expect(one.take(START_MS)).toBe(true);
  });

  it('can never give more at once than it holds', () => {
    expect(bucket().waitMs(START_MS, 5)).toBe(Infinity);
    expect(bucket().waitMs(START_MS, 4)).toBe(0);
    expect(bucket().take(START_MS + 1e9, 5)).toBe(false);
    const empty = bucket();
    empty.take(START_MS, 4);
    expect(empty.waitMs(START_MS, 4)).toBe(2_000);
  });

  it('is not filled by a clock that goes back', () => {
    const one = bucket();
    one.take(START_MS, 4);
    expect(one.waitMs(START_MS - 10_000)).toBe(500);
    expect(one.take(START_MS - 9_500)).toBe(true);
  });

  it('lets through no more than burst and rate allow, whenever one asks', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(700), { minLength: 1, maxLength: 60 }), (pauses) => {
        const one = bucket();
        let now = START_MS;
        let taken = 0;
        for (const pause of pauses) {
          now += pause;
          const wait = one.waitMs(now);
          const isTaken = one.take(now);
          expect(isTaken).toBe(wait === 0);
          if (isTaken) taken += 1;
        }
        expect(taken).toBeLessThanOrEqual(4 + (2 * (now - START_MS)) / 1_000);
      }),
    );
  });
});
