import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { impersonal } from '../../server/http/browser-errors.ts';
import { Status } from '../../server/status.ts';
import { GUESS_INTERVAL_MS } from '../../shared/protocol/index.ts';
import type { ServerStatus } from '../../shared/protocol/status.ts';
import { Player } from './support/player.ts';
import { ServerProcess } from './support/server-process.ts';
import { openServer, type TestServer } from './support/server.ts';
import { TEMPLATES, writeTemplateModel } from './support/template-model.ts';

const TOKEN = 'a secret of the host';
let server: TestServer;
let clientFolder: string;
const lines: string[] = [];

beforeAll(async () => {
  const sink = new Writable({
    write(line: Buffer, _encoding, done) {
      lines.push(line.toString());
      done();
    },
  });
  clientFolder = await mkdtemp(path.join(tmpdir(), 'inkling-client-'));
  await writeFile(path.join(clientFolder, 'index.html'), '<!doctype html>');
  const log = pino({ level: 'error', base: null }, sink);
  server = await openServer({ ADMIN_TOKEN: TOKEN }, { log, clientFolder });
});
afterAll(async () => {
  await server.close();
  await rm(clientFolder, { recursive: true });
});

const report = (body: unknown) =>
  fetch(`${server.url}/api/browser-errors`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

describe('errors of browsers', () => {
  it('reach the log without what could say who or where', async () => {
    const stack = [
      'Error: no room',
      '    at Room.join (https://play.example:3000/assets/main-1a2b.js?v=3:10:20)',
      '    at https://play.example/r/BCDF',
      '    from ada@example.org at 192.168.1.20, token AAAAAAAAAAAAAAAAAAAAAA',
    ].join('\n');
    const { status } = await report({ message: 'no room /r/BCDF', stack, page: 'room' });
    expect(status).toBe(204);
    const log = lines.join('');
    expect(log).toContain('in a browser: no room');
    expect(log).toContain('main-1a2b.js');
    expect(log).not.toMatch(/BCDF|play\.example|ada@|192\.168|AAAAAAAA/);
  });

  it('are refused where they are anything else', async () => {
    const fine = { message: 'x', stack: '', page: 'menu' };
    for (const wrong of [
      'no JSON',
      {},
      { ...fine, player: 'Ada' },
      { ...fine, page: '/r/BCDF' },
      { ...fine, message: 'x'.repeat(301) },
      { ...fine, stack: 'x'.repeat(9_000) },
    ]) {
      expect((await report(wrong)).status).toBeGreaterThanOrEqual(400);
      expect((await report(wrong)).status).toBeLessThan(500);
    }
  });

  it('are limited', async () => {
    const statuses = [];
    for (let i = 0; i < 40; i += 1)
      statuses.push((await report({ message: 'x', stack: '', page: 'menu' })).status);
    expect(statuses.at(-1)).toBe(429);
  });

  it('cannot break a line of the log', () => {
    expect(impersonal('a\u001b[31mb\u202ec\u0000')).toBe('a[31mbc');
  });
});

describe('the log', () => {
  it('is not for what is no HTTP, such as rubbish after the request for a page', async () => {
    const before = lines.length;
    const { hostname, port } = new URL(server.url);
    const answer = await new Promise<string>((resolve) => {
      let heard = '';
      const socket = connect({ host: hostname, port: Number(port) }, () =>
        socket.end('GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\nrubbish'),
      );
      socket.on('data', (bytes: Buffer) => (heard += bytes.toString()));
      socket.on('close', () => resolve(heard));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    // Whoever is asked after that has dealt with it.
    await fetch(`${server.url}/healthz`);
    expect(lines.slice(before)).toEqual([]);
  });

  it('is not for parts of a page that it does not have', async () => {
    const before = lines.length;
    const { status } = await fetch(server.url, { headers: { range: 'bytes=99999-' } });
    expect(status).toBe(416);
    expect(lines.slice(before)).toEqual([]);
  });

  it('has a line for what broke here: what was asked for, and why', async () => {
    const before = lines.length;
    const page = path.join(clientFolder, 'index.html');
    await rm(page);
    await mkdir(page);
    const answer = await fetch(`${server.url}/gallery`);
    expect(answer.status).toBe(500);
    expect(await answer.text()).toContain('try again');
    const [line, ...more] = lines.slice(before);
    expect(more).toEqual([]);
    expect(JSON.parse(line!)).toMatchObject({
      msg: 'request failed',
      req: { method: 'GET', url: '/gallery' },
      err: { code: 'EISDIR' },
    });
    await rm(page, { recursive: true });
    await writeFile(page, '<!doctype html>');
  });
});

describe('the status', () => {
  it('is for the host alone, and says how the server does', async () => {
    const ask = (token: string) =>
      fetch(`${server.url}/api/admin/status`, { headers: { authorization: `Bearer ${token}` } });
    expect((await ask('another one of that length')).status).toBe(401);
    const player = await Player.connect(server.url);
    await player.create('Ada');
    const status = (await (await ask(TOKEN)).json()) as ServerStatus;
    expect(status).toMatchObject({ rooms: 1, players: 1, waiting: 0, modelVersion: 'stub', p99Ms: null });
    expect(status.guessIntervalMs).toBe(GUESS_INTERVAL_MS);
    expect(status.memory).toBeGreaterThan(1e6);
    player.close();
  });

  it('tells of errors in browsers, also on the server as it is started', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'inkling-status-'));
    await writeTemplateModel(path.join(folder, 'templates'), TEMPLATES);
    const started = await ServerProcess.start({
      MODEL: path.join(folder, 'templates'),
      ROUNDS: '4',
      ADMIN_TOKEN: TOKEN,
    });
    await fetch(`${started.url}/api/browser-errors`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ message: 'the pen broke', stack: '', page: 'room' }),
    });
    const answer = await fetch(`${started.url}/api/admin/status`, {
      headers: { authorization: `Bearer ${TOKEN}` },
    });
    const { errors } = (await answer.json()) as ServerStatus;
    expect(errors.map(({ message }) => message)).toEqual(['in a browser: the pen broke']);
    await started.stop();
    await rm(folder, { recursive: true });
  });

  it('counts guesses, knows the slowest hundredth, and keeps the latest errors', () => {
    let now = 0;
    const none = () => 0;
    const status = new Status({
      rooms: none,
      players: none,
      waiting: none,
      guessIntervalMs: none,
      modelVersion: () => 'v',
      now: () => now,
    });
    for (let ms = 1; ms <= 1_000; ms += 1) status.guessed(ms);
    for (let i = 0; i < 30; i += 1) status.noteError(`error ${i}`);
    now = 10_000;
    const seen = status.get();
    expect(seen.guessesPerSecond).toBe(100);
    expect(seen.p99Ms).toBe(991);
    expect(seen.errors).toHaveLength(20);
    expect(seen.errors[0]).toEqual({ at: 0, message: 'error 29' });
    now += 100;
    expect(status.get().guessesPerSecond).toBe(100);
  });
});
