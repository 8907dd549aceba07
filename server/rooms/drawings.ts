import type { Drawing } from '../../shared/drawing/index.ts';
import type { SheetId } from '../../shared/game/index.ts';
import {
  applyOp,
  emptyDrawing,
  type DrawingOp,
  type DrawingSnapshot,
  type LiveDrawing,
} from '../../shared/protocol/index.ts';
import { RequestError } from './errors.ts';
import type { KeptInk } from './kept-ink.ts';

export interface AppliedOps {
  /** Those that found room on the sheet: all of them, or the first few. */
  readonly ops: DrawingOp[];
  /** The drawing's revision after them. */
  readonly revision: number;
  /** Whether the sheet was too small for the rest. */
  readonly tooLarge: boolean;
}

/** The drawings of one round, rebuilt from what their artists send. */
export class RoundDrawings {
  readonly #bySheet = new Map<SheetId, LiveDrawing>();
  /** In which turn each sheet's last stroke was begun, where artists have turns. */
  readonly #turnOfStroke = new Map<SheetId, number>();
  /** What was drawn since it was last taken to be kept. */
  #unkept: KeptInk[] = [];

  /** The drawings that come of this ink. */
  static from(ink: readonly KeptInk[]): RoundDrawings {
    const drawings = new RoundDrawings();
    for (const entry of ink) drawings.#restore(entry);
    return drawings;
  }

  /** What was drawn since the last time. */
  takeInk(): KeptInk[] {
    const ink = this.#unkept;
    this.#unkept = [];
    return ink;
  }

  /** All that is on the sheets. */
  allInk(): KeptInk[] {
    this.#unkept = [];
    return [...this.#bySheet].map(([sheet, drawing]) => ({
      sheet,
      turn: this.#turnOfStroke.get(sheet) ?? null,
      drawing,
    }));
  }

  of(sheet: SheetId): LiveDrawing {
    let drawing = this.#bySheet.get(sheet);
    if (!drawing) {
      drawing = emptyDrawing();
      this.#bySheet.set(sheet, drawing);
    }
    return drawing;
  }

  /**
   * Appends operations to a drawing.
   * @param revision the number of the first one: it has to follow what is here
   * @throws RequestError `out-of-step` where it does not, with the revision to go on from
   */
  append(sheet: SheetId, revision: number, ops: readonly DrawingOp[]): AppliedOps {
    const drawing = this.of(sheet);
    if (revision !== drawing.revision) {
      throw new RequestError(
        'out-of-step',
        `The server has ${drawing.revision} operations of this drawing: send from there.`,
        { revision: drawing.revision },
      );
    }
    const refused = ops.findIndex((op) => !applyOp(drawing, op));
    const applied = refused < 0 ? [...ops] : ops.slice(0, refused);
    if (applied.length > 0) {
      this.#unkept.push({ sheet, turn: this.#turnOfStroke.get(sheet) ?? null, revision, ops: applied });
    }
    return {
      ops: applied,
      revision: drawing.revision,
      tooLarge: refused >= 0,
    };
  }

  /**
   * Appends the ink of one turn: one stroke, which nobody takes back.
   * @throws RequestError `ink-refused` where it is more than that, or begun before a stroke of somebody else's was known; and
   *   as `append` does
   */
  appendInTurn(sheet: SheetId, turn: number, revision: number, ops: readonly DrawingOp[]): AppliedOps {
    const hasStroke = this.#turnOfStroke.get(sheet) === turn;
    const [first, ...rest] = ops;
    const isOneStroke =
      first?.type === (hasStroke ? 'extend' : 'begin') && rest.every(({ type }) => type === 'extend');
    const { revision: here } = this.of(sheet);
    // Whoever is out of step hears that first: what was sent may be here already.
    if (!isOneStroke && revision === here) {
      throw new RequestError('ink-refused', 'A turn is one stroke: hand the pen on.', { revision });
    }
    // Nothing of this turn is here, so what is here at that place is another's.
    if (isOneStroke && !hasStroke && revision < here) {
      throw new RequestError('ink-refused', 'The sheet was not as you knew it: fetch it.', {
        revision: here,
      });
    }
    const before = this.#turnOfStroke.get(sheet);
    this.#turnOfStroke.set(sheet, turn);
    try {
      return this.append(sheet, revision, ops);
    } catch (error) {
      if (before === undefined) this.#turnOfStroke.delete(sheet);
      else this.#turnOfStroke.set(sheet, before);
      throw error;
    }
  }

  /** A copy of the ink on a sheet; none where nothing was drawn. */
  ink(sheet: SheetId): Drawing {
    const strokes = this.#bySheet.get(sheet)?.strokes ?? [];
    return strokes.map(({ x, y, t }) => ({ x: [...x], y: [...y], t: [...t] }));
  }

  #restore(entry: KeptInk): void {
    const { sheet, turn } = entry;
    if (turn !== null) this.#turnOfStroke.set(sheet, turn);
    if ('drawing' in entry) {
      this.#bySheet.set(sheet, structuredClone(entry.drawing));
      return;
    }
    const drawing = this.of(sheet);
    if (entry.revision === drawing.revision) for (const op of entry.ops) applyOp(drawing, op);
  }

  snapshots(): DrawingSnapshot[] {
    return [...this.#bySheet].map(([sheet, { revision, strokes }]) => ({ sheet, revision, strokes }));
  }
}
