import { describe, expect, it } from 'vitest';
import { MyDrawing } from '../../../client/drawing/my-drawing.ts';
import { InkSender } from '../../../client/net/ink-sender.ts';
import type { Answer } from '../../../client/net/portal.ts';
import {
  applyOp,
  DRAW_BATCH_MS,
  emptyDrawing,
  requests,
  type DrawingOp,
} from '../../../shared/protocol/index.ts';

type DrawAnswer = Answer<'draw:ops'>;
type DrawRequest = {
  round: number;
  sheet: string;
  revision: number;
  ops: DrawingOp[];
  isLifted?: true | undefined;
};

/** A server that keeps one drawing, over a wire that can lose things. */
function makeServer() {
  const drawing = emptyDrawing();
  const asks: DrawRequest[] = [];
  const wire: {
    fault: DrawAnswer | 'lose-request' | 'lose-answer' | null;
    /** What the room tells of what was taken. */
    tell: (revision: number) => void;
    /** What comes of requests that are not answered. */
    timeOut: () => void;
  } = { fault: null, tell: () => undefined, timeOut: () => undefined };
  const take = ({ revision, ops }: DrawRequest): DrawAnswer | Promise<DrawAnswer> => {
    if (revision !== drawing.revision) {
      return { ok: false, error: { code: 'out-of-step', message: '', revision: drawing.revision } };
    }
    for (const op of ops) applyOp(drawing, op);
    wire.tell(drawing.revision);
    return new Promise((resolve) => {
      const before = wire.timeOut;
      wire.timeOut = () => {
        before();
        resolve({ ok: false, error: { code: 'timeout', message: '' } });
      };
    });
  };
  const request = (_name: string, payload: unknown) => {
    const asked = requests['draw:ops'].parse(payload);
    asks.push(asked);
    const { fault } = wire;
    const lost: DrawAnswer = { ok: false, error: { code: 'offline', message: '' } };
    if (fault === 'lose-request') return Promise.resolve(lost);
    if (fault === 'lose-answer') {
      void take(asked);
      return Promise.resolve(lost);
    }
    return Promise.resolve(fault ?? take(asked));
  };
  return { drawing, requests: asks, wire, request: request as never };
}

