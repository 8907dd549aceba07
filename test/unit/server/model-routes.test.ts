import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { modelRoutes } from '../../../server/http/model.ts';
import { scratchFolder } from '../data/files.ts';

const inFile = scratchFolder();
let server: Server;
let guessing: string;

beforeEach(async () => {
  guessing = 'one';
  for (const version of ['one', 'two']) {
    await mkdir(inFile(version), { recursive: true });
    await writeFile(inFile(`${version}/model.json`), `{"version":"${version}"}`);
    await writeFile(inFile(`${version}/notes.txt`), 'Nobody else’s business.');
  }
  await writeFile(inFile('two/map.json'), '{"labels":[]}');
  const app = express();
  app.use(
    modelRoutes(
      () => guessing,
      (version) =>
        version === 'one' || version === 'two'
          ? { version, folder: inFile(version), files: ['model.json'] }
          : undefined,
    ),
  );
  app.use((_request, response) => void response.status(404).send('nothing'));
  server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => void server.close());

async function get(path: string) {
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/models/${path}`);
  return {
    status: response.status,
    text: await response.text(),
    cache: response.headers.get('cache-control'),
  };
}

it('tells which version guesses now, and is asked anew each time', async () => {
  expect(await get('champion.json')).toEqual({
    status: 200,
    text: '{"version":"one","files":["model.json"]}',
    cache: 'no-cache',
  });
  guessing = 'two';
  expect((await get('champion.json')).text).toContain('"two"');
});

it('has nothing where the version that guesses is none that browsers could run', async () => {
  guessing = 'built in';
  expect(await get('champion.json')).toMatchObject({ status: 404, text: 'nothing' });
});

it('serves the files of a version for ever, and nothing else of its folder', async () => {
  const { status, text, cache } = await get('one/model.json');
  expect([status, text]).toEqual([200, '{"version":"one"}']);
  expect(cache).toContain('immutable');
  expect(await get('one/notes.txt')).toMatchObject({ status: 404 });
  expect(await get('three/model.json')).toMatchObject({ status: 404 });
});

it('serves the map of a version that has one, which may be made anew', async () => {
  expect(await get('two/map.json')).toEqual({ status: 200, text: '{"labels":[]}', cache: 'no-cache' });
  expect(await get('one/map.json')).toMatchObject({ status: 404, text: 'nothing' });
});
