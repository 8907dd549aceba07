import { gunzipSync, gzipSync } from 'node:zlib';
import { readFile, writeFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  encodeBinary,
  readBitmaps,
  readDrawings,
  writeBinary,
  writeNdjson,
  writeNpyBitmaps,
} from '../../../server/training/data/index.ts';
import { collect, image, rawRecord, scratchFolder, simplifiedRecord, someDrawings } from './files.ts';

const path = scratchFolder();
const RUNS = { numRuns: 60 };

const numbered = <Record>(records: readonly Record[]): (Record & { row: number })[] =>
  records.map((record, i) => ({ ...record, row: i + 1 }));

describe('what the writers write, the readers read', () => {
  it.each(['simplified.ndjson', 'simplified.ndjson.gz'])('%s', async (name) => {
    await fc.assert(
      fc.asyncProperty(fc.array(simplifiedRecord, { maxLength: 8 }), async (records) => {
        await writeNdjson(path(name), records);
        expect(await collect(readDrawings(path(name)))).toEqual(numbered(records));
      }),
      RUNS,
    );
  });

  it('raw.ndjson, with its times and fractions', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(rawRecord, { maxLength: 8 }), async (records) => {
        await writeNdjson(path('raw.ndjson'), records);
        expect(await collect(readDrawings(path('raw.ndjson')))).toEqual(numbered(records));
      }),
      RUNS,
    );
  });

  it.each(['packed.bin', 'packed.bin.gz'])('%s, which knows no word', async (name) => {
    await fc.assert(
      fc.asyncProperty(fc.array(simplifiedRecord, { maxLength: 8 }), async (records) => {
        await writeBinary(path(name), records);
        const read = await collect(readDrawings(path(name)));
        expect(read).toEqual(numbered(records.map((record) => ({ ...record, word: null }))));
      }),
      RUNS,
    );
  });

  it('images.npy, also gzipped', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(image, { maxLength: 5 }), async (images) => {
        await writeNpyBitmaps(path('images.npy'), images);
        await writeFile(path('images.npy.gz'), gzipSync(await readFile(path('images.npy'))));
        const expected = numbered(images.map((bytes) => ({ image: bytes })));
        expect(await collect(readBitmaps(path('images.npy')))).toEqual(expected);
        expect(await collect(readBitmaps(path('images.npy.gz')))).toEqual(expected);
      }),
      RUNS,
    );
  });
});

describe('the official layouts, byte by byte', () => {
  it('packs a drawing as the official parser unpacks it', () => {
    const bytes = encodeBinary({
      word: 'nose',
      countrycode: 'AE',
      timestamp: '1970-01-01 00:00:02.5 UTC',
      recognized: true,
      keyId: '258',
      drawing: [
        { x: [1, 2], y: [3, 4] },
        { x: [255], y: [0] },
      ],
    });
    const head = [2, 1, 0, 0, 0, 0, 0, 0, 0x41, 0x45, 1, 2, 0, 0, 0, 2, 0];
    expect([...bytes]).toEqual([...head, 2, 0, 1, 2, 3, 4, 1, 0, 255, 0]);
  });

  it('refuses coordinates that the packed form cannot hold', () => {
    const [record] = someDrawings(1);
    for (const x of [-1, 0.5, 256]) {
      expect(() => encodeBinary({ ...record!, drawing: [{ x: [x], y: [0] }] })).toThrow(/simplify first/u);
    }
  });

  it('reads an official line', async () => {
    const line =
      '{"word":"nose","countrycode":"AE","timestamp":"2017-03-01 20:41:36.70725 UTC","recognized":true,' +
      '"key_id":"5891796615823360","drawing":[[[129.5,128],[3,4],[0,17]]]}';
    await writeFile(path('official.ndjson'), line);
    expect(await collect(readDrawings(path('official.ndjson')))).toEqual([
      {
        word: 'nose',
        countrycode: 'AE',
        timestamp: '2017-03-01 20:41:36.70725 UTC',
        recognized: true,
        keyId: '5891796615823360',
        drawing: [{ x: [129.5, 128], y: [3, 4], t: [0, 17] }],
        row: 1,
      },
    ]);
  });

  it('reads lines with nothing but a drawing, skips blank ones and counts them', async () => {
    await writeFile(path('bare.ndjson'), '{"drawing":[[[1],[2]]]}\r\n\n{"drawing":[[[3],[4]]]}\n');
    const rows = await collect(readDrawings(path('bare.ndjson')));
    expect(rows.map(({ row, word }) => [row, word])).toEqual([
      [1, null],
      [3, null],
    ]);
  });

  it('reads images [N, 28, 28] and headers of version 2', async () => {
    const dictionary = `{'descr': '|u1', 'fortran_order': False, 'shape': (2, 28, 28), }\n`;
    const length = Buffer.alloc(4);
    length.writeUInt32LE(dictionary.length);
    const pixels = Buffer.alloc(2 * 784).fill(9, 784);
    const start = Buffer.from('\x93NUMPY\x02\x00', 'latin1');
    await writeFile(path('cube.npy'), Buffer.concat([start, length, Buffer.from(dictionary), pixels]));
    const rows = await collect(readBitmaps(path('cube.npy')));
    expect(rows.map(({ image: { length: size }, image: [first] }) => [size, first])).toEqual([
      [784, 0],
      [784, 9],
    ]);
  });

  it('writes a header that ends at a multiple of 64 bytes, as numpy does', async () => {
    await writeNpyBitmaps(path('aligned.npy'), [new Uint8Array(784)]);
    const bytes = await readFile(path('aligned.npy'));
    expect((bytes.length - 784) % 64).toBe(0);
    expect(bytes.subarray(10, bytes.length - 784).toString()).toMatch(
      /^\{'descr': '\|u1', .*'shape': \(1, 784\), \} *\n$/u,
    );
  });
});

describe('long files', () => {
  it('reads across the pieces in which a file comes, and stops when the loop is left', async () => {
    const drawings = someDrawings(20_000);
    await writeNdjson(path('long.ndjson.gz'), drawings);
    await writeBinary(path('long.bin'), drawings);
    expect(gunzipSync(await readFile(path('long.ndjson.gz'))).length).toBeGreaterThan(2_000_000);
    for (const name of ['long.ndjson.gz', 'long.bin']) {
      const read = await collect(readDrawings(path(name)));
      expect(read).toHaveLength(drawings.length);
      expect(read.every(({ row, keyId }) => keyId === String(10_000 + row - 1))).toBe(true);
      for await (const { row } of readDrawings(path(name))) {
        if (row === 3) break;
      }
    }
  });

  it('writes no file when its rows fail', async () => {
    const failing = function* (): Generator<Uint8Array> {
      yield new Uint8Array(784);
      throw new Error('the source broke');
    };
    await expect(writeNpyBitmaps(path('broken.npy'), failing())).rejects.toThrow('the source broke');
    await expect(readFile(path('broken.npy'))).rejects.toThrow(/ENOENT/u);
    await expect(readFile(path('broken.npy.tmp'))).rejects.toThrow(/ENOENT/u);
  });
});
