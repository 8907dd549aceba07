import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_POINTS, MAX_POINTS_PER_STROKE, MAX_STROKES } from '../../../shared/drawing/index.ts';
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

describe('ink', () => {
  const extend = (...points: number[]): DrawingOp => ({ type: 'extend', points });

  it('lies where it was drawn, at times that go on from stroke to stroke', () => {
    const drawing = drawn({ type: 'begin', points: [1, 2, 99, 3, 4, 10] }, extend(5, 6, 20, 7, 8, 0), {
      type: 'begin',
      points: [9, 10, 500, 11, 12, 5],
    });
    expect(drawing.strokes).toEqual([
      // The first point is at 0, whatever it says.
      { x: [1, 3, 5, 7], y: [2, 4, 6, 8], t: [0, 10, 30, 30] },
      { x: [9, 11], y: [10, 12], t: [530, 535] },
    ]);
    expect(drawing).toMatchObject({ points: 6, revision: 3, lastT: 535 });
  });

  it('begins a stroke where there is none to go on with', () => {
    expect(drawn(extend(1, 2, 3)).strokes).toEqual([{ x: [1], y: [2], t: [0] }]);
    const anew = drawn({ type: 'begin', points: [1, 1, 0, 2, 2, 7] }, { type: 'undo' }, extend(3, 4, 50));
    // Time goes on over an empty sheet: its next point is the first of the sheet, and not of the drawing.
    expect(anew.strokes).toEqual([{ x: [3], y: [4], t: [7] }]);
  });

  it('is taken back stroke by stroke, or all at once', () => {
    const drawing = drawn(begin(1), begin(2), begin(3), { type: 'undo' });
    expect(firstXs(drawing)).toEqual([1, 2]);
    expect(drawing).toMatchObject({ points: 4, revision: 4 });
    expect(applyOp(drawing, { type: 'clear' })).toBe(true);
    expect(drawing).toMatchObject({ strokes: [], points: 0, revision: 5, lastT: 30 });
    expect(applyOp(drawing, { type: 'undo' })).toBe(true);
    expect(drawing).toMatchObject({ strokes: [], points: 0, revision: 6 });
  });

  it('ends where a drawing, or a stroke, is as large as may be, and changes nothing then', () => {
    const points = (count: number) => Array<number>(3 * count).fill(1);
    const refuses = (drawing: LiveDrawing, op: DrawingOp) => {
      const before = structuredClone(drawing);
      expect(applyOp(drawing, op)).toBe(false);
      expect(drawing).toEqual(before);
    };
    const long = drawn({ type: 'begin', points: points(MAX_POINTS_PER_STROKE - 1) }, extend(1, 1, 1));
    expect(long.strokes[0]!.x).toHaveLength(MAX_POINTS_PER_STROKE);
    refuses(long, extend(1, 1, 1));
    expect(applyOp(long, { type: 'begin', points: points(MAX_POINTS - MAX_POINTS_PER_STROKE) })).toBe(true);
    refuses(long, { type: 'begin', points: [1, 1, 1] });
    refuses(drawn({ type: 'begin', points: points(9) }), { type: 'begin', points: points(MAX_POINTS - 8) });

    const many = drawn(...Array<DrawingOp>(MAX_STROKES).fill({ type: 'begin', points: [1, 1, 1] }));
    refuses(many, { type: 'begin', points: [1, 1, 1] });
    expect(applyOp(many, extend(1, 1, 1))).toBe(true);
  });
});

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
