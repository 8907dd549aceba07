import express, { Router, type ErrorRequestHandler } from 'express';
import { z } from 'zod';
import {
  MODERATION_STATES,
  QUEUED_KINDS,
  type ModelsOverview,
  type ShadowOverview,
} from '../../shared/protocol/index.ts';
import type { ServerStatus } from '../../shared/protocol/status.ts';
import type { Store } from '../doodles/store.ts';
import { adminGate } from './admin-gate.ts';

/** Drawings in one answer: enough to be ahead of a person who decides one a second. */
const PAGE_ROWS = 20;
/** Days that the statistics tell one by one. */
const DAYS = 30;

const queueQuery = z.object({ after: z.string().max(64).nullable().default(null) });
const decisionParams = z.strictObject({ kind: z.enum(QUEUED_KINDS), id: z.string().regex(/^[\w-]{1,64}$/u) });
const decisionBody = z.strictObject({ moderation: z.enum(MODERATION_STATES) });

export interface AdminOptions {
  /** undefined: nobody gets in. */
  readonly adminToken: string | undefined;
  readonly store: Pick<Store, 'moderation' | 'countDoodles'>;
  readonly models: () => Promise<ModelsOverview>;
  readonly shadow: () => Promise<ShadowOverview>;
  readonly status: () => ServerStatus;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** What only whoever runs the server may do: look through what players gave and show, and see how all of it does. */
export function adminRoutes({ adminToken, store, models, shadow, status, now }: AdminOptions): Router {
  const router = Router();
  router.use('/api/admin', adminGate(adminToken));
  router.get('/api/admin/queue', async (request, response) => {
    const query = queueQuery.safeParse(request.query);
    const page = query.success ? await store.moderation.page(query.data.after, PAGE_ROWS) : null;
    if (page) response.json(page);
    else response.status(400).json({ error: '`after` is the `next` of the page before.' });
  });
  router.put('/api/admin/queue/:kind/:id', express.json({ limit: '1kb' }), async (request, response) => {
    const params = decisionParams.safeParse(request.params);
    const body = decisionBody.safeParse(request.body);
    if (!body.success) {
      response.status(400).json({ error: `\`moderation\` is one of ${MODERATION_STATES.join(', ')}.` });
      return;
    }
    const left = params.success
      ? await store.moderation.decide(params.data.kind, params.data.id, body.data.moderation)
      : null;
    if (left) response.json({ left });
    else response.status(404).json({ error: 'There is no such drawing, or not any more.' });
  });
  router.get('/api/admin/statistics', async (_request, response) => {
    response.json(await store.countDoodles(now(), DAYS));
  });
  router.get('/api/admin/status', (_request, response) => {
    response.json(status());
  });
  router.get('/api/admin/models', async (_request, response) => {
    response.json(await models());
  });
  router.get('/api/admin/shadow', async (_request, response) => {
    response.json(await shadow());
  });
  // What the parser refuses has a status; whatever else breaks is not the sender's mistake.
  const notJson: ErrorRequestHandler = (error: { status?: number }, _request, response, next) => {
    if (error.status === undefined) next(error);
    else
      response.status(error.status).json({ error: 'The body has to be JSON: {"moderation": "accepted"}.' });
  };
  router.use('/api/admin/queue', notJson);
  return router;
}
