import type { ByteSource } from './bytes.ts';

/**
 * A strict reader for the one kind of pickle that the data set holds: a numpy array of objects, each an int16 array
 * `[n, columns]`, as `np.savez_compressed` of Python 2 and 3 writes it (pickle protocols 2 to 4; opcodes as in Python's
 * `pickletools`). Nothing is ever called: the four names below are recognised, any other name, opcode or shape is refused.
 */

/** What a pickle asks for that this reader does not give, or that is damaged. */
export class PickleError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PickleError';
  }
}

/** One element of the array: int16 values row by row. */
export interface Int16Rows {
  readonly values: Int16Array;
  readonly rows: number;
  readonly columns: number;
}

const GLOBALS: ReadonlyMap<string, GlobalName> = new Map([
  ['numpy.core.multiarray _reconstruct', 'reconstruct'],
  ['numpy._core.multiarray _reconstruct', 'reconstruct'],
  ['numpy ndarray', 'ndarray'],
  ['numpy dtype', 'dtype'],
  ['_codecs encode', 'encode'],
]);

type GlobalName = 'reconstruct' | 'ndarray' | 'dtype' | 'encode';
type Value =
  | { readonly kind: 'mark' }
  | { readonly kind: 'scalar'; readonly value: number | boolean | null }
  | { readonly kind: 'string'; readonly bytes: Buffer; readonly unicode: boolean }
  | { readonly kind: 'global'; readonly name: GlobalName }
  | { readonly kind: 'tuple'; readonly items: readonly Value[] }
  | { readonly kind: 'list'; length: number }
  | { readonly kind: 'dtype'; readonly code: string; bigEndian: boolean }
  | { readonly kind: 'array'; built: boolean };

const OP = {
  PROTO: 0x80,
  FRAME: 0x95,
  STOP: 0x2e,
  GLOBAL: 0x63,
  STACK_GLOBAL: 0x93,
  MARK: 0x28,
  NONE: 0x4e,
  NEWTRUE: 0x88,
  NEWFALSE: 0x89,
  BININT: 0x4a,
  BININT1: 0x4b,
  BININT2: 0x4d,
  SHORT_BINSTRING: 0x55,
  BINSTRING: 0x54,
  SHORT_BINBYTES: 0x43,
  BINBYTES: 0x42,
  SHORT_BINUNICODE: 0x8c,
  BINUNICODE: 0x58,
  EMPTY_LIST: 0x5d,
  APPEND: 0x61,
  APPENDS: 0x65,
  EMPTY_TUPLE: 0x29,
  TUPLE: 0x74,
  TUPLE1: 0x85,
  TUPLE2: 0x86,
  TUPLE3: 0x87,
  BINPUT: 0x71,
  LONG_BINPUT: 0x72,
  MEMOIZE: 0x94,
  BINGET: 0x68,
  LONG_BINGET: 0x6a,
  REDUCE: 0x52,
  BUILD: 0x62,
} as const;

const MIN_PROTOCOL = 2;
const MAX_PROTOCOL = 4;
/** Longer than any name, module or opcode's argument; strings of data are asked for apart. */
const LOOKAHEAD_BYTES = 64;
const MAX_STRING_BYTES = 16 * 1024 * 1024;
/**
 * Pickles remember every value in case it comes again. Only names, types and short strings do in such an array; to
 * remember the drawings too would hold the whole file in memory.
 */
const MAX_REMEMBERED_BYTES = 32;

/** Reads the array's elements one by one; `columns` is what each must have. Throws `PickleError`. */
export async function* readInt16Objects(source: ByteSource, columns: number): AsyncGenerator<Int16Rows> {
  const machine = new Machine(columns);
  while (!machine.stopped) {
    await source.ensure(LOOKAHEAD_BYTES);
    const opcode = byte(source);
    const lengthBytes = STRING_LENGTH_BYTES.get(opcode);
    if (lengthBytes === undefined) {
      const element = machine.step(opcode, source);
      if (element !== null) yield element;
    } else {
      const length = take(source, lengthBytes).readUIntLE(0, lengthBytes);
      if (length > MAX_STRING_BYTES) throw new PickleError(`a string claims ${length} bytes`);
      await source.ensure(length);
      const unicode = opcode === OP.SHORT_BINUNICODE || opcode === OP.BINUNICODE;
      machine.push({ kind: 'string', bytes: Buffer.from(take(source, length)), unicode });
    }
  }
}

const STRING_LENGTH_BYTES: ReadonlyMap<number, number> = new Map([
  [OP.SHORT_BINSTRING, 1],
  [OP.SHORT_BINBYTES, 1],
  [OP.SHORT_BINUNICODE, 1],
  [OP.BINSTRING, 4],
  [OP.BINBYTES, 4],
  [OP.BINUNICODE, 4],
]);

