import { MAX_OPS_PER_BATCH, MAX_POINTS_PER_OP, type RequestName } from '../../shared/protocol/index.ts';
import type { BucketSize } from './token-bucket.ts';

/** `1024,1024,600000,` is the longest point there is in JSON. */
const BYTES_PER_POINT = 17;
/** `{"type":"extend","points":[]},` with room to spare. */
const BYTES_PER_OP = 64;
/** Event name, round, revision, packet numbers. */
const BYTES_PER_MESSAGE = 1_024;

/** The largest message the protocol allows, a full batch; whoever sends a larger one is cut off. */
export const MAX_MESSAGE_BYTES =
  MAX_OPS_PER_BATCH * (MAX_POINTS_PER_OP * BYTES_PER_POINT + BYTES_PER_OP) + BYTES_PER_MESSAGE;

export type BucketName = 'drawing' | 'asking';

/** What one connection may ask for. Clients send ink every 50 ms, and everything at once after a gap. */
export const BUCKETS: Record<BucketName, BucketSize> = {
  drawing: { burst: 100, perSecond: 40 },
  asking: { burst: 20, perSecond: 2 },
};

/** Which of the buckets a request is taken from; whatever the protocol does not know counts as asking. */
export function bucketOf(request: string): BucketName {
  return request === ('draw:ops' satisfies RequestName) ? 'drawing' : 'asking';
}
