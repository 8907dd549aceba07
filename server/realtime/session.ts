import type { DefaultEventsMap, Server, Socket } from 'socket.io';
import type { PlayerId } from '../../shared/game/index.ts';
import {
  TokenBucket,
  type ClientToServerEvents,
  type ServerToClientEvents,
} from '../../shared/protocol/index.ts';
import type { GivingWish } from '../rooms/giving.ts';
import type { RoomDoor } from '../rooms/door.ts';
import { BUCKETS, BYTES, PATIENCE, type BucketName } from './limits.ts';

/** What the server knows of one connection. A player may have several, but only one in a room. */
export interface Session {
  /** Who is there; null until `session:start`. */
  playerId: PlayerId | null;
  /** The room in which this connection has a seat. */
  room: RoomDoor | null;
  /** Whether the player was told of a node that is nearer to the room, and may be on the way there. */
  isMoving: boolean;
  /** What the player said about giving drawings away; null until something was said. */
  giving: GivingWish | null;
  /** ISO 3166-1 alpha-2, where the server is told to look for it. */
  readonly country: string | null;
  /** What limits by address count by; null where none hold. */
  readonly address: string | null;
  readonly buckets: Record<BucketName, TokenBucket>;
  readonly bytes: TokenBucket;
  /** What is refused as too fast or malformed until a cool-down begins. */
  readonly patience: TokenBucket;
  /** Until when it waits for its turn, on the clock of the buckets. */
  suspectUntil: number;
  /** Requests that wait for it. */
  waiting: number;
  /** Until when nothing is listened to, on the clock of the buckets. */
  coolUntil: number;
  /** Requests that came in cool-downs. */
  ignored: number;
}

export type InklingServer = Server<ClientToServerEvents, ServerToClientEvents, DefaultEventsMap, Session>;
export type InklingSocket = Socket<ClientToServerEvents, ServerToClientEvents, DefaultEventsMap, Session>;

/** @param now milliseconds, the clock of the token buckets */
export function createSession(
  now: number,
  { country = null, address = null }: { country?: string | null; address?: string | null } = {},
): Session {
  return {
    playerId: null,
    room: null,
    isMoving: false,
    giving: null,
    country,
    address,
    bytes: new TokenBucket(BYTES, now),
    patience: new TokenBucket(PATIENCE, now),
    suspectUntil: 0,
    waiting: 0,
    coolUntil: 0,
    ignored: 0,
    buckets: {
      drawing: new TokenBucket(BUCKETS.drawing, now),
      asking: new TokenBucket(BUCKETS.asking, now),
      explaining: new TokenBucket(BUCKETS.explaining, now),
      chatting: new TokenBucket(BUCKETS.chatting, now),
      guessing: new TokenBucket(BUCKETS.guessing, now),
      reacting: new TokenBucket(BUCKETS.reacting, now),
      keeping: new TokenBucket(BUCKETS.keeping, now),
      training: new TokenBucket(BUCKETS.training, now),
    },
  };
}
