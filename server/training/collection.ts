import type { Drawing } from '../../shared/drawing/index.ts';
import { hashBitmap, hashDrawing, openDataset, splitOf, type Split } from './data/index.ts';
import { PackedBitmaps } from './packed-bitmaps.ts';
import { PackedDrawings } from './packed-drawings.ts';
import type { List } from './packed-list.ts';

/** One word's drawings of one split, in memory. */
export interface WordDrawings {
  readonly word: string;
  /** Drawings whose strokes are known. */
  readonly strokes: List<Drawing>;
  /** Genuine official 28x28 rows, 784 grey levels each. */
  readonly bitmaps: List<Uint8Array>;
  /** 28x28 rows from other renderers, close to the official ones. */
  readonly otherBitmaps: List<Uint8Array>;
}

export type SourceKind = 'strokes' | 'bitmaps' | 'otherBitmaps';
export const SOURCE_KINDS: readonly SourceKind[] = ['strokes', 'bitmaps', 'otherBitmaps'];

/** What a run learns from and is measured by, one entry a word, in the order of the network's outputs. */
export type Collection = Record<Split, readonly WordDrawings[]>;

/**
 * Reads what a folder has of these words and splits it by the hash of each drawing's content. The order is that of the
 * hashes, so that "the first N of a word" does not depend on the files. What is kept is packed, one word after the other:
 * as plain arrays, a large data set would not fit into memory.
 *
 * @param onWord called after each word, for a progress bar
 * @throws DataFileError for a damaged file
 */
export async function readCollection(
  dir: string,
  words: readonly string[],
  validationShare: number,
  onWord: (word: string) => void = () => undefined,
): Promise<Collection> {
  const dataset = await openDataset(dir);
  const train: WordDrawings[] = [];
  const validation: WordDrawings[] = [];
  for (const word of words) {
    const strokes: Hashed<Drawing>[] = [];
    for await (const { drawing } of dataset.drawings(word))
      strokes.push({ hash: hashDrawing(drawing), item: drawing });
    const bitmaps: Hashed<Uint8Array>[] = [];
    for await (const { image } of dataset.bitmaps(word))
      bitmaps.push({ hash: hashBitmap(image), item: image });
    const others: Hashed<Uint8Array>[] = [];
    for await (const { image } of dataset.bitmaps(word, 'numpy_bitmap_other')) {
      others.push({ hash: hashBitmap(image), item: image });
    }
    const side = (split: Split): WordDrawings => ({
      word,
      strokes: PackedDrawings.from(ofSplit(strokes, split, validationShare)),
      bitmaps: PackedBitmaps.from(ofSplit(bitmaps, split, validationShare)),
      otherBitmaps: PackedBitmaps.from(ofSplit(others, split, validationShare)),
    });
    train.push(side('train'));
    validation.push(side('validation'));
    onWord(word);
  }
  return { train, validation };
}

/** How many drawings there are, over all words and kinds. */
export function countDrawings(side: readonly WordDrawings[]): number {
  return side.reduce(
    (sum, { strokes, bitmaps, otherBitmaps }) => sum + strokes.length + bitmaps.length + otherBitmaps.length,
    0,
  );
}

interface Hashed<T> {
  readonly hash: string;
  readonly item: T;
}

/** The items of one split in the order of their hashes, each content once. */
function ofSplit<T>(all: readonly Hashed<T>[], split: Split, validationShare: number): T[] {
  const chosen = new Map<string, T>();
  for (const { hash, item } of all) {
    if (splitOf(hash, validationShare) === split) chosen.set(hash, item);
  }
  return [...chosen].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
}
