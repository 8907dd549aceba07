import { expect, it } from 'vitest';
import { failuresOf, fuzz } from '../fuzz/fuzz.ts';
import { framesOf } from '../fuzz/tally.ts';

/** `npm run bench -- fuzz` sends 200,000 of each and measures, too. */
const PACKETS = 3_000;
const REQUESTS = 1_000;

it('a server outlives hostile packets and requests, and honest games go on by the rules', async () => {
  const report = await fuzz({
    packets: PACKETS,
    requests: REQUESTS,
    connections: 10,
    games: 2,
    playersPerGame: 2,
    perSecond: 500,
    seed: 1,
    spreadMs: 0,
    quietMs: 0,
    waitsForMemory: false,
  });
  expect(failuresOf(report).conduct).toEqual([]);
  expect(framesOf(report.tally)).toBeGreaterThanOrEqual(PACKETS);
  expect(report.tally.requests).toBeGreaterThanOrEqual(REQUESTS);
  // Who never got in has tried nothing.
  expect(report.tally.replies['granted']).toBeGreaterThan(0);
  expect(report.tally.statuses['200']).toBeGreaterThan(0);
});
