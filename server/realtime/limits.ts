import {
  MAX_OPS_PER_BATCH,
  MAX_POINTS_PER_OP,
  REACTION_PACE,
  type BucketSize,
  type RequestName,
} from '../../shared/protocol/index.ts';

/** `1024,1024,600000,` is the longest point there is in JSON, and `255,` the longest pressure. */
const BYTES_PER_POINT = 17 + 4;
/** `{"type":"extend","points":[],"pressures":[]},` with room to spare. */
const BYTES_PER_OP = 64;
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
