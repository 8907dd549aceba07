import { artistOfTurn, modeOf } from './modes/index.ts';
import { isConnected, playerOf, playsAlong, type GameState, type PlayerId, type Sheet } from './state.ts';

/** When the next turn of an artist ends by itself; null where there are no turns. */
export function nextTurnEndsAt({ phase, round }: GameState): number | null {
  if (phase !== 'drawing' || !round) return null;
  const times = round.sheets.flatMap(({ turnEndsAt }) => turnEndsAt ?? []);
  return times.length === 0 ? null : Math.min(...times);
}

/** Gives every first artist the pen. */
export function beginTurns(state: GameState, at: number): GameState {
  return mapSheets(state, (sheet, turnMs) => ({ ...sheet, turnEndsAt: at + turnMs }));
}

/** Passes the pen on wherever a turn is over by `at`. */
export function passDueTurns(state: GameState, at: number): GameState {
  return mapSheets(state, (sheet, turnMs) =>
    sheet.turnEndsAt !== null && sheet.turnEndsAt <= at ? passOn(state, sheet, at + turnMs) : sheet,
  );
}

/** Passes the pen of one sheet on. */
export function passTurn(state: GameState, sheetId: string, now: number): GameState {
  return mapSheets(state, (sheet, turnMs) =>
    sheet.id === sheetId ? passOn(state, sheet, now + turnMs) : sheet,
  );
}

/** Passes the pen on wherever the artist who has it is not here, and somebody else of the team is. */
export function passAbsentTurns(state: GameState, now: number): GameState {
  return mapSheets(state, (sheet, turnMs) => {
    const artist = artistOfTurn(sheet);
    const isWaiting = artist !== undefined && !isPresent(state, artist);
    const isWorthIt = sheet.artistIds.some((id) => isPresent(state, id));
    return isWaiting && isWorthIt ? passOn(state, sheet, now + turnMs) : sheet;
  });
}

function passOn(state: GameState, sheet: Sheet, turnEndsAt: number): Sheet {
  const { artistIds, turn } = sheet;
  const steps = artistIds.findIndex((_, step) =>
    isPresent(state, artistIds[(turn + 1 + step) % artistIds.length]!),
  );
  return { ...sheet, turn: turn + 1 + Math.max(0, steps), turnEndsAt };
}

function isPresent(state: GameState, playerId: PlayerId): boolean {
  const player = playerOf(state, playerId);
  return player !== undefined && isConnected(player) && playsAlong(player);
}

/** Changes the sheets of a mode with turns while the pens are free; leaves everything else as it is. */
function mapSheets(state: GameState, change: (sheet: Sheet, turnMs: number) => Sheet): GameState {
  const { round } = state;
  const turnMs = round ? modeOf(round.mode).turnMs : null;
  if (state.phase !== 'drawing' || !round || turnMs === null) return state;
  const sheets = round.sheets.map((sheet) => change(sheet, turnMs));
  const isSame = sheets.every((sheet, index) => sheet === round.sheets[index]);
  return isSame ? state : { ...state, round: { ...round, sheets } };
}
