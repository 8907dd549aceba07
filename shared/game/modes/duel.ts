import { bySeldomDrawn, shuffled, type Mode } from './mode.ts';
import { race } from './race.ts';

/** Two players, two prompts; the others watch until it is their turn. */
export const duel: Mode = {
  ...race,
  fewestPlayers: 2,
  wordsPerRound: 2,
  needsPresence: true,
  sheets(players, words, random) {
    // Chance decides between equals, so that it is not always the same two who meet.
    const pair = bySeldomDrawn(shuffled(players, random)).slice(0, 2);
    return pair.map(({ id }, index) => ({ id, prompt: words[index]!, artistIds: [id] }));
  },
};
