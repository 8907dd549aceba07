import type { GameState } from './state.ts';

/**
 * The same game, so many milliseconds later: everything that had so long to go has that long to go again. For a game that
 * stood still for a while through no fault of its players.
 */
export function shiftTimes(state: GameState, byMs: number): GameState {
  const later = (at: number | null) => (at === null ? null : at + byMs);
  const { round } = state;
  return {
    ...state,
    phaseEndsAt: later(state.phaseEndsAt),
    players: state.players.map((player) => ({ ...player, disconnectedAt: later(player.disconnectedAt) })),
    round: round && {
      ...round,
      startedAt: later(round.startedAt),
      sheets: round.sheets.map((sheet) => ({ ...sheet, turnEndsAt: later(sheet.turnEndsAt) })),
    },
  };
}
