import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { startServer, type InklingServer } from '../../server/main.ts';
import { stubRecogniser, type StubRecogniser } from '../unit/rooms/stub-recogniser.ts';
import { Player } from './support/player.ts';
import { WORDS } from './support/server.ts';

let folder: string;
let server: InklingServer;
let url: string;
let recogniser: StubRecogniser;

async function open(environment: Record<string, string> = {}): Promise<InklingServer> {
  const config = readConfig({ PORT: '0', HOST: '127.0.0.1', DATA_DIR: folder, ...environment });
  return startServer(config, {
    recogniser,
    clientFolder: path.join(folder, 'client'),
    log: pino({ level: 'silent' }),
  });
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'inkling-http-'));
  recogniser = stubRecogniser(WORDS);
  server = await open();
  url = `http://127.0.0.1:${server.port}`;
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

describe('operations', () => {
  it('says that it is alive and ready', async () => {
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    const ready = await fetch(`${url}/readyz`);
    expect(ready.status).toBe(200);
    expect(await ready.json()).toEqual({ ready: true, reasons: [], degraded: [] });
  });

  it('is not ready without its network or its store, and says why', async () => {
    recogniser.engine = null;
    const ready = await fetch(`${url}/readyz`);
    expect(ready.status).toBe(503);
    expect(await ready.json()).toEqual({
      ready: false,
      degraded: [],
      reasons: ['The model is not running.'],
    });
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    recogniser.engine = 'none';

    const other = await open();
    await other.store.close();
    const answer = await fetch(`http://127.0.0.1:${other.port}/readyz`);
    expect(await answer.json()).toEqual({
      ready: false,
      degraded: [],
      reasons: ['The store does not answer.'],
    });
    await other.close();
  });

  it('counts what happens, for Prometheus', async () => {
    const player = await Player.connect(url);
    await player.create('Ada');
    await player.refusal('room:join', { code: 'ZZZZ', name: 'Ada', color: 0 });
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toContain('inkling_rooms 1');
    expect(metrics).toContain('inkling_players 1');
    expect(metrics).toContain('inkling_guess_interval_seconds 0.25');
    expect(metrics).toContain('inkling_news_interval_seconds 0.05');
    expect(metrics).toContain('inkling_guesses_total 0');
    expect(metrics).toContain('inkling_stroke_to_guess_seconds_bucket{le="0.15"} 0');
    expect(metrics).toContain('inkling_refused_requests_total{code="no-such-room"} 1');
    expect(metrics).toContain('nodejs_eventloop_lag_p99_seconds');
    player.close();
  });
});

describe('the client', () => {
  it('that is not built yet says what to run', async () => {
    const page = await fetch(`${url}/`);
    expect(page.status).toBe(503);
    expect(await page.text()).toContain('npm run build');
  });

  it('is served at the menu and at every room’s link, its assets for ever', async () => {
    await mkdir(path.join(folder, 'client', 'assets'), { recursive: true });
    await writeFile(path.join(folder, 'client', 'index.html'), '<!doctype html><title>Inkling</title>');
    await writeFile(path.join(folder, 'client', 'icon.svg'), '<svg/>');
    await writeFile(path.join(folder, 'client', 'assets', 'main-abc.js'), 'play()'.repeat(500));
    for (const address of ['/', '/zen', '/r/BCDF', '/r/bcdf?x=1']) {
      const page = await fetch(`${url}${address}`);
      expect(await page.text()).toContain('<title>Inkling');
      expect(page.headers.get('cache-control')).toBe('no-cache');
    }
    const script = await fetch(`${url}/assets/main-abc.js`);
    expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(script.headers.get('content-encoding')).toBe('gzip');
    expect((await fetch(`${url}/icon.svg`)).status).toBe(200);
    for (const missing of [
      '/assets/none.js',
      '/index.php',
      '/r/BCDF/more',
      '/../config.ts',
      '/%2e%2e/config.ts',
    ]) {
      expect((await fetch(`${url}${missing}`)).status).toBe(404);
    }
  });

  it('may run no script but its own, also without TLS', async () => {
    const { headers } = await fetch(`${url}/`);
    const policy = headers.get('content-security-policy')!;
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';");
    expect(policy).toContain("img-src 'self' blob: data:;");
    expect(policy).toContain("connect-src 'self' ws: wss:;");
    expect(policy).not.toContain('unsafe-inline');
    expect(policy).not.toContain('upgrade-insecure-requests');
    expect(headers.get('strict-transport-security')).toBeNull();
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('is kept on https where players come by https', async () => {
    const secure = await open({ PUBLIC_URL: 'https://inkling.example' });
    const { headers } = await fetch(`http://127.0.0.1:${secure.port}/healthz`);
    expect(headers.get('strict-transport-security')).toContain('max-age');
    expect(headers.get('content-security-policy')).toContain('upgrade-insecure-requests');
    await secure.close();
  });
});

describe('where something breaks on the server', () => {
  it('an answer says so without a word of why, and the next one is as ever', async () => {
    const broken = vi.spyOn(server.store.gallery, 'words').mockRejectedValueOnce(new Error('disk on fire'));
    const answer = await fetch(`${url}/api/gallery`);
    expect(answer.status).toBe(500);
    expect(await answer.text()).toBe('Something broke on the server: try again.');
    expect((await fetch(`${url}/api/gallery`)).status).toBe(200);
    broken.mockRestore();
  });
});
