import { z } from 'zod';
import { MAX_ERROR_MESSAGE_LENGTH, MAX_ERROR_STACK_LENGTH, PAGE_KINDS } from './limits.ts';

/** What a page tells of something of it that broke: what it was and where in the code, nothing of who or which room. */
export const browserError = z.strictObject({
  message: z.string().min(1).max(MAX_ERROR_MESSAGE_LENGTH),
  stack: z.string().max(MAX_ERROR_STACK_LENGTH),
  page: z.enum(PAGE_KINDS),
});
export type BrowserError = z.infer<typeof browserError>;
