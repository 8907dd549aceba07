import { MAX_POINTS, MAX_POINTS_PER_STROKE, MAX_STROKES } from '../drawing/stroke.ts';
import type { DrawingOp } from './drawing-op.ts';
import { VALUES_PER_POINT } from './limits.ts';

/**
 * A live drawing is a log of operations. Its revision is how many operations it has had; whoever knows the revision can
 * tell whether the next operations follow, and resend from there if not. Both sides apply the log with `applyOp`.
 */

/** What a point has whose device knows no pressure, in a stroke that has some elsewhere. */
export const PLAIN_PRESSURE = 128;

/** A stroke while it is being drawn: three lists that grow. `t` in milliseconds since the drawing's first point. */
export interface LiveStroke {
  readonly x: number[];
  readonly y: number[];
  readonly t: number[];
  /** 0..MAX_PRESSURE, one a point; none where no device had any. */
  pressures?: number[];
}

/** A drawing while it is being drawn; `applyOp` changes it in place. */
export interface LiveDrawing {
  strokes: LiveStroke[];
  /** Operations applied so far. */
  revision: number;
  /** Points on the sheet. */
  points: number;
  /** The time of the latest point ever drawn, in milliseconds since the first one. */
  lastT: number;
}

export function emptyDrawing(): LiveDrawing {
  return { strokes: [], revision: 0, points: 0, lastT: 0 };
}

/**
 * Applies one operation in place. Returns false, and changes nothing, where the operation would make the drawing larger
 * than MAX_STROKES or MAX_POINTS, or a stroke than MAX_POINTS_PER_STROKE. `extend` without a stroke begins one; `undo` on an empty sheet and `erase` of a stroke that
 * is not there do nothing but count.
 */
export function applyOp(drawing: LiveDrawing, op: DrawingOp): boolean {
  if (op.type === 'begin' || op.type === 'extend') {
    const begins = op.type === 'begin' || drawing.strokes.length === 0;
    const added = op.points.length / VALUES_PER_POINT;
    if (drawing.points + added > MAX_POINTS) return false;
    if (begins && drawing.strokes.length >= MAX_STROKES) return false;
    if (!begins && drawing.strokes.at(-1)!.x.length + added > MAX_POINTS_PER_STROKE) return false;
    if (begins) drawing.strokes.push({ x: [], y: [], t: [] });
    const stroke = drawing.strokes.at(-1)!;
    for (let i = 0; i < op.points.length; i += VALUES_PER_POINT) {
      drawing.lastT += drawing.points === 0 && i === 0 ? 0 : op.points[i + 2]!;
      stroke.x.push(op.points[i]!);
      stroke.y.push(op.points[i + 1]!);
      stroke.t.push(drawing.lastT);
    }
    addPressures(stroke, op.pressures, added);
    drawing.points += added;
  } else if (op.type === 'undo') {
    drawing.points -= drawing.strokes.pop()?.x.length ?? 0;
  } else if (op.type === 'erase') {
    drawing.points -= drawing.strokes.splice(op.stroke, 1)[0]?.x.length ?? 0;
  } else {
    drawing.strokes = [];
    drawing.points = 0;
  }
  drawing.revision += 1;
  return true;
}

/** Keeps a stroke's pressures as many as its points, from the first one that has any. */
function addPressures(stroke: LiveStroke, pressures: readonly number[] | undefined, added: number): void {
  if (pressures === undefined && stroke.pressures === undefined) return;
  stroke.pressures ??= plain(stroke.x.length - added);
  stroke.pressures.push(...(pressures ?? plain(added)));
}

function plain(count: number): number[] {
  return Array.from({ length: count }, () => PLAIN_PRESSURE);
}
