import { rasterize, type Drawing } from '../../../shared/drawing/index.ts';
import { hashBitmap, hashDrawing, splitOf, type Dataset } from '../data/index.ts';

/** Which of a folder's drawings are evaluated. */
export interface Selection {
  /** null for all drawings; else only those that training with this validation share keeps back, each content once. */
  readonly validationShare: number | null;
  /** At most so many of each kind of a word. */
  readonly perWord: number;
}

/** A finished drawing to be recognised. */
export interface FinishedDrawing {
  /** null where only the bitmap is known. */
  readonly drawing: Drawing | null;
  /** 784 grey levels. */
  readonly picture: Uint8Array;
  /** Whether the original game guessed it; null where the file does not say. */
  readonly recognized: boolean | null;
}

/**
 * A word's drawings, those with strokes first and then the official bitmaps, in chunks of one kind, so that memory does
 * not grow with the folder.
 *
 * @throws DataFileError for a damaged file
 */
export async function* readChunks(
  dataset: Dataset,
  word: string,
  selection: Selection,
  chunkSize: number,
): AsyncGenerator<FinishedDrawing[]> {
  yield* chunksOf(select(strokesOf(dataset, word), selection), chunkSize);
  yield* chunksOf(select(bitmapsOf(dataset, word), selection), chunkSize);
}

async function* strokesOf(dataset: Dataset, word: string): AsyncGenerator<FinishedDrawing> {
  for await (const { drawing, recognized } of dataset.drawings(word, 'simplified')) {
    yield { drawing, picture: rasterize(drawing), recognized };
  }
}

async function* bitmapsOf(dataset: Dataset, word: string): AsyncGenerator<FinishedDrawing> {
  for await (const { image } of dataset.bitmaps(word, 'numpy_bitmap')) {
    yield { drawing: null, picture: image, recognized: null };
  }
}

async function* select(
  drawings: AsyncIterable<FinishedDrawing>,
  { validationShare, perWord }: Selection,
): AsyncGenerator<FinishedDrawing> {
  const seen = new Set<string>();
  let count = 0;
  for await (const finished of drawings) {
    if (count === perWord) return;
    if (validationShare !== null) {
      const hash = finished.drawing ? hashDrawing(finished.drawing) : hashBitmap(finished.picture);
      if (splitOf(hash, validationShare) !== 'validation' || seen.has(hash)) continue;
      seen.add(hash);
    }
    count++;
    yield finished;
  }
}

async function* chunksOf<T>(items: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let chunk: T[] = [];
  for await (const item of items) {
    chunk.push(item);
    if (chunk.length === size) {
      yield chunk;
      chunk = [];
    }
  }
  if (chunk.length > 0) yield chunk;
}
