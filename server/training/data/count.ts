import { openBytes } from './bytes.ts';
import type { ByteSource } from './bytes.ts';
import { asDataFileError } from './errors.ts';
import { bitmapRows, readNpyHeader } from './npy.ts';
import { readDrawings } from './readers.ts';
import { countSketchRnn } from './sketchrnn.ts';

const NEWLINE = 0x0a;
const COUNT_CHUNK_BYTES = 64 * 1024;

/**
 * How many drawings or images a file promises: by its header where it has one, else by its lines or by walking through
 * it. Says nothing about whether each can be read. Throws `DataFileError`.
 */
export async function countRows(path: string): Promise<number> {
  if (path.endsWith('.npz')) return countSketchRnn(path);
  if (/\.bin(?:\.gz)?$/u.test(path)) {
    let count = 0;
    for await (const { row } of readDrawings(path)) count = row;
    return count;
  }
  try {
    const source = await openBytes(path);
    try {
      const isBitmaps = /\.npy(?:\.gz)?$/u.test(path);
      return isBitmaps ? bitmapRows(await readNpyHeader(source, path), path) : await countLines(source);
    } finally {
      await source.close();
    }
  } catch (error) {
    throw asDataFileError(error, path, null);
  }
}

async function countLines(source: ByteSource): Promise<number> {
  let count = 0;
  let last = NEWLINE;
  while (!(await source.atEnd())) {
    const chunk = source.take(Math.min(source.available, COUNT_CHUNK_BYTES));
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, at + 1)) count++;
    last = chunk[chunk.length - 1]!;
  }
  return last === NEWLINE ? count : count + 1;
}
