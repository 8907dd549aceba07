import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { boundingBox, IMAGE_PIXELS, rasterize, simplify } from '../../shared/drawing/index.ts';
import { CANVAS_SIDE_UNITS } from '../../shared/protocol/index.ts';
import type { Doodle, NewDoodle } from '../../server/doodles/doodle.ts';
import { EXPORT_FORMATS, exportDoodles, importDrawings } from '../../server/doodles/exchange.ts';
import { statistics } from '../../server/doodles/statistics.ts';
import { Store } from '../../server/doodles/store.ts';
import { openDataset } from '../../server/training/data/index.ts';
import { TYPICAL_DOODLES } from '../fixtures/drawing/doodles.ts';

/** Whether somebody else's reader is here. */
const hasNumpy = spawnSync('python3', ['-c', 'import numpy']).status === 0;
/** Prints shape, type and SHA-256 of what numpy reads. */
const NUMPY_READS =
  'import hashlib,numpy,sys; a=numpy.load(sys.argv[1]); print(a.shape, a.dtype, hashlib.sha256(a.tobytes()).hexdigest())';

const DRAWN_AT = Date.UTC(2026, 0, 31, 12, 30, 15);
let folder: string;
let store: Store;
const kept: Doodle[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'inkling-exchange-'));
  store = await Store.open({ databaseUrl: undefined, dataDir: path.join(folder, 'one') });
  for (const [n, drawing] of TYPICAL_DOODLES.entries()) {
    const doodle: NewDoodle = {
      owner: 'ada',
      word: n % 2 === 0 ? 'sun' : 'house plant',
      drawing: drawing.map(({ x, y }) => ({ x, y, t: x.map((_, point) => 10 * point) })),
      recognisedAtInk: n % 3 === 0 ? null : 0.5,
      modelVersion: 'test',
      firstLook: null,
      pen: 'mouse',
      language: 'en',
      country: null,
      drawnAt: DRAWN_AT + n,
      doubts: [],
    };
    kept.push(await store.doodles.save(doodle));
  }
});
afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

/** Everything that a folder has of a word in a format. */
async function drawingsOf(dir: string, word: string, format: 'simplified' | 'raw' | 'binary') {
  const rows = [];
  for await (const row of (await openDataset(dir)).drawings(word, format)) rows.push(row);
  return rows;
}

