import { mkdtemp, readFile, readdir, rm, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DownloadError, downloadFile, remoteFile } from '../../server/training/data/download/index.ts';
import type { DownloadOptions, DownloadResult } from '../../server/training/data/download/index.ts';
import type { DownloadFormat } from '../../server/training/data/formats.ts';
import {
  encodeBinary,
  encodeNdjson,
  readBitmaps,
  readDrawings,
  writeNpyBitmaps,
} from '../../server/training/data/index.ts';
import type { WritableDrawing } from '../../server/training/data/index.ts';
import { startBucket } from './dataset-bucket.ts';
import type { Bucket } from './dataset-bucket.ts';

const DRAWINGS = 3_000;
const FIXTURES = join(dirname(fileURLToPath(import.meta.url)), '../fixtures/data');

let bucket: Bucket;
let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'inkling-dataset-'));
  bucket = await startBucket();
  const drawings = Array.from({ length: DRAWINGS }, (_, i) => drawing(i));
  bucket.files.set('full/simplified/alarm clock.ndjson', Buffer.from(drawings.map(encodeNdjson).join('')));
  bucket.files.set('full/raw/cat.ndjson', Buffer.from(drawings.map(encodeNdjson).join('')));
  bucket.files.set('full/binary/cat.bin', Buffer.concat(drawings.map(encodeBinary)));
  bucket.files.set('full/numpy_bitmap/cat.npy', await bitmaps(DRAWINGS));
  bucket.files.set('sketchrnn/cat.npz', await readFile(join(FIXTURES, 'python3.npz')));
  bucket.files.set('sketchrnn/cat.full.npz', await readFile(join(FIXTURES, 'python2.npz')));
});

afterEach(async () => {
  await bucket.close();
  await rm(dir, { recursive: true, force: true });
});

function drawing(i: number): WritableDrawing {
  const points = 5 + (i % 30);
  const along = Array.from({ length: points }, (_, point) => (point * 7 + i) % 256);
  const timestamp = '2017-03-01 20:41:36 UTC';
  return {
    word: null,
    countrycode: 'DE',
    timestamp,
    recognized: true,
    keyId: String(i + 1),
    drawing: [{ x: along, y: along }],
  };
}

/** A `.npy` with the 80-byte header of the official files. */
async function bitmaps(rows: number): Promise<Buffer> {
  const path = join(dir, 'source.npy');
  await writeNpyBitmaps(
    path,
    Array.from({ length: rows }, (_, i) => new Uint8Array(784).fill(i % 256)),
  );
  const modern = await readFile(path);
  await rm(path);
  const dictionary = `{'descr': '|u1', 'fortran_order': False, 'shape': (${rows}, 784), }`.padEnd(69, ' ');
  return Buffer.concat([
    Buffer.from('\x93NUMPY\x01\x00\x46\x00', 'latin1'),
    Buffer.from(`${dictionary}\n`),
    modern.subarray(128),
  ]);
}

function fetchWord(
  word: string,
  format: DownloadFormat,
  options: Partial<DownloadOptions> & { full?: boolean } = {},
): Promise<DownloadResult> {
  let before = 0;
  return downloadFile(remoteFile(word, format, bucket.url, options.full), {
    dir,
    perWord: null,
    retryDelayMs: 1,
    ...options,
    onBytes(received, total) {
      bucket.bytesTaken += received - before;
      before = received;
      options.onBytes?.(received, total);
    },
  });
}

async function failedFetch(...args: Parameters<typeof fetchWord>): Promise<DownloadError> {
  try {
    await fetchWord(...args);
  } catch (error) {
    if (error instanceof DownloadError) return error;
    throw error;
  }
  throw new Error('the download succeeded');
}

async function count(rows: AsyncIterable<unknown>): Promise<number> {
  let rowCount = 0;
  const iterator = rows[Symbol.asyncIterator]();
  while ((await iterator.next()).done !== true) rowCount++;
  return rowCount;
}

const remoteBytes = (path: string): number => bucket.files.get(path)!.length;

