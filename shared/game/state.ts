/**
 * What a room's game is at one moment. Plain JSON, so that it can be stored, sent and replayed.
 * All times are the server's clock in milliseconds since the epoch.
 */

/** A player's public name in the protocol; the secret that proves it never enters the game's state. */
export type PlayerId = string;

/** `lobby -> (countdown -> drawing -> reveal) x rounds -> final`, and from `final` round again. */
export type Phase = 'lobby' | 'countdown' | 'drawing' | 'reveal' | 'final';

export interface Settings {
  readonly rounds: number;
  readonly countdownMs: number;
  readonly drawingMs: number;
  readonly revealMs: number;
  readonly maxPlayers: number;
}

export const DEFAULT_SETTINGS: Settings = {
  rounds: 6,
  countdownMs: 3_000,
  drawingMs: 20_000,
  revealMs: 6_000,
  maxPlayers: 8,
};

export interface Player {
  readonly id: PlayerId;
  readonly name: string;
  /** Index into the palette of player colours, each with its own shape. */
  readonly color: number;
  /** Whole points, never falling within a game. */
  readonly score: number;
  /** When the connection was lost; null while it is there. */
  readonly disconnectedAt: number | null;
}

/** One player's success in one round. */
export interface Recognition {
  readonly playerId: PlayerId;
  /** Milliseconds of drawing until the network was sure. */
  readonly elapsedMs: number;
  readonly points: number;
}

export interface Round {
  /** 1, 2, … */
  readonly number: number;
  readonly prompt: string;
  /** Who draws: those who were there when the round's countdown began. Later ones watch. */
  readonly playerIds: readonly PlayerId[];
  /** When the pens were freed; null during the countdown. */
  readonly startedAt: number | null;
  /** In the order of being recognised. */
  readonly recognitions: readonly Recognition[];
}

export interface GameState {
  readonly phase: Phase;
  /** When the phase ends by itself; null where it waits for people. */
  readonly phaseEndsAt: number | null;
  readonly settings: Settings;
  /** In the order of joining. */
  readonly players: readonly Player[];
  /** Who may start a game; null only in an empty room. */
  readonly hostId: PlayerId | null;
  /** The words this game is about: every prompt comes from here, and the judge chooses among these only. */
  readonly deck: readonly string[];
  /** The current round; null in a lobby before the first game. Kept through `reveal` and `final`. */
  readonly round: Round | null;
  /** Finished rounds of this game, in order. */
  readonly history: readonly Round[];
}

/** What happens to a game. `playerId` is who did it, as the server knows it, never as a client claims it. */
export type GameEvent =
  | { readonly type: 'join'; readonly playerId: PlayerId; readonly name: string; readonly color: number }
  | { readonly type: 'leave'; readonly playerId: PlayerId }
  | { readonly type: 'disconnect'; readonly playerId: PlayerId }
  | { readonly type: 'reconnect'; readonly playerId: PlayerId }
  | { readonly type: 'update'; readonly playerId: PlayerId; readonly name?: string; readonly color?: number }
  /** Begins a game, the first or the next one; `words` are what its deck may be made of. */
  | { readonly type: 'start'; readonly playerId: PlayerId; readonly words: readonly string[] }
  /** The judge's verdict on a drawing of round `round`. */
  | { readonly type: 'recognised'; readonly playerId: PlayerId; readonly round: number }
  /** Time has passed: see `nextTickAt`. */
  | { readonly type: 'tick' };

export type RefusalCode =
  | 'room-full'
  | 'name-taken'
  | 'not-in-room'
  | 'not-host'
  | 'game-running'
  | 'not-drawing'
  | 'not-enough-words';

/** What the room must do or say beyond showing the new state. */
export type GameEffect =
  | { readonly type: 'refused'; readonly code: RefusalCode; readonly message: string }
  | { readonly type: 'game-started'; readonly deck: readonly string[] }
  | { readonly type: 'drawing-started'; readonly round: number; readonly prompt: string }
  | { readonly type: 'recognised'; readonly round: number; readonly recognition: Recognition }
  | { readonly type: 'round-ended'; readonly round: Round }
  | { readonly type: 'game-ended' }
  | { readonly type: 'player-removed'; readonly playerId: PlayerId };

export interface Transition {
  readonly state: GameState;
  readonly effects: readonly GameEffect[];
}

/** A source of randomness: uniform in [0, 1). */
export type Random = () => number;
