import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyOp,
  drawingOp,
  emptyDrawing,
  PLAIN_PRESSURE,
  type DrawingOp,
  type LiveDrawing,
} from '../../../shared/protocol/index.ts';

const begin = (x: number, ...pressures: number[]): DrawingOp => ({
  type: 'begin',
  points: [x, 0, 0, x, 50, 10],
  ...(pressures.length > 0 && { pressures }),
});

function drawn(...ops: DrawingOp[]): LiveDrawing {
  const drawing = emptyDrawing();
  for (const op of ops) expect(applyOp(drawing, op)).toBe(true);
  return drawing;
}

const firstXs = ({ strokes }: LiveDrawing) => strokes.map(({ x }) => x[0]);

describe('erasing', () => {
  it('takes one stroke away, and the later ones move up', () => {
    const drawing = drawn(begin(1), begin(2), begin(3), { type: 'erase', stroke: 1 });
    expect(firstXs(drawing)).toEqual([1, 3]);
    expect(drawing).toMatchObject({ points: 4, revision: 4 });
  });

  it('of a stroke that is not there only counts', () => {
    const drawing = drawn(begin(1), { type: 'erase', stroke: 7 });
    expect(firstXs(drawing)).toEqual([1]);
    expect(drawing).toMatchObject({ points: 2, revision: 2 });
  });

  it('names a stroke by a whole number', () => {
    for (const stroke of [-1, 0.5, 1e9, '0', undefined]) {
      expect(drawingOp.safeParse({ type: 'erase', stroke }).success).toBe(false);
    }
    expect(drawingOp.safeParse({ type: 'erase', stroke: 0 }).success).toBe(true);
  });
});

describe('pressure', () => {
  it('is one byte a point, where the pen has any', () => {
    const drawing = drawn(begin(1), begin(2, 0, 255));
    expect(drawing.strokes.map(({ pressures }) => pressures)).toEqual([undefined, [0, 255]]);
    for (const pressures of [[1], [1, 2, 3], [1, 256], [-1, 2], [1, 2.5], 'ab', [1, '2']]) {
      expect(drawingOp.safeParse({ ...begin(1), pressures }).success).toBe(false);
    }
    expect(drawingOp.safeParse(begin(1, 3, 4)).success).toBe(true);
  });

  it('is plain where one part of a stroke has it and another has not', () => {
    const more = { type: 'extend' as const, points: [9, 9, 1] };
    const late = drawn(begin(1), { ...more, pressures: [7] }, more);
    expect(late.strokes[0]!.pressures).toEqual([PLAIN_PRESSURE, PLAIN_PRESSURE, 7, PLAIN_PRESSURE]);
  });
});

describe('whatever is drawn', () => {
  const pressures = fc.option(fc.tuple(fc.nat(255), fc.nat(255)), { nil: undefined });
  const op: fc.Arbitrary<DrawingOp> = fc.oneof(
    fc
      .tuple(fc.constantFrom('begin' as const, 'extend' as const), fc.nat(1_000), pressures)
      .map(([type, x, given]): DrawingOp => ({
        type,
        points: [x, 0, 1, x, 9, 1],
        ...(given && { pressures: given }),
      })),
    fc.record({ type: fc.constantFrom('undo' as const, 'clear' as const) }),
    fc.record({ type: fc.constant('erase' as const), stroke: fc.nat(5) }),
  );

  it('the counts are right, and pressures are as many as points', () => {
    fc.assert(
      fc.property(fc.array(op, { maxLength: 60, size: 'max' }), (ops) => {
        const drawing = drawn(...ops);
        expect(drawing.revision).toBe(ops.length);
        expect(drawing.points).toBe(drawing.strokes.reduce((sum, { x }) => sum + x.length, 0));
        for (const { x, y, t, pressures: all = x } of drawing.strokes) {
          expect([y.length, t.length, all.length]).toEqual([x.length, x.length, x.length]);
        }
        for (const each of ops) expect(drawingOp.safeParse(each).success).toBe(true);
      }),
    );
  });
});