/** The stack machine that a pickle is a program for, cut down to the opcodes of such an array. */
class Machine {
  readonly #columns: number;
  readonly #stack: Value[] = [];
  readonly #memo = new Map<number, Value>();
  /** How many values have been remembered, counting those that were not worth it: MEMOIZE numbers by it. */
  #memoized = 0;
  #elements = 0;
  stopped = false;

  constructor(columns: number) {
    this.#columns = columns;
  }

  push(value: Value): void {
    this.#stack.push(value);
  }

  /** Carries out one opcode; gives the element that it has completed, if any. */
  step(opcode: number, source: ByteSource): Int16Rows | null {
    switch (opcode) {
      case OP.PROTO: {
        const protocol = byte(source);
        if (protocol < MIN_PROTOCOL || protocol > MAX_PROTOCOL)
          throw new PickleError(`protocol ${protocol} is unknown`);
        break;
      }
      case OP.FRAME:
        take(source, 8);
        break;
      case OP.STOP:
        this.#finish();
        break;
      case OP.GLOBAL:
        this.#pushGlobal(`${line(source)} ${line(source)}`);
        break;
      case OP.STACK_GLOBAL: {
        const name = text(this.#pop());
        this.#pushGlobal(`${text(this.#pop())} ${name}`);
        break;
      }
      case OP.MARK:
        this.push({ kind: 'mark' });
        break;
      case OP.NONE:
        this.push({ kind: 'scalar', value: null });
        break;
      case OP.NEWTRUE:
      case OP.NEWFALSE:
        this.push({ kind: 'scalar', value: opcode === OP.NEWTRUE });
        break;
      case OP.BININT:
        this.push({ kind: 'scalar', value: take(source, 4).readInt32LE(0) });
        break;
      case OP.BININT1:
        this.push({ kind: 'scalar', value: byte(source) });
        break;
      case OP.BININT2:
        this.push({ kind: 'scalar', value: take(source, 2).readUInt16LE(0) });
        break;
      case OP.EMPTY_LIST:
        this.push({ kind: 'list', length: 0 });
        break;
      case OP.APPEND:
        this.#append([this.#pop()]);
        break;
      case OP.APPENDS:
        this.#append(this.#popToMark());
        break;
      case OP.EMPTY_TUPLE:
        this.push({ kind: 'tuple', items: [] });
        break;
      case OP.TUPLE:
        this.push({ kind: 'tuple', items: this.#popToMark() });
        break;
      case OP.TUPLE1:
      case OP.TUPLE2:
      case OP.TUPLE3:
        this.push({ kind: 'tuple', items: this.#popMany(opcode - OP.TUPLE1 + 1) });
        break;
      case OP.BINPUT:
        this.#remember(byte(source));
        break;
      case OP.LONG_BINPUT:
        this.#remember(take(source, 4).readUInt32LE(0));
        break;
      case OP.MEMOIZE:
        this.#remember(this.#memoized);
        break;
      case OP.BINGET:
        this.#recall(byte(source));
        break;
      case OP.LONG_BINGET:
        this.#recall(take(source, 4).readUInt32LE(0));
        break;
      case OP.REDUCE:
        this.#reduce();
        break;
      case OP.BUILD:
        return this.#build();
      default:
        throw new PickleError(`opcode 0x${opcode.toString(16)} has no place in it`);
    }
    return null;
  }

  #pop(): Value {
    const value = this.#stack.pop();
    if (value === undefined || value.kind === 'mark') throw new PickleError('its stack is out of step');
    return value;
  }

  #popMany(count: number): Value[] {
    return Array.from({ length: count }, () => this.#pop()).reverse();
  }

  #popToMark(): Value[] {
    const mark = this.#stack.findLastIndex((value) => value.kind === 'mark');
    if (mark < 0) throw new PickleError('its stack is out of step');
    return this.#stack.splice(mark).slice(1);
  }

  #pushGlobal(path: string): void {
    const name = GLOBALS.get(path);
    if (name === undefined)
      throw new PickleError(`it asks for "${path}", which an array of drawings never needs`);
    this.push({ kind: 'global', name });
  }

  #remember(key: number): void {
    this.#memoized++;
    const value = this.#stack.at(-1);
    const shared =
      value?.kind === 'global' ||
      value?.kind === 'dtype' ||
      (value?.kind === 'string' && value.bytes.length <= MAX_REMEMBERED_BYTES);
    if (shared) this.#memo.set(key, value);
  }

  #recall(key: number): void {
    const value = this.#memo.get(key);
    if (value === undefined)
      throw new PickleError('it repeats an element, which an array of drawings never does');
    this.push(value);
  }

