import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeOps, encodeOps, InkCodeError, type DrawingOp } from '../../../shared/protocol/index.ts';

/** What a pen may send, finer than ink gets. */
const ink = fc
  .array(
    fc.tuple(
      fc.double({ min: 0, max: 1_024, noNaN: true }),
      fc.double({ min: 0, max: 1_024, noNaN: true }),
      fc.double({ min: 0, max: 600_000, noNaN: true }),
      fc.nat(255),
    ),
    { minLength: 1, maxLength: 30 },
  )
  .chain((rows) =>
    fc.record({
      type: fc.constantFrom('begin' as const, 'extend' as const),
      points: fc.constant(rows.flatMap(([x, y, dt]) => [x, y, dt])),
      pressures: fc.constantFrom(
        undefined,
        rows.map(([, , , pressure]) => pressure),
      ),
    }),
  );
const op = fc.oneof(
  ink,
  fc.constantFrom({ type: 'undo' as const }, { type: 'clear' as const }),
  fc.record({ type: fc.constant('erase' as const), stroke: fc.nat(500) }),
) as fc.Arbitrary<DrawingOp>;

/** In whole canvas units and milliseconds. */
function quantised(one: DrawingOp): DrawingOp {
  if (one.type !== 'begin' && one.type !== 'extend') return one;
  const { type, points, pressures } = one;
  // Adding nothing to -0 makes it 0.
  return { type, points: points.map((value) => Math.round(value) + 0), ...(pressures && { pressures }) };
}

describe('ink code', () => {
  it('says what it was made of, in whole units', () => {
    fc.assert(
      fc.property(fc.array(op, { minLength: 1, maxLength: 12 }), (ops) => {
        expect(decodeOps(encodeOps(ops))).toEqual(ops.map(quantised));
      }),
    );
  });

  it('adds no error to error, however long a line is', () => {
    const points = Array.from({ length: 500 }, (_, i) => [i * 1.3, i * 0.49, 16.4]).flat();
    const [line] = decodeOps(encodeOps([{ type: 'begin', points }]));
    expect(line).toEqual({ type: 'begin', points: points.map(Math.round) });
  });

  it('is short: a digit or two for a number, as in source maps', () => {
    const ops: DrawingOp[] = [
      {
        type: 'begin',
        points: [512, 300, 0, 515, 298, 16, 515, 298, 31, 1_024, 0, 32],
        pressures: [128, 130, 0, 255],
      },
      { type: 'extend', points: [0, 1, 2] },
      { type: 'erase', stroke: 31 },
      { type: 'undo' },
      { type: 'clear' },
    ];
    expect(encodeOps(ops)).toBe('bgQsJAGDQAAf6fzSgB.gEEjI-P,eABC,xf,u,c');
  });

  it('is refused where it is none, with a typed error', () => {
    const garbage = [
      '',
      ',',
      'b',
      'e',
      'bAA',
      'bAAAA',
      'q',
      'u1',
      'cA',
      'x',
      'xAB',
      'bAA!',
      'bAAg',
      'bAA"',
      'uu',
      'bAAA,',
    ];
    for (const code of [...garbage, `bAA${'g'.repeat(6)}A`, 'bAAA.g', 'bAAA.A.A', ' bAAA', 'bAAé']) {
      expect(() => decodeOps(code), code).toThrow(InkCodeError);
    }
  });

  it.each([
    ['bA!A', 'character 2 of an operation is no digit'],
    ['bAA', 'points are written as x, y, dt'],
    [`xAA${'g'.repeat(6)}`, 'a number is too long'],
    ['xg', 'the last number has no end'],
    ['uA', 'no operation is written like this'],
  ])('says what is wrong with %s', (code, message) => {
    expect(() => decodeOps(code)).toThrow(expect.objectContaining({ name: 'InkCodeError', message }));
  });

  it('is read or refused, whatever it is, and then has whole numbers only', () => {
    const anything = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom(...Array.from('bexAAABCDZghz9_.,')), maxLength: 60 }),
    );
    fc.assert(
      fc.property(anything, (code) => {
        let ops: DrawingOp[] = [];
        try {
          ops = decodeOps(code);
        } catch (error) {
          expect(error).toBeInstanceOf(InkCodeError);
        }
        for (const one of ops) {
          if (one.type !== 'begin' && one.type !== 'extend') continue;
          expect(one.points.length % 3).toBe(0);
          expect(one.points.every(Number.isSafeInteger)).toBe(true);
        }
      }),
    );
  });
});
