import type { PlayerId } from '../../shared/game/index.ts';
import {
  applyOp,
  emptyDrawing,
  type DrawingOp,
  type DrawingSnapshot,
  type LiveDrawing,
} from '../../shared/protocol/index.ts';
import { RequestError } from './errors.ts';

export interface AppliedOps {
  /** Those that found room on the sheet: all of them, or the first few. */
  readonly ops: DrawingOp[];
  /** The drawing's revision after them. */
  readonly revision: number;
  /** Whether the sheet was too small for the rest. */
  readonly tooLarge: boolean;
}

/** The drawings of one round, rebuilt from what their owners send. */
export class RoundDrawings {
  readonly #byPlayer = new Map<PlayerId, LiveDrawing>();

  of(playerId: PlayerId): LiveDrawing {
    let drawing = this.#byPlayer.get(playerId);
    if (!drawing) {
      drawing = emptyDrawing();
      this.#byPlayer.set(playerId, drawing);
    }
    return drawing;
  }

  /**
   * Appends operations to a player's drawing.
   * @param revision the number of the first one: it has to follow what is here
   * @throws RequestError `out-of-step` where it does not, with the revision to go on from
   */
  append(playerId: PlayerId, revision: number, ops: readonly DrawingOp[]): AppliedOps {
    const drawing = this.of(playerId);
    if (revision !== drawing.revision) {
      throw new RequestError(
        'out-of-step',
        `The server has ${drawing.revision} operations of this drawing: send from there.`,
        drawing.revision,
      );
    }
    const refused = ops.findIndex((op) => !applyOp(drawing, op));
    return {
      ops: refused < 0 ? [...ops] : ops.slice(0, refused),
      revision: drawing.revision,
      tooLarge: refused >= 0,
    };
  }

  snapshots(): DrawingSnapshot[] {
    return [...this.#byPlayer].map(([playerId, { revision, strokes }]) => ({ playerId, revision, strokes }));
  }
}
