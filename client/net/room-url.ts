import { ROOM_CODE_LENGTH, ROOM_CODE_LETTERS } from '../../shared/protocol/index.ts';
import { codeHiddenMemory } from './memory.ts';

const ROOM_PATH = new RegExp(`^/r/([${ROOM_CODE_LETTERS}]{${ROOM_CODE_LENGTH}})/?$`, 'i');
const NOT_A_LETTER = new RegExp(`[^${ROOM_CODE_LETTERS}]`, 'g');

/** The room's code in an address such as `/r/BCDF`, or null. */
export function roomCodeOf(pathname: string): string | null {
  return ROOM_PATH.exec(pathname)?.[1]?.toUpperCase() ?? null;
}

/** The address path of a room. */
export function roomPath(code: string): string {
  return `/r/${code}`;
}

/** The link to hand to a friend. */
export function roomLink(code: string): string {
  return new URL(roomPath(code), window.location.origin).href;
}

/** What somebody typed or pasted (a code or a whole link) as far as it can be a room's code. */
export function toRoomCode(text: string): string {
  const fromLink = /\/r\/(\w+)/i.exec(text)?.[1] ?? text;
  return fromLink.toUpperCase().replace(NOT_A_LETTER, '').slice(0, ROOM_CODE_LENGTH);
}

/**
 * Shows a room's code in the address bar, or none. The entry is replaced, not added: "back" then leaves the page, and
 * "forward" comes back to the room instead of to a menu that still holds a seat. A code that is hidden is not shown here either.
 */
export function showInAddressBar(code: string | null): void {
  const path = code === null || codeHiddenMemory.get() ? '/' : roomPath(code);
  if (window.location.pathname !== path) window.history.replaceState(null, '', path);
}
