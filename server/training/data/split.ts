import { createHash } from 'node:crypto';
import type { Drawing } from '../../../shared/drawing/stroke.ts';

export type Split = 'train' | 'validation';

export const DEFAULT_VALIDATION_SHARE = 0.1;

/** 64 bits: enough that a collision among 50 million drawings is unlikely (about 1 in 15,000). */
const HASH_HEX_DIGITS = 16;
/** The leading digits that decide the split. */
const SPLIT_HEX_DIGITS = 8;
const SPLIT_BUCKETS = 16 ** SPLIT_HEX_DIGITS;

/**
 * A drawing's content hash: 16 hexadecimal digits of SHA-256 over its strokes' coordinates. The same strokes have the
 * same hash in every file, form and order; times do not count, so that a drawing cannot be in both splits.
 */
export function hashDrawing(drawing: Drawing): string {
  const hash = createHash('sha256');
  for (const { x, y } of drawing) {
    const stroke = new Float64Array(1 + x.length + y.length);
    stroke[0] = x.length;
    stroke.set(x, 1);
    stroke.set(y, 1 + x.length);
    hash.update(stroke);
  }
  return hash.digest('hex').slice(0, HASH_HEX_DIGITS);
}

/** An image's content hash: 16 hexadecimal digits of SHA-256 over its bytes. */
export function hashBitmap(image: Uint8Array): string {
  return createHash('sha256').update(image).digest('hex').slice(0, HASH_HEX_DIGITS);
}

/**
 * The side on which a drawing is, by its content alone: neither the order nor what else is there matters, and what was
 * in validation at a small share stays there at a larger one.
 *
 * @param hash of `hashDrawing` or `hashBitmap`
 * @param validationShare 0 to 1
 */
export function splitOf(hash: string, validationShare: number = DEFAULT_VALIDATION_SHARE): Split {
  if (!(validationShare >= 0 && validationShare <= 1)) {
    throw new RangeError(`The validation share is ${validationShare}; it must be from 0 to 1.`);
  }
  const bucket = Number(`0x${hash.slice(0, SPLIT_HEX_DIGITS)}`);
  if (Number.isNaN(bucket)) throw new RangeError(`"${hash}" is not a content hash.`);
  return bucket / SPLIT_BUCKETS < validationShare ? 'validation' : 'train';
}
