/** How large a drawing is: its box, its ink, its points. */
import type { Drawing, Stroke } from './stroke.ts';
import { validateDrawing } from './validate.ts';

/** The smallest box around all points, in the drawing's own units. */
export interface BoundingBox {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

/** The bounding box of a drawing, or undefined where it has no points. */
export function boundingBox(drawing: Drawing): BoundingBox | undefined {
  return validateDrawing(drawing) === 0 ? undefined : boxOfValid(drawing);
}

/** The box of a drawing that is known to be valid and to have points. */
export function boxOfValid(drawing: Drawing): BoundingBox {
  let minX = Infinity;
  let minY = Infinity;
  let maxX = -Infinity;
  let maxY = -Infinity;
  for (const { x, y } of drawing) {
    for (let i = 0; i < x.length; i++) {
      const px = x[i]!;
      const py = y[i]!;
      if (px < minX) minX = px;
      if (px > maxX) maxX = px;
      if (py < minY) minY = py;
      if (py > maxY) maxY = py;
    }
  }
  return { minX, minY, maxX, maxY };
}

/** The longer side of a box, in its own units. */
export function longestSide(box: BoundingBox): number {
  return Math.max(box.maxX - box.minX, box.maxY - box.minY);
}

/**
 * The length of the pen's way while it touched the paper, in the drawing's own units. A lone point has ink 0, though it
 * still leaves a dot in the picture.
 */
export function inkLength(drawing: Drawing): number {
  validateDrawing(drawing);
  return drawing.reduce((sum, stroke) => sum + strokeInk(stroke), 0);
}

/** The ink of one stroke that is known to be valid. */
export function strokeInk({ x, y }: Stroke): number {
  let ink = 0;
  for (let i = 1; i < x.length; i++) ink += distance(x[i - 1]!, y[i - 1]!, x[i]!, y[i]!);
  return ink;
}

/** Far faster than Math.hypot, and safe: valid coordinates are nowhere near overflow. */
export function distance(x0: number, y0: number, x1: number, y1: number): number {
  const dx = x1 - x0;
  const dy = y1 - y0;
  return Math.sqrt(dx * dx + dy * dy);
}

/** How many points all strokes have together. */
export function pointCount(drawing: Drawing): number {
  return validateDrawing(drawing);
}

/**
 * Ink length in units of the drawing's longer side, 0 for a dot or an empty drawing. Known while the drawing grows, unlike
 * the share of a finished one, so it is what live calibration goes by.
 */
export function relativeInk(drawing: Drawing): number {
  const box = boundingBox(drawing);
  const side = box === undefined ? 0 : longestSide(box);
  return side > 0 ? inkLength(drawing) / side : 0;
}
