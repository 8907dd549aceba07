import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { artistOfTurn, type SettingsChange } from '../../shared/game/index.ts';
import { GUESS_INTERVAL_MS, LIVE_TICK_MS } from '../../shared/protocol/index.ts';
import { stroke } from '../unit/rooms/house.ts';
import { Player } from './support/player.ts';
import { openServer, SETTINGS, type TestServer } from './support/server.ts';

let server: TestServer;
let ada: Player;
let bob: Player;
let cleo: Player;

beforeEach(async () => {
  server = await openServer();
  [ada, bob, cleo] = (await Promise.all([1, 2, 3].map(() => Player.connect(server.url)))) as [
    Player,
    Player,
    Player,
  ];
});
afterEach(async () => {
  for (const player of [ada, bob, cleo]) player.close();
  await server.close();
});

/** A game of the three, with Ada the host, that has come to its first drawing. */
async function startDrawing(settings: SettingsChange): Promise<string> {
  const { view } = await ada.ask('room:create', { name: 'Ada', color: 0, settings: settings as object });
  await bob.join(view.code, 'Bob');
  await cleo.join(view.code, 'Cleo');
  await ada.ask('game:start', {});
  await server.clock.advance(SETTINGS.countdownMs);
  await cleo.hears('room:state', ({ game }) => game.phase === 'drawing');
  return view.code;
}

async function promptOf(player: Player): Promise<string | null> {
  return (await player.ask('room:sync', {})).view.game.round!.sheets[0]!.prompt;
}

describe('guessing against the network', () => {
  beforeEach(() => startDrawing({ mode: 'guess' }));

  it('is won by whoever says the word, and nobody hears it before', async () => {
    const prompt = (await promptOf(ada))!;
    expect(await promptOf(bob)).toBeNull();
    server.recogniser.guesses = [prompt, 'moon'];
    server.recogniser.probability = 0.3;
    await ada.draw({ round: 1, sheet: ada.id, revision: 0, ops: [stroke(3)] });
    const whole = await ada.hears('guess');
    expect(whole).toMatchObject({ sheet: ada.id, guesses: [{ word: prompt }, { word: 'moon' }] });
    await server.clock.advance(LIVE_TICK_MS);
    expect(await bob.hears('guess')).toMatchObject({ guesses: [{ word: 'moon' }], warmth: null });

    expect(await bob.ask('guess:say', { round: 1, text: `${prompt}s` })).toMatchObject({
      closeness: 'close',
    });
    await bob.hears('guess:close');
    expect(await bob.ask('guess:say', { round: 1, text: 'nonsense' })).toMatchObject({ closeness: 'wrong' });
    await cleo.hears('chat:line', ({ kind, text }) => kind === 'guess' && text === 'nonsense');
    expect(await bob.ask('guess:say', { round: 1, text: prompt })).toMatchObject({ closeness: 'right' });
    await cleo.hears('room:state', ({ game }) => game.round?.finds[0]?.playerId === bob.id);
    expect(await ada.refusal('guess:say', { round: 1, text: prompt })).toBe('not-guessing');
    await cleo.isUpToDate();
    expect(cleo.heard.filter(({ event }) => event === 'guess:close')).toEqual([]);
    expect(JSON.stringify(cleo.heard)).not.toContain(`"${prompt}`);

    await cleo.ask('guess:say', { round: 1, text: prompt });
    await server.clock.advance(2_500);
    const { game } = await cleo.hears('room:state', ({ game }) => game.phase === 'reveal');
    expect(game.round!.sheets[0]!.prompt).toBe(prompt);
    const [artist, first, second] = game.players.map(({ score }) => score) as [number, number, number];
    expect(first).toBeGreaterThan(second);
    expect(artist).toBeGreaterThan(0);
  });

  it('is won by the network when that is sure first', async () => {
    server.recogniser.probability = 1;
    await ada.draw({ round: 1, sheet: ada.id, revision: 0, ops: [stroke(3)] });
    await ada.hears('guess');
    await server.clock.advance(GUESS_INTERVAL_MS);
    const { game } = await bob.hears('room:state', ({ game }) => game.networkScore > 0);
    expect(game.players.map(({ score }) => score)).toEqual([0, 0, 0]);
    expect(await bob.refusal('guess:say', { round: 1, text: (await promptOf(ada))! })).toBe('not-guessing');
  });

  it('is limited for those who would try every word', async () => {
    const codes = await Promise.all(
      Array.from({ length: 20 }, () => bob.refusal('guess:say', { round: 1, text: 'nonsense' })),
    );
    expect(codes.filter((code) => code === 'too-fast').length).toBeGreaterThan(10);
    expect(await bob.refusal('chat:say', { text: 'sorry' })).toBe('granted');
  });
});

