import type { LiveStroke } from './drawing-ops.ts';
import type { Guess } from './guess.ts';

/** What players gave and show, as its givers see it, and as whoever runs the server looks through it. */

/** Why a doodle should be looked at by a person before it is used for anything. */
export const DOUBTS = [
  'little-ink',
  'scribble',
  'text-like',
  'unlike-any-word',
  'duplicate',
  'another-word',
] as const;
export type Doubt = (typeof DOUBTS)[number];

/** `waiting` for a person's look, or what a person said. */
export const MODERATION_STATES = ['waiting', 'accepted', 'rejected'] as const;
export type ModerationState = (typeof MODERATION_STATES)[number];

/** A doodle that I gave. */
export interface MyDoodle {
  readonly id: string;
  readonly word: string;
  /** In canvas units. */
  readonly strokes: readonly LiveStroke[];
  /** Milliseconds since the epoch. */
  readonly drawnAt: number;
  readonly isRecognised: boolean;
  readonly moderation: ModerationState;
}

/** One page of what I gave, oldest first. */
export interface MyDoodlesPage {
  /** All of mine, on whatever page. */
  readonly total: number;
  readonly doodles: readonly MyDoodle[];
}

/** Why a drawing waits for a person, the most urgent first. `undoubted` is what nothing speaks against. */
export const QUEUE_REASONS = ['reported', 'gallery', 'doubted', 'undoubted'] as const;
export type QueueReason = (typeof QUEUE_REASONS)[number];

/** `given` to training, or `shared` by a link and perhaps in the gallery. */
export const QUEUED_KINDS = ['given', 'shared'] as const;
export type QueuedKind = (typeof QUEUED_KINDS)[number];

export interface QueuedDrawing {
  readonly kind: QueuedKind;
  readonly id: string;
  readonly reason: QueueReason;
  readonly word: string;
  readonly strokes: readonly LiveStroke[];
  readonly doubts: readonly Doubt[];
  /** How many players reported it. */
  readonly reports: number;
  /** What the network took it for; null where it did not look. */
  readonly guess: Guess | null;
  readonly isRecognised: boolean;
}

/** A queue is not counted beyond this: nobody needs to know, and a million takes long. */
export const MOST_COUNTED = 9_999;

/** How many drawings wait for each reason, at most MOST_COUNTED. */
export type QueueCounts = Readonly<Record<QueueReason, number>>;

export interface QueuePage {
  readonly drawings: readonly QueuedDrawing[];
  /** Where the next page goes on; null on the last one. */
  readonly next: string | null;
  readonly left: QueueCounts;
}

export interface DoodleCount {
  readonly doodles: number;
  readonly recognised: number;
}

export interface DoodleStatistics extends DoodleCount {
  readonly moderation: Readonly<Record<ModerationState, number>>;
  /** The most given words first. */
  readonly words: readonly (DoodleCount & { readonly word: string })[];
  /** The last days until today, oldest first, UTC: `2026-01-31`. Days without a doodle are in it, too. */
  readonly days: readonly (DoodleCount & { readonly day: string })[];
}

/** A version of the network, as its card tells of it. */
export interface ModelSummary {
  readonly version: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly words: number;
  readonly parameters: number;
  readonly bytes: number;
  /** Shares of validation drawings, 0..1. */
  readonly top1: number;
  readonly top3: number;
}

export interface ModelsOverview {
  /** The version that guesses now. */
  readonly running: string;
  /** The newest first. */
  readonly versions: readonly ModelSummary[];
}
