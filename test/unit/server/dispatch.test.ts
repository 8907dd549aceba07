import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dispatch } from '../../../server/realtime/dispatch.ts';
import { Lab } from '../../../server/lab/lab.ts';
import { LabModels } from '../../../server/lab/models.ts';
import { createHandlers } from '../../../server/realtime/handlers.ts';
import type { Seats } from '../../../server/realtime/seats.ts';
import type { Shelf } from '../../../server/realtime/shelf.ts';
import { createSession, type InklingSocket } from '../../../server/realtime/session.ts';
import {
  encodeDraw,
  PROTOCOL_VERSION,
  REACTIONS,
  requests,
  type Reply,
} from '../../../shared/protocol/index.ts';
import { openHouse } from '../rooms/house.ts';
import { openGate } from './open-gate.ts';

const NEVER_TOO_FAST_MS = 60_000;

const EMPTY_SHELF: Shelf = {
  share: () => Promise.resolve({ id: 'x', shown: 0, withheld: 0 }),
  takeBack: () => Promise.resolve(false),
  report: () => Promise.resolve(false),
  preferences: () => Promise.resolve({ sharing: true, leaderboard: true }),
  choose: () => Promise.resolve({ sharing: true, leaderboard: true }),
};

/** The edge with a house behind it and no Socket.IO before it. */
function edge(shelf = EMPTY_SHELF) {
  const house = openHouse(1_000);
  const socket = {
    data: createSession(0),
    connected: true,
    join: () => undefined,
    leave: () => undefined,
  } as unknown as InklingSocket;
  const seats = {
    take: (_socket, _playerId, room) => (socket.data.room = room),
    free: () => {
      const { playerId, room } = socket.data;
      socket.data.room = null;
      return playerId !== null && room ? { playerId, room } : null;
    },
  } as Partial<Seats> as Seats;
  const refused: string[] = [];
  const broken: unknown[] = [];
  let now = 0;
  const gate = openGate(() => now);
  const lab = new Lab({
    dataDir: 'no such folder',
    clock: house.clock,
    start: () => ({ stop: () => undefined, kill: () => undefined }),
    onBroken: () => undefined,
  });
  const tokens = { rotate: () => Promise.resolve(null) };
  const labModels = new LabModels({ lab, engine: 'wasm', onBroken: () => undefined });
  const handlers = createHandlers(
    { reception: house.directory, shelf, lab, labModels, tokens },
    seats,
    (error) => broken.push(error),
  );
  return {
    ...house,
    refused,
    broken,
    send: (name: string, ...args: unknown[]): void => {
      now += NEVER_TOO_FAST_MS;
      dispatch(socket, name, args, {
        handlers,
        gate,
        onRefused: (code) => refused.push(code),
        onInternalError: (error) => broken.push(error),
      });
    },
  };
}