function setUp() {
  const server = makeServer();
  const drawing = new MyDrawing(3, 'me');
  const clock = { now: 0 };
  let lost = 0;
  const sender = new InkSender({ request: server.request }, drawing, {
    now: () => clock.now,
    onLost: () => (lost += 1),
  });
  server.wire.tell = (revision) => sender.confirm(revision);
  const drawStroke = (x: number) => {
    drawing.penDown({ x, y: 10, timeMs: 0 });
    drawing.penMove({ x, y: 200, timeMs: 10 });
    drawing.penUp();
  };
  const flush = async () => {
    clock.now += DRAW_BATCH_MS;
    sender.flush();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { server, drawing, sender, drawStroke, flush, clock, lostCount: () => lost };
}

describe('ink sender', () => {
  it('says with which ink the pen was lifted', async () => {
    const { server, drawing, flush } = setUp();
    drawing.penDown({ x: 10, y: 10, timeMs: 0 });
    await flush();
    drawing.penMove({ x: 10, y: 200, timeMs: 10 });
    await flush();
    drawing.penMove({ x: 10, y: 300, timeMs: 20 });
    drawing.penUp();
    await flush();
    expect(server.requests.map(({ isLifted }) => isLifted)).toEqual([undefined, undefined, true]);
  });

  it('gathers ink for as long as the server asks it to', async () => {
    const { server, drawStroke, flush, sender } = setUp();
    sender.gatherFor(4 * DRAW_BATCH_MS);
    for (let turn = 0; turn < 9; turn += 1) {
      drawStroke(10 * turn);
      await flush();
    }
    expect(server.requests.map(({ ops }) => ops.length)).toEqual([1, 4, 4]);
    sender.gatherFor(DRAW_BATCH_MS);
    for (let turn = 0; turn < 3; turn += 1) {
      drawStroke(10 * turn);
      await flush();
    }
    expect(server.requests.slice(3).map(({ ops }) => ops.length)).toEqual([1, 1, 1]);
    expect(sender.settled).toBe(true);
  });

  it('sends new operations once, in order, with their revision', async () => {
    const { server, drawing, drawStroke, flush, sender } = setUp();
    drawStroke(10);
    await flush();
    drawStroke(20);
    drawStroke(30);
    await flush();
    await flush();
    expect(
      server.requests.map(({ round, sheet, revision, ops }) => [round, sheet, revision, ops.length]),
    ).toEqual([
      [3, 'me', 0, 1],
      [3, 'me', 1, 2],
    ]);
    expect(server.drawing.strokes).toEqual(drawing.picture.strokes);
    expect(sender.settled).toBe(true);
  });

  it('takes ink of which the room has told for taken, and asks for the drawing where nobody told of it', async () => {
    const { server, drawStroke, flush, sender, lostCount } = setUp();
    const tellingOf = server.wire.tell;
    drawStroke(10);
    await flush();
    expect(sender.settled).toBe(true);
    server.wire.timeOut();
    await flush();
    expect(lostCount()).toBe(0);
    server.wire.tell = () => undefined;
    drawStroke(20);
    await flush();
    expect(sender.settled).toBe(false);
    server.wire.timeOut();
    await flush();
    expect(lostCount()).toBe(1);
    server.wire.tell = tellingOf;
    sender.resume(server.drawing.revision);
    drawStroke(30);
    await flush();
    expect(server.requests.map(({ revision }) => revision)).toEqual([0, 1, 2]);
    expect(sender.settled).toBe(true);
  });

  it('does not send again what came after all', async () => {
    const { server, drawing, drawStroke, flush, clock } = setUp();
    const tellingOf = server.wire.tell;
    server.wire.tell = () => undefined;
    drawStroke(10);
    await flush();
    drawStroke(20);
    server.wire.fault = { ok: false, error: { code: 'too-fast', message: '' } };
    await flush();
    server.wire.fault = null;
    server.wire.tell = tellingOf;
    server.wire.tell(1);
    clock.now = 1_000;
    await flush();
    expect(server.requests.map(({ revision }) => revision)).toEqual([0, 1, 1]);
    expect(server.drawing.strokes).toEqual(drawing.picture.strokes);
  });

  it('rewinds to where the server is', async () => {
    const { server, drawing, drawStroke, flush } = setUp();
    drawStroke(10);
    await flush();
    drawStroke(20);
    server.wire.fault = { ok: false, error: { code: 'out-of-step', message: '', revision: 1 } };
    await flush();
    server.wire.fault = null;
    await flush();
    expect(server.drawing.strokes).toEqual(drawing.picture.strokes);
  });

  it.each(['lose-request', 'lose-answer'] as const)('goes on after a cut that did %s', async (fault) => {
    const { server, drawing, drawStroke, flush, sender } = setUp();
    drawStroke(10);
    await flush();
    server.wire.fault = fault;
    drawStroke(20);
    await flush();
    drawStroke(30);
    await flush();
    server.wire.fault = null;
    const before = server.requests.length;
    await flush();
    expect(server.requests.length).toBe(before);
    sender.resume(server.drawing.revision);
    await flush();
    expect(server.drawing.strokes).toEqual(drawing.picture.strokes);
  });

  it('waits a moment when the server is pressed', async () => {
    const { server, drawing, drawStroke, flush, clock } = setUp();
    drawStroke(10);
    server.wire.fault = { ok: false, error: { code: 'too-fast', message: '' } };
    await flush();
    server.wire.fault = null;
    await flush();
    expect(server.drawing.strokes).toHaveLength(0);
    clock.now = 1_000;
    await flush();
    expect(server.drawing.strokes).toEqual(drawing.picture.strokes);
  });

  it('asks for the server’s drawing where its own log cannot continue it', async () => {
    const { server, drawStroke, flush, lostCount } = setUp();
    drawStroke(10);
    server.wire.fault = { ok: false, error: { code: 'out-of-step', message: '', revision: 99 } };
    await flush();
    expect(lostCount()).toBe(1);
  });

  it('cuts what has piled up into batches that the server takes', async () => {
    const { server, drawing, drawStroke, flush } = setUp();
    for (let x = 0; x < 150; x++) drawStroke(x);
    await flush();
    expect(server.requests.map(({ ops }) => ops.length)).toEqual([64, 64, 22]);
    expect(server.drawing.strokes).toEqual(drawing.picture.strokes);
  });
});
