/** Drawings: what they are, how large, how unfinished, how simple, and what the network sees of them. */
export * from './stroke.ts';
export { validateDrawing } from './validate.ts';
export { parseOfficial, toOfficial } from './official.ts';
export { boundingBox, inkLength, longestSide, pointCount, relativeInk } from './measure.ts';
export { cutAtMoment, drawingDurationMs, type TimedStroke } from './moment.ts';
export { cutAtInk, inkShareAt } from './prefix.ts';
export { RDP_EPSILON, SIMPLIFIED_SIDE, simplify } from './simplify.ts';
export { IMAGE_PIXELS, IMAGE_SIDE_PIXELS, rasterizeStrokes } from './coverage.ts';
export { LINE_RADIUS_PIXELS, PIXELS_PER_UNIT, drawingToImage, rasterize } from './rasterize.ts';
export { thin } from './thin.ts';
