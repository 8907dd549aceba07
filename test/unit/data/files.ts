import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll } from 'vitest';
import { IMAGE_PIXELS } from '../../../shared/drawing/index.ts';
import { DataFileError } from '../../../server/training/data/index.ts';
import type { WritableDrawing } from '../../../server/training/data/index.ts';

/** A folder for the files of a test file; gone afterwards. */
export function scratchFolder(): (name: string) => string {
  let dir = '';
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'inkling-data-'));
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));
  return (name) => join(dir, name);
}

export async function collect<Row>(rows: AsyncIterable<Row>): Promise<Row[]> {
  const all: Row[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

/** The typed error that reading gives, and how many rows came before it. */
export async function failure(
  rows: AsyncIterable<unknown>,
): Promise<{ error: DataFileError; before: number }> {
  let before = 0;
  try {
    const iterator = rows[Symbol.asyncIterator]();
    while ((await iterator.next()).done !== true) before++;
  } catch (error) {
    if (error instanceof DataFileError) return { error, before };
    throw error;
  }
  throw new Error(`read ${before} rows without an error`);
}

/** Changes a file's bytes in place. */
export async function edit(path: string, change: (bytes: Buffer) => Uint8Array): Promise<void> {
  await writeFile(path, change(await readFile(path)));
}

const byte = fc.integer({ min: 0, max: 255 });
const coordinate = fc
  .double({ min: -2_000, max: 2_000, noNaN: true, noDefaultInfinity: true })
  .map((value) => value + 0);
const timeMs = fc.integer({ min: 0, max: 20_000 });

function columns(point: fc.Arbitrary<readonly number[]>, width: number): fc.Arbitrary<number[][]> {
  return fc
    .array(point, { minLength: 1, maxLength: 30 })
    .map((points) => Array.from({ length: width }, (_, column) => points.map((values) => values[column]!)));
}

const simplifiedStroke = columns(fc.tuple(byte, byte), 2).map(([x, y]) => ({ x: x!, y: y! }));
const rawStroke = columns(fc.tuple(coordinate, coordinate, timeMs), 3).map(([x, y, t]) => ({
  x: x!,
  y: y!,
  t: t!,
}));

const metadata = {
  word: fc.option(fc.constantFrom('cat', 'The Eiffel Tower', 'alarm clock'), { nil: null }),
  countrycode: fc.option(fc.constantFrom('DE', 'US', 'VE'), { nil: null }),
  timestamp: fc.option(fc.constantFrom('2017-03-01 20:41:36 UTC', '2017-01-23 03:44:02 UTC'), { nil: null }),
  recognized: fc.option(fc.boolean(), { nil: null }),
  keyId: fc.option(fc.bigInt({ min: 1n, max: 2n ** 64n - 1n }).map(String), { nil: null }),
};

export const simplifiedRecord: fc.Arbitrary<WritableDrawing> = fc.record({
  ...metadata,
  drawing: fc.array(simplifiedStroke, { minLength: 1, maxLength: 12 }),
});
export const rawRecord: fc.Arbitrary<WritableDrawing> = fc.record({
  ...metadata,
  drawing: fc.array(rawStroke, { minLength: 1, maxLength: 12 }),
});
export const image: fc.Arbitrary<Uint8Array> = fc.uint8Array({
  minLength: IMAGE_PIXELS,
  maxLength: IMAGE_PIXELS,
});

/** Some drawings that are all alike in length, for tests that cut files. */
export function someDrawings(count: number): WritableDrawing[] {
  return Array.from({ length: count }, (_, i) => ({
    word: 'cat',
    countrycode: 'DE',
    timestamp: '2017-03-01 20:41:36 UTC',
    recognized: i % 2 === 0,
    keyId: String(10_000 + i),
    drawing: [
      { x: [i % 256, 20, 30], y: [0, 128, 255] },
      { x: [7], y: [(i >> 8) % 256] },
    ],
  }));
}
