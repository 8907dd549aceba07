import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { DataFileError, readDrawings } from '../../../server/training/data/index.ts';
import { collect, edit, failure, scratchFolder } from './files.ts';

const path = scratchFolder();
const fixture = (name: string): string => join(import.meta.dirname, '../../fixtures/data', name);

/** The fixture's archive with the bytes of `train.npy` changed. */
async function changed(name: string, change: (train: Buffer) => Uint8Array): Promise<string> {
  const parts = unzipSync(await readFile(fixture('python2.npz')));
  const train = change(Buffer.from(parts['train.npy']!));
  await writeFile(path(name), zipSync({ ...parts, 'train.npy': Uint8Array.from(train) }));
  return path(name);
}

const replace = (from: string, to: string) => (bytes: Buffer) =>
  Buffer.from(bytes.toString('latin1').replace(from, to), 'latin1');

describe('sketch-rnn files', () => {
  it.each(['python2.npz', 'python3.npz'])('%s: train, valid and test in one row of numbers', async (name) => {
    const rows = await collect(readDrawings(fixture(name)));
    expect(rows.map(({ row }) => row)).toEqual([1, 2, 3, 4]);
    expect(rows.map(({ drawing }) => drawing)).toEqual([
      [
        { x: [10, 100, 100, 10, 10], y: [10, 10, 100, 100, 10] },
        { x: [55], y: [55] },
      ],
      [
        { x: [0, 255], y: [0, 255] },
        { x: [0, 255], y: [255, 0] },
      ],
      [{ x: [5, 250], y: [120, 127] }],
      [{ x: [30, 30, 330, 30], y: [0, 200, 100, 0] }],
    ]);
    expect(rows[0]).toMatchObject({
      word: null,
      countrycode: null,
      timestamp: null,
      recognized: null,
      keyId: null,
    });
  });

  it.each([
    [
      'a function that is not numpy’s',
      'numpy.core.multiarray\n_reconstruct',
      'posix\nsystem',
      /asks for "posix system"/u,
    ],
    ['another type', 'U\x02i2', 'U\x02f4', /its type is f4/u],
    ['big-endian numbers', 'U\x01<', 'U\x01>', /not a little-endian int16 array/u],
    ['another shape', 'K\x06K\x03\x86', 'K\x03K\x06\x86', /shape \[3, 6\], not \[n, 3\]/u],
    ['too little data', 'K\x06K\x03\x86', 'K\x07K\x03\x86', /lacks data/u],
    ['an unknown protocol', '\x80\x02', '\x80\x09', /protocol 9/u],
    ['an unknown opcode', 'R', '\x81', /opcode 0x81/u],
    ['a missing element', 'K\x02\x85cnumpy', 'K\x03\x85cnumpy', /holds 2 elements, not 3/u],
    ['a header that promises more', '(2,)', '(9,)', /has 2 of the 9 drawings/u],
    ['numbers instead of objects', "'|O'", "'<i2'", /holds <i2 \[2\]/u],
    [
      'a pen that is neither up nor down',
      '\x0a\x00\x0a\x00\x00\x00',
      '\x0a\x00\x0a\x00\x05\x00',
      /says 5 for the pen/u,
    ],
  ])('refuses %s', async (_, from, to, reason) => {
    const { error } = await failure(readDrawings(await changed('refused.npz', replace(from, to))));
    expect(error.reason).toMatch(reason);
    expect(error.file).toBe(path('refused.npz'));
  });

  it('says at which drawing a pickle is cut', async () => {
    const file = await changed('cut.npz', (train) => train.subarray(0, train.length - 10));
    const { error, before } = await failure(readDrawings(file));
    expect([error.row, before]).toEqual([2, 1]);
    expect(error.reason).toMatch(/ends in the middle/u);
  });

  it('never fails in another way than by the typed error, whichever byte of the pickle is wrong', async () => {
    const { length } = unzipSync(await readFile(fixture('python2.npz')))['train.npy']!;
    for (let offset = 0; offset < length; offset += 3) {
      const file = await changed('noise.npz', (train) => {
        train[offset] = train[offset]! ^ 0x55;
        return train;
      });
      await collect(readDrawings(file)).catch((error: unknown) =>
        expect(error).toBeInstanceOf(DataFileError),
      );
    }
  });

  it('refuses an archive that is cut, corrupt or of something else', async () => {
    await writeFile(path('half.npz'), (await readFile(fixture('python3.npz'))).subarray(0, 500));
    expect((await failure(readDrawings(path('half.npz')))).error.reason).toMatch(/not a complete \.npz/u);

    await writeFile(path('corrupt.npz'), await readFile(fixture('python3.npz')));
    await edit(path('corrupt.npz'), (bytes) => {
      bytes[14] = bytes[14]! ^ 0xff;
      const directory = bytes.indexOf('PK\x01\x02', 0, 'latin1');
      bytes[directory + 16] = bytes[directory + 16]! ^ 0xff;
      return bytes;
    });
    expect((await failure(readDrawings(path('corrupt.npz')))).error.reason).toMatch(
      /checksum of "train.npy"/u,
    );

    await writeFile(path('other.npz'), zipSync({ 'readme.txt': new Uint8Array(3) }));
    expect((await failure(readDrawings(path('other.npz')))).error.reason).toMatch(
      /none of the arrays .*readme\.txt/u,
    );
  });
});
