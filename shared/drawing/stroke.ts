/**
 * What a drawing is. A stroke is what the pen leaves between touching the paper and leaving it again.
 *
 * Coordinates are whatever the source uses (canvas units in play, 0..255 in the simplified data set); x grows to the
 * right and y downwards. Times are milliseconds since the drawing began.
 */
export interface Stroke {
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** Milliseconds since the drawing began, one per point; absent where the source has no timing. */
  readonly t?: readonly number[];
}

export type Drawing = readonly Stroke[];

/** The most strokes and points that any part of Inkling takes in one drawing. */
export const MAX_STROKES = 500;
export const MAX_POINTS = 20_000;
/** The most points in one stroke of a live drawing: half a minute of the fastest pen without lifting it. */
export const MAX_POINTS_PER_STROKE = 10_000;

/** The largest coordinate, in the source's own units and either sign: far beyond any canvas, far from overflow. */
export const MAX_COORDINATE = 1e6;

/** The largest time: anything that could be meant as milliseconds, even since 1970, is below it. */
export const MAX_TIME_MS = 1e14;

export type DrawingErrorCode = 'not-a-drawing' | 'not-finite' | 'uneven' | 'too-large' | 'bad-argument';

/** A drawing that cannot be used; `message` says what to change. */
export class DrawingError extends Error {
  readonly code: DrawingErrorCode;

  constructor(code: DrawingErrorCode, message: string) {
    super(message);
    this.name = 'DrawingError';
    this.code = code;
  }
}
