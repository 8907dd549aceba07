import express, { Router, type ErrorRequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { browserError } from '../../shared/protocol/browser-error.ts';
import type { Addresses } from '../addresses.ts';
import type { Logger } from '../logging.ts';

const MINUTE_MS = 60_000;
/** Reports of one address in a minute: a class whose pages all break tells enough by then. */
const REPORTS = 30;

/** Pages report what broke in them, and the log has it: cleaned once more, as anybody may send anything. */
export function browserErrorRoutes(addresses: Addresses, log: Logger): Router {
  const router = Router();
  const limit = rateLimit({
    windowMs: MINUTE_MS,
    limit: REPORTS,
    keyGenerator: (request) => addresses.limitedKeyOf(request) ?? 'unlimited',
    legacyHeaders: false,
    message: { error: 'Too many reports came from your network: wait a minute.' },
    validate: { xForwardedForHeader: false },
  });
  router.post('/api/browser-errors', limit, express.json({ limit: '4kb' }), (request, response) => {
    const report = browserError.safeParse(request.body);
    if (!report.success) {
      response.status(400).json({ error: 'A report has `message`, `stack` and `page`.' });
      return;
    }
    const { message, stack, page } = report.data;
    log.error({ page, stack: impersonal(stack) }, `in a browser: ${impersonal(message)}`);
    response.status(204).end();
  });
  const notJson: ErrorRequestHandler = (error: { status?: number }, _request, response, next) => {
    if (error.status === undefined) next(error);
    else response.status(error.status).json({ error: 'A report is JSON of at most 4 kB.' });
  };
  router.use('/api/browser-errors', notJson);
  return router;
}

/**
 * Takes out of an error's text what could say who or where somebody is: addresses of pages keep only the name of the script,
 * room codes and secrets go, and nothing of it can break a line of the log.
 */
export function impersonal(text: string): string {
  return text
    .replace(
      /(?:https?|wss?|blob|file):\/*[^\s)]*?([\w.-]+\.(?:js|ts|css))?(?:\?[^\s):]*)?(?=[\s):]|$)/gu,
      '$1',
    )
    .replace(/\/(?:r|replay)\/[^\s)/]+/gu, '/…')
    .replace(/[\w.+-]+@[\w-]+\.[\w.]+/gu, '…')
    .replace(/\b\d{1,3}(?:\.\d{1,3}){3}\b/gu, '…')
    .replace(/[A-Za-z0-9_-]{22,}/gu, '…')
    .replace(/[^\P{C}\n]/gu, '');
}
