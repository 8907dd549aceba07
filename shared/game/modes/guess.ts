import { pointsFor } from '../scoring.ts';
import { isConnected, type PlayerId } from '../state.ts';
import { bySeldomDrawn, whoIsAwaited, type Mode } from './mode.ts';
import { race } from './race.ts';

/** One draws; the others type what they think it is, against each other and against the network. */
export const guess: Mode = {
  ...race,
  fewestPlayers: 2,
  peopleGuess: true,
  needsPresence: true,
  sheets: (players, [prompt]) =>
    bySeldomDrawn(players)
      .slice(0, 1)
      .map(({ id }) => ({ id, prompt: prompt!, artistIds: [id] })),
  // The network gets what a person would get at this moment, without a bonus for the place.
  award: ({ settings }, _round, elapsedMs) => ({
    points: pointsFor(elapsedMs, settings.drawingMs, Infinity),
    to: 'network',
  }),
  isDecided(state, round) {
    const hasArtist = round.sheets.some(({ artistIds }) =>
      artistIds.some((id) => state.players.some((player) => player.id === id && player.role === 'player')),
    );
    const isGuesser = (id: PlayerId) => !round.sheets.some(({ artistIds }) => artistIds.includes(id));
    const waiting = whoIsAwaited({ ...state, players: state.players.filter(isConnected) }, isGuesser);
    const found = (id: PlayerId) => round.finds.some(({ playerId }) => playerId === id);
    return !hasArtist || round.recognitions.length > 0 || (waiting.length > 0 && waiting.every(found));
  },
};
