import type { SheetId } from '../../shared/game/state.ts';
import {
  applyOp,
  CANVAS_SIDE_UNITS,
  emptyDrawing,
  MAX_POINTS_PER_OP,
  type DrawingOp,
  type LiveDrawing,
} from '../../shared/protocol/index.ts';
import { Signal } from '../net/signal.ts';

/** A point of the pen: canvas units, and a clock in milliseconds. */
export interface PenPoint {
  readonly x: number;
  readonly y: number;
  readonly timeMs: number;
}

/** Points nearer than this to the one before add nothing that can be seen. */
const MIN_STEP_UNITS = 1.5;
const VALUES_PER_POINT = 3;

/**
 * My drawing of one round: the picture as it is on my screen, and the log of operations that made it. Points are in the
 * picture at once; they enter the log when `gather` is called, so that many points make one operation.
 */
export class MyDrawing {
  /** The round's id. */
  readonly round: number;
  readonly sheet: SheetId;
  /** Something to draw anew. */
  readonly changed = new Signal<undefined>();

  #picture: LiveDrawing;
  /** Operations from number `#firstRevision` on; the ones before came from the server and are settled. */
  #log: DrawingOp[] = [];
  #firstRevision: number;
  #gathering: { type: 'begin' | 'extend'; points: number[] } | null = null;
  #penIsDown = false;
  #lastTimeMs: number | null = null;

  /** @param from the server's picture, where it has one already; it becomes this drawing's own. */
  constructor(round: number, sheet: SheetId, from: LiveDrawing = emptyDrawing()) {
    this.round = round;
    this.sheet = sheet;
    this.#picture = from;
    this.#firstRevision = from.revision;
  }

  get picture(): LiveDrawing {
    return this.#picture;
  }

  /** How many operations there have been, those being gathered not counted. */
  get revision(): number {
    return this.#firstRevision + this.#log.length;
  }

  get isEmpty(): boolean {
    return this.#picture.strokes.length === 0;
  }

  penDown(point: PenPoint): void {
    this.gather();
    this.#penIsDown = this.#add('begin', point);
  }

  /** Returns whether the point was worth keeping. */
  penMove(point: PenPoint): boolean {
    if (!this.#penIsDown) return false;
    const stroke = this.#picture.strokes.at(-1);
    const dx = point.x - (stroke?.x.at(-1) ?? Infinity);
    const dy = point.y - (stroke?.y.at(-1) ?? Infinity);
    if (dx * dx + dy * dy < MIN_STEP_UNITS * MIN_STEP_UNITS) return false;
    return this.#add('extend', point);
  }

  penUp(): void {
    this.#penIsDown = false;
  }

  /** Takes the last stroke back. */
  undo(): void {
    if (this.isEmpty) return;
    this.#do({ type: 'undo' });
  }

  /** A fresh sheet. */
  clear(): void {
    if (this.isEmpty) return;
    this.#do({ type: 'clear' });
  }

  /** Closes the operation that is being gathered and puts it into the log. */
  gather(): void {
    if (this.#gathering === null) return;
    this.#log.push(this.#gathering);
    this.#gathering = null;
  }

  /** The logged operations from a revision on, or null where they are not known here (any more). */
  opsFrom(revision: number): readonly DrawingOp[] | null {
    const index = revision - this.#firstRevision;
    return index < 0 || index > this.#log.length ? null : this.#log.slice(index);
  }

  /** Gives up this log for the server's picture. */
  adopt(picture: LiveDrawing): void {
    this.#picture = picture;
    this.#log = [];
    this.#firstRevision = picture.revision;
    this.#gathering = null;
    this.#penIsDown = false;
    this.changed.emit(undefined);
  }

  #do(op: DrawingOp): void {
    this.gather();
    this.#penIsDown = false;
    applyOp(this.#picture, op);
    this.#log.push(op);
    this.changed.emit(undefined);
  }

  #add(type: 'begin' | 'extend', { x, y, timeMs }: PenPoint): boolean {
    const pause = this.#lastTimeMs === null ? 0 : Math.max(0, Math.round(timeMs - this.#lastTimeMs));
    const flat = [toUnits(x), toUnits(y), pause];
    // A drawing that is full takes no more points; what is there stays.
    if (!applyOp(this.#picture, { type, points: flat })) return false;
    this.#lastTimeMs = (this.#lastTimeMs ?? timeMs) + pause;
    if (this.#gathering !== null && this.#gathering.points.length >= MAX_POINTS_PER_OP * VALUES_PER_POINT) {
      this.gather();
    }
    if (this.#gathering === null) this.#gathering = { type, points: flat };
    else this.#gathering.points.push(...flat);
    this.changed.emit(undefined);
    return true;
  }
}

function toUnits(value: number): number {
  return Math.min(CANVAS_SIDE_UNITS, Math.max(0, Math.round(value)));
}
