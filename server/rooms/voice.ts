import type { GameState, GameView, PlayerId } from '../../shared/game/index.ts';
import type { LiveGuess, RoomView } from '../../shared/protocol/index.ts';
import type { Audience } from './audience.ts';
import { guessForGuessers, hearsWholeGuess, viewGroups } from './secrets.ts';

/** What a room says to those in it, to each as much as they may know. */

/** How the game stands. */
export function tellViews(audience: Audience, game: GameState, viewOf: (game: GameView) => RoomView): void {
  const [first, ...others] = viewGroups(game);
  if (!first) return;
  if (others.length === 0) audience.toAll('room:state', viewOf(first.game));
  else {
    for (const { playerIds, game: seen } of [first, ...others]) {
      audience.toSome(playerIds, 'room:state', viewOf(seen));
    }
  }
}

/** What the network sees in a drawing. */
export function tellGuess(audience: Audience, game: GameState, guess: LiveGuess): void {
  const ids = game.players.map(({ id }) => id);
  const insiders = ids.filter((id) => hearsWholeGuess(game, id));
  if (insiders.length === ids.length) {
    audience.toAll('guess:live', guess);
    return;
  }
  const others = ids.filter((id) => !insiders.includes(id));
  audience.toSome(insiders, 'guess:live', guess);
  audience.toSome(others, 'guess:live', forGuessers(game, guess));
}

/** What this player may know of the network's guesses. */
export function guessesFor(game: GameState, playerId: PlayerId, guesses: readonly LiveGuess[]): LiveGuess[] {
  return hearsWholeGuess(game, playerId) ? [...guesses] : guesses.map((guess) => forGuessers(game, guess));
}

function forGuessers(game: GameState, guess: LiveGuess): LiveGuess {
  const prompt = game.round?.sheets.find(({ id }) => id === guess.sheet)?.prompt ?? '';
  return guessForGuessers(guess, prompt);
}
