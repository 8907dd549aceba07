import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IMAGE_PIXELS, simplify, toOfficial, type Drawing } from '../../../shared/drawing/index.ts';
import { countDrawings, readCollection, type Collection } from '../../../server/training/collection.ts';
import { hashDrawing, splitOf, writeNpyBitmaps } from '../../../server/training/data/index.ts';
import { doodles } from './doodles.ts';

const VALIDATION_SHARE = 0.5;
/** Whole numbers in 0..255 for circles, as in the data set; for ladders what the formula gives, as in raw drawings. */
const [circles, ladders] = doodles(12, 'collection').map(({ word, strokes }) =>
  word === 'circle' ? strokes.map(simplify) : strokes,
) as [Drawing[], Drawing[]];
const bitmaps = Array.from({ length: 6 }, (_, level) => new Uint8Array(IMAGE_PIXELS).fill(level));
let dir: string;
let collection: Collection;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'inkling-collection-'));
  for (const format of ['simplified', 'raw', 'numpy_bitmap']) await mkdir(join(dir, format));
  const lines = (drawings: Drawing[]) =>
    drawings.map((drawing) => `${JSON.stringify({ drawing: toOfficial(drawing) })}\n`).join('');
  // The first circle is there twice.
  await writeFile(join(dir, 'simplified', 'circle.ndjson'), lines([...circles, circles[0]!]));
  await writeFile(join(dir, 'raw', 'ladder.ndjson'), lines(ladders));
  await writeNpyBitmaps(join(dir, 'numpy_bitmap', 'circle.npy'), bitmaps);
  collection = await readCollection(dir, ['circle', 'ladder'], VALIDATION_SHARE);
});
afterAll(() => rm(dir, { recursive: true, force: true }));

describe('a collection', () => {
  it.each(['train', 'validation'] as const)(
    "has the drawings of %s in their hashes' order, coordinates as they were, each once",
    (split) => {
      [circles, ladders].forEach((drawings, label) => {
        const expected = drawings
          .map((drawing) => ({ drawing, hash: hashDrawing(drawing) }))
          .filter(({ hash }) => splitOf(hash, VALIDATION_SHARE) === split)
          .sort((a, b) => (a.hash < b.hash ? -1 : 1))
          .map(({ drawing }) => drawing);
        expect(expected).not.toHaveLength(0);
        expect([...collection[split][label]!.strokes]).toEqual(expected);
      });
    },
  );

  it('has every bitmap on one side', () => {
    const kept = [...collection.train[0]!.bitmaps, ...collection.validation[0]!.bitmaps];
    expect(kept.sort((a, b) => a[0]! - b[0]!)).toEqual(bitmaps);
    expect(collection.train[1]!.bitmaps).toHaveLength(0);
  });

  it('can be counted', () => {
    expect(countDrawings(collection.train) + countDrawings(collection.validation)).toBe(12 + 12 + 6);
  });
});
