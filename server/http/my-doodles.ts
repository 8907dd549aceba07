import express, { type Response, type Router } from 'express';
import { z } from 'zod';
import type { PlayerId } from '../../shared/game/index.ts';
import { token as tokenSchema, type MyDoodlesPage } from '../../shared/protocol/index.ts';
import { asTimed } from '../doodles/as-timed.ts';
import type { Doodles } from '../doodles/doodles.ts';
import { bearerToken } from './bearer.ts';

/** Doodles in one answer. */
const PAGE_ROWS = 50;
const OWNER = 'owner';

const doodleId = z.string().regex(/^\d{19}$/u);
const pageQuery = z.object({ after: doodleId.optional() });

/**
 * What a player gave, for that player alone: to see it, and to take back one doodle or all. The player's secret token comes
 * as a bearer token, never in an address, which would end up in logs.
 *
 * @param playerIdOf whose token it is; null where it is retired
 */
export function myDoodlesRoutes(
  doodles: Doodles,
  playerIdOf: (token: string) => Promise<PlayerId | null>,
): Router {
  const router = express.Router();
  router.use('/api/my-doodles', async (request, response, next) => {
    response.set('Cache-Control', 'no-store');
    const token = tokenSchema.safeParse(bearerToken(request));
    const owner = token.success ? await playerIdOf(token.data) : null;
    if (owner === null) response.status(401).json({ error: 'Send your token: Authorization: Bearer …' });
    else {
      response.locals[OWNER] = owner;
      next();
    }
  });
  router.get('/api/my-doodles', async (request, response) => {
    const query = pageQuery.safeParse(request.query);
    if (!query.success) {
      response.status(400).json({ error: '`after` is the id of a doodle.' });
      return;
    }
    const owner = ownerOf(response);
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
  router.delete('/api/my-doodles', async (_request, response) => {
    response.json({ removed: await doodles.forget(ownerOf(response)) });
  });
  router.delete('/api/my-doodles/:id', async (request, response) => {
    const id = doodleId.safeParse(request.params.id);
    const isRemoved = id.success && (await doodles.remove(ownerOf(response), id.data));
    if (isRemoved) response.json({ removed: 1 });
    else response.status(404).json({ error: 'You have no such doodle.' });
  });
  return router;
}

/** Whoever has been let in. */
function ownerOf({ locals }: Response): PlayerId {
  return (locals as Record<typeof OWNER, PlayerId>)[OWNER];
}
