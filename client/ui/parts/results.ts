import type { GameState, Player, PlayerId, Recognition, Round } from '../../../shared/game/state.ts';

/** A round's recognition of a player, with its place. */
export interface RankedRecognition extends Recognition {
  /** 1 is the first to be recognised. */
  readonly place: number;
}

export function recognitionOf(round: Round, playerId: PlayerId): RankedRecognition | null {
  const index = round.recognitions.findIndex((recognition) => recognition.playerId === playerId);
  const recognition = round.recognitions[index];
  return recognition === undefined ? null : { ...recognition, place: index + 1 };
}

export interface Ranked {
  readonly player: Player;
  /** Equal scores share a place. */
  readonly place: number;
}

/** Players by score, best first. */
export function ranking(players: readonly Player[]): readonly Ranked[] {
  const sorted = [...players].sort((a, b) => b.score - a.score);
  return sorted.map((player) => ({
    player,
    place: 1 + sorted.findIndex(({ score }) => score === player.score),
  }));
}

/** How many rounds of this game a player was recognised in. */
export function recognisedCount(game: GameState, playerId: PlayerId): number {
  return game.history.filter((round) => round.recognitions.some((one) => one.playerId === playerId)).length;
}
