import { describe, expect, it } from 'vitest';
import { ByteSource } from '../../../server/training/data/bytes.ts';
import { PickleError, readInt16Objects, type Int16Rows } from '../../../server/training/data/pickle.ts';
import { collect } from './files.ts';

/** A pickle written by hand: opcodes as letters of Python's `pickletools`, numbers as bytes, texts as they are. */
function bytesOf(...parts: readonly (number | string | Buffer)[]): Buffer {
  return Buffer.concat(
    parts.map((part) => {
      if (typeof part === 'number') return Buffer.from([part]);
      return typeof part === 'string' ? Buffer.from(part, 'latin1') : part;
    }),
  );
}

const u16 = (value: number) => Buffer.from([value & 0xff, value >> 8]);
const u32 = (value: number) =>
  Buffer.from([value & 0xff, (value >> 8) & 0xff, (value >> 16) & 0xff, value >>> 24]);
const PROTOCOL_2 = bytesOf(0x80, 2);
const RECONSTRUCT = 'cnumpy.core.multiarray\n_reconstruct\n';
const NDARRAY = 'cnumpy\nndarray\n';
const DTYPE = 'cnumpy\ndtype\n';
/** `_reconstruct(ndarray, (0,), 'b')`: an array that has no content yet. */
const EMPTY_ARRAY = bytesOf(RECONSTRUCT, NDARRAY, 'K', 0, 0x85, 'U', 1, 'b', 0x87, 'R');
/** `dtype(code, 0, 1)` with the byte order. */
const dtype = (code: string, order = '<') =>
  bytesOf(DTYPE, 'U', code.length, code, 'K', 0, 'K', 1, 0x87, 'R', '(K', 3, 'U', 1, order, 'tb');

interface State {
  readonly shape?: Buffer;
  readonly type?: Buffer;
  readonly fortran?: number | Buffer;
  readonly data?: Buffer;
}

/** One drawing of two points, unless something about it is otherwise. */
function element({
  shape = bytesOf('K', 2, 'K', 3, 0x86),
  type = dtype('i2'),
  fortran = 0x89,
  data = bytesOf('U', 12, Buffer.from(Int16Array.of(1, 2, 0, 3, -4, 1).buffer)),
}: State = {}): Buffer {
  return bytesOf(EMPTY_ARRAY, '(K', 1, shape, type, fortran, data, 'tb');
}

/** An array of so many objects, which hold these elements. */
function array(elements: Buffer, count = bytesOf('K', 1), type = dtype('O8', '|')): Buffer {
  return bytesOf(PROTOCOL_2, EMPTY_ARRAY, '(K', 1, count, 0x85, type, 0x89, elements, 'tb.');
}

function read(pickle: Buffer): Promise<Int16Rows[]> {
  async function* chunks() {
    yield await Promise.resolve(pickle);
  }
  return collect(readInt16Objects(new ByteSource(chunks()), 3));
}

const POINTS = [1, 2, 0, 3, -4, 1];
const valuesOf = async (pickle: Buffer) => (await read(pickle)).map(({ values }) => [...values]);

describe('an array of drawings', () => {
  it('is read from a list of appended, or of single elements', async () => {
    expect(await valuesOf(array(bytesOf(']', element(), 'a')))).toEqual([POINTS]);
    expect(await valuesOf(array(bytesOf('](', element(), element(), 'e'), bytesOf('K', 2)))).toEqual([
      POINTS,
      POINTS,
    ]);
  });

  it('may say how many there are in numbers of one, two or four bytes', async () => {
    for (const count of [bytesOf('K', 1), bytesOf('M', u16(1)), bytesOf('J', u32(1))]) {
      expect(await valuesOf(array(bytesOf(']', element(), 'a'), count))).toEqual([POINTS]);
    }
  });

  it.each(['O8', 'O4', 'O'])('may be of objects that are called %s', async (code) => {
    expect(await valuesOf(array(bytesOf(']', element(), 'a'), undefined, dtype(code, '|')))).toEqual([
      POINTS,
    ]);
  });

  it('may remember types and names by long numbers, and use them again', async () => {
    const remembered = element({ type: bytesOf(dtype('i2'), 'r', u32(70_000)) });
    const repeated = element({ type: bytesOf('j', u32(70_000)) });
    const both = array(bytesOf('](', remembered, repeated, 'e'), bytesOf('K', 2));
    expect(await valuesOf(both)).toEqual([POINTS, POINTS]);
  });

  it('may hold bytes written as text, one character a byte', async () => {
    const drawing = Buffer.from(Int16Array.of(...POINTS).buffer);
    const asText = Buffer.from(drawing.toString('latin1'), 'utf8');
    const encode = 'c_codecs\nencode\n';
    const data = bytesOf(encode, 'X', u32(asText.length), asText, 'X', u32(6), 'latin1', 0x86, 'R');
    expect(await valuesOf(array(bytesOf(']', element({ data }), 'a')))).toEqual([POINTS]);
  });

  it('may have elements whose order is said in a number', async () => {
    expect(await valuesOf(array(bytesOf(']', element({ fortran: bytesOf('K', 0) }), 'a')))).toEqual([POINTS]);
  });
});

