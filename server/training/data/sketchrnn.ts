import type { Drawing, Stroke } from '../../../shared/drawing/stroke.ts';
import { DataFileError, asDataFileError } from './errors.ts';
import { readNpyHeader } from './npy.ts';
import { PickleError, readInt16Objects } from './pickle.ts';
import type { Int16Rows } from './pickle.ts';
import type { DrawingRecord } from './records.ts';
import { listZip, openZipEntry } from './zip.ts';
import type { ZipEntry } from './zip.ts';

/** The arrays of a sketch-rnn file, in the order in which they are read. */
const PARTS = ['train', 'valid', 'test'] as const;
/** Stroke-3: offset in x, offset in y, 1 if the pen is lifted after this point ("A Neural Representation of Sketch Drawings"). */
const COLUMNS = 3;

/**
 * Reads a sketch-rnn file: a zip of `train.npy`, `valid.npy` and `test.npy`, each an array of int16 `[n, 3]` stroke-3
 * offsets; the first offset counts from (0, 0). The form has no word, key, country or time. Rows count on across the parts.
 */
export async function* readSketchRnn(file: string): AsyncGenerator<DrawingRecord> {
  let row = 1;
  for (const entry of await partsOf(file)) {
    const source = await openZipEntry(file, entry);
    try {
      const expected = objectCount(await readNpyHeader(source, file), file, entry.name);
      const first = row;
      for await (const offsets of readInt16Objects(source, COLUMNS)) {
        yield recordOf(drawingFromOffsets(offsets, file, row), row);
        row++;
      }
      if (row - first !== expected) {
        throw new DataFileError({
          file,
          row,
          reason: `"${entry.name}" has ${row - first} of the ${expected} drawings it promises`,
        });
      }
      // Reading on to the end has the checksum compared.
      if (!(await source.atEnd()))
        throw new DataFileError({ file, row, reason: `"${entry.name}" goes on after its array` });
    } catch (error) {
      if (!(error instanceof PickleError)) throw asDataFileError(error, file, row);
      throw new DataFileError({
        file,
        row,
        reason: `"${entry.name}" is no array of drawings: ${error.message}`,
        cause: error,
      });
    } finally {
      await source.close();
    }
  }
}

/** How many drawings a sketch-rnn file holds, by the headers of its arrays alone. */
export async function countSketchRnn(file: string): Promise<number> {
  let count = 0;
  for (const entry of await partsOf(file)) {
    const source = await openZipEntry(file, entry);
    try {
      count += objectCount(await readNpyHeader(source, file), file, entry.name);
    } finally {
      await source.close();
    }
  }
  return count;
}

async function partsOf(file: string): Promise<ZipEntry[]> {
  const entries = await listZip(file);
  const parts = PARTS.flatMap((part) => entries.find(({ name }) => name === `${part}.npy`) ?? []);
  if (parts.length === 0) {
    const found = entries.map(({ name }) => name).join(', ');
    const reason = `it has none of the arrays ${PARTS.join(', ')} (it has ${found === '' ? 'nothing' : found})`;
    throw new DataFileError({ file, row: null, reason });
  }
  return parts;
}

function objectCount(
  header: { descr: string; shape: readonly number[] },
  file: string,
  name: string,
): number {
  const [count] = header.shape;
  if (!/^\|?O\d?$/u.test(header.descr) || header.shape.length !== 1 || count === undefined) {
    const reason = `"${name}" holds ${header.descr} [${header.shape.join(', ')}], not an array of drawings`;
    throw new DataFileError({ file, row: null, reason });
  }
  return count;
}

function drawingFromOffsets({ values, rows }: Int16Rows, file: string, row: number): Drawing {
  const drawing: Stroke[] = [];
  let stroke: { x: number[]; y: number[] } = { x: [], y: [] };
  let x = 0;
  let y = 0;
  for (let point = 0; point < rows; point++) {
    x += values[point * COLUMNS]!;
    y += values[point * COLUMNS + 1]!;
    stroke.x.push(x);
    stroke.y.push(y);
    const lifted = values[point * COLUMNS + 2]!;
    if (lifted !== 0 && lifted !== 1) {
      throw new DataFileError({
        file,
        row,
        reason: `point ${point + 1} says ${lifted} for the pen, not 0 or 1`,
      });
    }
    if (lifted === 1 || point === rows - 1) {
      drawing.push(stroke);
      stroke = { x: [], y: [] };
    }
  }
  if (drawing.length === 0) throw new DataFileError({ file, row, reason: 'the drawing has no points' });
  return drawing;
}

function recordOf(drawing: Drawing, row: number): DrawingRecord {
  return { word: null, countrycode: null, timestamp: null, recognized: null, keyId: null, drawing, row };
}
