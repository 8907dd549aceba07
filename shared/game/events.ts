import type { SettingsChange } from './settings.ts';
import type { BotProfile, Find, GameState, PlayerId, Recognition, Role, Round, SheetId } from './state.ts';

/** What a person, or a bot, does. `playerId` is who did it, as the server knows it, never as a client claims it. */
export type PlayerEvent = { readonly playerId: PlayerId } & (
  | { readonly type: 'leave' }
  | { readonly type: 'disconnect' }
  | { readonly type: 'reconnect' }
  | { readonly type: 'update'; readonly name?: string; readonly color?: number }
  | { readonly type: 'role'; readonly role: Role }
  /** A sign of life that is no business of the rules: ink, a line of chat. */
  | { readonly type: 'active' }
  | { readonly type: 'settings'; readonly change: SettingsChange }
  /** Begins a game, the first or the next one. */
  | { readonly type: 'start' }
  /** From the end of a game back to the lobby. */
  | { readonly type: 'lobby' }
  /** Where no clock runs: the next word. */
  | { readonly type: 'next' }
  /** An artist wants another word. */
  | { readonly type: 'skip' }
  | { readonly type: 'kick'; readonly targetId: PlayerId }
  | { readonly type: 'vote-kick'; readonly targetId: PlayerId }
  | { readonly type: 'make-host'; readonly targetId: PlayerId }
  /** The artist whose turn it is has lifted the pen. */
  | { readonly type: 'stroke-done'; readonly round: number; readonly sheetId: SheetId }
  | { readonly type: 'guess'; readonly round: number; readonly text: string }
);

export interface JoinEvent {
  readonly type: 'join';
  readonly playerId: PlayerId;
  readonly name: string;
  readonly color: number;
  readonly asSpectator?: boolean;
  /** A seat for the server's own player. */
  readonly bot?: BotProfile;
}

/** What happens to a game. */
export type GameEvent =
  | PlayerEvent
  | JoinEvent
  /** The judge's verdict on a drawing of the round with this id. */
  | { readonly type: 'recognised'; readonly round: number; readonly sheetId: SheetId }
  /** Time has passed: see `nextTickAt`. */
  | { readonly type: 'tick' };

export type RefusalCode =
  | 'room-full'
  | 'banned'
  | 'name-taken'
  | 'not-in-room'
  | 'not-host'
  | 'no-such-player'
  | 'game-running'
  /** Not in this phase, or not in this mode. */
  | 'not-now'
  | 'not-drawing'
  | 'not-your-turn'
  | 'not-guessing'
  | 'skip-used'
  | 'not-enough-words'
  | 'not-enough-players';

/** Why somebody has no seat any more. */
export type RemovalReason = 'left' | 'lost' | 'kicked' | 'idle';

/** What the room must do or say beyond showing the new state. */
export type GameEffect =
  | { readonly type: 'refused'; readonly code: RefusalCode; readonly message: string }
  | { readonly type: 'game-started' }
  | { readonly type: 'drawing-started'; readonly round: Round }
  | { readonly type: 'recognised'; readonly round: number; readonly recognition: Recognition }
  | { readonly type: 'found'; readonly round: number; readonly find: Find }
  /** A guess that was not right; `isClose` is for the guesser alone. */
  | { readonly type: 'missed'; readonly playerId: PlayerId; readonly text: string; readonly isClose: boolean }
  | { readonly type: 'round-skipped'; readonly round: number }
  | { readonly type: 'round-ended'; readonly round: Round }
  | { readonly type: 'game-ended' }
  | { readonly type: 'player-removed'; readonly playerId: PlayerId; readonly reason: RemovalReason };

export interface Transition {
  readonly state: GameState;
  readonly effects: readonly GameEffect[];
}

/** A source of randomness: uniform in [0, 1). */
export type Random = () => number;

/** Nothing to say beyond the new state. */
export function only(state: GameState): Transition {
  return { state, effects: [] };
}

/** @param message a sentence for a person that says what to do */
export function refuse(state: GameState, code: RefusalCode, message: string): Transition {
  return { state, effects: [{ type: 'refused', code, message }] };
}
