import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import {
  readBitmaps,
  readDrawings,
  writeBinary,
  writeNdjson,
  writeNpyBitmaps,
} from '../../../server/training/data/index.ts';
import { asDataFileError, DataFileError } from '../../../server/training/data/errors.ts';
import { secondsFromTimestamp, timestampFromSeconds } from '../../../server/training/data/timestamp.ts';
import { collect, edit, failure, scratchFolder, someDrawings } from './files.ts';

const path = scratchFolder();
const FIXTURE = join(import.meta.dirname, '../../fixtures/data/python3.npz');
/** Where these are in an entry of a zip directory, and in its end record. */
const [METHOD, PACKED_BYTES, LOCAL_OFFSET, DIRECTORY_START] = [10, 20, 42, 16];

/** The fixture's archive with a change to the first entry of its directory (or to its end record). */
async function archive(
  name: string,
  change: (bytes: Buffer, entry: number, end: number) => void,
): Promise<string> {
  await writeFile(path(name), await readFile(FIXTURE));
  await edit(path(name), (bytes) => {
    change(bytes, bytes.indexOf('PK\x01\x02', 0, 'latin1'), bytes.indexOf('PK\x05\x06', 0, 'latin1'));
    return bytes;
  });
  return path(name);
}

describe('a damaged zip archive', () => {
  it.each<[string, (bytes: Buffer, entry: number, end: number) => void, RegExp]>([
    [
      'whose directory is said to be beyond its end',
      (bytes, _, end) => bytes.writeUInt32LE(bytes.length, end + DIRECTORY_START),
      /points beyond the end/u,
    ],
    [
      'whose directory is something else',
      (bytes, entry) => bytes.writeUInt32LE(0, entry),
      /directory is corrupt/u,
    ],
    [
      'packed in another way',
      (bytes, entry) => bytes.writeUInt16LE(12, entry + METHOD),
      /is packed by method 12/u,
    ],
    ['of over 4 GB', (bytes, entry) => bytes.writeUInt32LE(0xffffffff, entry + PACKED_BYTES), /zip64/u],
    [
      'with a place over 4 GB',
      (bytes, entry) => bytes.writeUInt32LE(0xffffffff, entry + LOCAL_OFFSET),
      /zip64/u,
    ],
    ['with an empty entry', (bytes, entry) => bytes.writeUInt32LE(0, entry + PACKED_BYTES), /" is empty/u],
    [
      'with an entry that is elsewhere',
      (bytes, entry) => bytes.writeUInt32LE(7, entry + LOCAL_OFFSET),
      /is not where the zip directory says/u,
    ],
    [
      'with an entry that is said to be at the end',
      (bytes, entry) => bytes.writeUInt32LE(bytes.length - 5, entry + LOCAL_OFFSET),
      /is not where the zip directory says/u,
    ],
  ])('%s is told', async (_, change, reason) => {
    const { error, before } = await failure(readDrawings(await archive('damaged.npz', change)));
    expect(error.reason).toMatch(reason);
    expect(before).toBe(0);
  });

  it('with nothing in it says so', async () => {
    await writeFile(path('empty.npz'), zipSync({}));
    expect((await failure(readDrawings(path('empty.npz')))).error.reason).toMatch(/it has nothing/u);
  });

  it('whose entries are stored as they are is read all the same', async () => {
    const parts = unzipSync(await readFile(FIXTURE));
    await writeFile(path('stored.npz'), zipSync(parts, { level: 0 }));
    expect(await collect(readDrawings(path('stored.npz')))).toEqual(await collect(readDrawings(FIXTURE)));
  });

  it('whose array goes on after its end is told', async () => {
    const { 'train.npy': train, ...others } = unzipSync(await readFile(FIXTURE));
    await writeFile(path('long.npz'), zipSync({ ...others, 'train.npy': new Uint8Array([...train!, 0]) }));
    expect((await failure(readDrawings(path('long.npz')))).error.reason).toBe(
      '"train.npy" goes on after its array',
    );
  });
});

describe('a damaged .npy header', () => {
  const PREAMBLE = Buffer.from('\x93NUMPY\x02\x00', 'latin1');
  const bitmaps = async (bytes: Buffer) => {
    await writeFile(path('header.npy'), bytes);
    return failure(readBitmaps(path('header.npy')));
  };

  it.each([
    ['ends before its length', PREAMBLE, /ends in the middle of the \.npy header/u],
    ['ends before itself', Buffer.concat([PREAMBLE, Buffer.from([9, 0, 0, 0])]), /ends in the middle/u],
    ['claims to be endless', Buffer.concat([PREAMBLE, Buffer.from([0, 0, 0, 9])]), /claims 150994944 bytes/u],
  ])('that %s', async (_, bytes, reason) => {
    expect((await bitmaps(bytes)).error.reason).toMatch(reason);
  });

  it('of the second version has a longer length, and bitmaps may be in rows and columns', async () => {
    const text = "{'descr': '|u1', 'fortran_order': False, 'shape': (1, 28, 28), }\n";
    const length = Buffer.alloc(4);
    length.writeUInt32LE(text.length);
    const image = Buffer.alloc(784, 5);
    await writeFile(path('second.npy'), Buffer.concat([PREAMBLE, length, Buffer.from(text), image]));
    const [only] = await collect(readBitmaps(path('second.npy')));
    expect(only!.image).toEqual(Uint8Array.from(image));
  });
});

describe('timestamps', () => {
  it('of the data set come back as they were', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (seconds) => {
        expect(secondsFromTimestamp(timestampFromSeconds(seconds))).toBe(seconds);
      }),
    );
  });

  it('may have fractions or be of ISO 8601, and are nothing where they are no time', () => {
    expect(secondsFromTimestamp('2017-03-01 20:41:36.70399 UTC')).toBe(1_488_400_896);
    expect(secondsFromTimestamp('2017-03-01T20:41:36.7Z')).toBe(1_488_400_896);
    expect(secondsFromTimestamp('yesterday')).toBeNull();
    expect(secondsFromTimestamp('2017-13-01 20:41:36 UTC')).toBeNull();
  });
});

