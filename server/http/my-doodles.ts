import express, { type Request, type Router } from 'express';
import { z } from 'zod';
import type { PlayerId } from '../../shared/game/index.ts';
import type { MyDoodlesPage } from '../../shared/protocol/index.ts';
import { asTimed } from '../doodles/as-timed.ts';
import type { Doodles } from '../doodles/doodles.ts';
import { bearerToken } from './bearer.ts';

/** Doodles in one answer. */
const PAGE_ROWS = 50;

const doodleId = z.string().regex(/^\d{19}$/u);
const pageQuery = z.object({ after: doodleId.optional() });

/**
 * What a player gave, for that player alone: to see it, and to take back one doodle or all. The player's secret token comes
 * as a bearer token, never in an address, which would end up in logs.
 *
 * @param playerIdOf who a token stands for; null for what is no token
 */
export function myDoodlesRoutes(doodles: Doodles, playerIdOf: (token: string) => PlayerId | null): Router {
  const router = express.Router();
  router.use('/api/my-doodles', (request, response, next) => {
    response.set('Cache-Control', 'no-store');
    if (ownerOf(request, playerIdOf) === null) {
      response.status(401).json({ error: 'Send your token: Authorization: Bearer …' });
    } else next();
  });
  router.get('/api/my-doodles', async (request, response) => {
    const query = pageQuery.safeParse(request.query);
    if (!query.success) {
      response.status(400).json({ error: '`after` is the id of a doodle.' });
      return;
    }
    const owner = ownerOf(request, playerIdOf)!;
    const { after } = query.data;
    const [page, total] = await Promise.all([
      doodles.page({ owner, ...(after !== undefined && { after }) }, PAGE_ROWS),
      doodles.count({ owner }),
    ]);
    response.json({
      total,
      doodles: page.map(({ id, word, drawing, drawnAt, recognisedAtInk, moderation }) => ({
        id,
        word,
        strokes: asTimed(drawing),
        drawnAt,
        isRecognised: recognisedAtInk !== null,
        moderation,
      })),
    } satisfies MyDoodlesPage);
  });
  router.delete('/api/my-doodles', async (request, response) => {
    response.json({ removed: await doodles.forget(ownerOf(request, playerIdOf)!) });
  });
  router.delete('/api/my-doodles/:id', async (request, response) => {
    const id = doodleId.safeParse(request.params.id);
    const isRemoved = id.success && (await doodles.remove(ownerOf(request, playerIdOf)!, id.data));
    if (isRemoved) response.json({ removed: 1 });
    else response.status(404).json({ error: 'You have no such doodle.' });
  });
  return router;
}

function ownerOf(request: Request, playerIdOf: (token: string) => PlayerId | null): PlayerId | null {
  const token = bearerToken(request);
  return token === null ? null : playerIdOf(token);
}
