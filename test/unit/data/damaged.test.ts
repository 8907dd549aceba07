import { readFile, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DataFileError,
  readBitmaps,
  readDrawings,
  writeBinary,
  writeNdjson,
  writeNpyBitmaps,
} from '../../../server/training/data/index.ts';
import { collect, edit, failure, scratchFolder, someDrawings } from './files.ts';

const path = scratchFolder();
const ROWS = 5;
const NPY_HEADER_BYTES = 128;

async function damaged(
  name: string,
  change: (bytes: Buffer) => Uint8Array,
): Promise<{ error: DataFileError; before: number }> {
  const file = path(name);
  if (name.endsWith('.npy'))
    await writeNpyBitmaps(
      file,
      Array.from({ length: ROWS }, () => new Uint8Array(784).fill(7)),
    );
  else if (name.includes('.bin')) await writeBinary(file, someDrawings(ROWS));
  else await writeNdjson(file, someDrawings(ROWS));
  await edit(file, change);
  const result = await failure(name.endsWith('.npy') ? readBitmaps(file) : readDrawings(file));
  expect(result.error.file).toBe(file);
  expect(result.error.message).toContain(file);
  expect(result.error.message).toContain(result.error.reason);
  expect(result.error.message).toContain('npm run inkling -- dataset download');
  return result;
}

const replace = (from: string, to: string) => (bytes: Buffer) =>
  Buffer.from(bytes.toString('latin1').replace(from, to), 'latin1');
const cut = (count: number) => (bytes: Buffer) => bytes.subarray(0, bytes.length - count);

describe('a damaged .ndjson', () => {
  it('that is cut in a line', async () => {
    const { error, before } = await damaged('a.ndjson', cut(20));
    expect([error.row, before, error.reason]).toEqual([5, 4, 'the file ends in the middle of a line']);
  });

  it('with a line that is no JSON', async () => {
    const { error, before } = await damaged('b.ndjson', replace('{"word":"cat"', '{"word:"cat"'));
    expect([error.row, before, error.reason]).toEqual([1, 0, 'the line is not JSON']);
  });

  it.each([
    ['"recognized":false', '"recognized":"no"', /"recognized" is wrong/u],
    ['"key_id":"10001"', '"key_id":"1e5"', /"key_id" is wrong/u],
    ['[[1,20,30],[0,128,255]]', '[[1,20],[0,128,255]]', /"drawing" cannot be used/u],
    ['[[1,20,30],[0,128,255]]', '[[1,20,"x"],[0,128,255]]', /"drawing" cannot be used/u],
    ['[[[1,20,30],[0,128,255]],[[7],[0]]]', '[]', /"drawing" cannot be used: it has no points/u],
    ['[[[1,20,30],[0,128,255]],[[7],[0]]]', '"cat"', /"drawing" cannot be used/u],
  ])('with %s become %s', async (from, to, reason) => {
    const { error, before } = await damaged('c.ndjson', replace(from, to));
    expect([error.row, before]).toEqual([2, 1]);
    expect(error.reason).toMatch(reason);
  });

  it('whose gzip stream is cut', async () => {
    const { error } = await damaged('d.ndjson.gz', cut(30));
    expect(error.row).not.toBeNull();
    expect(error.reason).toMatch(/unexpected end of file/u);
  });

  it('that is one endless line, without reading it all', async () => {
    await writeFile(path('e.ndjson.gz'), gzipSync(Buffer.alloc(20_000_000, 'x')));
    const { error } = await failure(readDrawings(path('e.ndjson.gz')));
    expect([error.row, error.reason]).toEqual([1, 'a line is longer than 16777216 bytes']);
  });
});

