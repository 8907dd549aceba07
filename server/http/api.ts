import { Router, type RequestHandler, type Response } from 'express';
import { z } from 'zod';
import { ALL_WORDS } from '../../shared/categories/deck.ts';
import { LEADERBOARD_PERIODS } from '../../shared/protocol/index.ts';
import type { Store } from '../doodles/store.ts';

/** Lists that everybody sees alike may be a little old. */
const LIST_CACHE = 'public, max-age=30';
/** Whoever takes something back, or reports it, wants it gone: browsers ask again each time, and get it again only where it changed. */
const SHARED_CACHE = 'no-cache';
/** 128 random bits in base64url. */
const publicId = z.string().regex(/^[A-Za-z0-9_-]{22}$/);

const replayParams = z.strictObject({ id: publicId });
const galleryParams = z.strictObject({ word: z.enum(ALL_WORDS as [string, ...string[]]) });
const galleryQuery = z.object({ after: publicId.nullable().default(null) });
const leaderboardQuery = z.object({ period: z.enum(LEADERBOARD_PERIODS).default('day') });

export interface ApiOptions {
  readonly store: Pick<Store, 'replays' | 'gallery' | 'leaderboard'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** What pages ask that need no room: shared games, the gallery, the leaderboard. All of it is read only. */
export function apiRoutes({ store, now }: ApiOptions): Router {
  const router = Router();
  router.get('/api/replays/:id', async (request, response) => {
    response.setHeader('Cache-Control', SHARED_CACHE);
    const params = replayParams.safeParse(request.params);
    const game = params.success ? await store.replays.find(params.data.id) : undefined;
    if (game) response.json(game);
    else notFound(response, 'This game is not shared, or not any more.');
  });
  router.get('/api/gallery', async (_request, response) => {
    response.setHeader('Cache-Control', SHARED_CACHE);
    response.json({ words: await store.gallery.words() });
  });
  router.get('/api/gallery/:word', async (request, response) => {
    response.setHeader('Cache-Control', SHARED_CACHE);
    const params = galleryParams.safeParse(request.params);
    const query = galleryQuery.safeParse(request.query);
    if (!params.success) notFound(response, 'This is not a word of the game.');
    else if (!query.success) badRequest(response, query.error);
    else response.json(await store.gallery.page(params.data.word, query.data.after));
  });
  router.get('/api/leaderboard', async (request, response) => {
    const query = leaderboardQuery.safeParse(request.query);
    if (!query.success) {
      badRequest(response, query.error);
      return;
    }
    response.setHeader('Cache-Control', LIST_CACHE);
    response.json({ rows: await store.leaderboard.best(query.data.period, now()) });
  });
  router.use('/api', ((_request, response) => {
    notFound(response, 'There is no such address here.');
  }) satisfies RequestHandler);
  return router;
}

function notFound(response: Response, message: string): void {
  response.status(404).json({ error: message });
}

function badRequest(response: Response, { issues }: z.ZodError): void {
  const issue = issues[0]!;
  response.status(400).json({ error: `${issue.path.join('.')}: ${issue.message}` });
}
