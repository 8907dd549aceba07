import { describe, expect, it } from 'vitest';
import { MAX_SEATS } from '../../shared/game/index.ts';
import { gather } from './support/gathering.ts';
import { SETTINGS } from './support/server.ts';

const gathering = gather();
const { connect } = gathering;

describe('rooms for everybody', () => {
  it('are listed, found by quick play, and left alone when they are private', async () => {
    const [ada, bob, cleo] = [await connect(), await connect(), await connect()];
    await ada.create('Private');
    const { view } = await bob.ask('room:create', {
      name: 'Bob',
      color: 0,
      settings: { isPublic: true, mode: 'guess', language: 'pt' },
    });
    const { rooms } = await cleo.ask('room:list', {});
    expect(rooms).toEqual([
      {
        code: view.code,
        host: 'Bob',
        players: 1,
        bots: 0,
        seats: SETTINGS.maxPlayers,
        mode: 'guess',
        language: 'pt',
        phase: 'lobby',
        hasPassword: false,
      },
    ]);
    const quick = await cleo.ask('room:quick', { name: 'Cleo', color: 1, language: 'pt' });
    expect(quick.view.code).toBe(view.code);
    expect(quick.view.game.players.map(({ name }) => name)).toEqual(['Bob', 'Cleo']);
    const dan = await connect();
    const opened = await dan.ask('room:quick', { name: 'Dan', color: 1, mode: 'duel' });
    expect(opened.view.game).toMatchObject({
      hostId: dan.id,
      settings: { isPublic: true, mode: 'duel' },
    });
  });

  it('seat as many as the host wants, up to sixteen', async () => {
    const host = await connect();
    const { view } = await host.ask('room:create', {
      name: 'Host',
      color: 0,
      settings: { maxPlayers: MAX_SEATS },
    });
    for (let i = 1; i < MAX_SEATS; i += 1) await (await connect()).join(view.code, `Guest ${i}`);
    const late = await connect();
    const join = { code: view.code, name: 'Late', color: 0 };
    expect(await late.refusal('room:join', join)).toBe('room-full');
    const watching = await late.ask('room:join', { ...join, asSpectator: true });
    expect(watching.view.game.players.at(-1)).toMatchObject({ name: 'Late', role: 'spectator' });
    expect(await late.refusal('player:role', { role: 'player' })).toBe('room-full');
  });
});

describe('a room with a password', () => {
  it('opens to those who know it, and to those who were in before', async () => {
    const [ada, bob] = [await connect(), await connect()];
    const { view } = await ada.ask('room:create', { name: 'Ada', color: 0, password: 'sesame' });
    expect(view.hasPassword).toBe(true);
    const join = { code: view.code, name: 'Bob', color: 0 };
    expect(await bob.refusal('room:join', join)).toBe('wrong-password');
    expect(await bob.refusal('room:join', { ...join, password: 'Sesame' })).toBe('wrong-password');
    await bob.ask('room:join', { ...join, password: 'sesame' });
    bob.close();
    await ada.hears('room:state', ({ game }) => (game.players[1]?.disconnectedAt ?? null) !== null);
    const back = await connect(bob.token);
    expect((await back.ask('room:join', join)).view.game.players).toHaveLength(2);
    expect(JSON.stringify([ada.heard, back.heard])).not.toContain('sesame');
  });
});

describe('people who are not wanted', () => {
  it('are put out by the host, hear no more of the room, and cannot come back', async () => {
    const [ada, bob] = [await connect(), await connect()];
    const { view } = await ada.create('Ada');
    await bob.join(view.code, 'Bob');
    expect(await bob.refusal('player:kick', { playerId: ada.id })).toBe('not-host');
    await ada.ask('player:kick', { playerId: bob.id });
    expect(await bob.hears('room:closed')).toEqual({ reason: 'kicked' });
    bob.forget();
    await ada.ask('player:update', { name: 'Countess' });
    expect(await bob.refusal('room:sync', {})).toBe('not-in-room');
    expect(bob.heard).toEqual([]);
    expect(await bob.refusal('room:join', { code: view.code, name: 'Bob', color: 1 })).toBe('banned');
    expect((await bob.create('Bob')).view.game.players).toHaveLength(1);
  });

  it('are voted out by most of the others', async () => {
    const [ada, bob, cleo] = [await connect(), await connect(), await connect()];
    const { view } = await ada.create('Ada');
    await bob.join(view.code, 'Bob');
    await cleo.join(view.code, 'Cleo');
    await bob.ask('player:vote-kick', { playerId: ada.id });
    await cleo.hears('room:state', ({ game }) => game.kickVotes[0]?.voterIds.length === 1);
    await cleo.ask('player:vote-kick', { playerId: ada.id });
    expect(await ada.hears('room:closed')).toEqual({ reason: 'kicked' });
    await cleo.hears('room:state', ({ game }) => game.hostId === bob.id && game.players.length === 2);
  });

  it('make room for another host when that is asked of them', async () => {
    const [ada, bob] = [await connect(), await connect()];
    const { view } = await ada.create('Ada');
    await bob.join(view.code, 'Bob');
    await ada.ask('player:make-host', { playerId: bob.id });
    expect(await ada.refusal('game:start', {})).toBe('not-host');
    await bob.ask('game:start', {});
  });
});

describe('talk', () => {
  it('is heard by the room, as far as it is allowed', async () => {
    const [ada, bob, stranger] = [await connect(), await connect(), await connect()];
    const { view } = await ada.create('Ada');
    await bob.join(view.code, 'Bob');
    await ada.ask('chat:say', { text: '  hello \n there ' });
    const line = { id: 1, playerId: ada.id, name: 'Ada', kind: 'chat', text: 'hello there' };
    expect(await bob.hears('chat:line')).toEqual(line);
    await bob.ask('reaction:send', { reaction: 'wow', sheet: ada.id });
    expect(await ada.hears('reaction')).toEqual({ playerId: bob.id, reaction: 'wow', sheet: ada.id });
    expect(await stranger.refusal('chat:say', { text: 'hello' })).toBe('not-in-room');
    const codes = await Promise.all(
      Array.from({ length: 12 }, (_, i) => bob.refusal('chat:say', { text: `spam ${i}` })),
    );
    expect(codes.filter((code) => code === 'too-fast').length).toBeGreaterThan(5);
    expect(stranger.heard).toEqual([]);
  });
});
