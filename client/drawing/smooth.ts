import { MAX_PRESSURE } from '../../shared/protocol/index.ts';

/**
 * From the points of a pen to a line that looks drawn: a Catmull-Rom curve through the points, which keeps sharp corners
 * sharp, cut into short straight capsules whose width follows the pen's pressure, or where there is none its speed a little,
 * as ink does.
 */

/** A capsule: from (x0, y0) with half width r0 to (x1, y1) with half width r1, all in canvas units. */
export const VALUES_PER_CAPSULE = 6;

/** Half the width of the ink, at a calm pen's speed. */
export const INK_HALF_WIDTH_UNITS = 6;

/** A curve is cut into so many straight pieces that none strays farther than this from it. */
const MAX_STRAY_UNITS = 0.3;
const MAX_PIECES = 16;
/** How far a tangent of length 1, across the chord, pulls a Hermite curve away from it at most. */
const HERMITE_PEAK = 4 / 27;
/** A turn sharper than this (as the cosine between the ways in and out) is a corner, not a curve. */
const CORNER_COSINE = 0.35;
/** Points farther apart than this are the ends of a straight line. */
const STRAIGHT_UNITS = 90;
/** The pen's speed at which ink has its plain width, in canvas units a millisecond. */
const CALM_SPEED = 0.9;
const THINNEST = 0.72;
const THICKEST = 1.18;
/** How much of the change of speed reaches the width at each point, 0..1. */
const SPEED_RESPONSE = 0.18;
/** How wide the ink of the lightest and of the firmest touch is; in the middle it has its plain width. */
const LIGHTEST = 0.4;
const FIRMEST = 1.6;
/** As SPEED_RESPONSE: a hand means its pressure. */
const PRESSURE_RESPONSE = 0.5;

export interface StrokePoints {
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly t: readonly number[];
  /** 0..MAX_PRESSURE, one a point, where the pen has pressure. */
  readonly pressures?: readonly number[];
}

/** What the next point needs to know of the ones before. */
export interface SmoothState {
  /** Points of the stroke whose capsules can never change any more. */
  settledPoints: number;
  /** The half width at the last settled point. */
  halfWidth: number;
}

export function startSmoothing(): SmoothState {
  return { settledPoints: 0, halfWidth: INK_HALF_WIDTH_UNITS };
}

/**
 * Emits the capsules for all points after the settled ones, and moves `state` on. The piece up to the last point is only
 * provisional (its curve depends on the point to come): it is emitted after `onProvisional` and will be emitted again.
 */
export function smoothStroke(
  stroke: StrokePoints,
  state: SmoothState,
  emit: (x0: number, y0: number, r0: number, x1: number, y1: number, r1: number) => void,
  onProvisional: () => void,
): void {
  const count = stroke.x.length;
  if (count === 0) return;
  if (state.settledPoints === 0 && stroke.pressures !== undefined) {
    state.halfWidth = INK_HALF_WIDTH_UNITS * pressureFactor(stroke.pressures, 0);
  }
  if (count === 1) {
    onProvisional();
    emit(stroke.x[0]!, stroke.y[0]!, state.halfWidth, stroke.x[0]!, stroke.y[0]!, state.halfWidth);
    return;
  }
  for (let end = Math.max(1, state.settledPoints); end < count; end++) {
    const isLast = end === count - 1;
    if (isLast) onProvisional();
    const from = state.halfWidth;
    const to = nextHalfWidth(stroke, end, from);
    curve(stroke, end, from, to, emit);
    if (!isLast) {
      state.settledPoints = end + 1;
      state.halfWidth = to;
    }
  }
}

function nextHalfWidth({ x, y, t, pressures }: StrokePoints, end: number, before: number): number {
  if (pressures !== undefined) {
    const wanted = INK_HALF_WIDTH_UNITS * pressureFactor(pressures, end);
    return before + (wanted - before) * PRESSURE_RESPONSE;
  }
  const length = Math.hypot(x[end]! - x[end - 1]!, y[end]! - y[end - 1]!);
  const elapsedMs = Math.max(1, (t[end] ?? 0) - (t[end - 1] ?? 0));
  const speed = length / elapsedMs;
  const factor = Math.min(THICKEST, Math.max(THINNEST, 1.1 - 0.1 * (speed / CALM_SPEED)));
  return before + (INK_HALF_WIDTH_UNITS * factor - before) * SPEED_RESPONSE;
}

