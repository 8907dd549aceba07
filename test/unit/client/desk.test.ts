import { expect, it } from 'vitest';
import { Desk } from '../../../client/ui/admin/desk.ts';
import type {
  ModerationState,
  QueueCounts,
  QueuedDrawing,
  QueuePage,
} from '../../../shared/protocol/index.ts';

const PAGE = 4;

function drawing(id: string): QueuedDrawing {
  return {
    kind: 'given',
    id,
    reason: 'doubted',
    word: 'sun',
    strokes: [],
    doubts: [],
    reports: 0,
    guess: null,
    isRecognised: false,
  };
}

/** A queue of this many drawings in a server's place, which remembers what it is told, and can fail. */
function openDesk(size: number) {
  const ids = Array.from({ length: size }, (_, n) => `d${n}`);
  const decided = new Map<string, ModerationState>();
  const told: string[] = [];
  const server = { fails: false };
  let now = 0;
  const left = (): QueueCounts => {
    const doubted = ids.filter((id) => (decided.get(id) ?? 'waiting') === 'waiting').length;
    return { reported: 0, gallery: 0, doubted, undoubted: 0 };
  };
  const desk = new Desk({
    page(after): Promise<QueuePage> {
      const waiting = ids.filter((id) => (decided.get(id) ?? 'waiting') === 'waiting');
      const from = after === null ? waiting : ids.slice(ids.indexOf(after) + 1);
      const page = from.slice(0, PAGE);
      const next = from.length > PAGE ? page.at(-1)! : null;
      return Promise.resolve({ drawings: page.map(drawing), next, left: left() });
    },
    async decide({ id }, moderation) {
      await Promise.resolve();
      told.push(`${id} ${moderation}`);
      if (server.fails) throw new Error('no answer');
      decided.set(id, moderation);
      return left();
    },
    now: () => now,
  });
  return { desk, decided, told, server, wait: (ms: number) => (now += ms) };
}

it('goes through all pages without a wait, and tells the server in order', async () => {
  const { desk, decided, told } = openDesk(11);
  await desk.restart();
  const seen: string[] = [];
  for (let n = 0; n < 11; n += 1) {
    seen.push(desk.current!.id);
    desk.decide(n % 2 === 0 ? 'accepted' : 'rejected');
    // Fast as somebody is, the next one has come meanwhile.
    await desk.settled();
  }
  expect(new Set(seen).size).toBe(11);
  expect(desk.current).toBeNull();
  expect(desk.left?.doubted).toBe(0);
  expect(told).toEqual(seen.map((id, n) => `${id} ${n % 2 === 0 ? 'accepted' : 'rejected'}`));
  expect(decided.size).toBe(11);
  expect(desk.perMinute).toBe(11);
});

it('counts what was decided in the last minute only', async () => {
  const { desk, wait } = openDesk(3);
  await desk.restart();
  desk.decide('accepted');
  wait(50_000);
  desk.decide('accepted');
  desk.skip();
  expect(desk.perMinute).toBe(2);
  wait(20_000);
  expect(desk.perMinute).toBe(1);
});

it('takes back one step after the other: decisions for good, skips for this time', async () => {
  const { desk, told } = openDesk(3);
  await desk.restart();
  desk.decide('rejected');
  desk.skip();
  expect(desk.current!.id).toBe('d2');
  desk.undo();
  expect(desk.current!.id).toBe('d1');
  desk.undo();
  expect(desk.current!.id).toBe('d0');
  expect(desk.canUndo).toBe(false);
  desk.undo();
  await desk.settled();
  expect(told).toEqual(['d0 rejected', 'd0 waiting']);
  expect(desk.left?.doubted).toBe(3);
  expect([desk.current, ...desk.upcoming].map((one) => one!.id)).toEqual(['d0', 'd1', 'd2']);
});

it('what was skipped comes again from the beginning', async () => {
  const { desk } = openDesk(2);
  await desk.restart();
  desk.skip();
  desk.decide('accepted');
  expect(desk.current).toBeNull();
  await desk.restart();
  expect(desk.current!.id).toBe('d0');
  expect(desk.upcoming).toEqual([]);
});

it('what is not saved comes back, and is said', async () => {
  const { desk, server } = openDesk(2);
  await desk.restart();
  server.fails = true;
  desk.decide('accepted');
  expect(desk.current!.id).toBe('d1');
  await desk.settled();
  expect(desk.error).not.toBeNull();
  expect(desk.current!.id).toBe('d0');
  expect(desk.canUndo).toBe(false);
  server.fails = false;
  desk.decide('accepted');
  await desk.settled();
  expect(desk.error).toBeNull();
  expect(desk.left?.doubted).toBe(1);
});
