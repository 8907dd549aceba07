import { io } from 'socket.io-client';
import { describe, expect, it } from 'vitest';
import { MAX_MESSAGE_BYTES } from '../../server/realtime/limits.ts';
import { gather } from './support/gathering.ts';
import { Player } from './support/player.ts';
import { openServer } from './support/server.ts';

const gathering = gather({ MAX_PLAYERS_PER_ADDRESS: '210' });
const PUPILS = 200;
const ROOM = 8;

describe('limits at the edge', () => {
  it('let a school play that sits behind one address', async () => {
    const pupils = await Promise.all(Array.from({ length: PUPILS }, () => gathering.connect()));
    const codes: string[] = [];
    for (let i = 0; i < PUPILS; i += 1) {
      const pupil = pupils[i]!;
      if (i % ROOM === 0) codes.push((await pupil.create(`Pupil ${i}`)).view.code);
      else await pupil.join(codes.at(-1)!, `Pupil ${i}`);
    }
    expect(gathering.server.directory.connectedPlayers).toBe(PUPILS);
    expect(codes).toHaveLength(PUPILS / ROOM);
  });

  it('cut off who goes on in spite of all errors, and nobody else', async () => {
    const [flooder, honest] = [await gathering.connect(), await gathering.connect()];
    await honest.create('Honest');
    const cut = new Promise<string>((resolve) => flooder.socket.once('disconnect', resolve));
    const codes = new Set<string>();
    for (let i = 0; i < 400; i += 1) {
      flooder.socket.emit(
        'room:sync',
        {},
        (reply: { ok: boolean; error?: { code: string; waitMs?: number } }) => {
          if (reply.error?.code === 'too-fast') expect(reply.error.waitMs).toBeGreaterThan(0);
          codes.add(reply.error?.code ?? 'granted');
        },
      );
    }
    expect(await cut).toBe('io server disconnect');
    expect([...codes].sort()).toEqual(['not-in-room', 'too-fast']);
    expect((await honest.ask('room:sync', {})).view.game.players).toHaveLength(1);
    expect(honest.isConnected).toBe(true);
  });

  it('answer others before a flood that came first', async () => {
    const [flooder, honest] = [await gathering.connect(), await gathering.connect()];
    await honest.create('Honest');
    // What nobody is blamed for, and what no client of ours asks.
    for (const request of ['draw:stroke-done', 'no:such-request'] as const) {
      let answered = 0;
      const flood = Array.from(
        { length: 90 },
        () =>
          new Promise<void>((resolve) =>
            flooder.socket.emit(request as 'draw:stroke-done', { round: 1, sheet: 'none' }, () => {
              answered += 1;
              resolve();
            }),
          ),
      );
      await honest.ask('room:sync', {});
      expect(answered).toBeLessThan(20);
      await Promise.all(flood);
    }
  });

  it('let a page be fetched while many misbehave', async () => {
    const flooders = await Promise.all(Array.from({ length: 20 }, () => gathering.connect()));
    const visit = () => fetch(`${gathering.server.url}/healthz`, { headers: { connection: 'close' } });
    await visit();
    let answered = 0;
    const flood = flooders.flatMap(({ socket }) =>
      Array.from(
        { length: 50 },
        () =>
          new Promise<void>((resolve) =>
            socket.emit('no:such-request' as 'room:sync', {}, () => {
              answered += 1;
              resolve();
            }),
          ),
      ),
    );
    // Each turn puts twenty into the line and takes one out of it: some four hundred wait when each flooder was answered there once.
    await Promise.all(flood.filter((_, index) => index % 50 === 1));
    const before = answered;
    await visit();
    expect(answered - before).toBeLessThan(100);
    await Promise.all(flood);
  });

  it('answer what waits behind others in the order of asking', async () => {
    const [one, other] = [await gathering.connect(), await gathering.connect()];
    for (const { socket } of [one, other]) socket.emit('no:such-request' as 'room:sync', {}, () => undefined);
    const answers: string[] = [];
    await Promise.all(
      Array.from({ length: 15 }, (_, index) =>
        [one, other].map(async (player, place) => {
          await player.refusal('room:sync', {});
          answers.push(`${place} ${index}`);
        }),
      ).flat(),
    );
    for (const place of [0, 1]) {
      const own = answers.filter((answer) => answer.startsWith(`${place} `));
      expect(own).toEqual(Array.from({ length: 15 }, (_, index) => `${place} ${index}`));
    }
  });

  it('cut off who only sends bytes', async () => {
    const whale = await gathering.connect();
    const cut = new Promise<string>((resolve) => whale.socket.once('disconnect', resolve));
    const ink = [1, 'x', 0, 'x'.repeat(MAX_MESSAGE_BYTES - 1_000)];
    for (let i = 0; i < 10; i += 1) whale.socket.emit('draw:ops', ink);
    expect(await cut).toBe('io server disconnect');
  });

  it('answer who tries codes with an error, long before a room is found', async () => {
    const thief = await gathering.connect();
    const codes = [];
    for (let i = 0; i < 18; i += 1) {
      codes.push(await thief.refusal('room:join', { code: 'ZZZZ', name: 'Thief', color: 0 }));
    }
    expect(codes.slice(0, 15)).toEqual(Array.from({ length: 15 }, () => 'no-such-room'));
    expect(codes.slice(15)).toEqual(['too-fast', 'too-fast', 'too-fast']);
  });

  it('do not let pages of others connect, by either transport', async () => {
    for (const transports of [['websocket'], ['polling']]) {
      const socket = io(gathering.server.url, {
        transports,
        reconnection: false,
        forceNew: true,
        extraHeaders: { origin: 'https://evil.example' },
      });
      await new Promise((resolve) => socket.once('connect_error', resolve));
      expect(socket.connected).toBe(false);
      socket.close();
    }
    const ours = new Player(gathering.server.url, ['websocket'], { origin: gathering.server.url });
    gathering.add(ours);
    await ours.startSession();
  });

  it('count by the address that a trusted proxy says', async () => {
    const server = await openServer({ PUBLIC_URL: 'https://play.example', MAX_PLAYERS_PER_ADDRESS: '1' });
    const from = (address: string) => new Player(server.url, ['websocket'], { 'x-forwarded-for': address });
    const [ada, adasTab, bob] = [from('198.51.100.1'), from('198.51.100.1'), from('198.51.100.2')];
    for (const player of [ada, adasTab, bob]) await player.startSession();
    const third = from('198.51.100.1');
    const error = await new Promise<Error>((resolve) => third.socket.once('connect_error', resolve));
    expect(error.message).toMatch(/websocket error|too-fast/);
    for (const player of [ada, adasTab, bob, third]) player.close();
    await server.close();
  });

  it('hold for plain HTTP, too', async () => {
    const server = await openServer({ MAX_PLAYERS_PER_ADDRESS: '1' });
    const statuses = [];
    for (let i = 0; i < 25; i += 1) statuses.push((await fetch(`${server.url}/api/leaderboard`)).status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(20);
    expect(statuses.at(-1)).toBe(429);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    await server.close();
  });
});
