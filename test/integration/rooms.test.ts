import { describe, expect, it, vi } from 'vitest';
import { encodeDraw, encodeOps, PROTOCOL_VERSION } from '../../shared/protocol/index.ts';
import { stroke } from '../unit/rooms/house.ts';
import { Player } from './support/player.ts';
import { gather } from './support/gathering.ts';

const gathering = gather();
const { connect } = gathering;

describe('a session', () => {
  it('comes first', async () => {
    const player = new Player(gathering.server.url);
    gathering.add(player);
    const reply = await player.send('room:create', { name: 'Ada', color: 0 });
    expect(reply).toMatchObject({ ok: false, error: { code: 'bad-request' } });
    expect(JSON.stringify(reply)).toContain('session:start');
  });

  it('is refused to another version of the game', async () => {
    const player = new Player(gathering.server.url);
    gathering.add(player);
    const next = { protocol: PROTOCOL_VERSION + 1, token: null };
    expect(await player.refusal('session:start', next)).toBe('wrong-version');
  });

  it('gives the same player to the same token, and nobody else', async () => {
    const first = await connect();
    const again = await connect(first.token);
    const other = await connect();
    expect(again.id).toBe(first.id);
    expect(other.id).not.toBe(first.id);
    expect(other.token).not.toBe(first.token);
  });

  it('cannot become somebody else', async () => {
    const [ada, bob] = [await connect(), await connect()];
    const start = { protocol: PROTOCOL_VERSION, token: bob.token };
    expect(await ada.refusal('session:start', start)).toBe('bad-request');
    expect(await bob.refusal('session:start', start)).toBe('granted');
  });
});

describe('rooms', () => {
  it('are created, and joined by their four letters as people type them', async () => {
    const [ada, bob] = [await connect(), await connect()];
    const created = await ada.create('Ada');
    expect(created.view.code).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{4}$/);
    expect(created.view.game).toMatchObject({ phase: 'lobby', hostId: ada.id });
    const joined = await bob.join(` ${created.view.code.toLowerCase()} `, 'Bob');
    expect(joined.view.game.players.map(({ id }) => id)).toEqual([ada.id, bob.id]);
    const view = await ada.hears('room:state', ({ game }) => game.players.length === 2);
    expect(view.game.players[1]).toMatchObject({ name: 'Bob', color: 1, score: 0 });
  });

  it('are told apart', async () => {
    const [ada, bob] = [await connect(), await connect()];
    await ada.create('Ada');
    await bob.create('Bob');
    await ada.ask('player:update', { name: 'Ada Lovelace' });
    await bob.isUpToDate();
    expect(JSON.stringify(bob.heard)).not.toContain('Ada');
  });

  it('that do not exist are not joined', async () => {
    const ada = await connect();
    expect(await ada.refusal('room:join', { code: 'ZZZZ', name: 'Ada', color: 0 })).toBe('no-such-room');
    expect(await ada.refusal('room:join', { code: 'AAAA', name: 'Ada', color: 0 })).toBe('bad-request');
    expect(await ada.refusal('room:sync', {})).toBe('not-in-room');
    expect(await ada.refusal('game:start', {})).toBe('not-in-room');
  });

  it('are left, and left for another one', async () => {
    const [ada, bob] = [await connect(), await connect()];
    const { view } = await ada.create('Ada');
    await bob.join(view.code, 'Bob');
    await bob.ask('room:leave', {});
    expect(await bob.refusal('room:leave', {})).toBe('not-in-room');
    await ada.hears('room:state', ({ game }) => game.players.length === 1);
    await bob.join(view.code, 'Bob');
    await ada.create('Ada');
    await bob.hears('room:state', ({ game }) => game.players.length === 1 && game.hostId === bob.id);
    expect(await ada.refusal('room:join', { code: view.code, name: 'bob', color: 0 })).toBe('name-taken');
  });

  it('have eight seats', async () => {
    const host = await connect();
    const { view } = await host.create('Host');
    for (let i = 1; i < 8; i += 1) await (await connect()).join(view.code, `Guest ${i}`);
    const late = await connect();
    expect(await late.refusal('room:join', { code: view.code, name: 'Late', color: 0 })).toBe('room-full');
  });

  it('are for polling clients too', async () => {
    const player = new Player(gathering.server.url, ['polling']);
    gathering.add(player);
    await player.ask('session:start', { protocol: PROTOCOL_VERSION, token: null });
    expect((await player.create('Polly')).view.game.players).toHaveLength(1);
  });
});

