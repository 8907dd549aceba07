import type { Request } from 'express';

/** The secret that a request carries as `Authorization: Bearer …`; null where it carries none. Never from an address: those end up in logs. */
export function bearerToken(request: Request): string | null {
  return /^Bearer (.+)$/u.exec(request.get('authorization') ?? '')?.[1] ?? null;
}
