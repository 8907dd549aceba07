import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { Store } from '../../server/doodles/store.ts';

const LOCKED_MS = 500;

/** Another process, as far as SQLite is concerned, which is in the middle of making the database. */
const OTHER = `
  const { parentPort, workerData } = require('node:worker_threads');
  const Sqlite = require('libsql');
  const database = new Sqlite(workerData.file);
  database.exec('BEGIN EXCLUSIVE; CREATE TABLE other (id INTEGER)');
  parentPort.postMessage('locked');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, workerData.lockedMs);
  database.exec('COMMIT');
  database.close();
`;

it('a store opens while another process is writing: it waits', async () => {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'inkling-lock-'));
  const file = path.join(dataDir, 'inkling.sqlite');
  const other = new Worker(OTHER, { eval: true, workerData: { file, lockedMs: LOCKED_MS } });
  const ended = new Promise((resolve) => other.once('exit', resolve));
  await new Promise((resolve, reject) => {
    other.once('message', resolve);
    other.once('error', reject);
  });
  const store = await Store.open({ databaseUrl: undefined, dataDir });
  expect(await store.countGames()).toBe(0);
  await store.close();
  await ended;
  await rm(dataDir, { recursive: true });
});
