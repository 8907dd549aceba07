import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { startServer, type InklingServer } from '../../server/main.ts';
import { TEMPLATES, writeTemplateModel } from './support/template-model.ts';

let folder: string;
let server: InklingServer;
let url: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'inkling-model-'));
  const model = path.join(folder, 'templates-1');
  await writeTemplateModel(model, TEMPLATES);
  await writeFile(path.join(model, 'secret.txt'), 'not part of the model');
  const config = readConfig({
    PORT: '0',
    HOST: '127.0.0.1',
    DATA_DIR: path.join(folder, 'data'),
    MODEL: model,
    ROUNDS: '2',
  });
  server = await startServer(config, { log: pino({ level: 'silent' }) });
  url = `http://127.0.0.1:${server.port}`;
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

describe('the model that guesses', () => {
  it('is named, and never from an old answer', async () => {
    const answer = await fetch(`${url}/models/champion.json`);
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    expect(await answer.json()).toEqual({
      version: 'templates-1',
      files: ['card.json', 'model.json', 'weights.bin'],
    });
  });

  it('is served for ever under its version, byte by byte', async () => {
    for (const name of ['card.json', 'model.json', 'weights.bin']) {
      const answer = await fetch(`${url}/models/templates-1/${name}`);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
      const there = new Uint8Array(await answer.arrayBuffer());
      expect(hash(there)).toBe(hash(await readFile(path.join(folder, 'templates-1', name))));
    }
  });

  it('is all that is served of its folder', async () => {
    for (const address of [
      '/models/templates-1/secret.txt',
      '/models/templates-1/',
      '/models/templates-1/../data/inkling.sqlite',
      '/models/templates-1/%2e%2e%2fdata',
      '/models/other/model.json',
    ]) {
      expect((await fetch(`${url}${address}`)).status).toBe(404);
    }
  });
});
