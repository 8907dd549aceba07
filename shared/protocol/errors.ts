import type { RefusalCode } from '../game/events.ts';

/** Every reason for which a request can be refused. */
export type ErrorCode =
  | RefusalCode
  /** The payload has not the form that the protocol says. */
  | 'bad-request'
  /** Client and server speak different versions of the protocol: reload the page. */
  | 'wrong-version'
  | 'no-such-room'
  /** The room is on its way to another node: ask again in a moment. */
  | 'room-moving'
  /** Nobody drew that, or it is not kept any more. */
  | 'no-such-drawing'
  /** The room has a password, and this is not it. */
  | 'wrong-password'
  /** The name has a rude word in it. */
  | 'rude-name'
  /** Some of the host's own words are rude: see `words`. */
  | 'rude-words'
  /** The host has switched the chat off. */
  | 'chat-off'
  /** The lab has enough to do, or something of this player's. */
  | 'lab-busy'
  /** No run of the lab has this number or this version, or it is another player's. */
  | 'no-such-run'
  /** There is nothing to learn these words from. */
  | 'unknown-words'
  | 'server-full'
  /** Too many requests: wait. */
  | 'too-fast'
  /** A drawing's operations do not follow what the server has: resend from `revision`. */
  | 'out-of-step'
  | 'drawing-too-large'
  /** Ink cannot be taken back here, or is more than this turn has: sync, and go on from `revision`. */
  | 'ink-refused'
  /** Nothing is shared under this id, or not by this player. */
  | 'not-shared'
  | 'server-stopping'
  | 'internal';

export interface WireError {
  readonly code: ErrorCode;
  /** A sentence for a person that says what to do. */
  readonly message: string;
  /** Where it is about a drawing: how many of its operations the server has. */
  readonly revision?: number;
  /** Where it is about words: which. */
  readonly words?: readonly string[];
  /** Where it was too much at once: how long to wait, in milliseconds. */
  readonly waitMs?: number;
}

export type Reply<T extends object = object> =
  ({ readonly ok: true } & T) | { readonly ok: false; readonly error: WireError };
