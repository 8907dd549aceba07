import type { GameState } from '../../shared/game/index.ts';

/** A finished game, without anything that names or finds a person. */
export interface GameSummary {
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly endedAt: number;
  readonly rounds: number;
  readonly players: number;
  /** Drawings that could have been recognised. */
  readonly drawings: number;
  readonly recognised: number;
  readonly modelVersion: string;
}

export function summarise(
  { history, players }: GameState,
  times: Pick<GameSummary, 'startedAt' | 'endedAt'>,
  modelVersion: string,
): GameSummary {
  return {
    ...times,
    rounds: history.length,
    players: players.filter(({ role, bot }) => role === 'player' && bot === null).length,
    drawings: history.reduce((sum, { sheets }) => sum + sheets.length, 0),
    recognised: history.reduce((sum, { recognitions }) => sum + recognitions.length, 0),
    modelVersion,
  };
}
