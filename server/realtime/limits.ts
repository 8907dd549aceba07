import {
  MAX_OPS_PER_BATCH,
  MAX_POINTS_PER_OP,
  REACTION_PACE,
  type BucketSize,
  type RequestName,
} from '../../shared/protocol/index.ts';
import type { QuotaSize } from './quota.ts';

/** The longest point there is in ink code has three digits across, three down, and four of time; the longest pressure has two. */
const BYTES_PER_POINT = 3 + 3 + 4 + 2;
/** `e`, `.` and `,`. */
const BYTES_PER_OP = 3;
/** Event name, round, revision, packet numbers. */
const BYTES_PER_MESSAGE = 1_024;

/** The largest message the protocol allows, a full batch; whoever sends a larger one is cut off. */
export const MAX_MESSAGE_BYTES =
  MAX_OPS_PER_BATCH * (MAX_POINTS_PER_OP * BYTES_PER_POINT + BYTES_PER_OP) + BYTES_PER_MESSAGE;

export type BucketName =
  'drawing' | 'asking' | 'explaining' | 'chatting' | 'guessing' | 'reacting' | 'keeping' | 'training';

/** What one connection may ask for. Clients send ink every 50 ms, and everything at once after a gap. */
export const BUCKETS: Record<BucketName, BucketSize> = {
  drawing: { burst: 100, perSecond: 40 },
  asking: { burst: 20, perSecond: 2 },
  explaining: { burst: 20, perSecond: 1 },
  chatting: { burst: 5, perSecond: 1 },
  guessing: { burst: 6, perSecond: 1.5 },
  reacting: REACTION_PACE,
  keeping: { burst: 10, perSecond: 0.5 },
  training: { burst: 6, perSecond: 0.1 },
};

/** Bytes of one connection: two of the largest messages at once, and far more than any pen gives in the long run. */
export const BYTES: BucketSize = { burst: 2 * MAX_MESSAGE_BYTES, perSecond: 65_536 };

/** Requests that are refused as too fast or malformed, until a connection has to cool down. Clients of ours have next to none. */
export const PATIENCE: BucketSize = { burst: 60, perSecond: 1 };
/** For so long after one of these a connection waits for its turn, behind everybody who plays. */
export const SUSPECT_MS = 10_000;
/** Whoever has so many requests waiting there is cut off. */
export const MOST_WAITING = 200;
/** In which nothing is listened to. */
export const COOL_DOWN_MS = 10_000;
/** Whoever sends so much in spite of that is cut off. */
export const IGNORED_UNTIL_CUT = 100;

/** Connections that a player may need: a tab that is closing while another one opens. */
export const MAX_CONNECTIONS_OF_PLAYER_SHARE = 2;
/** Requests of one player within this time, over all connections, and of one address for each player that it may have. */
const REQUESTS_SECONDS = 10;
const REQUESTS_OF_PLAYER = 1_000;
const REQUESTS_OF_ADDRESS_PER_PLAYER = 300;
/** A class opens the page at once, and reloads it. */
const ARRIVALS_PER_PLAYER = 4;
const MINUTE_SECONDS = 60;
const TEN_MINUTES_SECONDS = 10 * MINUTE_SECONDS;
const ROOMS_OF_PLAYER = 30;
/** Of 160,000 codes few are rooms: whoever tries at this rate finds one of a hundred rooms once in two hours, and it may be locked. */
const WRONG_CODES_OF_PLAYER = 15;
const WRONG_CODES_OF_ADDRESS = 150;

export type QuotaName =
  | 'arrivals'
  | 'requestsOfAddress'
  | 'requestsOfPlayer'
  | 'roomsOfAddress'
  | 'roomsOfPlayer'
  | 'wrongCodesOfAddress'
  | 'wrongCodesOfPlayer';

/** What a player and an address may do, over all their connections. */
export function quotasFor({
  playersPerAddress,
  roomsPerAddress,
}: {
  readonly playersPerAddress: number;
  readonly roomsPerAddress: number;
}): Readonly<Record<QuotaName, QuotaSize>> {
  const locked = { seconds: TEN_MINUTES_SECONDS, lockSeconds: TEN_MINUTES_SECONDS };
  return {
    arrivals: { most: ARRIVALS_PER_PLAYER * playersPerAddress, seconds: MINUTE_SECONDS },
    requestsOfAddress: {
      most: REQUESTS_OF_ADDRESS_PER_PLAYER * playersPerAddress,
      seconds: REQUESTS_SECONDS,
    },
    requestsOfPlayer: { most: REQUESTS_OF_PLAYER, seconds: REQUESTS_SECONDS },
    roomsOfAddress: { most: roomsPerAddress, seconds: TEN_MINUTES_SECONDS },
    roomsOfPlayer: { most: ROOMS_OF_PLAYER, seconds: TEN_MINUTES_SECONDS },
    wrongCodesOfAddress: { most: WRONG_CODES_OF_ADDRESS, ...locked },
    wrongCodesOfPlayer: { most: WRONG_CODES_OF_PLAYER, ...locked },
  };
}

/** What is not here is asked for: it changes nothing, and a screen that is made anew asks again. */
const BUCKET_OF: Partial<Record<RequestName, BucketName>> = {
  'draw:ops': 'drawing',
  'draw:stroke-done': 'drawing',
  'reveal:explain': 'explaining',
  'chat:say': 'chatting',
  'guess:say': 'guessing',
  'reaction:send': 'reacting',
  'game:share': 'keeping',
  'replay:take-back': 'keeping',
  'drawing:report': 'keeping',
  'preferences:set': 'keeping',
  'lab:train': 'training',
  'lab:stop': 'training',
};

/** Which of the buckets a request is taken from; whatever the protocol does not know counts as asking. */
export function bucketOf(request: string): BucketName {
  return Object.hasOwn(BUCKET_OF, request) ? BUCKET_OF[request as RequestName]! : 'asking';
}