describe('whatever a client sends', () => {
  it('cannot claim anything', async () => {
    const ada = await connect();
    await ada.create('Ada');
    const ink = encodeDraw({ round: 1, sheet: 'x', revision: 0, ops: [stroke(2)] });
    const claims: [string, object][] = [
      ['player:update', { playerId: 'somebody', name: 'Eve' }],
      ['player:update', { score: 1_000 }],
      ['game:start', { words: ['sun'] }],
      ['game:start', { now: 0 }],
      ['room:sync', { playerId: 'somebody' }],
      ['room:join', { code: 'BCDF', name: 'Ada', color: 0, bot: { skill: 1 } }],
      ['settings:change', { settings: { mode: 'zen' } }],
      ['settings:change', { settings: { countdownMs: 0 } }],
      ['guess:say', { round: 1, text: 'sun', elapsedMs: 0 }],
      ['reaction:send', { reaction: 'boo' }],
      ['chat:say', { text: 'x'.repeat(121) }],
      ['draw:ops', [...ink, 'somebody']],
      ['draw:ops', [...ink, { guess: 'sun' }]],
      ['draw:ops', { round: 1, sheet: 'x', revision: 0, ops: 'bAAA', recognised: true, elapsedMs: 1 }],
      ['draw:ops', [1, 'x', 0, `${encodeOps([stroke(2)])}!`]],
    ];
    for (const [name, payload] of claims) {
      const reply = await ada.send(name, payload);
      expect(reply).toMatchObject({ ok: false, error: { code: 'bad-request' } });
    }
    for (const event of ['live', 'room:state', 'recognised', 'room:closed']) {
      expect(await ada.refusal(event, { playerId: ada.id, warmth: 1 })).toBe('bad-request');
    }
    const { view } = await ada.ask('room:sync', {});
    expect(view.game.players).toMatchObject([{ name: 'Ada', score: 0 }]);
  });

  it('is answered with the field that is wrong', async () => {
    const ada = await connect();
    const ops = [{ type: 'begin' as const, points: [1, 5_000, 0] }];
    const reply = await ada.sendInk({ round: 1, sheet: 'x', revision: 0, ops });
    expect(reply).toMatchObject({ error: { message: expect.stringContaining('ops.0.points') as string } });
    const unreadable = await ada.send('draw:ops', [1, 'x', 0, 'nonsense']);
    expect(unreadable).toMatchObject({ error: { message: expect.stringContaining('ops: ') as string } });
    const nameless = await ada.send('room:create', { name: '  ', color: 0 });
    expect(nameless).toMatchObject({ error: { message: expect.stringContaining('name') as string } });
  });

  it('under a name that is not in the protocol is refused and harms nobody', async () => {
    const ada = await connect();
    for (const name of ['nonsense', 'constructor', '__proto__', 'toString', 'error', '']) {
      expect(await ada.refusal(name, {})).toBe('bad-request');
      ada.socket.emit(name);
      ada.socket.emit(name, 'boo');
    }
    expect((await ada.create('Ada')).view.game.phase).toBe('lobby');
  });

  it('needs no reply', async () => {
    const ada = await connect();
    await ada.create('Ada');
    ada.socket.emit('player:update', { name: 'Countess' });
    ada.socket.emit('player:update', { name: 5 }, 'not a function');
    await ada.hears('room:state', ({ game }) => game.players[0]?.name === 'Countess');
  });

  it('is refused for a while when it is too much', async () => {
    const [flooder, honest] = [await connect(), await connect()];
    const codes = await Promise.all(Array.from({ length: 60 }, () => flooder.refusal('room:sync', {})));
    expect(codes.filter((code) => code === 'too-fast').length).toBeGreaterThan(20);
    expect(codes.filter((code) => code === 'not-in-room').length).toBeGreaterThan(5);
    expect(await honest.refusal('room:sync', {})).toBe('not-in-room');
  });

  it('that breaks the server itself is answered and mended', async () => {
    const ada = await connect();
    const broken = vi.spyOn(gathering.server.directory, 'create').mockImplementationOnce(() => {
      throw new Error('secret details');
    });
    const reply = await ada.send('room:create', { name: 'Ada', color: 0 });
    expect(reply).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(JSON.stringify(reply)).not.toContain('secret');
    broken.mockRestore();
    expect((await ada.create('Ada')).view.game.players).toHaveLength(1);
  });
});
