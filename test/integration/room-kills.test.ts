import { expect, it } from 'vitest';
import { killAgainAndAgain } from './support/room-kills.ts';

/** `npm run bench -- kills` does it 200 times. */
const KILLS = 4;

it(
  'rooms, seats, scores, ink and acknowledged doodles outlive the process, however often it is killed',
  async () => {
    const { losses, acknowledgedDoodles, keptDoodles } = await killAgainAndAgain(KILLS);
    expect(losses).toEqual([]);
    expect(keptDoodles).toBeGreaterThanOrEqual(acknowledgedDoodles);
  },
  5 * 60_000,
);