describe('what does not fit into a form', () => {
  const [record] = someDrawings(1);
  const point = { x: [1], y: [1] };

  it.each([
    ['too many strokes', Array.from({ length: 65_536 }, () => point), /65536 strokes do not fit/u],
    [
      'too long a stroke',
      [{ x: Array<number>(65_536).fill(1), y: Array<number>(65_536).fill(1) }],
      /65536 points/u,
    ],
    ['half a pixel', [{ x: [0.5], y: [1] }], /not 0\.5: simplify first/u],
    ['a pixel outside', [{ x: [1], y: [256] }], /not 256: simplify first/u],
  ])('is refused: %s', async (_, drawing, reason) => {
    await expect(writeBinary(path('wrong.bin'), [{ ...record!, drawing }])).rejects.toThrow(reason);
    // Nothing stays, under no name.
    await expect(readFile(path('wrong.bin'))).rejects.toThrow('ENOENT');
    await expect(readFile(path('wrong.bin.tmp'))).rejects.toThrow('ENOENT');
  });

  it('is refused: an image of another size', async () => {
    await expect(writeNpyBitmaps(path('wrong.npy'), [new Uint8Array(783)])).rejects.toThrow(
      /784 bytes, not 783/u,
    );
  });

  it('is left empty in a binary file: what nobody knows', async () => {
    const unknown = { ...record!, keyId: null, countrycode: null, recognized: null, timestamp: null };
    await writeBinary(path('unknown.bin'), [unknown]);
    const [read] = await collect(readDrawings(path('unknown.bin')));
    expect(read).toMatchObject({ recognized: null, drawing: record!.drawing });
  });
});

describe('a line of an .ndjson', () => {
  it('that is no object is told', async () => {
    await writeFile(path('list.ndjson'), '7\n');
    expect((await failure(readDrawings(path('list.ndjson')))).error.reason).toMatch(/^"" is wrong/u);
  });

  it('may be blank, and may say nothing but the drawing', async () => {
    await writeFile(path('bare.ndjson'), '\n{"drawing":[[[1,2],[3,4]]]}\n');
    const [only] = await collect(readDrawings(path('bare.ndjson')));
    expect(only).toEqual({
      word: null,
      countrycode: null,
      timestamp: null,
      recognized: null,
      keyId: null,
      drawing: [{ x: [1, 2], y: [3, 4] }],
      row: 2,
    });
  });
});

describe('an error while a file is read', () => {
  it('passes as it is where it says everything already', async () => {
    await writeNdjson(path('fine.ndjson'), someDrawings(1));
    const error = new DataFileError({ file: 'cat.bin', row: 3, reason: 'it is a dog' });
    expect(asDataFileError(error, 'other.bin', 4)).toBe(error);
  });

  it('says that it is the permissions or a folder, and does not advise to fetch it anew', async () => {
    await mkdir(path('folder.ndjson'));
    const { error } = await failure(readDrawings(path('folder.ndjson')));
    expect(error.message).toMatch(
      /folder\.ndjson: it cannot be opened \(EISDIR\)\. Check the path and its permissions/u,
    );
    const denied = Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
    expect(asDataFileError(denied, 'cat.bin', 3)).toMatchObject({
      row: null,
      reason: 'it cannot be opened (EACCES)',
    });
  });

  it('keeps the place and the reason of anything else, even of what is no error', () => {
    expect(asDataFileError(new Error('unexpected end'), 'cat.bin', 3).message).toMatch(
      /^cat\.bin, row 3: unexpected end\./u,
    );
    expect(asDataFileError('a text', 'cat.bin', null).message).toMatch(/^cat\.bin: a text\./u);
  });
});
