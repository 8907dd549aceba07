import { z } from 'zod';
import { MAX_POINTS, MAX_STROKES } from '../drawing/stroke.ts';

/**
 * A live drawing is a log of operations. Its revision is how many operations it has had; whoever knows the revision can
 * tell whether the next operations follow, and resend from there if not. Both sides apply the log with `applyOp`.
 */

/** The side of every player's square canvas in canvas units, the same on every screen. */
export const CANVAS_SIDE_UNITS = 1024;
export const MAX_POINTS_PER_OP = 512;
export const MAX_OPS_PER_BATCH = 64;
/** The longest pause between two points that is kept; more than any round. */
const MAX_POINT_GAP_MS = 600_000;

const VALUES_PER_POINT = 3;
/** Pen pressure is one byte a point, from none to all there is. */
export const MAX_PRESSURE = 255;
/** What a point has whose device knows no pressure, in a stroke that has some elsewhere. */
export const PLAIN_PRESSURE = 128;

/**
 * Points as one flat list `x, y, dt, x, y, dt, …`: canvas units, and milliseconds since the drawing's point before. Checked in
 * one plain loop: most of what a game sends is points, and a packet may bring thousands.
 */
const points = z.custom<number[]>((value) => problemOfPoints(value) === null, {
  error: ({ input }) => problemOfPoints(input) ?? undefined,
});

function problemOfPoints(value: unknown): string | null {
  if (!Array.isArray(value) || value.length === 0 || value.length % VALUES_PER_POINT !== 0) {
    return 'points come as a list of x, y, dt';
  }
  if (value.length > MAX_POINTS_PER_OP * VALUES_PER_POINT)
    return `at most ${MAX_POINTS_PER_OP} points at once`;
  for (let i = 0; i < value.length; i += 1) {
    const number: unknown = value[i];
    const most = i % VALUES_PER_POINT === 2 ? MAX_POINT_GAP_MS : CANVAS_SIDE_UNITS;
    if (!Number.isInteger(number) || (number as number) < 0 || (number as number) > most) {
      return `value ${i} is a whole number from 0 to ${most}`;
    }
  }
  return null;
}

/** One byte a point, where the pen has pressure. Checked in one plain loop, as points are. */
const pressures = z.custom<number[]>(isPressures, `pressures are whole numbers from 0 to ${MAX_PRESSURE}`);

function isPressures(value: unknown): boolean {
  if (!Array.isArray(value) || value.length > MAX_POINTS_PER_OP) return false;
  return value.every(
    (pressure: unknown) =>
      Number.isInteger(pressure) && (pressure as number) >= 0 && (pressure as number) <= MAX_PRESSURE,
  );
}

const ink = <T extends 'begin' | 'extend'>(type: T) =>
  z
    .strictObject({ type: z.literal(type), points, pressures: pressures.optional() })
    .refine(
      (op) => op.pressures === undefined || op.pressures.length * VALUES_PER_POINT === op.points.length,
      {
        path: ['pressures'],
        error: 'pressures are as many as points',
      },
    );

export const drawingOp = z.discriminatedUnion('type', [
  /** The pen touches the paper: a new stroke. */
  ink('begin'),
  /** The pen moves on in the last stroke. */
  ink('extend'),
  /** The last stroke is taken back. */
  z.strictObject({ type: z.literal('undo') }),
  /** The stroke with this index is taken away; the later ones move up. */
  z.strictObject({
    type: z.literal('erase'),
    stroke: z
      .int()
      .min(0)
      .max(MAX_STROKES - 1),
  }),
  /** A fresh sheet. */
  z.strictObject({ type: z.literal('clear') }),
]);
export type DrawingOp = z.infer<typeof drawingOp>;

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
 * than MAX_STROKES or MAX_POINTS. `extend` without a stroke begins one; `undo` on an empty sheet and `erase` of a stroke that
 * is not there do nothing but count.
 */
export function applyOp(drawing: LiveDrawing, op: DrawingOp): boolean {
  if (op.type === 'begin' || op.type === 'extend') {
    const begins = op.type === 'begin' || drawing.strokes.length === 0;
    const added = op.points.length / VALUES_PER_POINT;
    if (drawing.points + added > MAX_POINTS) return false;
    if (begins && drawing.strokes.length >= MAX_STROKES) return false;
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
