import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { readConfig } from '../../server/config.ts';
import { startServer, type InklingServer } from '../../server/main.ts';
import type { LeaderboardRow, SharedGame, ShareReceipt } from '../../shared/protocol/index.ts';
import { stroke } from '../unit/rooms/house.ts';
import { stubRecogniser } from '../unit/rooms/stub-recogniser.ts';
import { Player } from './support/player.ts';
import { RoundClock, SETTINGS, WORDS } from './support/server.ts';

const SHELL = '<!doctype html><head><title>Inkling</title></head>';
/** Ids that are none, with everything that databases, paths and pages could take amiss. */
const HOSTILE_IDS = [
  "' or 1=1 --",
  '../../etc/passwd',
  '<script>',
  '%00',
  'a'.repeat(5_000),
  'A'.repeat(22),
  '__proto__',
];

let folder: string;
let server: InklingServer;
let url: string;
let clock: RoundClock;
let ada: Player;
let bob: Player;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'inkling-after-'));
  await writeFile(path.join(folder, 'index.html'), SHELL);
  clock = new RoundClock();
  const config = readConfig({
    PORT: '0',
    HOST: '127.0.0.1',
    DATA_DIR: folder,
    PUBLIC_URL: 'https://inkling.example',
  });
  server = await startServer(config, {
    clock,
    recogniser: stubRecogniser(WORDS),
    settings: { ...SETTINGS, rounds: 1 },
    clientFolder: folder,
    log: pino({ level: 'silent' }),
  });
  url = `http://127.0.0.1:${server.port}`;
  [ada, bob] = await Promise.all([Player.connect(url), Player.connect(url)]);
});
afterEach(async () => {
  ada.close();
  bob.close();
  await server.close();
  await rm(folder, { recursive: true });
});

/** A game of one round in which both draw. */
async function play(): Promise<void> {
  const { code } = (await ada.create('Ada "$&" <b>')).view;
  await bob.join(code, 'Bob');
  await ada.ask('game:start', {});
  await clock.advance(SETTINGS.countdownMs);
  for (const player of [ada, bob]) {
    await player.hears('room:state', ({ game }) => game.phase === 'drawing');
    await player.draw({ round: 1, sheet: player.id, revision: 0, ops: [stroke(5)] });
  }
  await clock.advance(SETTINGS.drawingMs);
  await ada.hears('room:state', ({ game }) => game.phase === 'reveal');
  await clock.advance(SETTINGS.revealMs);
  await ada.hears('room:state', ({ game }) => game.phase === 'final');
}

const get = (address: string) => fetch(`${url}${address}`);
const json = async <T>(address: string) => (await (await get(address)).json()) as T;

describe('the drawings of a game', () => {
  it('are there for everybody in the room, also after coming back, and for nobody else', async () => {
    await play();
    const { drawings } = await bob.ask('game:drawings', {});
    expect(drawings.map(({ sheet }) => sheet)).toEqual([ada.id, bob.id]);
    expect(drawings[0]!.strokes[0]!.x).toHaveLength(2);
    const again = await Player.connect(url, bob.token);
    expect(await again.refusal('game:drawings', {})).toBe('not-in-room');
    await again.join((await ada.ask('room:sync', {})).view.code, 'Bob');
    expect((await again.ask('game:drawings', {})).drawings).toEqual(drawings);
    again.close();
  });
});

