import type { Drawing } from '../../../shared/drawing/stroke.ts';

/** One drawing of the data set with whatever its file tells about it; what the file lacks is null. */
export interface DrawingRecord {
  readonly word: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly countrycode: string | null;
  /** As the data set writes it: `2017-03-01 20:41:36.70725 UTC`. */
  readonly timestamp: string | null;
  /** Whether the original game guessed it. */
  readonly recognized: boolean | null;
  /** Unsigned 64-bit integer in decimal digits: more than a JavaScript number holds. */
  readonly keyId: string | null;
  readonly drawing: Drawing;
  /** 1-based, in the order of the file. */
  readonly row: number;
}

/** One image of the data set: white ink on black. */
export interface BitmapRecord {
  /** `IMAGE_PIXELS` bytes, row by row, 0 (paper) to 255 (ink). */
  readonly image: Uint8Array;
  /** 1-based, in the order of the file. */
  readonly row: number;
}
