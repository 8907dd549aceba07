import type { SheetId } from '../../shared/game/state.ts';
import {
  applyOp,
  CANVAS_SIDE_UNITS,
  emptyDrawing,
  MAX_POINTS_PER_OP,
  MAX_PRESSURE,
  VALUES_PER_POINT,
  type DrawingOp,
  type LiveDrawing,
  type LiveStroke,
} from '../../shared/protocol/index.ts';
import { Signal } from '../net/signal.ts';
import { EditHistory, type Edit } from './edit-history.ts';
import { isStrokeNear } from './hit.ts';

/** A point of the pen: canvas units, and a clock in milliseconds. */
export interface PenPoint {
  readonly x: number;
  readonly y: number;
  readonly timeMs: number;
  /** How hard the pen is pressed, 0..1; undefined where the device does not know. */
  readonly pressure?: number | undefined;
}

type Ink = Extract<DrawingOp, { type: 'begin' | 'extend' }>;

/** Points nearer than this to the one before add nothing that can be seen. */
const MIN_STEP_UNITS = 1.5;
/** The eraser takes what is nearer than this: about half a fingertip on a phone. */
const ERASER_REACH_UNITS = 26;

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
  /** A stroke was begun, or ended by lifting the pen. */
  readonly pen = new Signal<'down' | 'up'>();

  #picture: LiveDrawing;
  /** Operations from number `#firstRevision` on; the ones before came from the server and are settled. */
  #log: DrawingOp[] = [];
  #firstRevision: number;
  #gathering: Ink | null = null;
  #history: EditHistory;
  #isOpen = true;
  #penIsDown = false;
  #lastTimeMs: number | null = null;

  /** @param from the server's picture, where it has one already; it becomes this drawing's own. */
  constructor(round: number, sheet: SheetId, from: LiveDrawing = emptyDrawing()) {
    this.round = round;
    this.sheet = sheet;
    this.#picture = from;
    this.#firstRevision = from.revision;
    this.#history = new EditHistory(from.strokes);
  }

  get picture(): LiveDrawing {
    return this.#picture;
  }

  /** How many operations there have been, those being gathered not counted. */
  get revision(): number {
    return this.#firstRevision + this.#log.length;
  }

  /** Whether the rules let me draw now. Closing lifts the pen. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  set isOpen(isOpen: boolean) {
    if (isOpen === this.#isOpen) return;
    this.#isOpen = isOpen;
    if (!isOpen) this.penUp();
  }

  get isPenDown(): boolean {
    return this.#penIsDown;
  }

  get isEmpty(): boolean {
    return this.#picture.strokes.length === 0;
  }

  get canUndo(): boolean {
    return this.#history.canUndo;
  }

  get canRedo(): boolean {
    return this.#history.canRedo;
  }

  penDown(point: PenPoint): void {
    if (!this.#isOpen) return;
    this.gather();
    this.#penIsDown = this.#add('begin', point);
    if (!this.#penIsDown) return;
    this.#history.record({ added: [this.#picture.strokes.at(-1)!], removed: [] });
    this.pen.emit('down');
    this.changed.emit(undefined);
  }

  /** Returns whether the point was worth keeping. */
  penMove(point: PenPoint): boolean {
    if (!this.#penIsDown) return false;
    const stroke = this.#picture.strokes.at(-1);
    const dx = point.x - (stroke?.x.at(-1) ?? Infinity);
    const dy = point.y - (stroke?.y.at(-1) ?? Infinity);
    if (dx * dx + dy * dy < MIN_STEP_UNITS * MIN_STEP_UNITS) return false;
    if (!this.#add('extend', point)) return false;
    this.changed.emit(undefined);
    return true;
  }

  penUp(): void {
    if (!this.#penIsDown) return;
    this.#penIsDown = false;
    this.pen.emit('up');
  }

  /** Takes away every stroke that the eraser touches on its way. */
  erase(from: Pick<PenPoint, 'x' | 'y'>, to: Pick<PenPoint, 'x' | 'y'>): void {
    const removed = this.#picture.strokes.filter((stroke) =>
      isStrokeNear(stroke, from, to, ERASER_REACH_UNITS),
    );
    this.#edit({ added: [], removed });
  }

  /** Takes the latest step back: a stroke goes, or what was erased or cleared comes again. */
  undo(): void {
    if (!this.#isOpen) return;
    this.#carryOut(this.#history.undo());
  }

  /** Does again what was taken back. */
  redo(): void {
    if (!this.#isOpen) return;
    this.#carryOut(this.#history.redo());
  }

  /** A fresh sheet. */
  clear(): void {
    this.#edit({ added: [], removed: [...this.#picture.strokes] });
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

  /** What another artist of this sheet has added after the last operation here; the log goes on behind it. */
  hear(ops: readonly DrawingOp[]): void {
    for (const op of ops) applyOp(this.#picture, op);
    this.#firstRevision = this.revision + ops.length;
    this.#log = [];
    this.#history = new EditHistory(this.#picture.strokes);
    this.changed.emit(undefined);
  }

  /** Gives up this log for the server's picture. */
  adopt(picture: LiveDrawing): void {
    this.#picture = picture;
    this.#log = [];
    this.#firstRevision = picture.revision;
    this.#gathering = null;
    this.#history = new EditHistory(picture.strokes);
    this.#penIsDown = false;
    this.changed.emit(undefined);
  }

  #edit(edit: Edit): void {
    if (!this.#isOpen || edit.added.length + edit.removed.length === 0) return;
    this.#history.record(edit);
    this.#carryOut(edit);
  }

  #carryOut(edit: Edit | null): void {
    if (edit === null) return;
    this.gather();
    this.#penIsDown = false;
    this.#takeAway(edit.removed);
    for (const stroke of edit.added) this.#drawAgain(stroke);
    this.changed.emit(undefined);
  }

  #takeAway(strokes: readonly LiveStroke[]): void {
    if (strokes.length > 1 && strokes.length === this.#picture.strokes.length) {
      this.#do({ type: 'clear' });
      return;
    }
    for (const stroke of strokes) {
      const index = this.#picture.strokes.indexOf(stroke);
      const isLast = index === this.#picture.strokes.length - 1;
      this.#do(isLast ? { type: 'undo' } : { type: 'erase', stroke: index });
    }
  }

  /**
   * The log knows no redo: a stroke that comes back is drawn once more, at its old pace, by operations like those of any
   * other ink. So the server, every viewer and a reconnection need to know nothing of it. It lies on top afterwards, which
   * ink of one colour does not show.
   */
  #drawAgain(stroke: LiveStroke): void {
    for (const op of opsOf(stroke)) this.#do(op);
    const { strokes } = this.#picture;
    // To the history it is the same stroke; only its times are new.
    stroke.t.splice(0, stroke.t.length, ...strokes.at(-1)!.t);
    strokes[strokes.length - 1] = stroke;
  }

  #do(op: DrawingOp): void {
    applyOp(this.#picture, op);
    this.#log.push(op);
  }

  #add(type: Ink['type'], { x, y, timeMs, pressure }: PenPoint): boolean {
    const pause = this.#lastTimeMs === null ? 0 : Math.max(0, Math.round(timeMs - this.#lastTimeMs));
    const points = [toUnits(x), toUnits(y), pause];
    const op: Ink =
      pressure === undefined ? { type, points } : { type, points, pressures: [toByte(pressure)] };
    // A drawing that is full takes no more points; what is there stays.
    if (!applyOp(this.#picture, op)) return false;
    this.#lastTimeMs = (this.#lastTimeMs ?? timeMs) + pause;
    const gathering = this.#gathering;
    const fits =
      gathering !== null &&
      gathering.points.length < MAX_POINTS_PER_OP * VALUES_PER_POINT &&
      (gathering.pressures === undefined) === (op.pressures === undefined);
    if (fits) {
      gathering.points.push(...op.points);
      gathering.pressures?.push(...(op.pressures ?? []));
    } else {
      this.gather();
      this.#gathering = op;
    }
    return true;
  }
}

/** The operations that draw a stroke once more. */
function opsOf({ x, y, t, pressures }: LiveStroke): Ink[] {
  const ops: Ink[] = [];
  for (let from = 0; from < x.length; from += MAX_POINTS_PER_OP) {
    const to = Math.min(x.length, from + MAX_POINTS_PER_OP);
    const points: number[] = [];
    for (let at = from; at < to; at += 1) {
      points.push(x[at]!, y[at]!, at === 0 ? 0 : t[at]! - t[at - 1]!);
    }
    ops.push({
      type: from === 0 ? 'begin' : 'extend',
      points,
      ...(pressures && { pressures: pressures.slice(from, to) }),
    });
  }
  return ops;
}

function toUnits(value: number): number {
  return Math.min(CANVAS_SIDE_UNITS, Math.max(0, Math.round(value)));
}

function toByte(pressure: number): number {
  return Math.round(MAX_PRESSURE * Math.min(1, Math.max(0, pressure)));
}