describe('a damaged .bin', () => {
  it('is told at every place where it may be cut', async () => {
    await writeBinary(path('whole.bin'), someDrawings(ROWS));
    const bytes = await readFile(path('whole.bin'));
    const record = bytes.length / ROWS;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: bytes.length - 1 }), async (length) => {
        await writeFile(path('cut.bin'), bytes.subarray(0, length));
        if (length % record === 0) {
          expect(await collect(readDrawings(path('cut.bin')))).toHaveLength(length / record);
          return;
        }
        const { error, before } = await failure(readDrawings(path('cut.bin')));
        expect([error.row, before]).toEqual([Math.floor(length / record) + 1, Math.floor(length / record)]);
        expect(error.reason).toMatch(/^the file ends in the middle of (a header|stroke [12])$/u);
      }),
    );
  });

  it.each([
    [10, 9, /"recognized" is 9/u],
    [16, 0xff, /claims 65282 strokes/u],
    [18, 0xff, /claims more than 20000 points/u],
  ])('with byte %i become %i', async (offset, value, reason) => {
    const { error } = await damaged('f.bin', (bytes) => {
      bytes[offset] = value;
      return bytes;
    });
    expect(error.row).toBe(1);
    expect(error.reason).toMatch(reason);
  });

  it('never fails in another way than by the typed error, whatever its bytes are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        await writeFile(path('noise.bin'), bytes);
        await collect(readDrawings(path('noise.bin'))).catch((error: unknown) =>
          expect(error).toBeInstanceOf(DataFileError),
        );
      }),
    );
  });
});

describe('a damaged .npy', () => {
  it('that is cut in an image', async () => {
    const { error, before } = await damaged('g.npy', cut(784 + 10));
    expect([error.row, before]).toEqual([4, 3]);
    expect(error.reason).toMatch(/promises 5 rows/u);
  });

  it('that is cut in its header', async () => {
    const { error } = await damaged('h.npy', (bytes) => bytes.subarray(0, 40));
    expect([error.row, error.reason]).toEqual([null, 'the file ends in the middle of the .npy header']);
  });

  it('that is longer than it says', async () => {
    const { error, before } = await damaged('i.npy', (bytes) => Buffer.concat([bytes, Buffer.alloc(1)]));
    expect([error.row, before]).toEqual([5, 5]);
  });

  it.each([
    ['\x93NUMPY', '<html>', /not a \.npy file/u],
    ['NUMPY\x01', 'NUMPY\x09', /version 9 is unknown/u],
    ["'|u1'", "'<f4'", /holds <f4 \[5, 784\]/u],
    ['(5, 784)', '(5, 783)', /holds \|u1 \[5, 783\]/u],
    ['(5, 784)', '(5, 784', /cannot be understood/u],
    ['False', 'True ', /column by column/u],
  ])('with %s become %s', async (from, to, reason) => {
    const { error, before } = await damaged('j.npy', replace(from, to));
    expect([error.row, before]).toEqual([null, 0]);
    expect(error.reason).toMatch(reason);
  });

  it('never fails in another way than by the typed error, whatever its header is', async () => {
    await writeNpyBitmaps(path('good.npy'), [new Uint8Array(784)]);
    const good = await readFile(path('good.npy'));
    await fc.assert(
      fc.asyncProperty(fc.nat(NPY_HEADER_BYTES - 1), fc.nat(255), async (offset, value) => {
        const bytes = Buffer.from(good);
        bytes[offset] = value;
        await writeFile(path('noise.npy'), bytes);
        await collect(readBitmaps(path('noise.npy'))).catch((error: unknown) =>
          expect(error).toBeInstanceOf(DataFileError),
        );
      }),
    );
  });
});

describe('a file that is not there or is something else', () => {
  it('is named', async () => {
    const { error } = await failure(readDrawings(path('nowhere.ndjson')));
    expect(error.message).toMatch(/nowhere\.ndjson: there is no such file\. .*dataset list/u);
  });

  it('says which forms are known', () => {
    expect(() => readDrawings('cat.svg')).toThrow(/cat\.svg: its form is unknown.*\.ndjson, \.bin/u);
    expect(() => readBitmaps('cat.png')).toThrow(/cat\.png: its form is unknown.*\.npy/u);
  });

  it('is told how to be fetched anew, by its place in the layout of the bucket', () => {
    const file = 'data/quickdraw/simplified/alarm clock.ndjson';
    expect(new DataFileError({ file, row: 7, reason: 'the line is not JSON' }).message).toBe(
      `${file}, row 7: the line is not JSON. Delete the file and fetch it anew: ` +
        'npm run inkling -- dataset download --words "alarm clock" --format simplified',
    );
  });
});
