export { DataFileError } from './errors.ts';
export { Dataset, describeMissingData, openDataset } from './folder.ts';
export { ALL_FORMATS, DEFAULT_DATA_DIR } from './formats.ts';
export { readBitmaps, readDrawings } from './readers.ts';
export { DEFAULT_VALIDATION_SHARE, hashBitmap, hashDrawing, splitOf } from './split.ts';
export type { Split } from './split.ts';
export { encodeBinary, encodeNdjson, writeBinary, writeNdjson, writeNpyBitmaps } from './writers.ts';
export type { WritableDrawing } from './writers.ts';
