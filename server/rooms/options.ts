import type {
  BotProfile,
  PlayerEvent,
  PlayerId,
  Random,
  Settings,
  WordLore,
} from '../../shared/game/index.ts';
import type { Cadence } from '../recognition/cadence.ts';
import type { Explainer } from '../recognition/explainer.ts';
import type { RecogniserOfNow } from '../recognition/recogniser.ts';
import type { Audience } from './audience.ts';
import type { Sketchbook } from './bots/repertoire.ts';
import type { Clock } from './clock.ts';
import type { GivenDrawing } from './giving.ts';
import type { Shadow } from './shadowing.ts';
import type { PlayerResult } from './results.ts';
import type { GameSummary } from './summary.ts';

/** What a room is made with, and what it is asked for. */

/** Who wants to know what happens in rooms: the metrics, the store, the log. */
export interface RoomObserver {
  guessed(strokeToGuessMs: number): void;
  guessFailed(error: unknown): void;
  /** `results` are those of the people who took part, for the leaderboard. */
  gameEnded(summary: GameSummary, results: readonly PlayerResult[]): void;
  /** Somebody gives a finished drawing. Resolves once it is kept for good; rejects where it is not. */
  drawingGiven(given: GivenDrawing): Promise<void>;
}

export interface RoomOptions {
  readonly code: string;
  readonly settings: Settings;
  /** What newcomers have to know; undefined is nothing. */
  readonly password?: string | undefined;
  /** What games here may be about; the recogniser knows all of them. */
  readonly words: readonly string[];
  /** What the rules are told of words. */
  readonly lore?: WordLore | undefined;
  /** Drawings of players that bots may repeat, beside those that ship; undefined is none. */
  readonly sketchbook?: Sketchbook | undefined;
  /** Whether bots come by themselves where people are missing. */
  readonly keepsCompany?: boolean | undefined;
  readonly clock: Clock;
  readonly random: Random;
  readonly recogniser: RecogniserOfNow;
  /** Who guesses along here without being heard; undefined is nobody. */
  readonly shadow?: Shadow | undefined;
  readonly explainer: Explainer;
  readonly audience: Audience;
  /** How often rooms here are told what is new on their sheets; undefined is always as often as possible. */
  readonly newsCadence?: Cadence | undefined;
  readonly observer: RoomObserver;
  /** What people write, as others may read it. */
  readonly cleanText: (text: string) => string;
  /** The last seat is free: nobody will come back. */
  readonly onEmpty: () => void;
  /** Something is new that has to be kept; undefined is that nothing is kept. */
  readonly onChange?: (() => void) | undefined;
}

export interface JoinRequest {
  readonly playerId: PlayerId;
  readonly name: string;
  readonly color: number;
  readonly password?: string | undefined;
  readonly asSpectator?: boolean | undefined;
  /** A player whom the server plays; nothing that a client can ask for. */
  readonly bot?: BotProfile | undefined;
}

/** What is asked of the rules and needs nothing of the room. */
export type Command = Exclude<
  PlayerEvent,
  { type: 'leave' | 'disconnect' | 'reconnect' | 'settings' | 'guess' | 'active' }
>;
