/**
 * The one rasteriser, for training, server and browser: the data set's own recipe for its 28x28 bitmaps (issue 19 of
 * googlecreativelab/quickdraw-dataset). The drawing is centred in a box of 256, padded, and drawn with a round pen,
 * antialiased, white on black.
 */
import { IMAGE_PIXELS, IMAGE_SIDE_PIXELS, rasterizeStrokes } from './coverage.ts';
import { boxOfValid } from './measure.ts';
import { fittingScale, simplify } from './simplify.ts';
import type { Drawing } from './stroke.ts';
import { validateDrawing } from './validate.ts';

/** The recipe's numbers, in units of the simplified drawing. */
export const BOX_SIDE = 256;
export const LINE_DIAMETER = 16;
export const PADDING = 16;

/** Pixels per unit of the simplified drawing: 28 / 304. */
export const PIXELS_PER_UNIT = IMAGE_SIDE_PIXELS / (BOX_SIDE + LINE_DIAMETER + 2 * PADDING);
/** Half the width of the line: 0.737 pixels. */
export const LINE_RADIUS_PIXELS = (LINE_DIAMETER / 2) * PIXELS_PER_UNIT;

export interface RasterizeOptions {
  /**
   * true (default): the drawing, in whatever coordinates, is scaled so that its longer side is 255 and centred by its
   * bounding box, so that neither where nor how large it was drawn matters.
   *
   * false: the drawing is one of the simplified data set and is taken as it is, to get that data set's own bitmap. Its
   * recipe takes for granted that the box begins at (0, 0) and centres by the largest x and y alone; one drawing in four
   * has lost an outermost point to simplification, and its bitmap lies off the middle, by a pixel at most.
   */
  readonly fit?: boolean;
  /** Receives the 784 grey levels; pass one to save the allocation. */
  readonly out?: Uint8Array;
}

/**
 * The picture of a drawing: 784 grey levels 0..255 (uint8), 28 rows of 28, white ink on black. A lone point, or a drawing
 * without size, is a dot in the middle; an empty drawing is black.
 *
 * @throws DrawingError for a bad drawing or buffer.
 */
export function rasterize(drawing: Drawing, options: RasterizeOptions = {}): Uint8Array {
  const { fit = true, out = new Uint8Array(IMAGE_PIXELS) } = options;
  const pointCount = validateDrawing(drawing);
  const points = new Float32Array(2 * pointCount);
  const strokeEnds = new Uint32Array(drawing.length);
  if (pointCount === 0) return rasterizeStrokes(points, strokeEnds, LINE_RADIUS_PIXELS, out);

  const box = boxOfValid(drawing);
  const scale = (fit ? fittingScale(box) : 1) * PIXELS_PER_UNIT;
  const centreX = ((fit ? box.minX : 0) + box.maxX) / 2;
  const centreY = ((fit ? box.minY : 0) + box.maxY) / 2;
  let end = 0;
  for (let s = 0; s < drawing.length; s++) {
    const { x, y } = drawing[s]!;
    for (let i = 0; i < x.length; i++, end++) {
      points[2 * end] = (x[i]! - centreX) * scale + IMAGE_SIDE_PIXELS / 2;
      points[2 * end + 1] = (y[i]! - centreY) * scale + IMAGE_SIDE_PIXELS / 2;
    }
    strokeEnds[s] = end;
  }
  return rasterizeStrokes(points, strokeEnds, LINE_RADIUS_PIXELS, out);
}

/**
 * What the network sees of a live drawing, in any coordinates and of any density.
 *
 * It is simplified first, because the drawings that the network learnt from were: measured on dense, trembling copies of
 * the data set's drawings, leaving that out moves the picture to a correlation of .996 (.988 at worst). A drawing of
 * 10,000 points takes a few milliseconds, one of 20,000 points drawn to be slow tens of them.
 *
 * @throws DrawingError for a bad drawing or buffer.
 */
export function drawingToImage(drawing: Drawing, out: Uint8Array = new Uint8Array(IMAGE_PIXELS)): Uint8Array {
  return rasterize(simplify(drawing), { out });
}
