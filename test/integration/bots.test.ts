import { describe, expect, it } from 'vitest';
import { LONE_START_MS } from '../../server/rooms/bots/company.ts';
import { OFFERED_MODES } from '../../shared/game/index.ts';
import { gather } from './support/gathering.ts';
import { SETTINGS } from './support/server.ts';

/** Time passes in steps, so that what follows at once, in real time, comes between. */
const STEP_MS = 500;

const gathering = gather();
const { connect } = gathering;

describe('a lone player', () => {
  it.each(OFFERED_MODES)('plays a whole game of %s with bots, of one tap', async (mode) => {
    const { clock, recogniser } = gathering.server;
    recogniser.probability = 1;
    const ada = await connect();
    await ada.ask('room:quick', { name: 'Ada', color: 0, mode });
    const bots = mode === 'duel' ? 1 : 2;
    const { game } = await ada.hears('room:state', ({ game }) => game.players.length === 1 + bots);
    expect(game.players.slice(1).every(({ bot }) => bot !== null)).toBe(true);
    await clock.advance(LONE_START_MS);
    await ada.hears('room:state', ({ game }) => game.phase === 'countdown');
    const rounds = SETTINGS.rounds * (SETTINGS.countdownMs + SETTINGS.drawingMs + SETTINGS.revealMs);
    for (let passed = 0; passed < rounds; passed += STEP_MS) await clock.advance(STEP_MS);
    const { game: over } = await ada.hears('room:state', ({ game }) => game.phase === 'final');
    expect(over.history).toHaveLength(SETTINGS.rounds);
    expect(ada.heard.filter(({ event }) => event === 'ink').length).toBeGreaterThan(10);
    // In one of two rounds of guessing Ada herself has the pen, and leaves the sheet empty.
    expect(over.history.filter(({ recognitions }) => recognitions.length > 0).length).toBeGreaterThan(0);
    await ada.ask('game:start', {});
    await ada.hears('room:state', ({ game }) => game.phase === 'countdown' && game.history.length === 0);
  });

  it('gets people instead of bots when they come', async () => {
    const ada = await connect();
    const { view } = await ada.ask('room:quick', { name: 'Ada', color: 0, mode: 'race', language: 'de' });
    await ada.hears('room:state', ({ game }) => game.players.length === 3);
    const bob = await connect();
    const joined = await bob.ask('room:quick', { name: 'Bob', color: 1, mode: 'race', language: 'de' });
    expect(joined.view.code).toBe(view.code);
    const { game } = await bob.hears(
      'room:state',
      ({ game: seen }) => seen.players.filter(({ bot }) => bot !== null).length === 1,
    );
    expect(game.players).toHaveLength(3);
  });
});

describe('a host', () => {
  it('seats bots and sends them away', async () => {
    const [ada, bob] = [await connect(), await connect()];
    const { view } = await ada.create('Ada');
    await bob.join(view.code, 'Bob');
    expect(await bob.refusal('bot:add', { skill: 0.5 })).toBe('not-host');
    for (const payload of [{}, { skill: 2 }, { skill: 'best' }, { skill: 1, name: 'Me' }]) {
      expect(await ada.refusal('bot:add', payload)).toBe('bad-request');
    }
    const { playerId } = await ada.ask('bot:add', { skill: 0.5 });
    const { game } = await bob.hears('room:state', ({ game: seen }) => seen.players.length === 3);
    expect(game.players[2]).toMatchObject({ id: playerId, bot: { skill: 0.5 } });
    expect(await bob.refusal('bot:remove', { playerId })).toBe('not-host');
    expect(await ada.refusal('bot:remove', { playerId: bob.id })).toBe('no-such-player');
    await ada.ask('bot:remove', { playerId });
    expect((await bob.ask('room:sync', {})).view.game.players).toHaveLength(2);
  });
});

describe('chat', () => {
  it('is read by those who come later, and after a reload', async () => {
    const [ada, bob] = [await connect(), await connect()];
    const { view } = await ada.create('Ada');
    await ada.ask('chat:say', { text: 'anybody here?' });
    const { lines } = await bob.join(view.code, 'Bob');
    expect(lines).toMatchObject([{ id: 1, playerId: ada.id, name: 'Ada', text: 'anybody here?' }]);
    ada.close();
    const again = await connect(ada.token);
    expect((await again.join(view.code, 'Ada')).lines).toEqual(lines);
  });

  it('has stars for rude words, and no rude names', async () => {
    const [ada, bob] = [await connect(), await connect()];
    const { view } = await ada.create('Ada');
    const rude = { code: view.code, name: 'Fuckface', color: 0 };
    expect(await bob.refusal('room:join', rude)).toBe('rude-name');
    await bob.join(view.code, 'Bob');
    expect(await bob.refusal('player:update', { name: 'Sh1t' })).toBe('rude-name');
    await bob.ask('chat:say', { text: 'what the fuck' });
    expect(await ada.hears('chat:line')).toMatchObject({ text: 'what the ****' });
  });
});
