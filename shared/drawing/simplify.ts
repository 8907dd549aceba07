/**
 * The data set's own simplification of a raw drawing, as its README lists it: align to the top left, scale so that the
 * largest value is 255, resample at a spacing of 1 pixel, simplify with Ramer-Douglas-Peucker and an epsilon of 2.
 */
import { boxOfValid, distance, longestSide } from './measure.ts';
import type { BoundingBox } from './measure.ts';
import type { Drawing, Stroke } from './stroke.ts';
import { validateDrawing } from './validate.ts';

/** The largest coordinate of a simplified drawing. */
export const SIMPLIFIED_SIDE = 255;
/** Spacing of the resampled points, in units of the simplified drawing. */
export const RESAMPLE_SPACING = 1;
/** How far Ramer-Douglas-Peucker may leave the stroke, in units of the simplified drawing. */
export const RDP_EPSILON = 2;

/** A drawing with a longer side below this (in its own units) is a dot: enlarging it would only enlarge rounding. */
const MIN_SIDE = 1e-6;

/**
 * Splits at the farthest point can be lopsided, one point at a time, which costs the square of the number of points. From
 * this depth on, ranges are halved instead: it may keep a point too many, but no drawing, however hostile, is slow.
 */
const MAX_LOPSIDED_DEPTH = 64;

/**
 * Simplifies a drawing of any coordinates to integers in 0..255, in the data set's way. Times, where present, are carried
 * along (interpolated and rounded to whole milliseconds). Strokes without points are dropped.
 *
 * @throws DrawingError for a bad drawing.
 */
export function simplify(drawing: Drawing): Drawing {
  if (validateDrawing(drawing) === 0) return [];
  const box = boxOfValid(drawing);
  const scale = fittingScale(box);
  return drawing
    .filter(({ x }) => x.length > 0)
    .map((stroke) => {
      const x = stroke.x.map((value) => (value - box.minX) * scale);
      const y = stroke.y.map((value) => (value - box.minY) * scale);
      const fitted = stroke.t === undefined ? { x, y } : { x, y, t: stroke.t };
      return rounded(rdp(resample(fitted, RESAMPLE_SPACING), RDP_EPSILON));
    });
}

/** What to multiply with so that the longer side of a box becomes 255; 0 for a box without size. */
export function fittingScale(box: BoundingBox): number {
  const side = longestSide(box);
  return side < MIN_SIDE ? 0 : SIMPLIFIED_SIDE / side;
}

/**
 * Points at equal spacing along a stroke, with its first and last point.
 *
 * Of the points that fall on one segment only the first and the last are made: those between lie on the line through
 * them, so Ramer-Douglas-Peucker can never choose one (distance from a line is convex). It bounds the result by twice
 * the stroke's own points, however long the segments are.
 */
export function resample({ x, y, t }: Stroke, spacing: number): Stroke {
  const at = resamplingPlaces(x, y, spacing);
  const resampled = { x: valuesAt(x, at), y: valuesAt(y, at) };
  return t === undefined ? resampled : { ...resampled, t: valuesAt(t, at) };
}

/** Where the resampled points lie: 2.25 is a quarter of the way from point 2 to point 3. */
function resamplingPlaces(x: readonly number[], y: readonly number[], spacing: number): number[] {
  const last = x.length - 1;
  const at = [0];
  /** Way along the stroke from the start of the segment to the next point to be made. */
  let next = spacing;
  for (let index = 0; index < last; index++) {
    const length = distance(x[index]!, y[index]!, x[index + 1]!, y[index + 1]!);
    if (next <= length) {
      const more = Math.floor((length - next) / spacing);
      at.push(index + next / length);
      if (more > 0) at.push(index + Math.min((next + more * spacing) / length, 1));
      next += (more + 1) * spacing;
    }
    next -= length;
  }
  if (last > 0 && at.at(-1) !== last) at.push(last);
  return at;
}

function valuesAt(values: readonly number[], places: readonly number[]): number[] {
  return places.map((place) => {
    const index = Math.floor(place);
    const part = place - index;
    return part === 0 ? values[index]! : values[index]! * (1 - part) + values[index + 1]! * part;
  });
}

/**
 * Ramer-Douglas-Peucker: the points of a stroke without which it would leave its old course by more than `epsilon`.
 * With its own stack instead of recursion, so that a long stroke cannot overflow the call stack.
 */
export function rdp(stroke: Stroke, epsilon: number): Stroke {
  const { x, y, t } = stroke;
  const last = x.length - 1;
  if (last < 2) return stroke;

  const keep = new Uint8Array(x.length);
  keep[0] = 1;
  keep[last] = 1;
  const stack = [0, last, 0];
  while (stack.length > 0) {
    const depth = stack.pop()!;
    const to = stack.pop()!;
    const from = stack.pop()!;
    const farthest = farthestPoint(stroke, from, to, epsilon);
    if (farthest < 0) continue;
    const split = depth < MAX_LOPSIDED_DEPTH ? farthest : (from + to) >> 1;
    keep[split] = 1;
    stack.push(from, split, depth + 1, split, to, depth + 1);
  }
  const kept = { x: keptOf(x, keep), y: keptOf(y, keep) };
  return t === undefined ? kept : { ...kept, t: keptOf(t, keep) };
}

function keptOf(values: readonly number[], keep: Uint8Array): number[] {
  return values.filter((_, index) => keep[index] === 1);
}

/** The point between two others that is farthest from the segment joining them, or -1 where none is beyond epsilon. */
function farthestPoint({ x, y }: Stroke, from: number, to: number, epsilon: number): number {
  const x0 = x[from]!;
  const y0 = y[from]!;
  const dx = x[to]! - x0;
  const dy = y[to]! - y0;
  const squaredLength = dx * dx + dy * dy;
  const perLength = squaredLength === 0 ? 0 : 1 / squaredLength;
  let farthest = -1;
  let squaredWorst = epsilon * epsilon;
  for (let i = from + 1; i < to; i++) {
    const px = x[i]! - x0;
    const py = y[i]! - y0;
    const along = Math.min(Math.max((px * dx + py * dy) * perLength, 0), 1);
    const ex = px - along * dx;
    const ey = py - along * dy;
    const squared = ex * ex + ey * ey;
    if (squared > squaredWorst) {
      squaredWorst = squared;
      farthest = i;
    }
  }
  return farthest;
}

function rounded({ x, y, t }: Stroke): Stroke {
  const whole = { x: x.map(Math.round), y: y.map(Math.round) };
  return t === undefined ? whole : { ...whole, t: t.map(Math.round) };
}
