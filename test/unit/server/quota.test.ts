import { describe, expect, it } from 'vitest';
import { inWords, Quota } from '../../../server/realtime/quota.ts';

/** As many as are remembered before the server looks which of them are over. */
const MANY = 1_001;

describe('a quota', () => {
  it('forgets who need not wait any more when it has to remember many, and nobody else', async () => {
    let now = 0;
    const quota = new Quota({ most: 1, seconds: 10 }, () => now);
    const count = async (key: string) => {
      quota.count(key);
      await expect.poll(() => quota.waitMs(key), { interval: 1 }).toBeGreaterThan(0);
    };
    for (let n = 0; n < MANY; n += 1) quota.count(`early ${n}`);
    await count('the last early one');
    now = 5_000;
    await count('late');
    now = 12_000;
    await count('later');
    expect(quota.waitMs('late')).toBeGreaterThan(0);
    expect(quota.waitMs('early 0')).toBe(0);
    // Back in time those who are still remembered would have to wait.
    now = 0;
    expect(quota.waitMs('early 0')).toBe(0);
    expect(quota.waitMs('late')).toBeGreaterThan(0);
  });

  it.each([
    [1, 'a second'],
    [1_000, 'a second'],
    [1_001, '2 seconds'],
    [119_000, '119 seconds'],
    [119_001, '2 minutes'],
    [120_001, '3 minutes'],
  ])('says %d ms as %s', (ms, words) => {
    expect(inWords(ms)).toBe(words);
  });
});
