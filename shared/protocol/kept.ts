import type { ModeName } from '../game/settings.ts';
import type { PlayerId, SheetId } from '../game/state.ts';
import type { LiveStroke } from './drawing-ops.ts';
import type { Guess } from './guess.ts';

/** What is left of a game when it is over: its drawings, and what people agree to show of them. */

/** Somebody who drew, as others may know them. */
export interface Artist {
  readonly name: string;
  readonly color: number;
}

/** A finished drawing: what its artists left on the sheet, not what the network recognised it by. */
export interface FinishedDrawing {
  /** The round's number within its game: 1, 2, … */
  readonly round: number;
  readonly word: string;
  readonly artists: readonly Artist[];
  /** Canvas units and milliseconds since the first point, thinned to what can be seen. */
  readonly strokes: readonly LiveStroke[];
  readonly recognition: {
    /** Milliseconds of the round until then. */
    readonly elapsedMs: number;
    /** How long the line was by then, in canvas units. */
    readonly inkUnits: number;
  } | null;
  /** What the network took it for, of all words, at its last look; null where it saw nothing. */
  readonly lastGuess: Guess | null;
}

/** A drawing for those who were in the game. */
export interface GameDrawing extends FinishedDrawing {
  readonly sheet: SheetId;
  readonly artistIds: readonly PlayerId[];
}

/** A drawing that everybody may see. */
export interface PublicDrawing extends FinishedDrawing {
  readonly id: string;
}

/** A game that somebody shares, with the drawings whose artists agree. */
export interface SharedGame {
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly mode: ModeName;
  readonly rounds: number;
  /** How many drawings are left out because their artists keep them. */
  readonly withheld: number;
  /** By round, in the order of being recognised. */
  readonly drawings: readonly PublicDrawing[];
}

/** One word of the gallery. */
export interface GalleryWord {
  readonly word: string;
  readonly count: number;
  /** The newest drawing of it. */
  readonly newest: PublicDrawing;
}

/** One page of the drawings of a word, newest first. */
export interface GalleryPage {
  readonly word: string;
  readonly drawings: readonly PublicDrawing[];
  /** Where the next page goes on; null on the last one. */
  readonly next: string | null;
}

export const LEADERBOARD_PERIODS = ['day', 'week', 'all'] as const;
/** `day` is the last 24 hours, `week` the last 7 days. */
export type LeaderboardPeriod = (typeof LEADERBOARD_PERIODS)[number];

export interface LeaderboardRow {
  readonly playerId: PlayerId;
  readonly rank: number;
  /** The latest name and colour. */
  readonly name: string;
  readonly color: number;
  readonly points: number;
  readonly games: number;
  /** Share of the drawings that were recognised, 0..1. */
  readonly recognised: number;
}

/** What a player agrees to; without a choice, both. */
export interface Preferences {
  /** Others may show my drawings in games that they share. Never in the gallery. */
  readonly sharing: boolean;
  /** My points count in the leaderboard. */
  readonly leaderboard: boolean;
}

/** What of a game was shared. */
export interface ShareReceipt {
  readonly id: string;
  readonly shown: number;
  readonly withheld: number;
}
