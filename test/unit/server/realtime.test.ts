import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { createToken, playerIdOf } from '../../../server/identity.ts';
import { MAX_MESSAGE_BYTES } from '../../../server/realtime/limits.ts';
import {
  CANVAS_SIDE_UNITS,
  encodeDraw,
  MAX_OPS_PER_BATCH,
  MAX_POINTS_PER_OP,
  MAX_PRESSURE,
  PROTOCOL_VERSION,
  requests,
  TokenBucket,
} from '../../../shared/protocol/index.ts';

describe('identity', () => {
  it('is what everybody may know of a secret', () => {
    const token = createToken();
    expect(requests['session:start'].safeParse({ protocol: PROTOCOL_VERSION, token }).success).toBe(true);
    expect(createToken()).not.toBe(token);
    expect(playerIdOf(token)).toMatch(/^[A-Za-z0-9_-]{16}$/);
    expect(playerIdOf(token)).toBe(playerIdOf(token));
    expect(token).not.toContain(playerIdOf(token));
  });
});

describe('the largest message', () => {
  it('holds the largest batch that the protocol allows', () => {
    // From one corner to the other and back: the longest ways are the longest code.
    const points = Array.from({ length: MAX_POINTS_PER_OP }, (_, i) => {
      const at = (i % 2) * CANVAS_SIDE_UNITS;
      return [at, at, 600_000];
    }).flat();
    const pressures = Array.from({ length: MAX_POINTS_PER_OP }, (_, i) => (i % 2) * MAX_PRESSURE);
    const ops = Array.from({ length: MAX_OPS_PER_BATCH }, () => ({
      type: 'extend' as const,
      points,
      pressures,
    }));
    const payload = encodeDraw({
      round: Number.MAX_SAFE_INTEGER,
      revision: Number.MAX_SAFE_INTEGER,
      sheet: 'x'.repeat(32),
      ops,
    });
    expect(requests['draw:ops'].safeParse(payload).success).toBe(true);
    const packet = `42999999${JSON.stringify(['draw:ops', payload])}`;
    expect(packet.length).toBeLessThanOrEqual(MAX_MESSAGE_BYTES);
    expect(packet.length).toBeGreaterThan(0.9 * MAX_MESSAGE_BYTES);
  });
});

describe('a token bucket', () => {
  it('lets a burst through, then a steady stream', () => {
    const bucket = new TokenBucket({ burst: 3, perSecond: 2 }, 0);
    const takeAt = (now: number) => bucket.take(now);
    expect([0, 0, 0, 0].map(takeAt)).toEqual([true, true, true, false]);
    expect([499, 500, 501, 1_000].map(takeAt)).toEqual([false, true, false, true]);
    expect([60_000, 60_000, 60_000, 60_000].map(takeAt)).toEqual([true, true, true, false]);
  });

  it('says how long to wait, no more and no less', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 40 }), (burst, perSecond) => {
        const bucket = new TokenBucket({ burst, perSecond }, 0);
        for (let token = 0; token < burst; token += 1) expect(bucket.take(0)).toBe(true);
        const waitMs = bucket.waitMs(0);
        expect(waitMs).toBeGreaterThan(0);
        expect(bucket.take(waitMs - 1)).toBe(false);
        expect(bucket.take(waitMs)).toBe(true);
      }),
    );
  });

  it('is not refilled by a clock that goes back', () => {
    const bucket = new TokenBucket({ burst: 1, perSecond: 1 }, 1_000);
    expect([1_000, 0, 500].map((now) => bucket.take(now))).toEqual([true, false, false]);
  });
});
