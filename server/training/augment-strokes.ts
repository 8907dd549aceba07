import {
  IMAGE_PIXELS,
  IMAGE_SIDE_PIXELS,
  LINE_RADIUS_PIXELS,
  PIXELS_PER_UNIT,
  cutAtInk,
  rasterize,
  rasterizeStrokes,
} from '../../shared/drawing/index.ts';
import type { Drawing, Stroke } from '../../shared/drawing/index.ts';
import { shuffle, uniform, type Random } from './random.ts';
import type { StrokeAugmentation } from './recipe.ts';

const BOX = 256;
/** The longest side of a fitted drawing, in 256-box units. */
const FITTED_SIDE = 255;
const MIN_WAVES = 0.5;
const MAX_WAVES = 1.5;

/**
 * Makes one training picture of a drawing in 256-box units: cut, changed as a person's hand might have changed it, fitted
 * anew and rasterised by the rasteriser of play. Without augmentation it is exactly what play would see.
 *
 * @param inkFraction how much of the ink is kept, 0..1
 * @param out receives 784 grey levels
 */
export function drawTrainingPicture(
  drawing: Drawing,
  inkFraction: number,
  augmentation: StrokeAugmentation | null,
  random: Random,
  out: Uint8Array = new Uint8Array(IMAGE_PIXELS),
): Uint8Array {
  const reorder = augmentation && augmentation.strokeReorder > 0 && random() < augmentation.strokeReorder;
  const ordered = reorder ? shuffle([...drawing], random) : drawing;
  const cut = (whole: Drawing) => (inkFraction < 1 ? cutAtInk(whole, inkFraction) : whole);
  if (!augmentation || random() < augmentation.untouched) return rasterize(cut(ordered), { out });
  const whole = jitterStrokes(ordered, augmentation, random);
  warp(whole.points, augmentation.warp, random);
  transform(whole.points, augmentation, random);
  // Cut last: what chance does to a drawing is the same however much of it is shown.
  const { points, strokeEnds } = flatten(cut(strokesOf(whole)));
  fitToPicture(points, augmentation, random);
  const radius =
    LINE_RADIUS_PIXELS * Math.exp(uniform(random, -augmentation.lineWidth, augmentation.lineWidth));
  return rasterizeStrokes(points, strokeEnds, radius, out);
}

interface FlatDrawing {
  /** x, y, x, y, … */
  readonly points: Float32Array;
  readonly strokeEnds: number[];
}

/** Every stroke shifts and scales a little by itself; a stroke may be missing. */
function jitterStrokes(drawing: Drawing, augmentation: StrokeAugmentation, random: Random): FlatDrawing {
  const { strokeShift, strokeScale, strokeDrop, pointJitter } = augmentation;
  const kept = drawing.filter((_, index) => index === 0 || drawing.length < 3 || random() >= strokeDrop);
  const points = new Float32Array(2 * kept.reduce((sum, stroke) => sum + stroke.x.length, 0));
  const strokeEnds: number[] = [];
  const jitter = () => (pointJitter > 0 ? uniform(random, -pointJitter, pointJitter) : 0);
  let at = 0;
  for (const stroke of kept) {
    const scale = uniform(random, 1 - strokeScale, 1 + strokeScale);
    const [meanX, meanY] = meanOf(stroke);
    const moveX = meanX * (1 - scale) + uniform(random, -strokeShift, strokeShift);
    const moveY = meanY * (1 - scale) + uniform(random, -strokeShift, strokeShift);
    for (let i = 0; i < stroke.x.length; i++) {
      points[at++] = stroke.x[i]! * scale + moveX + jitter();
      points[at++] = stroke.y[i]! * scale + moveY + jitter();
    }
    strokeEnds.push(at / 2);
  }
  return { points, strokeEnds };
}

function strokesOf({ points, strokeEnds }: FlatDrawing): Drawing {
  return strokeEnds.map((end, index): Stroke => {
    const start = index === 0 ? 0 : strokeEnds[index - 1]!;
    const along = (axis: 0 | 1) =>
      Array.from({ length: end - start }, (_, i) => points[2 * (start + i) + axis]!);
    return { x: along(0), y: along(1) };
  });
}

