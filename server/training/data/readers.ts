import { readBinary } from './binary.ts';
import { openBytes } from './bytes.ts';
import type { ByteSource } from './bytes.ts';
import { DataFileError, asDataFileError } from './errors.ts';
import { readNdjson } from './ndjson.ts';
import { readNpyBitmaps } from './npy.ts';
import type { BitmapRecord, DrawingRecord } from './records.ts';
import { readSketchRnn } from './sketchrnn.ts';

type RowReader<Row> = (source: ByteSource, file: string) => AsyncGenerator<Row>;

/**
 * Reads a file of drawings row by row: `.ndjson` (simplified or raw), `.bin`, both also gzipped, or sketch-rnn's `.npz`.
 * The coordinates are the file's own. Memory does not grow with the file, and leaving the loop early closes it.
 * Throws `DataFileError`.
 */
export function readDrawings(path: string): AsyncGenerator<DrawingRecord> {
  const name = path.replace(/\.gz$/u, '');
  if (name.endsWith('.ndjson')) return readRows(path, readNdjson);
  if (name.endsWith('.bin')) return readRows(path, readBinary);
  if (path.endsWith('.npz')) return typed(path, readSketchRnn(path));
  throw unknownForm(path, 'drawings', '.ndjson, .bin (each also with .gz) and .npz');
}

/**
 * Reads a file of images row by row: `.npy`, also gzipped, uint8 `[N, 784]` or `[N, 28, 28]`. Memory does not grow with
 * the file, and leaving the loop early closes it. Throws `DataFileError`.
 */
export function readBitmaps(path: string): AsyncGenerator<BitmapRecord> {
  if (/\.npy(?:\.gz)?$/u.test(path)) return readRows(path, readNpyBitmaps);
  throw unknownForm(path, 'images', '.npy (also with .gz)');
}

async function* readRows<Row extends { row: number }>(
  path: string,
  rows: RowReader<Row>,
): AsyncGenerator<Row> {
  let source: ByteSource;
  try {
    source = await openBytes(path);
  } catch (error) {
    throw asDataFileError(error, path, null);
  }
  try {
    yield* typed(path, rows(source, path));
  } finally {
    await source.close();
  }
}

/** Gives the file's name and the row to errors that come from below: a cut gzip stream, a failing disk. */
async function* typed<Row extends { row: number }>(
  path: string,
  rows: AsyncGenerator<Row>,
): AsyncGenerator<Row> {
  let last = 0;
  try {
    for await (const row of rows) {
      last = row.row;
      yield row;
    }
  } catch (error) {
    throw asDataFileError(error, path, last + 1);
  }
}

function unknownForm(file: string, what: string, known: string): DataFileError {
  const reason = `its form is unknown by its name`;
  return new DataFileError({ file, row: null, reason, advice: `Files of ${what} are ${known}` });
}
