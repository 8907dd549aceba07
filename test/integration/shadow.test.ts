import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate as flush } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ConfigError } from '../../server/config.ts';
import { DEFAULT_SETTINGS } from '../../shared/game/index.ts';
import { GUESS_INTERVAL_MS, type LiveGuess, type ShadowOverview } from '../../shared/protocol/index.ts';
import { DOODLES } from '../fixtures/drawing/doodles.ts';
import { Player } from './support/player.ts';
import { openServer, WORDS } from './support/server.ts';
import { writeTemplateModel } from './support/template-model.ts';

const TOKEN = 'the secret of this test';
const NAMES = Object.keys(DOODLES);
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'inkling-shadow-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A network that knows these words, each as some doodle. */
async function challenger(words: readonly string[]): Promise<string> {
  const model = path.join(folder, `challenger-${words.length}`);
  await writeTemplateModel(
    model,
    Object.fromEntries(words.map((word, n) => [word, DOODLES[NAMES[n + 2]!]!])),
  );
  return model;
}

it('a version that does not know the words is refused with a sentence', async () => {
  const opening = openServer({ SHADOW_MODEL: await challenger(WORDS.slice(1)) });
  await expect(opening).rejects.toThrow(ConfigError);
  await expect(opening).rejects.toThrow('does not know sun');
});

it('a version guesses along in rooms with real players, unheard, and whoever runs the server sees how it does', async () => {
  const server = await openServer({
    SHADOW_MODEL: await challenger(WORDS),
    SHADOW_SHARE: '1',
    ADMIN_TOKEN: TOKEN,
  });
  const overview = async () => {
    const headers = { authorization: `Bearer ${TOKEN}` };
    return (await (await fetch(`${server.url}/api/admin/shadow`, { headers })).json()) as ShadowOverview;
  };
  const running = { version: 'challenger-8', share: 1 };
  expect(await overview()).toEqual({ running, contests: [] });

  const ada = await Player.connect(server.url);
  const { view } = await ada.create('Ada');
  const bob = await Player.connect(server.url);
  await bob.join(view.code, 'Bob');
  await ada.ask('game:start', {});
  await server.clock.advance(DEFAULT_SETTINGS.countdownMs);
  const { game } = await ada.hears('room:state', ({ game: { phase } }) => phase === 'drawing');
  const ops = [{ type: 'begin' as const, points: [100, 100, 10, 700, 100, 10, 400, 800, 10] }];
  await ada.draw({ round: game.round!.id, sheet: ada.id, revision: 0, ops });
  await server.clock.advance(GUESS_INTERVAL_MS);
  // Pictures go through the network in the order in which they come: after this one, the room's own has been looked at.
  await server.shadow!.shadow.recogniser.guess([{ x: [0, 10], y: [0, 10] }], WORDS);
  await flush();
  await server.clock.advance(DEFAULT_SETTINGS.drawingMs);
  await ada.hears('room:state', ({ game: { phase } }) => phase === 'reveal');

  await expect.poll(async () => (await overview()).contests.length).toBe(1);
  const [contest] = (await overview()).contests;
  expect(contest).toMatchObject({ championVersion: 'stub', challengerVersion: 'challenger-8', drawings: 1 });
  expect(contest!.looks).toBeGreaterThan(0);
  // What anybody heard is the champion's.
  const heard = [ada, bob].flatMap((player) =>
    player.heard.filter(({ event }) => event === 'guess').map(({ message }) => message as LiveGuess),
  );
  expect(heard.length).toBeGreaterThan(0);
  for (const { guesses } of heard) expect(guesses).toEqual([{ word: WORDS[0], confidence: 0 }]);
  ada.close();
  bob.close();
  await server.close();
});
