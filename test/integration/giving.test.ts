import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { exportDoodles } from '../../server/doodles/exchange.ts';
import { stroke } from '../unit/rooms/house.ts';
import { gather } from './support/gathering.ts';
import { Player } from './support/player.ts';
import { SETTINGS } from './support/server.ts';

const house = gather({ COUNTRY_HEADER: 'CF-IPCountry' });

/** A round in which everybody draws, to its end. @returns its id and word */
async function playRound(players: readonly Player[]) {
  const { clock } = house.server;
  const [host] = players;
  await host!.ask('game:start', {});
  await host!.hears('room:state', ({ game }) => game.phase === 'countdown');
  await clock.advance(SETTINGS.countdownMs);
  const { game } = await host!.hears('room:state', (state) => state.game.phase === 'drawing');
  const { id: round, sheets } = game.round!;
  for (const player of players) {
    await player.draw({ round, sheet: player.id, revision: 0, ops: [stroke(6)] });
  }
  await clock.advance(SETTINGS.drawingMs);
  return { round, word: sheets[0]!.prompt! };
}

async function mine(token: string, method = 'GET', id = '') {
  const response = await fetch(`${house.server.url}/api/my-doodles${id}`, {
    method,
    headers: { authorization: `Bearer ${token}` },
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

it('a drawing that was given is kept, seen by its artist alone, and taken back', async () => {
  const ada = await house.connect();
  const bob = await house.connect();
  await ada.ask('player:giving', { gives: true, pen: 'pen' });
  const { view } = await ada.create('Ada');
  await bob.join(view.code, 'Bob');
  const { round, word } = await playRound([ada, bob]);
  expect(await ada.hears('drawing:kept')).toEqual({ round, sheet: ada.id });

  const { status, body } = await mine(ada.token);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    total: 1,
    doodles: [{ word, isRecognised: false, moderation: 'waiting' }],
  });
  expect((await mine(bob.token)).body).toEqual({ total: 0, doodles: [] });
  const [{ id } = { id: '' }] = body['doodles'] as { id: string }[];
  expect((await mine(bob.token, 'DELETE', `/${id}`)).status).toBe(404);
  expect((await mine(ada.token, 'DELETE', `/${id}`)).status).toBe(200);
  expect((await mine(ada.token)).body).toEqual({ total: 0, doodles: [] });
  expect((await mine(ada.token, 'DELETE')).body).toEqual({ removed: 0 });
});

it('nobody sees anything without a token, and nonsense is refused', async () => {
  const ada = await house.connect();
  expect((await mine('nonsense')).status).toBe(401);
  expect((await fetch(`${house.server.url}/api/my-doodles`)).status).toBe(401);
  expect((await mine(ada.token, 'GET', '?after=1%20or%201')).status).toBe(400);
  expect((await mine(ada.token, 'DELETE', '/1')).status).toBe(404);
  expect(await ada.refusal('player:giving', { gives: 'yes', pen: 'mouse' })).toBe('bad-request');
});

it('nothing is kept of those who say nothing, whatever the room’s default is', async () => {
  const [ada, bob] = [await house.connect(), await house.connect()];
  const { view } = await ada.create('Ada');
  await ada.ask('settings:change', { settings: { trainingConsent: true } });
  await bob.join(view.code, 'Bob');
  // Somebody else's consent is nobody's but theirs.
  await bob.ask('player:giving', { gives: true, pen: 'mouse' });
  await playRound([ada, bob]);
  await bob.hears('drawing:kept');
  expect((await mine(ada.token)).body).toEqual({ total: 0, doodles: [] });
  expect((await mine(bob.token)).body).toMatchObject({ total: 1 });
  expect(ada.heard.some(({ event }) => event === 'drawing:kept')).toBe(false);
});

it('no address and no name is kept with a doodle; the country only as two letters of the header that is set', async () => {
  const { store, url } = house.server;
  const from = async (country: string) => {
    const headers = { 'CF-IPCountry': country, 'X-Forwarded-For': '203.0.113.77' };
    const player = new Player(url, ['websocket'], headers);
    house.add(player);
    await player.startSession();
    await player.ask('player:giving', { gives: true, pen: 'mouse' });
    await player.create('Wilhelmina');
    await playRound([player]);
    await player.hears('drawing:kept');
    const [doodle] = await store.doodles.page({ owner: player.id });
    return doodle!;
  };
  const doodle = await from('nl');
  expect(doodle.country).toBe('NL');
  expect(Object.keys(doodle).sort()).toEqual([
    'country',
    'doubts',
    'drawing',
    'drawnAt',
    'firstLook',
    'id',
    'language',
    'modelVersion',
    'moderation',
    'owner',
    'pen',
    'quarantined',
    'recognisedAtInk',
    'reports',
    'word',
  ]);
  expect(JSON.stringify(doodle)).not.toMatch(/Wilhelmina|203\.0\.113|127\.0\.0/u);
  expect((await from('Netherlands')).country).toBeNull();
  expect((await from('1A')).country).toBeNull();
});

it('what is taken back is in no export, and so in nothing that learns from it', async () => {
  const { doodles } = house.server.store;
  const ada = await house.connect();
  await ada.ask('player:giving', { gives: true, pen: 'touch' });
  await ada.create('Ada');
  await playRound([ada]);
  await ada.hears('drawing:kept');
  const [given] = await doodles.page({ owner: ada.id });
  await doodles.moderate(given!.id, 'accepted');
  const dir = await mkdtemp(path.join(tmpdir(), 'inkling-export-'));
  const exported: string[] = [];
  const run = () =>
    exportDoodles(doodles, {
      dir,
      formats: ['raw'],
      includes: ({ id, owner }) => owner === ada.id && exported.push(id) > 0,
    });
  expect(await run()).toBe(1);
  expect(exported).toEqual([given!.id]);
  expect((await mine(ada.token, 'DELETE')).body).toEqual({ removed: 1 });
  expect(await run()).toBe(0);
  expect(await doodles.find(given!.id)).toBeNull();
  await rm(dir, { recursive: true });
});
