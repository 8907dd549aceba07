import { basename } from 'node:path';

/** Where a project keeps its training data unless told otherwise, relative to the working directory. */
export const DEFAULT_DATA_DIR = 'data/quickdraw';

/**
 * The forms in which the data set is published, by the name of their folder (official README of the data set,
 * "Preprocessed dataset"). `numpy_bitmap_other` is ours: images in the same geometry that somebody else rendered.
 */
export const FORMATS = {
  simplified: { extension: '.ndjson', holds: 'drawings', downloadable: true },
  raw: { extension: '.ndjson', holds: 'drawings', downloadable: true },
  binary: { extension: '.bin', holds: 'drawings', downloadable: true },
  sketchrnn: { extension: '.npz', holds: 'drawings', downloadable: true },
  numpy_bitmap: { extension: '.npy', holds: 'bitmaps', downloadable: true },
  numpy_bitmap_other: { extension: '.npy', holds: 'bitmaps', downloadable: false },
} as const satisfies Record<string, FormatTraits>;

interface FormatTraits {
  readonly extension: '.ndjson' | '.bin' | '.npz' | '.npy';
  readonly holds: 'drawings' | 'bitmaps';
  readonly downloadable: boolean;
}

export type Format = keyof typeof FORMATS;
export type DownloadFormat = Exclude<Format, 'numpy_bitmap_other'>;
export type DrawingFormat = {
  [F in Format]: (typeof FORMATS)[F]['holds'] extends 'drawings' ? F : never;
}[Format];
export type BitmapFormat = Exclude<Format, DrawingFormat>;

export const ALL_FORMATS = Object.keys(FORMATS) as Format[];
export const DOWNLOAD_FORMATS = ALL_FORMATS.filter(
  (format): format is DownloadFormat => FORMATS[format].downloadable,
);

export function isDownloadable(format: string): format is DownloadFormat {
  return (DOWNLOAD_FORMATS as string[]).includes(format);
}

const FILE_NAME = /^(?<word>.+?)(?:\.full)?\.(?:ndjson|bin|npz|npy)(?:\.gz)?$/u;

/** The word that a data file is about: `data/simplified/alarm clock.ndjson.gz` -> `alarm clock`; null for other files. */
export function wordOfFile(path: string): string | null {
  return FILE_NAME.exec(basename(path))?.groups?.['word'] ?? null;
}