describe('a relay', () => {
  it('passes the pen from hand to hand', async () => {
    await startDrawing({ mode: 'relay' });
    const players = new Map([ada, bob, cleo].map((player) => [player.id, player]));
    const sheetNow = async () => (await ada.ask('room:sync', {})).view.game.round!.sheets[0]!;
    let sheet = await sheetNow();
    for (const [revision, id] of sheet.artistIds.entries()) {
      expect(artistOfTurn(sheet)).toBe(id);
      const artist = players.get(id)!;
      const other = [...players.values()].find((player) => player !== artist)!;
      const ops = { round: 1, sheet: sheet.id, revision, ops: [stroke(3)] };
      expect(await other.inkRefusal(ops)).toBe('not-your-turn');
      await artist.draw(ops);
      await server.clock.advance(LIVE_TICK_MS);
      await other.hears('ink', (message) => message.revision === revision && message.sheet === 'team-1');
      await artist.ask('draw:stroke-done', { round: 1, sheet: sheet.id });
      sheet = await sheetNow();
    }
    expect(sheet.turn).toBe(3);
  });
});

describe('a duel', () => {
  it('is watched by the third, until it is their turn', async () => {
    await startDrawing({ mode: 'duel' });
    const { view } = await ada.ask('room:sync', {});
    const artists = view.game.round!.sheets.flatMap(({ artistIds }) => artistIds);
    expect(new Set(view.game.round!.sheets.map(({ prompt }) => prompt)).size).toBe(2);
    const watcher = [ada, bob, cleo].find(({ id }) => !artists.includes(id))!;
    const ops = [stroke(2)];
    expect(await watcher.inkRefusal({ round: 1, sheet: artists[0]!, revision: 0, ops })).toBe('not-drawing');
    await server.clock.advance(SETTINGS.drawingMs + SETTINGS.revealMs);
    const { game } = await watcher.hears('room:state', ({ game }) => game.round?.number === 2);
    expect(game.round!.sheets.flatMap(({ artistIds }) => artistIds)).toContain(watcher.id);
  });
});

describe('a word that nobody likes', () => {
  it('is skipped by most of those who draw it', async () => {
    await startDrawing({});
    const before = await promptOf(ada);
    await ada.ask('round:skip', {});
    await bob.ask('round:skip', {});
    const { game } = await cleo.hears('room:state', ({ game }) => game.round?.id === 2);
    expect(game).toMatchObject({ phase: 'countdown', skipUsed: true, round: { number: 1 } });
    expect(game.round!.sheets[0]!.prompt).not.toBe(before);
    expect(await ada.refusal('round:skip', {})).toBe('skip-used');
  });
});

describe('settings', () => {
  it('are changed by the host in the middle of a game', async () => {
    await startDrawing({});
    const change = { settings: { mode: 'guess' as const, rounds: 3, chat: false } };
    expect(await bob.refusal('settings:change', change)).toBe('not-host');
    await ada.ask('settings:change', change);
    const { game } = await bob.hears('room:state', ({ game }) => game.pending !== null);
    expect(game.settings).toMatchObject({ mode: 'race', chat: false });
    expect(await bob.refusal('chat:say', { text: 'hello' })).toBe('chat-off');
    await server.clock.advance(SETTINGS.drawingMs + SETTINGS.revealMs);
    await bob.hears('room:state', ({ game }) => game.round?.mode === 'guess' && game.pending === null);
  });

  it('are what the protocol allows', async () => {
    await ada.create('Ada');
    for (const settings of [
      { rounds: 21 },
      { drawingMs: 9_999 },
      { maxPlayers: 17 },
      { mode: 'zen' },
      { packs: ['secrets'] },
      { customWords: ['x'.repeat(31)] },
      { language: 'English' },
      { revealMs: 1 },
    ]) {
      expect(await ada.refusal('settings:change', { settings })).toBe('bad-request');
    }
    const rude = { settings: { customWords: ['grandma', 'sh1t'], rounds: 9 } };
    expect(await ada.refusal('settings:change', rude)).toBe('rude-words');
    expect(await ada.refusal('room:create', { name: 'Ada', color: 0, ...rude })).toBe('rude-words');
    expect((await ada.ask('room:sync', {})).view.game.settings.rounds).toBe(SETTINGS.rounds);
    await ada.ask('settings:change', { settings: { customWords: ['  the   old mill '], mode: 'guess' } });
    const { view } = await ada.ask('room:sync', {});
    expect(view.game.settings.customWords).toEqual(['the old mill']);
  });
});
