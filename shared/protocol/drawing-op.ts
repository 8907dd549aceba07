import { z } from 'zod';
import { MAX_STROKES } from '../drawing/stroke.ts';
import { CANVAS_SIDE_UNITS, MAX_POINTS_PER_OP, MAX_PRESSURE, VALUES_PER_POINT } from './limits.ts';

/** The longest pause between two points that is kept; more than any round. */
const MAX_POINT_GAP_MS = 600_000;

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
