import type { Random } from '../events.ts';
import {
  isAwake,
  isPerson,
  playsAlong,
  type GameState,
  type Player,
  type PlayerId,
  type Round,
  type Sheet,
  type SheetId,
} from '../state.ts';

/** A drawing to be made: a sheet before the pens are free. */
export interface SheetPlan {
  readonly id: SheetId;
  readonly prompt: string;
  readonly artistIds: readonly PlayerId[];
}

/** What a success is worth. */
export interface Award {
  readonly points: number;
  /** Who gets them: each of the sheet's artists, or the network. */
  readonly to: 'artists' | 'network';
}

/** What one way of playing adds to the rules that all share. Pure, as they are. */
export interface Mode {
  /** With fewer people connected a game does not begin; one that has begun goes on. */
  readonly fewestPlayers: number;
  /** Whether drawing ends by a clock; without one it goes on until the player asks for the next word. */
  readonly isTimed: boolean;
  /** How many different words one round takes. */
  readonly wordsPerRound: number;
  /** Whether people guess, too: then the prompt is a secret, and need not be one of the network's words. */
  readonly peopleGuess: boolean;
  /** Whether only those get a sheet who are connected: where others would wait for nobody. */
  readonly needsPresence: boolean;
  /**
   * How long an artist's turn lasts, milliseconds; null where all draw at once. A turn is one stroke, and nobody takes back
   * what another has drawn: no undo, erase or clear.
   */
  readonly turnMs: number | null;

  /**
   * Who draws what in the next round.
   * @param players those who may, in the order of joining; at least one
   * @param words wordsPerRound of them
   */
  sheets(players: readonly Player[], words: readonly string[], random: Random): SheetPlan[];
  /** Whether this player may put ink on this sheet now that the pens are free. */
  mayDraw(sheet: Pick<Sheet, 'artistIds' | 'turn'>, playerId: PlayerId): boolean;
  /** What it is worth that the network is sure of a drawing. */
  award(state: GameState, round: Round, elapsedMs: number): Award;
  /** Whether nobody has anything left to win in this round. */
  isDecided(state: GameState, round: Round): boolean;
}

/** Whether every sheet that somebody still works on has been recognised. */
export function allRecognised(state: GameState, { sheets, recognitions }: Round): boolean {
  const awaited = whoIsAwaited(state, (id) => sheets.some(({ artistIds }) => artistIds.includes(id)));
  return sheets.every(
    ({ id, artistIds }) =>
      !artistIds.some((artistId) => awaited.includes(artistId)) ||
      recognitions.some(({ sheetId }) => sheetId === id),
  );
}

/** For whom of these a round goes on: nobody waits for those who are idle, nor for bots where there are people. */
export function whoIsAwaited({ players }: GameState, isOfThese: (id: PlayerId) => boolean): PlayerId[] {
  const awake = players.filter((player) => isOfThese(player.id) && playsAlong(player) && isAwake(player));
  const people = awake.filter(isPerson);
  return (people.length > 0 ? people : awake).map(({ id }) => id);
}

/** Players by how often they have had the pen, seldom first; the order of joining decides between equals. */
export function bySeldomDrawn(players: readonly Player[]): Player[] {
  return [...players].sort((a, b) => a.turns - b.turns);
}

export function shuffled<T>(items: readonly T[], random: Random): T[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    [result[i], result[j]] = [result[j]!, result[i]!];
  }
  return result;
}
