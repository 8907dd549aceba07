import { z } from 'zod';

export const MAX_ERROR_MESSAGE_LENGTH = 300;
export const MAX_ERROR_STACK_LENGTH = 2_000;

/** What a page tells of something of it that broke: what it was and where in the code, nothing of who or which room. */
export const browserError = z.strictObject({
  message: z.string().min(1).max(MAX_ERROR_MESSAGE_LENGTH),
  stack: z.string().max(MAX_ERROR_STACK_LENGTH),
  /** What kind of page: the first part of its path. */
  page: z.enum([
    'menu',
    'room',
    'zen',
    'lab',
    'gallery',
    'replay',
    'leaderboard',
    'my-doodles',
    'admin',
    'other',
  ]),
});
export type BrowserError = z.infer<typeof browserError>;
