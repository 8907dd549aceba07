import type { PlayerId, RoundView, SheetView } from '../../shared/game/index.ts';

/** The sheet of a round that I draw on, alone or with a team; null where I watch. */
export function mySheetOf(round: RoundView | null | undefined, me: PlayerId | null): SheetView | null {
  return round?.sheets.find(({ artistIds }) => me !== null && artistIds.includes(me)) ?? null;
}