describe('whole files', () => {
  it.each<[string, DownloadFormat, string]>([
    ['alarm clock', 'simplified', 'full/simplified/alarm clock.ndjson'],
    ['cat', 'raw', 'full/raw/cat.ndjson'],
    ['cat', 'binary', 'full/binary/cat.bin'],
    ['cat', 'numpy_bitmap', 'full/numpy_bitmap/cat.npy'],
    ['cat', 'sketchrnn', 'sketchrnn/cat.npz'],
  ])('of %s in %s come byte for byte, in one request', async (word, format, path) => {
    const result = await fetchWord(word, format);
    expect(result).toMatchObject({ outcome: 'fetched', received: remoteBytes(path) });
    expect((await readFile(result.path)).equals(bucket.files.get(path)!)).toBe(true);
    expect(bucket.requests).toHaveLength(1);
    expect(await readdir(dirname(result.path))).toHaveLength(1);
  });

  it('of sketch-rnn have a fuller version', async () => {
    const { path } = await fetchWord('cat', 'sketchrnn', { full: true });
    expect(path).toMatch(/cat\.full\.npz$/u);
    expect(await count(readDrawings(path))).toBe(4);
  });

  it('are not fetched twice', async () => {
    await fetchWord('cat', 'binary');
    const before = bucket.bytesSent();
    expect(await fetchWord('cat', 'binary')).toMatchObject({ outcome: 'present', received: 0 });
    expect(bucket.bytesSent() - before).toBeLessThanOrEqual(1);
  });

  it('report how many bytes have come', async () => {
    const seen: [number, number | null][] = [];
    await fetchWord('cat', 'binary', { onBytes: (received, total) => seen.push([received, total]) });
    const size = remoteBytes('full/binary/cat.bin');
    expect(seen.at(-1)).toEqual([size, size]);
  });
});

describe('a connection that breaks', () => {
  it('is taken up where it broke, so that no byte comes twice', async () => {
    const size = remoteBytes('full/simplified/alarm clock.ndjson');
    bucket.faults = { cutAfter: (request) => (request <= 8 ? 60_000 : null) };
    const { path } = await fetchWord('alarm clock', 'simplified');
    expect((await readFile(path)).equals(bucket.files.get('full/simplified/alarm clock.ndjson')!)).toBe(true);
    expect(bucket.bytesSent()).toBe(size);
    expect(bucket.requests[1]?.range).toBe('bytes=60000-');
  });

  it('for good leaves a part, and the next run goes on from it', async () => {
    const size = remoteBytes('full/binary/cat.bin');
    bucket.faults = { cutAfter: (request) => (request === 1 ? 50_000 : 0) };
    const error = await failedFetch('cat', 'binary');
    expect(error.code).toBe('unreachable');
    expect(error.message).toMatch(
      /"cat" from 127\.0\.0\.1:\d+ after 5 attempts: .*run the same command again/u,
    );
    expect(await readdir(join(dir, 'binary'))).toEqual(['cat.bin.part']);

    bucket.faults = {};
    const before = bucket.bytesSent();
    const { path, received } = await fetchWord('cat', 'binary');
    expect(received).toBe(size - 50_000);
    expect(bucket.bytesSent() - before).toBe(size - 50_000);
    expect(await count(readDrawings(path))).toBe(DRAWINGS);
  });

  it('to a server without ranges begins anew, and ends if it never gets further', async () => {
    bucket.faults = { ignoreRanges: true, cutAfter: (request) => (request === 1 ? 50_000 : null) };
    const { path } = await fetchWord('cat', 'binary');
    expect(await count(readDrawings(path))).toBe(DRAWINGS);

    bucket.faults = { ignoreRanges: true, cutAfter: () => 50_000 };
    expect((await failedFetch('cat', 'raw')).code).toBe('unreachable');
  });

  it('is tried again after answers that mean "later"', async () => {
    bucket.faults = { status: (request) => [503, 429, 500][request - 1] ?? null };
    expect(await fetchWord('cat', 'sketchrnn')).toMatchObject({ outcome: 'fetched' });
    expect(bucket.requests).toHaveLength(4);
  });
});

