import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countDrawings } from '../../../server/training/collection.ts';
import { writeNdjson } from '../../../server/training/data/index.ts';
import { readLabDrawings } from '../../../server/training/lab/drawings.ts';
import { simplify } from '../../../shared/drawing/index.ts';
import { doodles } from '../training/doodles.ts';

const REAL = 30;
let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'inkling-lab-'));
  await mkdir(path.join(dir, 'simplified'));
  const record = { word: 'ladder', recognized: null, countrycode: null, timestamp: null, keyId: null };
  await writeNdjson(
    path.join(dir, 'simplified', 'ladder.ndjson'),
    doodles(REAL, 'real')[1]!.strokes.map((drawing) => ({ ...record, drawing: simplify(drawing) })),
  );
});
afterAll(() => rm(dir, { recursive: true, force: true }));

describe('what a run of the lab learns from', () => {
  it('is all drawn by people where the folder has every word', async () => {
    const { source, collection } = await readLabDrawings(dir, ['ladder'], 7, 0.5);
    expect(source).toBe('quickdraw');
    expect(countDrawings(collection.train) + countDrawings(collection.validation)).toBe(REAL);
  });

  it('is redrawn for the words that the folder does not have, and then not called real', async () => {
    const { source, collection } = await readLabDrawings(dir, ['sun', 'ladder'], 7, 0.5);
    expect(source).toBe('doodles');
    expect(collection.train.map(({ word }) => word)).toEqual(['sun', 'ladder']);
    expect(collection.train[0]!.strokes).toHaveLength(7);
    expect(collection.validation[0]!.strokes).toHaveLength(20);
    expect(countDrawings(collection.train.slice(1)) + countDrawings(collection.validation.slice(1))).toBe(
      REAL,
    );
  });

  it('is nothing for a word that nobody has drawn: it is named', async () => {
    await expect(readLabDrawings(dir, ['sun', 'no such word'], 7, 0.5)).rejects.toThrow(
      'There are no drawings of: no such word.',
    );
  });
});