  /** A list holds the elements of the outer array; they have been given out already, so only their number stays. */
  #append(items: readonly Value[]): void {
    const list = this.#stack.at(-1);
    if (list?.kind !== 'list' || !items.every((item) => item.kind === 'array' && item.built)) {
      throw new PickleError('its list holds something else than arrays');
    }
    list.length += items.length;
  }

  #reduce(): void {
    const args = this.#pop();
    const callee = this.#pop();
    if (callee.kind !== 'global' || args.kind !== 'tuple')
      throw new PickleError('it calls something that is no function');
    const [first, second] = args.items;
    if (callee.name === 'reconstruct' && first?.kind === 'global' && first.name === 'ndarray') {
      this.push({ kind: 'array', built: false });
    } else if (callee.name === 'dtype' && first?.kind === 'string') {
      this.push({ kind: 'dtype', code: text(first), bigEndian: false });
    } else if (callee.name === 'encode' && first?.kind === 'string' && second?.kind === 'string') {
      // How Python 3 writes bytes in protocol 2: as text, one character a byte.
      if (text(second) !== 'latin1') throw new PickleError(`it encodes as "${text(second)}"`);
      this.push({ kind: 'string', bytes: Buffer.from(text(first), 'latin1'), unicode: false });
    } else {
      throw new PickleError(`it calls ${callee.name} in an unknown way`);
    }
  }

  #build(): Int16Rows | null {
    const state = this.#pop();
    const target = this.#stack.at(-1);
    if (state.kind !== 'tuple') throw new PickleError('it sets a state that is no tuple');
    if (target?.kind === 'dtype') {
      const order = state.items[1];
      target.bigEndian = order?.kind === 'string' && text(order) === '>';
      return null;
    }
    if (target?.kind !== 'array' || target.built)
      throw new PickleError('it sets the state of something that is no array');
    target.built = true;

    const [, shape, dtype, fortran, data] = state.items;
    if (
      shape?.kind !== 'tuple' ||
      dtype?.kind !== 'dtype' ||
      fortran?.kind !== 'scalar' ||
      data === undefined
    ) {
      throw new PickleError('an array has an unknown state');
    }
    const sizes = shape.items.map(size);
    if (data.kind === 'list') {
      this.#elements = sizes.reduce((product, length) => product * length, 1);
      if (dtype.code !== 'O8' && dtype.code !== 'O4' && dtype.code !== 'O')
        throw new PickleError('a list is no int16 array');
      if (data.length !== this.#elements)
        throw new PickleError(`it holds ${data.length} elements, not ${this.#elements}`);
      return null;
    }
    const [rows = -1, columns] = sizes;
    if (dtype.code !== 'i2' || dtype.bigEndian || fortran.value === true || fortran.value === 1) {
      throw new PickleError(
        `an element is not a little-endian int16 array row by row (its type is ${dtype.code})`,
      );
    }
    if (sizes.length !== 2 || columns !== this.#columns) {
      throw new PickleError(`an element has the shape [${sizes.join(', ')}], not [n, ${this.#columns}]`);
    }
    if (
      data.kind !== 'string' ||
      data.unicode ||
      data.bytes.length !== rows * columns * Int16Array.BYTES_PER_ELEMENT
    ) {
      throw new PickleError(`an element [${rows}, ${columns}] lacks data`);
    }
    const values = new Int16Array(rows * columns);
    for (let i = 0; i < values.length; i++)
      values[i] = data.bytes.readInt16LE(i * Int16Array.BYTES_PER_ELEMENT);
    return { values, rows, columns };
  }

  #finish(): void {
    const result = this.#pop();
    if (this.#stack.length > 0 || result.kind !== 'array' || !result.built)
      throw new PickleError('it ends too early');
    this.stopped = true;
  }
}

function text(value: Value): string {
  if (value.kind !== 'string') throw new PickleError('it has something else in the place of a text');
  return value.bytes.toString(value.unicode ? 'utf8' : 'latin1');
}

function size(value: Value): number {
  if (value.kind !== 'scalar' || typeof value.value !== 'number' || value.value < 0) {
    throw new PickleError('a shape is not made of numbers');
  }
  return value.value;
}

function take(source: ByteSource, count: number): Buffer {
  if (source.available < count) throw new PickleError('it ends in the middle');
  return source.take(count);
}

function byte(source: ByteSource): number {
  return take(source, 1)[0]!;
}

/** The rest of a line; names are short enough to be in the lookahead. */
function line(source: ByteSource): string {
  let name = '';
  for (let code = byte(source); code !== 0x0a; code = byte(source)) name += String.fromCharCode(code);
  return name;
}
