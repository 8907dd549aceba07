import { mkdir, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  ALL_FORMATS,
  describeMissingData,
  openDataset,
  writeBinary,
  writeNdjson,
  writeNpyBitmaps,
} from '../../../server/training/data/index.ts';
import { collect, failure, scratchFolder, someDrawings } from './files.ts';

const path = scratchFolder();
const drawings = (count: number, word = 'alarm clock') =>
  someDrawings(count).map((drawing) => ({ ...drawing, word }));

beforeAll(async () => {
  for (const folder of [...ALL_FORMATS, 'notes']) await mkdir(path(folder), { recursive: true });
  await writeNdjson(path('simplified/alarm clock.ndjson.gz'), drawings(7));
  await writeNdjson(path('simplified/bee.ndjson'), drawings(2, 'cat'));
  await writeNdjson(path('raw/alarm clock.ndjson'), drawings(3));
  await writeBinary(path('binary/cat.bin'), drawings(4));
  await writeNpyBitmaps(
    path('numpy_bitmap/cat.npy'),
    Array.from({ length: 5 }, () => new Uint8Array(784)),
  );
  await writeNpyBitmaps(path('numpy_bitmap_other/cat.npy'), [new Uint8Array(784)]);
  for (const name of ['dog.npz', 'dog.full.npz']) {
    await copyFile(join(import.meta.dirname, '../../fixtures/data/python2.npz'), path(`sketchrnn/${name}`));
  }
  // What is in no form of the data set is left alone.
  await writeFile(path('simplified/zebra.ndjson.part'), '{');
  await writeFile(path('simplified/README.md'), '#');
  await writeFile(path('notes/cat.ndjson'), '{');
});

describe('a data folder', () => {
  it('lists what is there, a word once in a form', async () => {
    const dataset = await openDataset(path(''));
    expect(dataset.words).toEqual(['alarm clock', 'bee', 'cat', 'dog']);
    expect(dataset.files).toHaveLength(7);
    expect(dataset.file('dog', 'sketchrnn')?.path).toMatch(/dog\.full\.npz$/u);
    expect(dataset.file('alarm clock', 'simplified')?.bytes).toBeGreaterThan(0);
  });

  it('counts by word and form', async () => {
    const dataset = await openDataset(path(''));
    const counts = async (word: string): Promise<number[]> =>
      Promise.all(ALL_FORMATS.map((format) => dataset.count(word, format)));
    expect(ALL_FORMATS).toEqual([
      'simplified',
      'raw',
      'binary',
      'sketchrnn',
      'numpy_bitmap',
      'numpy_bitmap_other',
    ]);
    expect(await counts('alarm clock')).toEqual([7, 3, 0, 0, 0, 0]);
    expect(await counts('cat')).toEqual([0, 0, 4, 0, 5, 1]);
    expect(await counts('dog')).toEqual([0, 0, 0, 4, 0, 0]);
    expect(await counts('zebra')).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('counts a last line that lacks its newline', async () => {
    await mkdir(path('lines/simplified'), { recursive: true });
    await writeFile(
      path('lines/simplified/cat.ndjson.gz'),
      gzipSync('{"drawing":[[[1],[2]]]}\n{"drawing":[[[1],[2]]]}'),
    );
    expect(await (await openDataset(path('lines'))).count('cat', 'simplified')).toBe(2);
  });

  it('reads a word’s drawings from the best form only, with its word', async () => {
    const dataset = await openDataset(path(''));
    expect(await collect(dataset.drawings('alarm clock'))).toHaveLength(7);
    expect(await collect(dataset.drawings('alarm clock', 'raw'))).toHaveLength(3);
    expect((await collect(dataset.drawings('cat'))).map(({ word }) => word)).toEqual([
      'cat',
      'cat',
      'cat',
      'cat',
    ]);
    expect(dataset.drawingFormat('dog')).toBe('sketchrnn');
    expect(await collect(dataset.drawings('zebra'))).toEqual([]);
  });

  it('reads a word’s images', async () => {
    const dataset = await openDataset(path(''));
    expect(await collect(dataset.bitmaps('cat'))).toHaveLength(5);
    expect(await collect(dataset.bitmaps('cat', 'numpy_bitmap_other'))).toHaveLength(1);
    expect(await collect(dataset.bitmaps('dog'))).toEqual([]);
  });

  it('notices drawings of another word', async () => {
    const { error } = await failure((await openDataset(path(''))).drawings('bee'));
    expect([error.row, error.reason]).toEqual([
      1,
      'it is a drawing of "cat", not of "bee" as the file is named',
    ]);
  });

  it('that is not there has no words, and it is said how to get some', async () => {
    expect((await openDataset(path('nowhere'))).words).toEqual([]);
    expect(describeMissingData('my data', ['alarm clock', 'cat'])).toContain(
      'npm run inkling -- dataset download --words "alarm clock,cat" --format simplified --per-word 5000 --data "my data"',
    );
    expect(describeMissingData('data/quickdraw', [])).toContain('--words all ');
  });
});
