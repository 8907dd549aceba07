/**
 * What both sides must know of the wire beside its schemas. The browser never parses, so that nothing here may lead to a schema.
 */

export const ROOM_CODE_LENGTH = 4;
/** No vowels, so that no word arises; no letters that look alike. */
export const ROOM_CODE_LETTERS = 'BCDFGHJKLMNPQRSTVWXZ';
export const MAX_NAME_LENGTH = 20;
export const MAX_PASSWORD_LENGTH = 40;
export const MAX_CHAT_LENGTH = 120;
export const MAX_GUESS_LENGTH = 40;
export const MAX_ERROR_MESSAGE_LENGTH = 300;
export const MAX_ERROR_STACK_LENGTH = 2_000;
/** What kinds of page there are: but for the first two and the last, the first part of their path. */
export const PAGE_KINDS = [
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
] as const;

/** The side of every player's square canvas in canvas units, the same on every screen. */
export const CANVAS_SIDE_UNITS = 1024;
export const MAX_POINTS_PER_OP = 512;
export const MAX_OPS_PER_BATCH = 64;
/** Points come as one flat list `x, y, dt, …`. */
export const VALUES_PER_POINT = 3;
/** Pen pressure is one byte a point, from none to all there is. */
export const MAX_PRESSURE = 255;
