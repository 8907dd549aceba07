import { expect, it } from 'vitest';
import { stroke } from '../unit/rooms/house.ts';
import { gather } from './support/gathering.ts';
import { SETTINGS } from './support/server.ts';

const house = gather();

async function mine(token: string, method = 'GET', id = '') {
  const response = await fetch(`${house.server.url}/api/my-doodles${id}`, {
    method,
    headers: { authorization: `Bearer ${token}` },
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

it('a drawing that was given is kept, seen by its artist alone, and taken back', async () => {
  const { clock } = house.server;
  const ada = await house.connect();
  const bob = await house.connect();
  await ada.ask('player:giving', { gives: true, pen: 'pen' });
  const { view } = await ada.create('Ada');
  await bob.join(view.code, 'Bob');
  await ada.ask('game:start', {});
  await bob.hears('room:state', ({ game }) => game.phase === 'countdown');
  await clock.advance(SETTINGS.countdownMs);
  const { game } = await bob.hears('room:state', (state) => state.game.phase === 'drawing');
  const round = game.round!.id;
  for (const player of [ada, bob]) {
    await player.ask('draw:ops', { round, sheet: player.id, revision: 0, ops: [stroke(6)] });
  }
  await clock.advance(SETTINGS.drawingMs);
  expect(await ada.hears('drawing:kept')).toEqual({ round, sheet: ada.id });

  const { status, body } = await mine(ada.token);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    total: 1,
    doodles: [{ word: game.round!.sheets[0]!.prompt, isRecognised: false }],
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
