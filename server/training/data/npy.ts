import { IMAGE_PIXELS, IMAGE_SIDE_PIXELS } from '../../../shared/drawing/index.ts';
import type { ByteSource } from './bytes.ts';
import { DataFileError } from './errors.ts';
import type { BitmapRecord } from './records.ts';

const MAGIC = Buffer.from('\x93NUMPY', 'latin1');
/** Magic, major and minor version. */
const PREAMBLE_BYTES = MAGIC.length + 2;
/** Some hundred bytes in practice; more means that the length itself is corrupt. */
const MAX_HEADER_BYTES = 64 * 1024;
/** numpy pads the header so that the data begin at a multiple of this. */
const ALIGNMENT_BYTES = 64;

export interface NpyHeader {
  /** numpy's type string, e.g. `|u1` for bytes or `|O` for objects. */
  readonly descr: string;
  readonly shape: readonly number[];
  /** Where the data begin, counted from the start of the file. */
  readonly dataOffset: number;
}

/**
 * Reads the header of a `.npy` file, versions 1 to 3 (numpy.lib.format): magic, version, length of the header (u16 in
 * version 1, else u32), then a Python dictionary as text.
 */
export async function readNpyHeader(source: ByteSource, file: string): Promise<NpyHeader> {
  const fail = (reason: string): never => {
    throw new DataFileError({ file, row: null, reason });
  };
  if (!(await source.ensure(PREAMBLE_BYTES))) fail('the file ends in the middle of the .npy header');
  const preamble = source.take(PREAMBLE_BYTES);
  if (!preamble.subarray(0, MAGIC.length).equals(MAGIC))
    fail('it is not a .npy file (its first bytes are not "\\x93NUMPY")');
  const version = preamble[MAGIC.length] ?? 0;
  if (version < 1 || version > 3) fail(`its .npy version ${version} is unknown (1, 2 and 3 are)`);

  const lengthBytes = version === 1 ? 2 : 4;
  if (!(await source.ensure(lengthBytes))) fail('the file ends in the middle of the .npy header');
  const length = source.take(lengthBytes).readUIntLE(0, lengthBytes);
  if (length > MAX_HEADER_BYTES) fail(`its .npy header claims ${length} bytes`);
  if (!(await source.ensure(length))) fail('the file ends in the middle of the .npy header');
  const text = source.take(length).toString('utf8');

  const descr = /'descr'\s*:\s*'([^']*)'/u.exec(text)?.[1];
  const order = /'fortran_order'\s*:\s*(True|False)/u.exec(text)?.[1];
  const shape = /'shape'\s*:\s*\(([\d\s,L]*)\)/u.exec(text)?.[1];
  if (descr === undefined || order === undefined || shape === undefined)
    return fail('its .npy header cannot be understood');
  const sizes = shape.split(',').filter((size) => size.trim() !== '');
  if (order === 'True' && sizes.length > 1)
    fail('it is stored column by column (fortran_order), which images never are');
  return {
    descr,
    shape: sizes.map((size) => parseInt(size, 10)),
    dataOffset: PREAMBLE_BYTES + lengthBytes + length,
  };
}

/** The header (version 1) of `rows` images of `IMAGE_PIXELS` bytes, as numpy itself writes it. */
export function bitmapHeader(rows: number): Buffer {
  const dictionary = `{'descr': '|u1', 'fortran_order': False, 'shape': (${rows}, ${IMAGE_PIXELS}), }`;
  const fixed = PREAMBLE_BYTES + 2;
  const padding = ALIGNMENT_BYTES - ((fixed + dictionary.length + 1) % ALIGNMENT_BYTES);
  const text = `${dictionary}${' '.repeat(padding % ALIGNMENT_BYTES)}\n`;
  const start = Buffer.alloc(fixed);
  MAGIC.copy(start);
  start[MAGIC.length] = 1;
  start.writeUInt16LE(text.length, PREAMBLE_BYTES);
  return Buffer.concat([start, Buffer.from(text, 'latin1')]);
}

/** How many images a header announces; a typed error if it does not announce images. */
export function bitmapRows(header: NpyHeader, file: string): number {
  const [rows = 0, ...rest] = header.shape;
  const pixels = rest.reduce((product, size) => product * size, 1);
  const known =
    (rest.length === 1 || (rest.length === 2 && rest[0] === IMAGE_SIDE_PIXELS)) && pixels === IMAGE_PIXELS;
  if (!known || !/^[|<>=]?u1$/u.test(header.descr)) {
    const found = `${header.descr} [${header.shape.join(', ')}]`;
    const reason = `it holds ${found}, not bytes |u1 [N, ${IMAGE_PIXELS}] or [N, ${IMAGE_SIDE_PIXELS}, ${IMAGE_SIDE_PIXELS}]`;
    throw new DataFileError({ file, row: null, reason });
  }
  return rows;
}

/** Reads the official bitmaps: uint8 `[N, 784]` (or `[N, 28, 28]`), white ink on black. */
export async function* readNpyBitmaps(source: ByteSource, file: string): AsyncGenerator<BitmapRecord> {
  const rows = bitmapRows(await readNpyHeader(source, file), file);
  for (let row = 1; row <= rows; row++) {
    if (source.available < IMAGE_PIXELS && !(await source.ensure(IMAGE_PIXELS))) {
      throw new DataFileError({
        file,
        row,
        reason: `the file ends here, though its header promises ${rows} rows`,
      });
    }
    // A copy: a view would keep the whole chunk alive as long as its one image.
    yield { image: Uint8Array.from(source.take(IMAGE_PIXELS)), row };
  }
  if (!(await source.atEnd())) {
    throw new DataFileError({
      file,
      row: rows,
      reason: `the file goes on after the ${rows} rows that its header promises`,
    });
  }
}
