import { createRequire } from 'node:module';
import type * as Kysely from 'kysely';

/**
 * Kysely as CommonJS. As ES modules it is hundreds of files, each of which tsx's loader would look at: half of the time that the
 * whole server takes to start.
 */
export const kysely = createRequire(import.meta.url)('kysely') as typeof Kysely;
