import { expect, it } from 'vitest';
import { failuresOf, soak } from '../soak/soak.ts';

/** `npm run bench -- soak` has 200 players for half an hour, and measures, too. */
const PLAYERS = 16;
const SECONDS = 25;

it('nothing is left of players who came, played and left: no room, socket, timer or descriptor', async () => {
  const report = await soak({
    players: PLAYERS,
    seconds: SECONDS,
    sampleSeconds: 5,
    seed: 'test',
    // Kept seats would keep the test waiting for two minutes.
    vanishingShare: 0,
  });
  expect(failuresOf(report).conduct).toEqual([]);
  expect(report.after).not.toBeNull();
  expect(report.visits).toBeGreaterThanOrEqual(PLAYERS);
  expect(Math.max(...report.samples.map(({ players }) => players))).toBeGreaterThan(1);
});
