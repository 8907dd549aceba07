import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { ipKeyGenerator, MemoryStore, rateLimit } from 'express-rate-limit';
import { bearerToken } from './bearer.ts';

const MINUTE_MS = 60_000;
/** After so many wrong tokens an address is not listened to, right token or not … */
export const MOST_WRONG_TOKENS = 10;
/** … until so long after its first one. */
const LOCK_OUT_MS = 15 * MINUTE_MS;
const SECOND_MS = 1_000;

const CLOSED =
  'The admin page is closed: start the server with ADMIN_TOKEN set to a secret of at least 16 characters, and type it in here.';
const WRONG = 'This is not the admin token: send Authorization: Bearer and the value of ADMIN_TOKEN.';
const LOCKED = 'Too many wrong tokens came from this address: try again in a quarter of an hour.';

/** Lets only those through who have the admin token. Wrong ones are counted by address; without a token nobody gets in. */
export function adminGate(adminToken: string | undefined): RequestHandler {
  if (adminToken === undefined)
    return (_request, response) => void response.status(404).json({ error: CLOSED });
  const wanted = digest(adminToken);
  const wrongTokens = new MemoryStore();
  const keyOf = (address = '') => ipKeyGenerator(address);
  const countWrong = rateLimit({
    windowMs: LOCK_OUT_MS,
    limit: MOST_WRONG_TOKENS,
    store: wrongTokens,
    keyGenerator: ({ ip }) => keyOf(ip),
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    message: { error: LOCKED },
    // Without a proxy that this server trusts, a forwarded address is not believed, and not worth a warning.
    validate: { xForwardedForHeader: false },
  });
  return async (request, response, next) => {
    response.setHeader('Cache-Control', 'no-store');
    if (!timingSafeEqual(digest(bearerToken(request) ?? ''), wanted)) {
      await countWrong(request, response, () => response.status(401).json({ error: WRONG }));
      return;
    }
    const wrong = await wrongTokens.get(keyOf(request.ip));
    if (wrong !== undefined && wrong.totalHits > MOST_WRONG_TOKENS) {
      const waitMs = (wrong.resetTime?.getTime() ?? 0) - Date.now();
      response.setHeader('Retry-After', Math.max(1, Math.ceil(waitMs / SECOND_MS)));
      response.status(429).json({ error: LOCKED });
    } else next();
  };
}

/** All of the same length, as comparing in constant time needs. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
