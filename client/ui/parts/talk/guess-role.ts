import type { GameView, PlayerId, RoundView } from '../../../../shared/game/index.ts';

/**
 * What I am in a round in which people guess: its artist, somebody who may guess, somebody who has found the word, or a
 * watcher; null in other rounds.
 */
export type GuessRole = 'artist' | 'guesser' | 'finder' | 'watcher';

export function guessRole(game: GameView, round: RoundView, me: PlayerId | null): GuessRole | null {
  if (round.mode !== 'guess') return null;
  if (round.sheets.some(({ artistIds }) => me !== null && artistIds.includes(me))) return 'artist';
  if (round.finds.some(({ playerId }) => playerId === me)) return 'finder';
  return game.players.find(({ id }) => id === me)?.role === 'player' ? 'guesser' : 'watcher';
}

/** One line of the score board: a player, or the network (null), with what this round brought. */
export interface GuessScore {
  readonly playerId: PlayerId | null;
  readonly score: number;
  readonly isDrawing: boolean;
  /** When the word was found, milliseconds of drawing; null where it was not. */
  readonly foundMs: number | null;
  readonly isAway: boolean;
}

/** People and the network against each other, best first; equal ones in the order of joining, the network last. */
export function guessScores(game: GameView, round: RoundView): readonly GuessScore[] {
  const people = game.players
    .filter(({ role }) => role === 'player')
    .map(({ id, score, disconnectedAt }) => ({
      playerId: id,
      score,
      isDrawing: round.sheets.some(({ artistIds }) => artistIds.includes(id)),
      foundMs: round.finds.find(({ playerId }) => playerId === id)?.elapsedMs ?? null,
      isAway: disconnectedAt !== null,
    }));
  const network = {
    playerId: null,
    score: game.networkScore,
    isDrawing: false,
    foundMs: round.recognitions[0]?.elapsedMs ?? null,
    isAway: false,
  };
  return [...people, network].sort((a, b) => b.score - a.score);
}