function pressureFactor(pressures: readonly number[], at: number): number {
  return LIGHTEST + (FIRMEST - LIGHTEST) * ((pressures[at] ?? 0) / MAX_PRESSURE);
}

/** The line's direction (of length 1) at a point: none at ends and corners, so that it runs straight into them. */
function direction({ x, y }: StrokePoints, at: number): readonly [number, number] {
  if (at === 0 || at >= x.length - 1) return [0, 0];
  const inX = x[at]! - x[at - 1]!;
  const inY = y[at]! - y[at - 1]!;
  const outX = x[at + 1]! - x[at]!;
  const outY = y[at + 1]! - y[at]!;
  const product = Math.hypot(inX, inY) * Math.hypot(outX, outY);
  if (product === 0 || (inX * outX + inY * outY) / product < CORNER_COSINE) return [0, 0];
  const length = Math.hypot(inX + outX, inY + outY);
  return [(inX + outX) / length, (inY + outY) / length];
}

function curve(
  stroke: StrokePoints,
  end: number,
  fromWidth: number,
  toWidth: number,
  emit: (x0: number, y0: number, r0: number, x1: number, y1: number, r1: number) => void,
): void {
  const x0 = stroke.x[end - 1]!;
  const y0 = stroke.y[end - 1]!;
  const x1 = stroke.x[end]!;
  const y1 = stroke.y[end]!;
  const length = Math.hypot(x1 - x0, y1 - y0);
  const [dirX0, dirY0] = direction(stroke, end - 1);
  const [dirX1, dirY1] = direction(stroke, end);
  const isStraight = length > STRAIGHT_UNITS || (dirX0 === 0 && dirY0 === 0 && dirX1 === 0 && dirY1 === 0);
  // Tangents as long as the piece itself: an uneven pen makes no loops.
  const [ax, ay, bx, by] = [dirX0 * length, dirY0 * length, dirX1 * length, dirY1 * length];
  const pieces = isStraight ? 1 : piecesFor(x1 - x0, y1 - y0, length, ax, ay, bx, by);
  let px = x0;
  let py = y0;
  let pr = fromWidth;
  for (let piece = 1; piece <= pieces; piece++) {
    const s = piece / pieces;
    const [qx, qy] = isStraight ? [x1, y1] : hermite(s, x0, y0, ax, ay, x1, y1, bx, by);
    const qr = fromWidth + (toWidth - fromWidth) * s;
    emit(px, py, pr, qx, qy, qr);
    px = qx;
    py = qy;
    pr = qr;
  }
}

/** Into how many chords a curve is cut. The stray falls with the square of their number. */
function piecesFor(
  dx: number,
  dy: number,
  length: number,
  ax: number,
  ay: number,
  bx: number,
  by: number,
): number {
  if (length === 0) return 1;
  const aside = (Math.abs(ax * dy - ay * dx) + Math.abs(bx * dy - by * dx)) / length;
  const pieces = Math.ceil(Math.sqrt((aside * HERMITE_PEAK) / MAX_STRAY_UNITS));
  return Math.min(MAX_PIECES, Math.max(1, pieces));
}

function hermite(
  s: number,
  x0: number,
  y0: number,
  ax: number,
  ay: number,
  x1: number,
  y1: number,
  bx: number,
  by: number,
): readonly [number, number] {
  const s2 = s * s;
  const s3 = s2 * s;
  const h00 = 2 * s3 - 3 * s2 + 1;
  const h10 = s3 - 2 * s2 + s;
  const h01 = -2 * s3 + 3 * s2;
  const h11 = s3 - s2;
  return [h00 * x0 + h10 * ax + h01 * x1 + h11 * bx, h00 * y0 + h10 * ay + h01 * y1 + h11 * by];
}
