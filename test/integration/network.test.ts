import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { Player } from './support/player.ts';
import { ServerProcess } from './support/server-process.ts';
import { TEMPLATES, writeTemplateModel } from './support/template-model.ts';

it('a server with SQLite calls nobody at run time', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'inkling-network-'));
  const model = path.join(folder, 'templates');
  await writeTemplateModel(model, TEMPLATES);
  const hook = pathToFileURL(path.join(import.meta.dirname, 'support', 'no-network.mjs')).href;
  const server = await ServerProcess.start({ MODEL: model, ROUNDS: '4', NODE_OPTIONS: `--import=${hook}` });
  const player = await Player.connect(server.url);
  await player.create('Ada');
  await player.ask('game:start', {});
  await player.hears('room:state', ({ game }) => game.phase === 'drawing');
  await fetch(`${server.url}/api/leaderboard`);
  player.close();
  expect(server.isAlive).toBe(true);
  expect(server.complaints).toEqual([]);
  await server.stop();
  await rm(folder, { recursive: true });
});