describe('servers that have something else', () => {
  it('404 names the word and the address, without another try', async () => {
    const error = await failedFetch('zebra', 'simplified');
    expect([error.code, error.word, error.url]).toEqual([
      'not-found',
      'zebra',
      `${bucket.url}/full/simplified/zebra.ndjson`,
    ]);
    expect(error.message).toContain('"zebra"');
    expect(error.message).toContain(error.url);
    expect(bucket.requests).toHaveLength(1);
  });

  it('403 says that the server refuses', async () => {
    bucket.faults = { status: () => 403 };
    expect((await failedFetch('cat', 'raw')).message).toMatch(/refuses "cat" at http:.*\(403\)/u);
  });

  it('a host that is not there is named', async () => {
    const url = bucket.url;
    await bucket.close();
    const error = await failedFetch('cat', 'raw');
    expect(error.code).toBe('unreachable');
    expect(error.message).toContain(new URL(url).host);
    bucket = await startBucket();
  });

  it.each([1_000, -1_000])('a size that is wrong by %i bytes is noticed', async (lie) => {
    bucket.faults = { lieAboutSize: lie };
    for (const format of ['numpy_bitmap', 'binary'] as const) {
      const error = await failedFetch('cat', format);
      expect(['damaged', 'unreachable']).toContain(error.code);
      expect((await readdir(join(dir, format))).filter((name) => !name.endsWith('.part'))).toEqual([]);
    }
  });

  it('a wrong checksum is noticed and the part discarded', async () => {
    bucket.faults = { md5: 'AAAAAAAAAAAAAAAAAAAAAA==' };
    const error = await failedFetch('cat', 'raw');
    expect([error.code, error.message]).toEqual(['damaged', expect.stringMatching(/MD5/u)]);
    expect(await readdir(join(dir, 'raw'))).toEqual([]);
  });

  it.each<[DownloadFormat, string]>([
    ['raw', 'full/raw/cat.ndjson'],
    ['numpy_bitmap', 'full/numpy_bitmap/cat.npy'],
    ['sketchrnn', 'sketchrnn/cat.npz'],
  ])('a page of a proxy is not taken for %s', async (format, path) => {
    bucket.files.set(path, Buffer.from('<html>\nPlease sign in\n</html>\n'));
    expect((await failedFetch('cat', format)).code).toBe('damaged');
    expect((await failedFetch('cat', format, { perWord: 10 })).code).toBe('damaged');
    expect(await readdir(join(dir, format))).toEqual([]);
  });

  it('a part of another file is discarded', async () => {
    await mkdir(join(dir, 'sketchrnn'), { recursive: true });
    await writeFile(join(dir, 'sketchrnn/cat.npz.part'), Buffer.alloc(5_000));
    const { path } = await fetchWord('cat', 'sketchrnn');
    expect(await count(readDrawings(path))).toBe(4);
  });
});

describe('so many drawings of a word', () => {
  const SOME = 200;

  it.each<[string, DownloadFormat, string]>([
    ['alarm clock', 'simplified', 'full/simplified/alarm clock.ndjson'],
    ['cat', 'raw', 'full/raw/cat.ndjson'],
    ['cat', 'binary', 'full/binary/cat.bin'],
  ])('of %s in %s cost little more than their own bytes', async (word, format, remote) => {
    const { path } = await fetchWord(word, format, { perWord: SOME });
    expect(await count(readDrawings(path))).toBe(SOME);
    const kept = await readFile(path);
    expect(kept.equals(bucket.files.get(remote)!.subarray(0, kept.length))).toBe(true);
    expect(bucket.bytesSent()).toBeLessThan(remoteBytes(remote));
    if (format !== 'raw') expect(bucket.bytesSent()).toBeLessThan(1.25 * kept.length);
    expect(await readdir(dirname(path))).toHaveLength(1);
  });

  it('in numpy_bitmap cost one request, and the header says how many they are', async () => {
    const { path } = await fetchWord('cat', 'numpy_bitmap', { perWord: SOME });
    const images: number[] = [];
    for await (const { image } of readBitmaps(path)) images.push(image[783]!);
    expect(images).toEqual(Array.from({ length: SOME }, (_, i) => i % 256));
    expect(bucket.requests).toHaveLength(1);
    expect(bucket.bytesSent()).toBe(SOME * 784 + 128);
  });

  it('are all that there are if the server has fewer', async () => {
    for (const [format, read] of [
      ['binary', readDrawings],
      ['numpy_bitmap', readBitmaps],
    ] as const) {
      const { path } = await fetchWord('cat', format, { perWord: 10 * DRAWINGS });
      expect(await count(read(path))).toBe(DRAWINGS);
      expect(await fetchWord('cat', format, { perWord: 10 * DRAWINGS })).toMatchObject({
        outcome: 'present',
      });
    }
  });

  it('are there already if at least as many are', async () => {
    await fetchWord('cat', 'binary', { perWord: SOME });
    const requests = bucket.requests.length;
    expect(await fetchWord('cat', 'binary', { perWord: SOME - 1 })).toMatchObject({ outcome: 'present' });
    expect(bucket.requests).toHaveLength(requests);
    const { path } = await fetchWord('cat', 'binary', { perWord: 2 * SOME });
    expect(await count(readDrawings(path))).toBe(2 * SOME);
    await fetchWord('cat', 'binary');
    expect((await readFile(path)).equals(bucket.files.get('full/binary/cat.bin')!)).toBe(true);
  });

  it('go on after a cut too', async () => {
    bucket.faults = { cutAfter: (request) => (request % 2 === 1 ? 3_000 : null) };
    for (const format of ['binary', 'numpy_bitmap'] as const) {
      const { path } = await fetchWord('cat', format, { perWord: SOME });
      expect(await count(format === 'binary' ? readDrawings(path) : readBitmaps(path))).toBe(SOME);
    }
  });

  it('come from a server without ranges as well, which is left as soon as they are there', async () => {
    bucket.faults = { ignoreRanges: true };
    const { path } = await fetchWord('cat', 'binary', { perWord: SOME });
    expect(await count(readDrawings(path))).toBe(SOME);
  });
});
