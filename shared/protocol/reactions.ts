import type { BucketSize } from './token-bucket.ts';

/** What players can say with one tap; nobody can say anything else with it. */
export const REACTIONS = ['clap', 'laugh', 'love', 'wow', 'think', 'cry'] as const;
export type Reaction = (typeof REACTIONS)[number];

/** How many reactions one player may send. */
export const REACTION_PACE: BucketSize = { burst: 6, perSecond: 1.5 };