const request = fc.oneof(
  fc.tuple(fc.string(), fc.anything()),
  fc.tuple(fc.constantFrom(...Object.keys(requests)), fc.anything()),
  fc
    .record({ protocol: fc.constantFrom(1, PROTOCOL_VERSION), token: fc.constant(null) })
    .map((p) => ['session:start', p]),
  fc.record({ name: fc.string({ unit: 'grapheme' }), color: fc.nat(9) }).map((p) => ['room:create', p]),
  fc
    .record({ name: fc.string({ unit: 'binary' }), color: fc.nat(9) }, { requiredKeys: [] })
    .map((p) => ['player:update', p]),
  fc
    .constantFrom(
      'room:leave',
      'room:sync',
      'room:list',
      'game:start',
      'game:lobby',
      'game:next',
      'round:skip',
    )
    .map((name) => [name, {}]),
  fc
    .record({
      settings: fc.record(
        {
          mode: fc.constantFrom('race', 'relay', 'duel', 'guess', 'zen'),
          rounds: fc.integer({ min: 0, max: 21 }),
          isPublic: fc.boolean(),
          customWords: fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 9 }),
        },
        { requiredKeys: [] },
      ),
    })
    .map((p) => ['settings:change', p]),
  fc.record({ name: fc.string(), color: fc.nat(9) }).map((p) => ['room:quick', p]),
  fc
    .tuple(fc.constantFrom('player:kick', 'player:vote-kick', 'player:make-host'), fc.string())
    .map(([name, playerId]) => [name, { playerId }]),
  fc.record({ round: fc.nat(3), text: fc.string({ unit: 'binary' }) }).map((p) => ['guess:say', p]),
  fc.string({ unit: 'binary' }).map((text) => ['chat:say', { text }]),
  fc.constantFrom(...REACTIONS).map((reaction) => ['reaction:send', { reaction }]),
  fc
    .record({
      round: fc.constantFrom(0, 1, 2),
      sheet: fc.constantFrom('', 'team-1', 'x'),
      revision: fc.nat(2),
      ops: fc.array(
        fc.oneof(
          fc.record({
            type: fc.constantFrom('begin', 'extend'),
            points: fc.array(fc.nat(1_100), { maxLength: 9 }),
          }),
          fc.record({ type: fc.constantFrom('undo', 'clear') }),
          fc.record({ type: fc.constant('erase'), stroke: fc.integer({ min: -1, max: 3 }) }),
        ),
      ),
    })
    .map((p) => ['draw:ops', encodeDraw(p as Parameters<typeof encodeDraw>[0])]),
) as fc.Arbitrary<[string, unknown]>;

describe('the dispatcher', () => {
  it('answers anything exactly once, breaks on nothing, and loses no refusal', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(request, { maxLength: 30 }), fc.nat(25_000), async (packets, pauseMs) => {
        const { send, refused, broken, clock, failures } = edge();
        send('session:start', { protocol: PROTOCOL_VERSION, token: null });
        send('room:create', { name: 'Ada', color: 0 });
        const answers: Reply[][] = [];
        for (const [name, payload] of packets) {
          const replies: Reply[] = [];
          send(name, payload, (reply: Reply) => replies.push(reply));
          answers.push(replies);
          // What the database or a disk knows is answered a little later.
          while (replies.length === 0) await new Promise(setImmediate);
          await clock.advance(pauseMs / 10);
        }
        expect(answers.map(({ length }) => length)).toEqual(packets.map(() => 1));
        expect(refused).toHaveLength(answers.flat().filter(({ ok }) => !ok).length);
        expect(broken).toEqual([]);
        expect(failures).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('answers later what waits for the database, be it a refusal or its failure', async () => {
    const shelf = { ...EMPTY_SHELF, choose: () => Promise.reject(new Error('The database is gone.')) };
    const { send, refused, broken } = edge(shelf);
    const replies: Reply[] = [];
    send('session:start', { protocol: PROTOCOL_VERSION, token: null });
    send('preferences:get', {}, (reply: Reply) => replies.push(reply));
    send('replay:take-back', { id: 'a'.repeat(22) }, (reply: Reply) => replies.push(reply));
    send('preferences:set', { sharing: false }, (reply: Reply) => replies.push(reply));
    expect(replies).toEqual([]);
    await expect.poll(() => replies).toHaveLength(3);
    expect(replies[0]).toEqual({ ok: true, sharing: true, leaderboard: true });
    expect([...refused].sort()).toEqual(['internal', 'not-shared']);
    expect(broken).toEqual([new Error('The database is gone.')]);
  });

  it('does without an acknowledgement, and without a payload', () => {
    const { send, refused, directory } = edge();
    send('session:start', { protocol: PROTOCOL_VERSION, token: null });
    send('room:create', { name: 'Ada', color: 0 }, 'not a function');
    expect(directory.rooms).toBe(1);
    send('room:leave');
    send('room:leave', () => undefined);
    expect(refused).toEqual(['bad-request', 'bad-request']);
  });
});
