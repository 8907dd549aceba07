import { createHash } from 'node:crypto';
import type { Drawing } from '../../../shared/drawing/index.ts';
import type { WordDrawings } from '../collection.ts';
import { hashBitmap, hashDrawing, splitOf } from '../data/index.ts';

/**
 * The golden set: drawings of the base data that no network has learnt from and that players can never add to. It is one half of
 * the validation split, chosen by the hash of each drawing's content, and so the same each time; the other half is for
 * choosing: when to stop, temperatures, thresholds.
 */
export interface GoldenWord {
  readonly word: string;
  readonly strokes: readonly Drawing[];
  readonly bitmaps: readonly Uint8Array[];
}

export interface GoldenSet {
  readonly words: readonly GoldenWord[];
  /** Content hashes of its drawings with strokes: who gives one of those anew gives nothing new. */
  readonly hashes: ReadonlySet<string>;
  /** Of all its content hashes: equal for equal sets. */
  readonly fingerprint: string;
  readonly drawings: number;
}

/** More of one kind of a word are not looked at: a word with thousands would be the only one that counts. */
const MOST_PER_WORD_AND_KIND = 120;
const FINGERPRINT_HEX_DIGITS = 16;

/** Divides the validation split into the golden set and the rest. */
export function divideValidation(
  validation: readonly WordDrawings[],
  validationShare: number,
): { golden: GoldenSet; choosing: WordDrawings[] } {
  const isGolden = (hash: string) => splitOf(hash, validationShare / 2) === 'validation';
  const hashes = new Set<string>();
  const all = createHash('sha256');
  const words: GoldenWord[] = [];
  const choosing: WordDrawings[] = [];
  const divide = <T>(items: Iterable<T>, hashOf: (item: T) => string, note: (hash: string) => void) => {
    const golden: T[] = [];
    const rest: T[] = [];
    for (const item of items) {
      const hash = hashOf(item);
      if (!isGolden(hash)) rest.push(item);
      else if (golden.length < MOST_PER_WORD_AND_KIND) {
        golden.push(item);
        all.update(hash);
        note(hash);
      }
    }
    return { golden, rest };
  };
  for (const { word, strokes, bitmaps } of validation) {
    all.update(word);
    const drawn = divide(strokes, hashDrawing, (hash) => void hashes.add(hash));
    const grey = divide(bitmaps, hashBitmap, () => undefined);
    words.push({ word, strokes: drawn.golden, bitmaps: grey.golden });
    choosing.push({ word, strokes: drawn.rest, bitmaps: grey.rest, otherBitmaps: [] });
  }
  return {
    golden: {
      words,
      hashes,
      fingerprint: all.digest('hex').slice(0, FINGERPRINT_HEX_DIGITS),
      drawings: words.reduce((sum, { strokes, bitmaps }) => sum + strokes.length + bitmaps.length, 0),
    },
    choosing,
  };
}
