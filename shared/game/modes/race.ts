import { pointsFor } from '../scoring.ts';
import { allRecognised, type Mode } from './mode.ts';

/** Everyone draws the same prompt; the earlier the network is sure, the more it scores. */
export const race: Mode = {
  fewestPlayers: 1,
  isTimed: true,
  wordsPerRound: 1,
  peopleGuess: false,
  // Whoever has lost the connection may be back within seconds and find the sheet waiting.
  needsPresence: false,
  turnMs: null,
  sheets: (players, [prompt]) => players.map(({ id }) => ({ id, prompt: prompt!, artistIds: [id] })),
  mayDraw: ({ artistIds }, playerId) => artistIds.includes(playerId),
  award: ({ settings }, { recognitions }, elapsedMs) => ({
    points: pointsFor(elapsedMs, settings.drawingMs, recognitions.length),
    to: 'artists',
  }),
  isDecided: allRecognised,
};
