import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Cadence, LOOKS } from '../../../server/recognition/cadence.ts';
import { GUESS_INTERVAL_MS } from '../../../shared/protocol/index.ts';

const SECOND_MS = 1_000;
const BEAT = { ...LOOKS, longestMs: 2_000, lateMs: 100, easyMs: 50 };

/** Lets answers come for some time, each so late, and returns the interval at the end. */
function goOn(cadence: Cadence, from: number, seconds: number, tookMs: number): number {
  const end = from + seconds * SECOND_MS;
  for (let now = from; now < end; now += 20) cadence.answered(tookMs, now);
  return cadence.intervalAt(end);
}

describe('the cadence of guesses', () => {
  it('is the full one while answers come in time', () => {
    const cadence = new Cadence(BEAT, 0);
    expect(cadence.intervalAt(0)).toBe(GUESS_INTERVAL_MS);
    expect(goOn(cadence, 0, 60, 20)).toBe(GUESS_INTERVAL_MS);
  });

  it('stretches while answers come late, so far and no farther', () => {
    const cadence = new Cadence(BEAT, 0);
    const soon = goOn(cadence, 0, 2, 200);
    expect(soon).toBeGreaterThan(1.5 * GUESS_INTERVAL_MS);
    const later = goOn(cadence, 2 * SECOND_MS, 60, 200);
    expect(later).toBe(2_000);
  });

  it('stretches the faster the later answers come', () => {
    const after = (tookMs: number) => goOn(new Cadence(BEAT, 0), 0, 1, tookMs);
    expect(after(300)).toBeGreaterThan(1.2 * after(110));
    // However late, it gives way step by step.
    expect(after(60_000)).toBe(after(600));
    expect(after(60_000)).toBeLessThan(BEAT.longestMs);
  });

  it('stays where answers are neither late nor easy', () => {
    const cadence = new Cadence(BEAT, 0);
    const stretched = goOn(cadence, 0, 2, 200);
    // What came last of the late ones still counts.
    const held = goOn(cadence, 2 * SECOND_MS, 1, 75);
    expect(goOn(cadence, 3 * SECOND_MS, 20, 75)).toBe(held);
    expect(held).toBeGreaterThanOrEqual(stretched);
  });

  it('comes back when answers come easily again, more slowly than it went', () => {
    const cadence = new Cadence(BEAT, 0);
    const stretched = goOn(cadence, 0, 2, 200);
    const after = goOn(cadence, 2 * SECOND_MS, 2, 10);
    expect(after).toBeLessThan(stretched);
    expect(after).toBeGreaterThan(GUESS_INTERVAL_MS);
    expect(goOn(cadence, 4 * SECOND_MS, 20, 10)).toBe(GUESS_INTERVAL_MS);
  });

  it('comes back when nobody asks', () => {
    const cadence = new Cadence(BEAT, 0);
    expect(goOn(cadence, 0, 4, 200)).toBeGreaterThan(GUESS_INTERVAL_MS);
    expect(cadence.intervalAt(60 * SECOND_MS)).toBe(GUESS_INTERVAL_MS);
  });

  it('does not mind one slow answer among many', () => {
    const cadence = new Cadence(BEAT, 0);
    for (let now = 0; now < 10 * SECOND_MS; now += 10) cadence.answered(now % 400 === 0 ? 500 : 15, now);
    expect(cadence.intervalAt(10 * SECOND_MS)).toBe(GUESS_INTERVAL_MS);
  });

  it('finds a place between the load and what the network can do', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 20, max: 400 }),
        fc.integer({ min: 100, max: 1_500 }),
        (players, perSecond) => {
          // A queue that is asked by everybody once an interval, and answers so many a second.
          const cadence = new Cadence(BEAT, 0);
          let queue = 0;
          for (let now = 0; now < 120 * SECOND_MS; now += 10) {
            const asked = (players * 10) / cadence.intervalAt(now);
            queue = Math.max(0, Math.min(players, queue + asked - perSecond / 100));
            cadence.answered(10 + (SECOND_MS * queue) / perSecond, now);
          }
          const needed = (SECOND_MS * players) / perSecond;
          const found = cadence.intervalAt(120 * SECOND_MS);
          expect(found).toBeGreaterThanOrEqual(GUESS_INTERVAL_MS);
          if (needed < 0.5 * GUESS_INTERVAL_MS) expect(found).toBe(GUESS_INTERVAL_MS);
          if (needed > GUESS_INTERVAL_MS && needed < 1_000) expect(found).toBeLessThan(1.6 * needed);
        },
      ),
      { numRuns: 20 },
    );
  });
});