describe('doodles as files of the official forms', () => {
  it('read back as they were given', async () => {
    const dir = path.join(folder, 'out');
    expect(await exportDoodles(store.doodles, { dir, formats: EXPORT_FORMATS })).toBe(kept.length);
    for (const word of ['sun', 'house plant']) {
      const mine = kept.filter((doodle) => doodle.word === word);
      const raw = await drawingsOf(dir, word, 'raw');
      expect(raw.map(({ drawing }) => drawing)).toEqual(mine.map(({ drawing }) => drawing));
      expect(raw.map(({ keyId, recognized }) => [keyId, recognized])).toEqual(
        mine.map(({ id, recognisedAtInk }) => [BigInt(id).toString(), recognisedAtInk !== null]),
      );
      expect(raw[0]?.timestamp).toBe('2026-01-31 12:30:15 UTC');
      const simple = mine.map(({ drawing }) => simplify(drawing.map(({ x, y }) => ({ x, y }))));
      for (const format of ['simplified', 'binary'] as const) {
        expect((await drawingsOf(dir, word, format)).map(({ drawing }) => drawing)).toEqual(simple);
      }
      const images = [];
      for await (const { image } of (await openDataset(dir)).bitmaps(word)) images.push(image);
      expect(images).toEqual(simple.map((drawing) => rasterize(drawing)));
    }
  });

  it('are bitmaps as numpy describes them: version 1.0, aligned, rows of 784 bytes', async () => {
    const dir = path.join(folder, 'npy');
    await exportDoodles(store.doodles, { dir, formats: ['numpy_bitmap'] });
    const file = await readFile(path.join(dir, 'numpy_bitmap', 'sun.npy'));
    const rows = kept.filter(({ word }) => word === 'sun').length;
    expect(file.subarray(0, 8).toString('latin1')).toBe('\x93NUMPY\x01\x00');
    const header = 10 + file.readUInt16LE(8);
    expect(header % 16).toBe(0);
    expect(file.subarray(10, header).toString('latin1')).toMatch(
      new RegExp(
        `^\\{'descr': '\\|u1', 'fortran_order': False, 'shape': \\(${rows}, ${IMAGE_PIXELS}\\), \\} *\\n$`,
      ),
    );
    expect(file.length).toBe(header + rows * IMAGE_PIXELS);
  });

  it.skipIf(!hasNumpy)('are read by numpy, where python3 has it, as by us', async () => {
    const dir = path.join(folder, 'numpy');
    await exportDoodles(store.doodles, { dir, formats: ['numpy_bitmap'] });
    for (const word of ['sun', 'house plant']) {
      const file = path.join(dir, 'numpy_bitmap', `${word}.npy`);
      const { stdout } = spawnSync('python3', ['-c', NUMPY_READS, file], { encoding: 'utf8' });
      const pictures = kept
        .filter((doodle) => doodle.word === word)
        .map(({ drawing }) => rasterize(simplify(drawing.map(({ x, y }) => ({ x, y })))));
      const hash = createHash('sha256').update(Buffer.concat(pictures)).digest('hex');
      expect(stdout.trim()).toBe(`(${pictures.length}, ${IMAGE_PIXELS}) uint8 ${hash}`);
    }
  });

  it('leave out what was rejected or taken back', async () => {
    const gone = kept[0]!;
    await store.doodles.moderate(gone.id, 'rejected');
    const dir = path.join(folder, 'less');
    expect(await exportDoodles(store.doodles, { dir, formats: ['raw'] })).toBe(kept.length - 1);
    const ids = (await drawingsOf(dir, gone.word, 'raw')).map(({ keyId }) => keyId);
    expect(ids).not.toContain(BigInt(gone.id).toString());
    await store.doodles.moderate(gone.id, 'waiting');
  });

  it('make no file of a word of which nothing may be learnt, and leave none from before', async () => {
    const suns = kept.filter(({ word }) => word === 'sun');
    const dir = path.join(folder, 'one-word');
    await exportDoodles(store.doodles, { dir, formats: EXPORT_FORMATS });
    for (const { id } of suns) await store.doodles.moderate(id, 'rejected');
    expect(await exportDoodles(store.doodles, { dir, formats: EXPORT_FORMATS })).toBe(
      kept.length - suns.length,
    );
    expect((await openDataset(dir)).words).toEqual(['house plant']);
    for (const { id } of suns) await store.doodles.moderate(id, 'waiting');
  });

  it('come in again, and wait for somebody to look at them', async () => {
    const dir = path.join(folder, 'back');
    await exportDoodles(store.doodles, { dir, formats: ['raw'] });
    const other = await Store.open({ databaseUrl: undefined, dataDir: path.join(folder, 'two') });
    expect(await importDrawings(other.doodles, dir, 0)).toBe(kept.length);
    const all: Doodle[] = [];
    for await (const doodle of other.doodles.all()) all.push(doodle);
    const times = all.map(({ drawnAt }) => drawnAt);
    expect(new Set(times)).toEqual(new Set([DRAWN_AT - (DRAWN_AT % 1000)]));
    expect(all.every(({ moderation }) => moderation === 'waiting')).toBe(true);
    const drawings = (doodles: readonly Doodle[]) =>
      doodles.map(({ drawing }) => JSON.stringify(drawing)).sort();
    expect(drawings(all)).toEqual(drawings(kept));
    await other.close();
  });

  it('of the simplified form are in the middle of the canvas, and go out again as they came', async () => {
    const [dir, again] = [path.join(folder, 'simple'), path.join(folder, 'simple-again')];
    await exportDoodles(store.doodles, { dir, formats: ['simplified'] });
    const other = await Store.open({ databaseUrl: undefined, dataDir: path.join(folder, 'three') });
    await importDrawings(other.doodles, dir, 0);
    for await (const { drawing } of other.doodles.all()) {
      const { minX, minY, maxX, maxY } = boundingBox(drawing)!;
      // To the unit, which has no half.
      expect(Math.abs(minX + maxX - CANVAS_SIDE_UNITS)).toBeLessThanOrEqual(1);
      expect(Math.abs(minY + maxY - CANVAS_SIDE_UNITS)).toBeLessThanOrEqual(1);
    }
    await exportDoodles(other.doodles, { dir: again, formats: ['simplified'] });
    for (const word of new Set(kept.map((doodle) => doodle.word))) {
      const drawings = async (from: string) =>
        (await drawingsOf(from, word, 'simplified')).map(({ drawing }) => JSON.stringify(drawing)).sort();
      expect(await drawings(again)).toEqual(await drawings(dir));
    }
    await other.close();
  });

  it('are counted by word, day and state', async () => {
    const { total, recognised, byWord, byDay, byModeration } = await statistics(store.doodles.all());
    expect({ total, recognised }).toEqual({ total: 6, recognised: 4 });
    expect(byWord.get('sun')).toEqual({ doodles: 3, recognised: 2 });
    expect([...byDay]).toEqual([['2026-01-31', 6]]);
    expect([...byModeration]).toEqual([['waiting', 6]]);
  });
});
