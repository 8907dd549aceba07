import { codeHiddenMemory } from './memory.ts';

/** What stands for a letter of a code that is kept off the screen. */
const COVER = '•';

/** A room's code as this screen may show it: people who show their screen to an audience hide it. */
export function shownCode(code: string): string {
  return codeHiddenMemory.get() ? COVER.repeat(code.length) : code;
}
