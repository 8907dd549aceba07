import type { RefusalCode } from '../game/state.ts';

/** Every reason for which a request can be refused. */
export type ErrorCode =
  | RefusalCode
  /** The payload has not the form that the protocol says. */
  | 'bad-request'
  /** Client and server speak different versions of the protocol: reload the page. */
  | 'wrong-version'
  | 'no-such-room'
  | 'server-full'
  /** Too many requests: wait. */
  | 'too-fast'
  /** A drawing's operations do not follow what the server has: resend from `revision`. */
  | 'out-of-step'
  | 'drawing-too-large'
  | 'server-stopping'
  | 'internal';

export interface WireError {
  readonly code: ErrorCode;
  /** A sentence for a person that says what to do. */
  readonly message: string;
  /** With `out-of-step`: how many operations of this drawing the server has. */
  readonly revision?: number;
}

export type Reply<T extends object = object> =
  ({ readonly ok: true } & T) | { readonly ok: false; readonly error: WireError };
