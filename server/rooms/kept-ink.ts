import type { SheetId } from '../../shared/game/index.ts';
import type { DrawingOp, LiveDrawing } from '../../shared/protocol/index.ts';

/** Ink of the current round, in the order of being drawn: what was added to a sheet, or all of a sheet. */
export type KeptInk = {
  readonly sheet: SheetId;
  /** The turn in which the last of these strokes was begun; null where artists have no turns. */
  readonly turn: number | null;
} & (
  | { readonly revision: number; readonly ops: readonly DrawingOp[] }
  | { readonly drawing: Readonly<LiveDrawing> }
);
