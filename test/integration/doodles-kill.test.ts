import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Store } from '../../server/doodles/store.ts';
import { freePort } from './support/free-port.ts';
import { openPostgres, POSTGRES_BIN } from './support/postgres.ts';

const KILLS = 50;
/** What a server of databases has been told survives us anyhow: fewer are enough. */
const KILLS_OF_CLIENTS = 10;
/** So many write at once into the same database. */
const GIVERS = 5;
const GIVER = path.join(import.meta.dirname, 'support', 'doodle-giver.ts');
/** Within the repository, where it finds its packages. */
const BUILT = path.join(import.meta.dirname, '..', '..', '.cache', 'doodle-giver');

// So many processes begin sooner with what is compiled once.
beforeAll(() => build({ configFile: false, logLevel: 'warn', build: { ssr: GIVER, outDir: BUILT } }));

/** Those that still write: a test that fails leaves nobody behind. */
const running = new Set<ChildProcess>();
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
});

/** Lets a process keep doodles, kills it in the middle, and returns the ids that it had said are safe. */
function giveAndKill(where: string, name: string, doodlesBefore: number): Promise<string[]> {
  const child = spawn(process.execPath, [path.join(BUILT, 'doodle-giver.js'), where, name], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.add(child);
  child.once('close', () => running.delete(child));
  let said = '';
  return new Promise((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      // What is written after the kill was signalled was said all the same.
      if (said.split('\n').length > doodlesBefore) child.kill('SIGKILL');
    });
    child.on('error', reject);
    child.on('close', (_code, signal) => {
      if (signal !== 'SIGKILL') reject(new Error(`${name} ended by itself`));
      // The last piece is an id that was not said to the end, or nothing.
      else resolve(said.split('\n').slice(0, -1));
    });
  });
}

/** @param where a database's address, or a folder */
async function killAndCount(where: string, kills: number, open: () => Promise<Store>): Promise<void> {
  await (await open()).close();
  const acknowledged: string[] = [];
  for (let kill = 0; kill < kills; kill += GIVERS) {
    const givers = Array.from({ length: GIVERS }, (_, n) =>
      giveAndKill(where, `giver-${kill + n}`, 1 + ((kill + n) % 7)),
    );
    acknowledged.push(...(await Promise.all(givers)).flat());
  }
  const store = await open();
  const kept = new Set<string>();
  for await (const { id } of store.doodles.all()) kept.add(id);
  await store.close();
  expect(acknowledged.length).toBeGreaterThanOrEqual(kills);
  expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
}

describe('a doodle that was acknowledged outlives the process, however often it is killed', () => {
  it(
    'in SQLite',
    async () => {
      const dataDir = await mkdtemp(path.join(tmpdir(), 'inkling-kill-'));
      await killAndCount(dataDir, KILLS, () => Store.open({ databaseUrl: undefined, dataDir }));
      await rm(dataDir, { recursive: true });
    },
    5 * 60_000,
  );

  it.skipIf(POSTGRES_BIN === undefined)(
    'in PostgreSQL',
    async () => {
      const { url: databaseUrl, close } = await openPostgres(await freePort());
      await killAndCount(databaseUrl, KILLS_OF_CLIENTS, () =>
        Store.open({ databaseUrl, dataDir: '/nowhere' }),
      );
      await close();
    },
    2 * 60_000,
  );
});
