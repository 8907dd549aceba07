import type { DrawingOp } from './drawing-op.ts';
import { VALUES_PER_POINT } from './limits.ts';

/**
 * Operations on a drawing as they travel: one string, which is a third of what their JSON is. Numbers are variable-length
 * quantities in base64url, five bits a character and the lowest first, as in source maps; signed ones are zigzag-coded. Of a
 * stretch of ink the first point is where it is, and every later one how far it is from the one before.
 *
 *     operations = operation *("," operation)
 *     operation  = ("b" / "e") 1*(x y dt) ["." 1*pressure] / "u" / "x" stroke / "c"
 */

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const VALUE_OF = new Map(Array.from(DIGITS, (digit, value) => [digit.charCodeAt(0), value]));
const BITS_PER_DIGIT = 5;
/** A digit with this bit is followed by another one of the same number. */
const MORE = 1 << BITS_PER_DIGIT;
/** Enough for thirty bits: no number of a drawing has more, and none that is read leaves what 32 bits hold. */
const MAX_DIGITS = 6;

const LETTERS = { begin: 'b', extend: 'e', undo: 'u', erase: 'x', clear: 'c' } as const;
const BETWEEN_OPS = ',';
const BEFORE_PRESSURES = '.';

/** What was to be read is no ink code; `message` says what is wrong with it. */
export class InkCodeError extends Error {
  override readonly name = 'InkCodeError';
}

/** Numbers that are no whole ones are rounded: a canvas unit and a millisecond are as fine as ink gets. */
export function encodeOps(ops: readonly DrawingOp[]): string {
  return ops.map(encodeOp).join(BETWEEN_OPS);
}

/**
 * Reads what `encodeOps` has written. Whether a drawing may have such numbers is for `drawingOp` to say.
 * @throws InkCodeError where it is anything else
 */
export function decodeOps(code: string): DrawingOp[] {
  return code.split(BETWEEN_OPS).map(decodeOp);
}

function encodeOp(op: DrawingOp): string {
  const letter = LETTERS[op.type];
  if (op.type === 'erase') return letter + unsigned(op.stroke);
  if (op.type === 'undo' || op.type === 'clear') return letter;
  let code: string = letter;
  let [fromX, fromY] = [0, 0];
  for (let i = 0; i < op.points.length; i += VALUES_PER_POINT) {
    const x = Math.round(op.points[i]!);
    const y = Math.round(op.points[i + 1]!);
    code += i === 0 ? unsigned(x) + unsigned(y) : signed(x - fromX) + signed(y - fromY);
    code += unsigned(Math.round(op.points[i + 2]!));
    [fromX, fromY] = [x, y];
  }
  return op.pressures === undefined ? code : code + BEFORE_PRESSURES + encodePressures(op.pressures);
}

function encodePressures(pressures: readonly number[]): string {
  const whole = pressures.map(Math.round);
  return whole
    .map((pressure, i) => (i === 0 ? unsigned(pressure) : signed(pressure - whole[i - 1]!)))
    .join('');
}

function decodeOp(code: string): DrawingOp {
  const letter = code[0];
  if (letter === LETTERS.begin) return { type: 'begin', ...decodeInk(code) };
  if (letter === LETTERS.extend) return { type: 'extend', ...decodeInk(code) };
  const numbers = readNumbers(code, 1, code.length);
  if (letter === LETTERS.erase && numbers.length === 1) return { type: 'erase', stroke: numbers[0]! };
  if (letter === LETTERS.undo && numbers.length === 0) return { type: 'undo' };
  if (letter === LETTERS.clear && numbers.length === 0) return { type: 'clear' };
  throw new InkCodeError('no operation is written like this');
}

function decodeInk(code: string): { points: number[]; pressures?: number[] } {
  const dot = code.indexOf(BEFORE_PRESSURES);
  const points = readNumbers(code, 1, dot < 0 ? code.length : dot);
  if (points.length === 0 || points.length % VALUES_PER_POINT !== 0) {
    throw new InkCodeError('points are written as x, y, dt');
  }
  for (let i = VALUES_PER_POINT; i < points.length; i += VALUES_PER_POINT) {
    points[i] = points[i - VALUES_PER_POINT]! + unzigzag(points[i]!);
    points[i + 1] = points[i + 1 - VALUES_PER_POINT]! + unzigzag(points[i + 1]!);
  }
  if (dot < 0) return { points };
  const pressures = readNumbers(code, dot + 1, code.length);
  for (let i = 1; i < pressures.length; i += 1) pressures[i] = pressures[i - 1]! + unzigzag(pressures[i]!);
  return { points, pressures };
}

function unsigned(value: number): string {
  let code = '';
  let left = value;
  while (left >= MORE) {
    code += DIGITS[MORE | (left & (MORE - 1))]!;
    left >>>= BITS_PER_DIGIT;
  }
  return code + DIGITS[left]!;
}

/** Small numbers stay small, whatever their sign: 0, -1, 1, -2, … become 0, 1, 2, 3, … */
function signed(value: number): string {
  return unsigned(value < 0 ? -2 * value - 1 : 2 * value);
}

function unzigzag(value: number): number {
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}

/** All numbers of a part of a code. */
function readNumbers(code: string, from: number, to: number): number[] {
  const numbers: number[] = [];
  let [value, digits] = [0, 0];
  for (let at = from; at < to; at += 1) {
    const digit = VALUE_OF.get(code.charCodeAt(at));
    if (digit === undefined) throw new InkCodeError(`character ${at} of an operation is no digit`);
    value |= (digit & (MORE - 1)) << (digits * BITS_PER_DIGIT);
    digits += 1;
    if (digit < MORE) {
      numbers.push(value);
      [value, digits] = [0, 0];
    } else if (digits === MAX_DIGITS) throw new InkCodeError('a number is too long');
  }
  if (digits > 0) throw new InkCodeError('the last number has no end');
  return numbers;
}
