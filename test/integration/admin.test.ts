import { afterEach, describe, expect, it } from 'vitest';
import { MOST_WRONG_TOKENS } from '../../server/http/admin-gate.ts';
import type { NewDoodle } from '../../server/doodles/doodle.ts';
import type {
  DoodleStatistics,
  ModelsOverview,
  QueuePage,
  ShadowOverview,
} from '../../shared/protocol/index.ts';
import { albumDrawing } from './after-game-store.ts';
import { gather } from './support/gathering.ts';
import { openServer } from './support/server.ts';

const TOKEN = 'the secret of this test';

const house = gather({ ADMIN_TOKEN: TOKEN, PUBLIC_URL: 'http://inkling.example' });

interface Answer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

/** From an address of one's own, as a proxy tells it: one test locks out nobody else. */
async function ask<T = { error: string }>(
  path: string,
  { token = TOKEN, from = '203.0.113.1', ...init }: RequestInit & { token?: string; from?: string } = {},
  url = house.server.url,
): Promise<Answer<T>> {
  const response = await fetch(`${url}/api/admin${path}`, {
    ...init,
    headers: {
      ...(token !== '' && { authorization: `Bearer ${token}` }),
      'x-forwarded-for': from,
      'content-type': 'application/json',
    },
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as T };
}

function decide(kind: string, id: string, moderation: unknown) {
  return ask<{ left: QueuePage['left'] }>(`/queue/${kind}/${id}`, {
    method: 'PUT',
    body: JSON.stringify({ moderation }),
  });
}

let drawn = 0;
function give(change: Partial<NewDoodle> = {}) {
  drawn += 1;
  return house.server.store.doodles.save({
    owner: 'ada',
    word: 'sun',
    drawing: [{ x: [0, 100, 100 + 7 * drawn], y: [0, 30 * (drawn % 25), 400], t: [0, 16, 33] }],
    recognisedAtInk: 0.5,
    modelVersion: 'test',
    firstLook: { ownProbability: 0.25, bestWord: 'cloud', bestProbability: 0.5, unknown: 0.125 },
    pen: 'touch',
    language: 'en',
    country: null,
    drawnAt: Date.now(),
    doubts: [],
    ...change,
  });
}

afterEach(() => house.server.store.doodles.forget('ada'));

describe('the door', () => {
  it('is closed where there is no token, and says what to do', async () => {
    const server = await openServer();
    for (const path of ['/queue', '/statistics', '/models', '/shadow', '/nothing']) {
      const { status, body } = await ask(path, {}, server.url);
      expect(status).toBe(404);
      expect(body.error).toContain('ADMIN_TOKEN');
    }
    await server.close();
  });

  it('opens to the token alone, never to one in the address', async () => {
    const from = '203.0.113.2';
    for (const token of ['', 'x', TOKEN.slice(1), `${TOKEN} `.repeat(2), TOKEN.toUpperCase()]) {
      const { status, headers, body } = await ask('/queue', { token, from });
      expect(status).toBe(401);
      expect(body.error).toContain('not the admin token');
      expect(headers.get('cache-control')).toBe('no-store');
    }
    expect((await ask(`/queue?token=${TOKEN}`, { token: '', from })).status).toBe(401);
    const right = await ask('/queue', { from });
    expect(right.status).toBe(200);
    expect(right.headers.get('cache-control')).toBe('no-store');
  });

  it('locks out an address that tries too many tokens, right one or not, and nobody else', async () => {
    const from = '203.0.113.3';
    for (let n = 0; n < MOST_WRONG_TOKENS; n += 1) {
      expect((await ask('/models', { token: `guess ${n}`, from })).status).toBe(401);
      // A right one in between changes nothing.
      if (n === 3) expect((await ask('/models', { from })).status).toBe(200);
    }
    const wrong = await ask('/models', { token: 'one more', from });
    expect(wrong.status).toBe(429);
    expect(Number(wrong.headers.get('retry-after'))).toBeGreaterThan(60);
    const right = await ask('/models', { from });
    expect(right.status).toBe(429);
    expect(right.body.error).toContain('Too many wrong tokens');
    expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(60);
    expect((await ask('/models', { from: '203.0.113.4' })).status).toBe(200);
  });

  it('does not believe a forwarded address where no proxy is said to be', async () => {
    const server = await openServer({ ADMIN_TOKEN: TOKEN });
    for (let n = 0; n <= MOST_WRONG_TOKENS; n += 1) {
      await ask('/models', { token: 'wrong', from: `203.0.113.${100 + n}` }, server.url);
    }
    expect((await ask('/models', {}, server.url)).status).toBe(429);
    await server.close();
  });
});

describe('the queue', () => {
  it('has what waits, takes decisions and takes them back', async () => {
    const doubted = await give({ doubts: ['scribble'] });
    const reported = await give();
    await house.server.store.doodles.report(reported.id, 'bob');
    const { body } = await ask<QueuePage>('/queue');
    expect(body.left).toEqual({ reported: 1, gallery: 0, doubted: 1, undoubted: 0 });
    expect(body.drawings.map(({ id, reason }) => [id, reason])).toEqual([
      [reported.id, 'reported'],
      [doubted.id, 'doubted'],
    ]);
    expect(body.next).toBeNull();

    const decided = await decide('given', reported.id, 'accepted');
    expect(decided.body.left).toMatchObject({ reported: 0, doubted: 1 });
    expect(await house.server.store.doodles.find(reported.id)).toMatchObject({ moderation: 'accepted' });
    expect((await decide('given', reported.id, 'waiting')).body.left).toMatchObject({ reported: 1 });
    expect((await decide('given', doubted.id, 'rejected')).body.left).toMatchObject({ doubted: 0 });
  });

  it('refuses nonsense with a sentence', async () => {
    const { id } = await give();
    for (const moderation of ['deleted', null, 1]) {
      expect((await decide('given', id, moderation)).status).toBe(400);
    }
    const broken = await fetch(`${house.server.url}/api/admin/queue/given/${id}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      body: '{',
    });
    expect(broken.status).toBe(400);
    expect(await broken.json()).toEqual({ error: expect.stringContaining('JSON') as string });
    for (const [kind, name] of [
      ['shared', id],
      ['given', '1'],
      ['nothing', id],
      ['given', "'%20or%201=1"],
    ] as const) {
      expect((await decide(kind, name, 'accepted')).status).toBe(404);
    }
    expect((await ask('/queue?after=nonsense')).status).toBe(400);
    expect((await ask('/nothing')).status).toBe(404);
    expect(await house.server.store.doodles.find(id)).toMatchObject({ moderation: 'waiting' });
  });

  it('decides what the gallery shows: nothing that waits, is rejected, or was reported since', async () => {
    const { store, url } = house.server;
    const drawings = [albumDrawing({ artistIds: ['ada'], word: 'ladder' })];
    const game = { id: 'a game', mode: 'race', rounds: 1, drawings } as const;
    const { id: replay } = await store.replays.share(game, 'ada', true);
    const shown = async () => {
      const list = (await (await fetch(`${url}/api/gallery`)).json()) as { words: unknown[] };
      const page = (await (await fetch(`${url}/api/gallery/ladder`)).json()) as { drawings: unknown[] };
      expect(list.words.length).toBe(page.drawings.length);
      return page.drawings.length;
    };
    expect(await shown()).toBe(0);
    const [waiting] = (await ask<QueuePage>('/queue')).body.drawings;
    expect(waiting).toMatchObject({ kind: 'shared', reason: 'gallery', word: 'ladder' });
    expect(JSON.stringify(waiting)).not.toContain('ada');
    await decide('shared', waiting!.id, 'accepted');
    expect(await shown()).toBe(1);
    const bob = await house.connect();
    expect(await bob.refusal('drawing:report', { id: waiting!.id })).toBe('granted');
    expect(await shown()).toBe(0);
    expect((await ask<QueuePage>('/queue')).body.drawings).toMatchObject([
      { reason: 'reported', reports: 1 },
    ]);
    await decide('shared', waiting!.id, 'rejected');
    expect(await shown()).toBe(0);
    expect((await ask<QueuePage>('/queue')).body.drawings).toEqual([]);
    await store.replays.takeBack(replay, 'ada');
  });
});

describe('the figures', () => {
  it('count what was given', async () => {
    await give({ word: 'cup' });
    await give({ recognisedAtInk: null });
    const { body } = await ask<DoodleStatistics>('/statistics');
    expect(body).toMatchObject({ doodles: 2, recognised: 1, moderation: { waiting: 2 } });
    expect(body.words.map(({ word }) => word)).toEqual(['cup', 'sun']);
    expect(body.days).toHaveLength(30);
  });

  it('say which version guesses, and what the cards of all say', async () => {
    const { body } = await ask<ModelsOverview>('/models');
    expect(body.running).toBe(house.server.recogniser.modelVersion);
    expect(body.versions.length).toBeGreaterThan(0);
    for (const { words, top1 } of body.versions) {
      expect(words).toBeGreaterThan(1);
      expect(top1).toBeGreaterThan(0);
    }
  });

  it('say that nobody guesses along where nobody does', async () => {
    expect((await ask<ShadowOverview>('/shadow')).body).toEqual({ running: null, contests: [] });
  });
});

it('the page itself is there for everybody, and holds no secret', async () => {
  const text = await (await fetch(`${house.server.url}/admin`)).text();
  expect(text).toContain('<title>Inkling');
  expect(text).not.toContain(TOKEN);
});
