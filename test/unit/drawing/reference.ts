/** What pictures ought to be, computed slowly and in another way than the rasteriser does; and how alike two are. */
import type { Drawing, Stroke } from '../../../shared/drawing/stroke.ts';

const SIDE_PIXELS = 28;
const SUBSAMPLES_PER_SIDE = 16;
/** Data set units: box 256, line 16, padding 16 on either side. */
const UNITS_PER_PIXEL = (256 + 16 + 2 * 16) / SIDE_PIXELS;
const RADIUS_UNITS = 8;

/**
 * The data set's recipe by brute force: each stroke's coverage is the share of 16x16 samples a pixel that lie within the
 * pen's radius of it, and strokes are laid over one another.
 */
export function referencePicture(drawing: Drawing): Float64Array {
  const offsetX = (304 - Math.max(...drawing.flatMap(({ x }) => x))) / 2;
  const offsetY = (304 - Math.max(...drawing.flatMap(({ y }) => y))) / 2;
  const picture = new Float64Array(SIDE_PIXELS * SIDE_PIXELS);
  for (const stroke of drawing) {
    for (let pixel = 0; pixel < picture.length; pixel++) {
      const x = (pixel % SIDE_PIXELS) * UNITS_PER_PIXEL - offsetX;
      const y = Math.floor(pixel / SIDE_PIXELS) * UNITS_PER_PIXEL - offsetY;
      picture[pixel] = 1 - (1 - picture[pixel]!) * (1 - coverage(x, y, stroke));
    }
  }
  return picture.map((share) => 255 * share);
}

/** The share (0..1) of a pixel, given by its top left corner, that the pen covers. */
function coverage(left: number, top: number, stroke: Stroke): number {
  const half = UNITS_PER_PIXEL / 2;
  // Far from the stroke even the nearest corner is out of reach; that spares most of the work.
  if (distanceToStroke(left + half, top + half, stroke) > RADIUS_UNITS + half * Math.SQRT2) return 0;
  const step = UNITS_PER_PIXEL / SUBSAMPLES_PER_SIDE;
  let hits = 0;
  for (let row = 0; row < SUBSAMPLES_PER_SIDE; row++) {
    for (let column = 0; column < SUBSAMPLES_PER_SIDE; column++) {
      const away = distanceToStroke(left + (column + 0.5) * step, top + (row + 0.5) * step, stroke);
      if (away <= RADIUS_UNITS) hits += 1;
    }
  }
  return hits / SUBSAMPLES_PER_SIDE ** 2;
}

/** The distance of a point from a polyline. */
export function distanceToStroke(px: number, py: number, { x, y }: Stroke): number {
  let nearest = Math.hypot(px - x[0]!, py - y[0]!);
  for (let i = 1; i < x.length; i++) {
    const dx = x[i]! - x[i - 1]!;
    const dy = y[i]! - y[i - 1]!;
    const squared = dx * dx + dy * dy;
    const along = squared === 0 ? 0 : ((px - x[i - 1]!) * dx + (py - y[i - 1]!) * dy) / squared;
    const part = Math.min(Math.max(along, 0), 1);
    nearest = Math.min(nearest, Math.hypot(px - x[i - 1]! - part * dx, py - y[i - 1]! - part * dy));
  }
  return nearest;
}

/** The samples of a pixel, as the rasteriser has them: 8 rows of 16, each in the middle of its part. */
const ROWS = 8;
const COLUMNS = 16;

/** How far from the pen's edge a sample may lie for rounding to decide; in pixels. */
const EDGE_PIXELS = 1e-6;

/**
 * The picture of strokes in pixels, sample by sample: the darkest and the brightest that rounding leaves open, pixel by pixel.
 */
export function sampledPictures(strokes: Drawing, radius: number): { least: Uint8Array; most: Uint8Array } {
  const least = new Uint8Array(SIDE_PIXELS * SIDE_PIXELS);
  const most = new Uint8Array(SIDE_PIXELS * SIDE_PIXELS);
  for (const stroke of strokes) {
    for (let pixel = 0; pixel < least.length; pixel++) {
      const [within, near] = samplesIn(pixel % SIDE_PIXELS, Math.floor(pixel / SIDE_PIXELS), stroke, radius);
      least[pixel] = laidOver(within, least[pixel]!);
      most[pixel] = laidOver(within + near, most[pixel]!);
    }
  }
  return { least, most };
}

/** How many samples of a pixel lie within the pen's reach, and how many on its very edge. */
function samplesIn(column: number, row: number, stroke: Stroke, radius: number): [number, number] {
  // Far from the edge all samples are on the same side of it; that spares most of the work.
  const middle = distanceToStroke(column + 0.5, row + 0.5, stroke) - radius;
  if (middle > Math.SQRT1_2) return [0, 0];
  if (middle < -Math.SQRT1_2) return [ROWS * COLUMNS, 0];
  let within = 0;
  let near = 0;
  for (let r = 0; r < ROWS; r++) {
    for (let c = 0; c < COLUMNS; c++) {
      const away = distanceToStroke(column + (c + 0.5) / COLUMNS, row + (r + 0.5) / ROWS, stroke) - radius;
      if (away < -EDGE_PIXELS) within += 1;
      else if (away < EDGE_PIXELS) near += 1;
    }
  }
  return [within, near];
}

function laidOver(samples: number, below: number): number {
  const ink = Math.round((255 * samples) / (ROWS * COLUMNS));
  return ink + Math.round((below * (255 - ink)) / 255);
}

/** Pearson's correlation of two pictures. */
export function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const meanA = mean(a);
  const meanB = mean(b);
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (let i = 0; i < a.length; i++) {
    const da = a[i]! - meanA;
    const db = b[i]! - meanB;
    ab += da * db;
    aa += da * da;
    bb += db * db;
  }
  return ab / Math.sqrt(aa * bb);
}

export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}
