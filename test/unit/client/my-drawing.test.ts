import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MyDrawing } from '../../../client/drawing/my-drawing.ts';
import {
  applyOp,
  CANVAS_SIDE_UNITS,
  drawingOp,
  emptyDrawing,
  type DrawingOp,
  type LiveDrawing,
} from '../../../shared/protocol/index.ts';

const at = (x: number, y: number, timeMs = 0) => ({ x, y, timeMs });

function replay(ops: readonly DrawingOp[] | null, from: LiveDrawing = emptyDrawing()): LiveDrawing {
  for (const op of ops ?? []) expect(applyOp(from, op)).toBe(true);
  return from;
}

function drawingLog(drawing: MyDrawing): readonly DrawingOp[] {
  drawing.gather();
  return drawing.opsFrom(0) ?? [];
}

describe('my drawing', () => {
  it('gathers many points into one operation', () => {
    const drawing = new MyDrawing(1, 'me');
    drawing.penDown(at(10, 10, 100));
    drawing.penMove(at(20, 10, 108));
    drawing.penMove(at(30, 10, 116));
    expect(drawing.revision).toBe(0);
    drawing.gather();
    expect(drawing.opsFrom(0)).toEqual([{ type: 'begin', points: [10, 10, 0, 20, 10, 8, 30, 10, 8] }]);
    drawing.penMove(at(40, 10, 130));
    drawing.penUp();
    drawing.gather();
    expect(drawing.opsFrom(1)).toEqual([{ type: 'extend', points: [40, 10, 14] }]);
  });

  it('keeps the pen on the sheet and skips steps too small to see', () => {
    const drawing = new MyDrawing(1, 'me');
    drawing.penDown(at(-50, 2_000));
    expect(drawing.penMove(at(0.4, CANVAS_SIDE_UNITS))).toBe(false);
    expect(drawing.picture.strokes[0]).toMatchObject({ x: [0], y: [CANVAS_SIDE_UNITS] });
  });

  it('ignores moves of a pen that is up, and undo and clear of an empty sheet', () => {
    const drawing = new MyDrawing(1, 'me');
    drawing.penMove(at(5, 5));
    drawing.undo();
    drawing.clear();
    drawing.gather();
    expect(drawing.revision).toBe(0);
  });

  it('goes on from the server’s picture after a reload', () => {
    const server = replay([{ type: 'begin', points: [1, 1, 0, 50, 50, 10] }]);
    const drawing = new MyDrawing(1, 'me', server);
    expect(drawing.revision).toBe(1);
    expect(drawing.opsFrom(0)).toBeNull();
    drawing.penDown(at(100, 100, 5));
    drawing.gather();
    expect(drawing.opsFrom(1)).toEqual([{ type: 'begin', points: [100, 100, 0] }]);
  });

  it('takes steps back and does them again', () => {
    const drawing = new MyDrawing(1, 'me');
    const line = (x: number) => {
      drawing.penDown(at(x, 100, x));
      drawing.penMove(at(x, 300, x + 20));
      drawing.penUp();
    };
    const shown = () => drawing.picture.strokes.map(({ x }) => x[0]);
    line(100);
    line(200);
    line(300);
    drawing.erase(at(80, 200), at(120, 200));
    expect(shown()).toEqual([200, 300]);
    drawing.clear();
    expect(shown()).toEqual([]);
    drawing.undo();
    expect(shown()).toEqual([200, 300]);
    // What was erased comes back on top, and is then the first to go that was drawn first.
    drawing.undo();
    expect(shown()).toEqual([200, 300, 100]);
    drawing.undo();
    expect(shown()).toEqual([200, 100]);
    drawing.redo();
    drawing.redo();
    drawing.redo();
    expect(shown()).toEqual([]);
    expect(drawing.canRedo).toBe(false);
    drawing.undo();
    line(400);
    expect(drawing.canRedo).toBe(false);
    expect(replay(drawingLog(drawing)).strokes).toEqual(drawing.picture.strokes);
  });

  it('redraws a stroke with the pauses and the pressure that it had', () => {
    const drawing = new MyDrawing(1, 'me');
    drawing.penDown({ ...at(10, 10, 100), pressure: 0.2 });
    for (let i = 1; i < 700; i++)
      drawing.penMove({ ...at(10 + i, 10 + (i % 9), 100 + i * 4), pressure: 0.5 });
    drawing.penUp();
    const [before] = structuredClone(drawing.picture.strokes);
    drawing.undo();
    drawing.redo();
    const [after] = drawing.picture.strokes;
    expect(after).toMatchObject({ x: before!.x, y: before!.y, pressures: before!.pressures });
    expect(before!.pressures![0]).toBe(51);
    const pauses = (t: readonly number[]) => t.slice(1).map((time, i) => time - t[i]!);
    expect(pauses(after!.t)).toEqual(pauses(before!.t));
    for (const op of drawingLog(drawing)) expect(drawingOp.safeParse(op).success).toBe(true);
  });

  it('does nothing while it is closed, and closing lifts the pen', () => {
    const drawing = new MyDrawing(1, 'me');
    const moves: string[] = [];
    drawing.pen.subscribe((move) => moves.push(move));
    drawing.penDown(at(10, 10));
    drawing.isOpen = false;
    drawing.penMove(at(50, 50));
    drawing.penDown(at(90, 90));
    for (const change of ['undo', 'redo', 'clear'] as const) drawing[change]();
    drawing.erase(at(0, 0), at(100, 100));
    expect(moves).toEqual(['down', 'up']);
    expect(drawing.picture.strokes).toMatchObject([{ x: [10] }]);
  });

  it('sends exactly what it shows, whatever the pen does', () => {
    const action = fc.oneof(
      {
        weight: 6,
        arbitrary: fc.tuple(
          fc.constant('move' as const),
          fc.integer({ min: -200, max: 1200 }),
          fc.integer({ min: -200, max: 1200 }),
        ),
      },
      {
        weight: 3,
        arbitrary: fc.tuple(
          fc.constant('down' as const),
          fc.integer({ min: 0, max: 1024 }),
          fc.integer({ min: 0, max: 1024 }),
        ),
      },
      {
        weight: 1,
        arbitrary: fc.tuple(
          fc.constantFrom('up' as const, 'clear' as const, 'gather' as const),
          fc.constant(0),
          fc.constant(0),
        ),
      },
      {
        weight: 3,
        arbitrary: fc.tuple(
          fc.constantFrom('undo' as const, 'redo' as const, 'erase' as const),
          fc.integer({ min: 0, max: 1024 }),
          fc.integer({ min: 0, max: 1024 }),
        ),
      },
    );
    fc.assert(
      fc.property(fc.array(action, { maxLength: 120 }), (actions) => {
        const drawing = new MyDrawing(1, 'me');
        let timeMs = 1_000;
        for (const [what, x, y] of actions) {
          timeMs += 7.3;
          if (what === 'down') drawing.penDown(at(x, y, timeMs));
          else if (what === 'move') drawing.penMove(at(x, y, timeMs));
          else if (what === 'up') drawing.penUp();
          else if (what === 'erase') drawing.erase(at(x, y), at(y, x));
          else drawing[what]();
        }
        drawing.gather();
        const ops = drawing.opsFrom(0) ?? [];
        for (const op of ops) expect(drawingOp.safeParse(op).success).toBe(true);
        expect(replay(ops).strokes).toEqual(drawing.picture.strokes);
        expect(ops.length).toBe(drawing.revision);
      }),
    );
  });
});
