import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { io } from 'socket.io-client';
import { MAX_MESSAGE_BYTES } from '../../server/realtime/limits.ts';
import { PROTOCOL_VERSION, requests } from '../../shared/protocol/index.ts';
import { stroke } from '../unit/rooms/house.ts';
import { Player } from './support/player.ts';
import { openServer, SETTINGS, type TestServer } from './support/server.ts';

let server: TestServer;
let honest: Player;

beforeAll(async () => {
  server = await openServer();
  honest = await Player.connect(server.url);
  await honest.create('Honest');
  await honest.ask('game:start', {});
  await server.clock.advance(SETTINGS.countdownMs);
});
afterAll(async () => {
  honest.close();
  await server.close();
});

/** Anything JSON can say, most of it in the shape of a request with something wrong. */
const payload = fc.oneof(
  fc.jsonValue(),
  fc.tuple(
    fc.oneof(fc.constant(1), fc.jsonValue()),
    fc.oneof(fc.constantFrom('team-1', 'x'), fc.jsonValue()),
    fc.oneof(fc.nat(9), fc.jsonValue()),
    fc.oneof(
      fc.string({ unit: fc.constantFrom(...Array.from('bexAAABCDZghz9_.,')), maxLength: 40 }),
      fc.string({ unit: 'binary' }),
      fc.jsonValue(),
    ),
  ),
  fc.record(
    {
      round: fc.oneof(fc.integer(), fc.jsonValue()),
      sheet: fc.oneof(fc.constantFrom('team-1', 'x'), fc.jsonValue()),
      text: fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue()),
      settings: fc.oneof(
        fc.record(
          {
            mode: fc.constantFrom('race', 'relay', 'duel', 'guess', 'zen'),
            rounds: fc.integer(),
            customWords: fc.array(fc.string({ unit: 'binary' })),
            isPublic: fc.boolean(),
          },
          { requiredKeys: [] },
        ),
        fc.jsonValue(),
      ),
      password: fc.oneof(fc.string(), fc.jsonValue()),
      playerId: fc.oneof(fc.string(), fc.jsonValue()),
      role: fc.constantFrom('player', 'spectator', 'god'),
      reaction: fc.constantFrom('clap', 'boo'),
      revision: fc.oneof(fc.integer(), fc.double(), fc.jsonValue()),
      ops: fc.array(
        fc.oneof(
          fc.jsonValue(),
          fc.record(
            {
              type: fc.constantFrom('begin', 'extend', 'undo', 'clear', 'erase', 'fly'),
              points: fc.array(fc.double()),
            },
            { requiredKeys: [] },
          ),
        ),
      ),
      name: fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue()),
      color: fc.oneof(fc.integer(), fc.jsonValue()),
      code: fc.oneof(fc.string(), fc.jsonValue()),
      token: fc.oneof(fc.string(), fc.jsonValue()),
      protocol: fc.oneof(fc.constant(PROTOCOL_VERSION), fc.jsonValue()),
    },
    { requiredKeys: [] },
  ),
);
const name = fc.oneof(
  fc.constantFrom(...Object.keys(requests)),
  fc.string(),
  fc.constantFrom('error', '__proto__'),
);
const RESERVED = new Set([
  'connect',
  'connect_error',
  'disconnect',
  'disconnecting',
  'newListener',
  'removeListener',
]);

describe('malformed requests', () => {
  it('are all answered, and leave an honest game alone', async () => {
    let revision = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(name, payload), { minLength: 10, maxLength: 15 }),
        async (packets) => {
          const attacker = await Player.connect(server.url);
          await attacker.create('Mallory');
          for (const [event, message] of packets) {
            if (RESERVED.has(event)) continue;
            const reply = await attacker.send(event, message);
            expect(typeof reply.ok).toBe('boolean');
            if (!reply.ok) expect(reply.error.code).not.toBe('internal');
          }
          attacker.close();
          const drawn = await honest.draw({
            round: 1,
            sheet: honest.id,
            revision,
            ops: [stroke(2)],
          });
          revision += 1;
          expect(drawn.revision).toBe(revision);
        },
      ),
      { numRuns: 60 },
    );
    const { view, drawings } = await honest.ask('room:sync', {});
    expect(view.game.players).toMatchObject([{ name: 'Honest', score: 0 }]);
    expect(drawings).toMatchObject([{ revision }]);
  });

  it('that are not even packets cost their sender the connection, and nobody else', async () => {
    const frames = [
      '',
      'nonsense',
      '4',
      '42',
      '42[',
      '42["draw:ops"',
      '42{"a":1}',
      '451-["x",{"_placeholder":true,"num":9}]',
      '9',
      '42["connect"]',
    ];
    for (const frame of frames) {
      const attacker = await Player.connect(server.url);
      (
        attacker.socket.io.engine as unknown as { transport: { ws: { send(data: string): void } } }
      ).transport.ws.send(frame);
      attacker.close();
    }
    expect((await honest.ask('room:sync', {})).view.game.phase).toBe('drawing');
  });

  it('that are larger than any honest one are cut off', async () => {
    const attacker = await Player.connect(server.url);
    const closed = new Promise<string>((resolve) => attacker.socket.once('disconnect', resolve));
    attacker.socket.emit('draw:ops', 'x'.repeat(2 * MAX_MESSAGE_BYTES));
    expect(await closed).toMatch(/transport/);
    expect((await honest.ask('room:sync', {})).view.game.phase).toBe('drawing');
  });

  it('through another namespace find nobody', async () => {
    const socket = io(`${server.url}/admin`, {
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
    });
    const error = await new Promise<Error>((resolve) => socket.once('connect_error', resolve));
    expect(error.message).toContain('namespace');
    socket.close();
  });
});
