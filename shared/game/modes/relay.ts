import { artistOfTurn } from './artist-of-turn.ts';
import { shuffled, type Mode } from './mode.ts';
import { race } from './race.ts';

/** How long one stroke may take before the next artist has the pen. */
export const TURN_MS = 6_000;
/** From so many players on there are two teams. */
export const PLAYERS_FOR_TWO_TEAMS = 4;

/** A team draws one picture, one stroke each; two teams race each other. */
export const relay: Mode = {
  ...race,
  needsPresence: true,
  turnMs: TURN_MS,
  sheets(players, [prompt], random) {
    const count = players.length < PLAYERS_FOR_TWO_TEAMS ? 1 : 2;
    const order = shuffled(players, random).map(({ id }) => id);
    return Array.from({ length: count }, (_, team) => ({
      id: `team-${team + 1}`,
      prompt: prompt!,
      artistIds: order.filter((_, index) => index % count === team),
    }));
  },
  mayDraw: (sheet, playerId) => artistOfTurn(sheet) === playerId,
};