describe('a pickle that is none is refused', () => {
  const oneOf = (state: State) => array(bytesOf(']', element(state), 'a'));
  const called = (...parts: readonly (number | string | Buffer)[]) => bytesOf(PROTOCOL_2, ...parts, 'R');

  it.each<[string, Buffer, RegExp]>([
    [
      'a string longer than any drawing',
      bytesOf(PROTOCOL_2, 'T', u32(0x7fffffff)),
      /claims 2147483647 bytes/u,
    ],
    ['a number in the place of a name', bytesOf(PROTOCOL_2, 'K', 1, 'K', 1, 0x93), /in the place of a text/u],
    ['nothing where a value belongs', bytesOf(PROTOCOL_2, '.'), /out of step/u],
    ['a mark where a value belongs', bytesOf(PROTOCOL_2, '(.'), /out of step/u],
    ['an end of a tuple that has no beginning', bytesOf(PROTOCOL_2, 'K', 1, 't'), /out of step/u],
    ['what was never remembered', bytesOf(PROTOCOL_2, 'h', 3), /repeats an element/u],
    [
      'an element that comes again',
      array(bytesOf('](', element(), 'q', 9, 'h', 9, 'e')),
      /repeats an element/u,
    ],
    ['a list of numbers', bytesOf(PROTOCOL_2, ']K', 1, 'a'), /something else than arrays/u],
    [
      'a list of arrays without content',
      bytesOf(PROTOCOL_2, ']', EMPTY_ARRAY, 'a'),
      /something else than arrays/u,
    ],
    [
      'something appended to no list',
      bytesOf(PROTOCOL_2, ')', element(), 'a'),
      /something else than arrays/u,
    ],
    ['a call of a number', called('K', 1, ')'), /no function/u],
    ['a call without a tuple', called(NDARRAY, 'K', 1), /no function/u],
    ['a call of the class itself', called(NDARRAY, ')'), /calls ndarray in an unknown way/u],
    ['an array of another class', called(RECONSTRUCT, DTYPE, 0x85), /calls reconstruct in an unknown way/u],
    ['a type that is a number', called(DTYPE, 'K', 1, 0x85), /calls dtype in an unknown way/u],
    ['a text that is encoded alone', called('c_codecs\nencode\n', 'U', 1, 'a', 0x85), /calls encode/u],
    [
      'a text in another code',
      called('c_codecs\nencode\n', 'U', 1, 'a', 'U', 5, 'utf-7', 0x86),
      /encodes as "utf-7"/u,
    ],
    ['a state that is no tuple', bytesOf(PROTOCOL_2, EMPTY_ARRAY, 'Nb'), /no tuple/u],
    ['the state of a number', bytesOf(PROTOCOL_2, 'K', 1, ')b'), /no array/u],
    ['an array that is filled twice', bytesOf(PROTOCOL_2, element(), ')b'), /no array/u],
    ['an array of an unknown state', bytesOf(PROTOCOL_2, EMPTY_ARRAY, ')b'), /unknown state/u],
    ['a state without a type', oneOf({ type: bytesOf('N') }), /unknown state/u],
    ['a state without an order', oneOf({ fortran: bytesOf(')') }), /unknown state/u],
    ['a state without data', oneOf({ data: bytesOf() }), /unknown state/u],
    ['a list in an array of numbers', oneOf({ data: bytesOf(']') }), /a list is no int16 array/u],
    ['numbers column by column', oneOf({ fortran: 0x88 }), /not a little-endian int16 array row by row/u],
    ['the same, said by a number', oneOf({ fortran: bytesOf('K', 1) }), /row by row/u],
    ['a row instead of rows', oneOf({ shape: bytesOf('K', 6, 0x85) }), /shape \[6\], not \[n, 3\]/u],
    ['data that are text', oneOf({ data: bytesOf('X', u32(12), 'twelve bytes') }), /\[2, 3\] lacks data/u],
    ['no data at all', oneOf({ data: bytesOf('N') }), /\[2, 3\] lacks data/u],
    ['a shape of truth values', oneOf({ shape: bytesOf(0x88, 'K', 3, 0x86) }), /not made of numbers/u],
    ['a shape of texts', oneOf({ shape: bytesOf('U', 1, 'a', 'K', 3, 0x86) }), /not made of numbers/u],
    [
      'a negative shape',
      oneOf({ shape: bytesOf('J', u32(0xffffffff), 'K', 3, 0x86) }),
      /not made of numbers/u,
    ],
    ['an end before the array', bytesOf(PROTOCOL_2, 'K', 1, '.'), /ends too early/u],
    ['an end with something left over', bytesOf(PROTOCOL_2, 'K', 1, element(), '.'), /ends too early/u],
    ['an array that was never filled', bytesOf(PROTOCOL_2, EMPTY_ARRAY, '.'), /ends too early/u],
    ['a protocol before the second', bytesOf(0x80, 1), /protocol 1 is unknown/u],
    ['a name without an end', bytesOf(PROTOCOL_2, 'cnumpy'), /ends in the middle/u],
  ])('%s', async (_, pickle, reason) => {
    const error: unknown = await read(pickle).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(PickleError);
    expect((error as PickleError).message).toMatch(reason);
  });
});
