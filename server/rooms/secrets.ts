import {
  givesAway,
  hasSecret,
  insightOf,
  knowsPrompt,
  tongueOf,
  viewWith,
  type GameState,
  type GameView,
  type PlayerId,
} from '../../shared/game/index.ts';
import type { LiveGuess } from '../../shared/protocol/index.ts';

/** What a room may tell whom: while people guess, the prompt is a secret, and whatever would tell it. */

/** How many of the network's words those hear who guess themselves; fewer than it has, so that a gap tells nothing. */
const GUESSES_FOR_GUESSERS = 3;

export interface ViewGroup {
  /** Players who see the same. */
  readonly playerIds: readonly PlayerId[];
  readonly game: GameView;
}

/** The game as everybody may see it, once for all who see the same; one group where there is no secret. */
export function viewGroups(game: GameState): ViewGroup[] {
  const groups = new Map<string, PlayerId[]>();
  for (const { id } of game.players) {
    const insight = JSON.stringify(insightOf(game, id));
    groups.set(insight, [...(groups.get(insight) ?? []), id]);
  }
  return [...groups.values()].map((playerIds) => ({
    playerIds,
    game: viewWith(game, insightOf(game, playerIds[0]!)),
  }));
}

/** Who may read this player's line; null is everybody. Nobody learns the word who does not know it. */
export function readersOf(game: GameState, playerId: PlayerId, texts: readonly string[]): PlayerId[] | null {
  if (!hasSecret(game)) return null;
  const prompts = game.round!.sheets.map(({ prompt }) => prompt);
  const tells = texts.some((text) => prompts.some((prompt) => givesAway(text, prompt, tongueOf(game))));
  if (!tells && !knowsPrompt(game, playerId)) return null;
  return game.players.map(({ id }) => id).filter((id) => id === playerId || knowsPrompt(game, id));
}

/** Whether this player hears everything that the network makes of a drawing. */
export function hearsWholeGuess(game: GameState, playerId: PlayerId): boolean {
  return !hasSecret(game) || game.round!.sheets.some(({ artistIds }) => artistIds.includes(playerId));
}

/** What this player may know of the network's guesses. */
export function guessesFor(game: GameState, playerId: PlayerId, guesses: readonly LiveGuess[]): LiveGuess[] {
  return hearsWholeGuess(game, playerId) ? [...guesses] : guesses.map((guess) => forGuessers(game, guess));
}

/** A guess of the network as those may hear it who guess themselves: not the word, nothing like it, not how near it is. */
export function forGuessers(game: GameState, guess: LiveGuess): LiveGuess {
  const prompt = game.round?.sheets.find(({ id }) => id === guess.sheet)?.prompt ?? '';
  const harmless = guess.guesses
    .filter(({ word }) => !givesAway(word, prompt))
    .slice(0, GUESSES_FOR_GUESSERS);
  const sum = harmless.reduce((total, { confidence }) => total + confidence, 0);
  // What is missing from 1 would tell how sure it is of the word that is left out.
  const guesses = harmless.map(({ word, confidence }) => ({
    word,
    confidence: sum === 0 ? 0 : confidence / sum,
  }));
  return { ...guess, guesses, warmth: null };
}
