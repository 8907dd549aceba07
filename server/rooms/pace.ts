import { cutAtInk, inkLength } from '../../shared/drawing/index.ts';
import type { SheetId } from '../../shared/game/index.ts';
import {
  GUESS_INTERVAL_MS,
  VALUES_PER_POINT,
  type DrawingOp,
  type LiveDrawing,
} from '../../shared/protocol/index.ts';
import type { Cancel, Clock } from './clock.ts';

const SECOND_MS = 1_000;
/** Faster than a hand draws what is meant to be recognised: the whole width of the canvas two and a half times a second. */
export const UNITS_PER_SECOND = 2_500;
/** What may come at once, as a network gathers it. */
export const UNITS_AT_ONCE = 1_500;
/** Lifting the pen takes as long as drawing so far. */
export const UNITS_PER_LIFT = 100;

/** The ink of a drawing, as far as the network looks at it. */
export type SeenDrawing = Pick<LiveDrawing, 'points' | 'revision'> & {
  readonly strokes: Parameters<typeof cutAtInk>[0];
};

interface SheetPace {
  /** Units that may come now; below 0 there is so much more than a hand can have drawn. */
  left: number;
  at: number;
  /** Where the last stroke ends. */
  pen: readonly [number, number] | null;
  cancel: Cancel | null;
}

export interface PaceOptions {
  readonly clock: Clock;
  /** More of a sheet's ink can be looked at than before. */
  readonly onMore: (sheet: SheetId) => void;
}

/**
 * Holds a drawing to what a hand can do, by the server's clock: ink may come at any speed, and is shown at once, but the network
 * sees it no faster than somebody could have drawn it. A finished drawing in one packet is worth what it would be had it been
 * drawn; a pause of the network costs an honest player nothing, as the ink of that time has been waited for.
 */
export class Pace {
  readonly #options: PaceOptions;
  readonly #sheets = new Map<SheetId, SheetPace>();

  constructor(options: PaceOptions) {
    this.#options = options;
  }

  /** Operations were added to a sheet. */
  add(sheet: SheetId, ops: readonly DrawingOp[]): void {
    const pace = this.#paceOf(sheet);
    this.#refill(pace);
    for (const op of ops) {
      if (op.type === 'clear') pace.left = Math.max(0, pace.left);
      if (op.type === 'begin' || op.type === 'extend') pace.left -= costOf(op, pace);
    }
    this.#watch(sheet, pace);
  }

  /** What of a drawing a hand can have drawn by now. */
  seen(sheet: SheetId, drawing: LiveDrawing): SeenDrawing {
    const pace = this.#paceOf(sheet);
    this.#refill(pace);
    if (pace.left >= 0) return drawing;
    const lifts = drawing.strokes.length * UNITS_PER_LIFT;
    const share = 1 + pace.left / (inkLength(drawing.strokes) + lifts);
    const strokes = cutAtInk(drawing.strokes, Math.max(0, share));
    return { strokes, revision: drawing.revision, points: strokes.reduce((sum, { x }) => sum + x.length, 0) };
  }

  stop(): void {
    for (const pace of this.#sheets.values()) pace.cancel?.();
  }

  #paceOf(sheet: SheetId): SheetPace {
    let pace = this.#sheets.get(sheet);
    if (!pace) {
      pace = { left: UNITS_AT_ONCE, at: this.#options.clock.now(), pen: null, cancel: null };
      this.#sheets.set(sheet, pace);
    }
    return pace;
  }

  #refill(pace: SheetPace): void {
    const now = this.#options.clock.now();
    pace.left = Math.min(UNITS_AT_ONCE, pace.left + ((now - pace.at) / SECOND_MS) * UNITS_PER_SECOND);
    pace.at = now;
  }

  /** As long as there is more than a hand can have drawn, the network looks again when some of it can be. */
  #watch(sheet: SheetId, pace: SheetPace): void {
    if (pace.left >= 0 || pace.cancel) return;
    // Whole milliseconds: a clock that is advanced by a rounding error stands still, and this would be asked for ever.
    const waitMs = Math.min(GUESS_INTERVAL_MS, Math.ceil((-pace.left / UNITS_PER_SECOND) * SECOND_MS));
    pace.cancel = this.#options.clock.after(waitMs, () => {
      pace.cancel = null;
      this.#options.onMore(sheet);
      this.#refill(pace);
      this.#watch(sheet, pace);
    });
  }
}

/** The length of the pen's way on the paper, and moves the pen. */
function costOf(op: Extract<DrawingOp, { points: number[] }>, pace: SheetPace): number {
  const { points } = op;
  let cost = op.type === 'begin' ? UNITS_PER_LIFT : 0;
  let from = op.type === 'begin' ? null : pace.pen;
  for (let i = 0; i < points.length; i += VALUES_PER_POINT) {
    const to = [points[i]!, points[i + 1]!] as const;
    if (from) cost += Math.hypot(to[0] - from[0], to[1] - from[1]);
    from = to;
  }
  pace.pen = from;
  return cost;
}
