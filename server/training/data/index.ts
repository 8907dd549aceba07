export { DataFileError } from './errors.ts';
export { Dataset, describeMissingData, openDataset } from './folder.ts';
export type { DataFile } from './folder.ts';
export { ALL_FORMATS, DEFAULT_DATA_DIR, FORMATS } from './formats.ts';
export type { BitmapFormat, DrawingFormat, Format } from './formats.ts';
export { readBitmaps, readDrawings } from './readers.ts';
export type { BitmapRecord, DrawingRecord } from './records.ts';
export { DEFAULT_VALIDATION_SHARE, hashBitmap, hashDrawing, splitOf } from './split.ts';
export type { Split } from './split.ts';
