import type { PlayerId, RoundView, SheetView } from '../../shared/game/index.ts';

/** The sheet of a round that I draw on alone; null where I watch, or share one. */
export function mySheetOf(round: RoundView | null | undefined, me: PlayerId | null): SheetView | null {
  return round?.sheets.find(({ artistIds }) => artistIds.length === 1 && artistIds[0] === me) ?? null;
}