describe('a shared game', () => {
  it('can be watched by everybody who has its address, until it is taken back', async () => {
    await play();
    const { id, shown } = await ada.ask('game:share', { inGallery: false });
    expect(shown).toBe(2);
    const game = await json<SharedGame>(`/api/replays/${id}`);
    expect(game.drawings.map(({ artists }) => artists[0]!.name)).toEqual(['Ada "$&" <b>', 'Bob']);
    // Who they are in rooms stays there.
    expect(JSON.stringify(game)).not.toContain(ada.id);
    expect(JSON.stringify(game)).not.toContain(bob.id);

    const page = await get(`/replay/${id}`);
    expect(page.status).toBe(200);
    expect(page.headers.get('cache-control')).toBe('no-cache');
    const html = await page.text();
    expect(html).toContain(
      '<meta property="og:title" content="A game by Ada &#34;$&#38;&#34; &#60;b&#62;, Bob" />',
    );
    expect(html).toContain(`<meta property="og:url" content="https://inkling.example/replay/${id}" />`);

    expect(await bob.refusal('replay:take-back', { id })).toBe('not-shared');
    await ada.ask('replay:take-back', { id });
    for (const gone of [`/api/replays/${id}`, `/replay/${id}`]) expect((await get(gone)).status).toBe(404);
    expect(await (await get(`/replay/${id}`)).text()).toContain('<title>Not shared · Inkling</title>');
  });

  it('leaves out whoever does not agree, from then on and looking back', async () => {
    await play();
    const whole: ShareReceipt = await ada.ask('game:share', { inGallery: false });
    expect(await bob.ask('preferences:set', { sharing: false })).toMatchObject({
      sharing: false,
      leaderboard: true,
    });
    const game = await json<SharedGame>(`/api/replays/${whole.id}`);
    expect(game).toMatchObject({ withheld: 1, drawings: [{ artists: [{ color: 0 }] }] });
    expect(await bob.ask('preferences:get', {})).toMatchObject({ sharing: false });
    const own = await bob.ask('game:share', { inGallery: true });
    expect(own).toMatchObject({ shown: 2, withheld: 0 });
  });

  it('is none before the end, and for nobody outside', async () => {
    expect(await ada.refusal('game:share', { inGallery: true })).toBe('not-in-room');
    await ada.create('Ada');
    expect(await ada.refusal('game:share', { inGallery: true })).toBe('not-now');
    expect(await ada.refusal('game:share', { inGallery: 'yes' })).toBe('bad-request');
    expect(await ada.refusal('drawing:report', { id: 'A'.repeat(22) })).toBe('not-shared');
    expect(await ada.refusal('drawing:report', { id: "' or 1=1 --" })).toBe('bad-request');
    expect(await ada.refusal('preferences:set', { sharing: true, score: 9 })).toBe('bad-request');
  });
});

describe('the gallery and the leaderboard', () => {
  it('show what their players put there', async () => {
    await play();
    const { id } = await ada.ask('game:share', { inGallery: true });
    const gallery = () => json<{ words: { word: string; count: number }[] }>('/api/gallery');
    // Nothing is shown that no person has looked at.
    expect(await gallery()).toEqual({ words: [] });
    const { replays } = server.store;
    for (const drawing of (await replays.find(id))!.drawings) await replays.moderate(drawing.id, 'accepted');
    const { words } = await gallery();
    expect(words).toMatchObject([{ count: 1 }]);
    const { word } = words[0]!;
    const page = await json<{ drawings: { id: string }[] }>(`/api/gallery/${encodeURIComponent(word)}`);
    expect(page).toMatchObject({ word, next: null, drawings: [{ word }] });
    expect(await bob.refusal('drawing:report', { id: page.drawings[0]!.id })).toBe('granted');
    // Nor anything that somebody reported since.
    expect(await gallery()).toEqual({ words: [] });
    expect((await get('/api/gallery')).headers.get('cache-control')).toBe('no-cache');
    expect((await get('/api/leaderboard')).headers.get('cache-control')).toBe('public, max-age=30');

    const { rows } = await json<{ rows: LeaderboardRow[] }>('/api/leaderboard?period=all');
    expect(rows.map(({ name, games }) => [name, games]).sort()).toEqual([
      ['Ada "$&" <b>', 1],
      ['Bob', 1],
    ]);
    await ada.ask('preferences:set', { leaderboard: false });
    const after = await json<{ rows: LeaderboardRow[] }>('/api/leaderboard?period=all');
    expect(after.rows.map(({ name }) => name)).toEqual(['Bob']);
  });

  it('have pages, which say by their status what is not there', async () => {
    for (const address of ['/gallery', '/gallery/sun', '/gallery/The%20Eiffel%20Tower', '/leaderboard']) {
      const page = await get(address);
      expect([address, page.status]).toEqual([address, 200]);
      expect(await page.text()).toContain('og:title');
    }
    expect((await get('/gallery/nonsense')).status).toBe(404);
    expect((await get('/api/gallery/nonsense')).status).toBe(404);
    expect((await get('/api/nothing')).status).toBe(404);
  });
});

describe('hostile addresses', () => {
  it('find nothing and break nothing', async () => {
    for (const id of HOSTILE_IDS) {
      const part = encodeURIComponent(id);
      for (const address of [
        `/api/replays/${part}`,
        `/replay/${part}`,
        `/gallery/${part}`,
        `/api/gallery/${part}`,
      ]) {
        const answer = await get(address);
        expect([address.slice(0, 40), answer.status]).toEqual([address.slice(0, 40), 404]);
        expect(await answer.text()).not.toContain('<script>');
      }
      expect((await get(`/api/gallery/sun?after=${part}`)).status).toBe(id === 'A'.repeat(22) ? 200 : 400);
      expect((await get(`/api/leaderboard?period=${part}`)).status).toBe(400);
    }
    expect((await get('/api/gallery/sun?after=1&after=2')).status).toBe(400);
    expect((await get('/replay/%ff')).status).toBe(400);
  });
});
