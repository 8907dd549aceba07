/** Drawings: what they are, how large, how unfinished, how simple, and what the network sees of them. */
export * from './stroke.ts';
export { validateDrawing } from './validate.ts';
export { parseOfficial, toOfficial } from './official.ts';
export type { OfficialStroke } from './official.ts';
export { boundingBox, inkLength, longestSide, pointCount, relativeInk } from './measure.ts';
export type { BoundingBox } from './measure.ts';
export { cutAtInk } from './prefix.ts';
export { RDP_EPSILON, RESAMPLE_SPACING, SIMPLIFIED_SIDE, simplify } from './simplify.ts';
export { IMAGE_PIXELS, IMAGE_SIDE_PIXELS, rasterizeStrokes } from './coverage.ts';
export {
  BOX_SIDE,
  LINE_DIAMETER,
  LINE_RADIUS_PIXELS,
  PADDING,
  PIXELS_PER_UNIT,
  drawingToImage,
  rasterize,
} from './rasterize.ts';
export type { RasterizeOptions } from './rasterize.ts';