function flatten(drawing: Drawing): FlatDrawing {
  const points = new Float32Array(2 * drawing.reduce((sum, { x }) => sum + x.length, 0));
  const strokeEnds: number[] = [];
  let at = 0;
  for (const { x, y } of drawing) {
    for (let i = 0; i < x.length; i++) {
      points[at++] = x[i]!;
      points[at++] = y[i]!;
    }
    strokeEnds.push(at / 2);
  }
  return { points, strokeEnds };
}

function meanOf({ x, y }: Stroke): [number, number] {
  let sumX = 0;
  let sumY = 0;
  for (let i = 0; i < x.length; i++) {
    sumX += x[i]!;
    sumY += y[i]!;
  }
  return [sumX / x.length, sumY / x.length];
}

/** A slow wave across the whole drawing, along each axis. */
function warp(points: Float32Array, amplitude: number, random: Random): void {
  const waveX = createWave(amplitude, BOX, random);
  const waveY = createWave(amplitude, BOX, random);
  for (let i = 0; i < points.length; i += 2) {
    const x = points[i]!;
    const y = points[i + 1]!;
    points[i] = x + waveX(y);
    points[i + 1] = y + waveY(x);
  }
}

/** `amplitude` is the largest; `length` what a wave number of one spans. */
export function createWave(amplitude: number, length: number, random: Random): (position: number) => number {
  const height = uniform(random, -amplitude, amplitude);
  const frequency = (uniform(random, MIN_WAVES, MAX_WAVES) * 2 * Math.PI) / length;
  const phase = uniform(random, 0, 2 * Math.PI);
  return (position) => height * Math.sin(frequency * position + phase);
}

/** What the drawing's geometry does as a whole: mirror, aspect, shear, then rotation, as one 2x2 matrix by rows. */
export function randomMatrix(
  range: { mirror: boolean; aspect: number; shear: number; rotationRadians: number },
  random: Random,
): [number, number, number, number] {
  const flip = range.mirror && random() < 0.5 ? -1 : 1;
  const stretch = Math.exp(uniform(random, -range.aspect, range.aspect) / 2);
  const shear = uniform(random, -range.shear, range.shear);
  const angle = uniform(random, -range.rotationRadians, range.rotationRadians);
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const a = flip * stretch;
  const b = shear / stretch;
  const d = 1 / stretch;
  return [cos * a, cos * b - sin * d, sin * a, sin * b + cos * d];
}

function transform(points: Float32Array, augmentation: StrokeAugmentation, random: Random): void {
  const [a, b, c, d] = randomMatrix(augmentation, random);
  for (let i = 0; i < points.length; i += 2) {
    const x = points[i]!;
    const y = points[i + 1]!;
    points[i] = a * x + b * y;
    points[i + 1] = c * x + d * y;
  }
}

/** Fits the drawing's own box into the picture, as play does, a little smaller and off centre. */
function fitToPicture(points: Float32Array, augmentation: StrokeAugmentation, random: Random): void {
  let minX = Infinity;
  let minY = Infinity;
  let maxX = -Infinity;
  let maxY = -Infinity;
  for (let i = 0; i < points.length; i += 2) {
    minX = Math.min(minX, points[i]!);
    maxX = Math.max(maxX, points[i]!);
    minY = Math.min(minY, points[i + 1]!);
    maxY = Math.max(maxY, points[i + 1]!);
  }
  const side = Math.max(maxX - minX, maxY - minY);
  const fitted = FITTED_SIDE * PIXELS_PER_UNIT * (1 - uniform(random, 0, augmentation.shrink));
  const scale = side > 0 ? fitted / side : 0;
  const centreX =
    IMAGE_SIDE_PIXELS / 2 + uniform(random, -augmentation.shiftPixels, augmentation.shiftPixels);
  const centreY =
    IMAGE_SIDE_PIXELS / 2 + uniform(random, -augmentation.shiftPixels, augmentation.shiftPixels);
  for (let i = 0; i < points.length; i += 2) {
    points[i] = centreX + (points[i]! - (minX + maxX) / 2) * scale;
    points[i + 1] = centreY + (points[i + 1]! - (minY + maxY) / 2) * scale;
  }
}
