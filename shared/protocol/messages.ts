import { z } from 'zod';
import { drawingOp, MAX_OPS_PER_BATCH, type DrawingOp, type LiveStroke } from './drawing-ops.ts';
import type { ErrorCode, Reply } from './errors.ts';
import type { GameState, PlayerId } from '../game/state.ts';
import { PLAYER_COLOR_COUNT } from './players.ts';

/** Client and server must agree on this number; it rises with every change that an older side would not understand. */
export const PROTOCOL_VERSION = 1;

export const ROOM_CODE_LENGTH = 4;
/** No vowels, so that no word arises; no letters that look alike. */
export const ROOM_CODE_LETTERS = 'BCDFGHJKLMNPQRSTVWXZ';
export const MAX_NAME_LENGTH = 20;
/** Clients gather points for this long before they send them. */
export const DRAW_BATCH_MS = 50;
/** The server guesses a drawing at most this often. */
export const GUESS_INTERVAL_MS = 250;
/** 128 random bits in base64url. */
const TOKEN = /^[A-Za-z0-9_-]{22}$/;

const token = z.string().regex(TOKEN, 'a token is 22 characters of base64url');
const roomCode = z
  .string()
  .transform((code) => code.trim().toUpperCase())
  .pipe(
    z
      .string()
      .regex(new RegExp(`^[${ROOM_CODE_LETTERS}]{${ROOM_CODE_LENGTH}}$`), 'a room code is four letters'),
  );
const name = z
  .string()
  .transform((text) => text.normalize('NFC').replace(/\p{C}/gu, '').replace(/\s+/gu, ' ').trim())
  .pipe(
    z
      .string()
      .min(1, 'a name has at least one character')
      .max(MAX_NAME_LENGTH, `a name has at most ${MAX_NAME_LENGTH} characters`),
  );
const color = z
  .int()
  .min(0)
  .max(PLAYER_COLOR_COUNT - 1);

/** What a client may ask, each parsed once at the server's edge. Unknown fields are refused: nobody can claim anything. */
export const requests = {
  /** The first thing on every connection. Without a token the server makes one; the browser keeps it. */
  'session:start': z.strictObject({ protocol: z.int(), token: token.nullable() }),
  'room:create': z.strictObject({ name, color }),
  /** Takes a seat, or comes back to the one this token has. */
  'room:join': z.strictObject({ code: roomCode, name, color }),
  'room:leave': z.strictObject({}),
  /** Everything anew, after a gap in what was received. */
  'room:sync': z.strictObject({}),
  'player:update': z.strictObject({ name: name.optional(), color: color.optional() }),
  'game:start': z.strictObject({}),
  /** Operations on my own drawing of round `round`, of which the first has number `revision`. */
  'draw:ops': z.strictObject({
    round: z.int().min(1),
    revision: z.int().min(0),
    ops: z.array(drawingOp).min(1).max(MAX_OPS_PER_BATCH),
  }),
} as const;

export type RequestName = keyof typeof requests;
/** A request as a client sends it, before parsing. */
export type RequestInput<N extends RequestName> = z.input<(typeof requests)[N]>;
export type RequestPayload<N extends RequestName> = z.output<(typeof requests)[N]>;

export interface DrawingSnapshot {
  readonly playerId: PlayerId;
  readonly revision: number;
  readonly strokes: readonly LiveStroke[];
}

/** The game as everybody in the room may see it. */
export interface RoomView {
  readonly code: string;
  readonly game: GameState;
  /** The server's clock when this was sent, milliseconds since the epoch: `phaseEndsAt - serverNow` is time left. */
  readonly serverNow: number;
}

/** One candidate of the network for a drawing. */
export interface Guess {
  readonly word: string;
  /** Calibrated probability among all the words that the network knows, 0..1. */
  readonly confidence: number;
}

export interface LiveGuess {
  readonly playerId: PlayerId;
  readonly round: number;
  /** The best few words among all that the network knows, most likely first. */
  readonly guesses: readonly Guess[];
  /** How near the judge is to recognising the prompt, 0..1; 1 is recognised. */
  readonly warmth: number;
}

/** All of a room at once: after joining, coming back, or a gap. */
export interface RoomSync {
  readonly view: RoomView;
  /** The current round's drawings. */
  readonly drawings: readonly DrawingSnapshot[];
  /** The latest guesses of the current round, one a player. */
  readonly guesses: readonly LiveGuess[];
}

export interface Replies {
  'session:start': { readonly token: string; readonly playerId: PlayerId };
  'room:create': RoomSync;
  'room:join': RoomSync;
  'room:leave': object;
  'room:sync': RoomSync;
  'player:update': object;
  'game:start': object;
  /** The revision after these operations. */
  'draw:ops': { readonly revision: number };
}

/** What the server says unasked. */
export interface ServerToClientEvents {
  'room:state': (view: RoomView) => void;
  'draw:ops': (message: { playerId: PlayerId; round: number; revision: number; ops: DrawingOp[] }) => void;
  'guess:live': (guess: LiveGuess) => void;
  /** This connection has no seat any more. */
  'room:closed': (message: { reason: 'taken-over' | 'removed' | 'server-stopping' }) => void;
}

export type ClientToServerEvents = {
  [N in RequestName]: (payload: RequestInput<N>, ack: (reply: Reply<Replies[N]>) => void) => void;
};

export type { ErrorCode, Reply };
