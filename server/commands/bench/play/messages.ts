import type { PackedHistogram } from './histogram.ts';
import type { SeatingOptions } from './seating.ts';
import type { PackedTally } from './tally.ts';

/** What a crowd's process is started with. */
export interface CrowdSetup extends SeatingOptions {
  /** The seconds that count; those before them are for sitting down and warming up. */
  readonly seconds: number;
}

/** One second of a crowd. */
export interface CrowdSecond {
  guesses: number;
  packets: number;
  /** From sending the newest ink that a guess is about to hearing that guess. */
  latency: PackedHistogram;
}

export interface CrowdResult {
  readonly players: number;
  readonly guesses: number;
  /** Packets of ink. */
  readonly packets: number;
  /** Messages of any kind that came. */
  readonly heard: number;
  /** Bytes of all connections, WebSocket frames included. */
  readonly bytesUp: number;
  readonly bytesDown: number;
  /** What they were for, frames left out. */
  readonly up: PackedTally;
  readonly down: PackedTally;
  readonly latency: PackedHistogram;
  /** From sending any ink to hearing the first guess that includes it, however long the next guess takes to be due. */
  readonly wait: PackedHistogram;
  /** How late timers of the crowd's own process were: what it adds to latencies by itself. */
  readonly lag: PackedHistogram;
  readonly series: readonly CrowdSecond[];
  /** What went wrong, and how often. */
  readonly errors: Readonly<Record<string, number>>;
  readonly cpuSeconds: number;
}

/** To a crowd. */
export type CrowdOrder =
  { readonly type: 'begin'; readonly setup: CrowdSetup } | { readonly type: 'measure' };

/** From a crowd. */
export type CrowdNews =
  | { readonly type: 'seated'; readonly players: number }
  | { readonly type: 'drawing' }
  | { readonly type: 'done'; readonly result: CrowdResult }
  | { readonly type: 'failed'; readonly message: string };
