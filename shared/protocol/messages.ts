import type { LiveStroke } from './drawing-ops.ts';
import type { ErrorCode, Reply } from './errors.ts';
import type { Explanation } from './explanation.ts';
import type { ModeName } from '../game/settings.ts';
import type { Phase, PlayerId, SheetId } from '../game/state.ts';
import type { GameView } from '../game/view.ts';
import type { LiveGuess, WireLive } from './live.ts';
import type { LabRun, LabStep, LabView } from './lab.ts';
import type { GameDrawing, Preferences, ShareReceipt } from './kept.ts';
import type { Reaction } from './reactions.ts';
import type { RequestInput, RequestName } from './requests.ts';

/** Client and server must agree on this number; it rises with every change that an older side would not understand. */
export const PROTOCOL_VERSION = 5;

/** Clients gather points for this long before they send them. */
export const DRAW_BATCH_MS = 50;
/** A room gathers what is new on its sheets for this long before it tells everybody: as long as artists do, so that ink moves as smoothly as it comes. */
export const LIVE_TICK_MS = 50;
/** The server guesses a drawing at most this often. */
export const GUESS_INTERVAL_MS = 250;
/** Who comes into a room is shown at most so many lines that were written before. */
export const CHAT_LINES_KEPT = 50;

export interface DrawingSnapshot {
  readonly sheet: SheetId;
  readonly revision: number;
  readonly strokes: readonly LiveStroke[];
}

/** The room as one player may see it. */
export interface RoomView {
  readonly code: string;
  readonly game: GameView;
  /** Whether newcomers need a password. */
  readonly hasPassword: boolean;
  /** When the game begins by itself, on the server's clock, for somebody whom quick play has left alone; null where it does not. */
  readonly startsAt: number | null;
  /** The server's clock when this was sent, milliseconds since the epoch: `phaseEndsAt - serverNow` is time left. */
  readonly serverNow: number;
}

/** All of a room at once: after joining, coming back, or a gap. */
export interface RoomSync {
  readonly view: RoomView;
  /** The current round's drawings. */
  readonly drawings: readonly DrawingSnapshot[];
  /** The latest guesses of the current round, one a drawing. */
  readonly guesses: readonly LiveGuess[];
  /** The latest lines that this player may read, oldest first: at most CHAT_LINES_KEPT. */
  readonly lines: readonly ChatLine[];
  /** The node that has the room, where it is not the one that answers: everything is nearer there. */
  readonly home?: string;
}

/** A public room, for those who look for one. */
export interface RoomListing {
  readonly code: string;
  /** The host's name. */
  readonly host: string;
  /** People who play; bots give up their seats for people. */
  readonly players: number;
  readonly bots: number;
  readonly seats: number;
  readonly mode: ModeName;
  readonly language: string;
  readonly phase: Phase;
  readonly hasPassword: boolean;
}

/** A line that somebody wrote: chat, or a guess that was not right. */
export interface ChatLine {
  /** Rises with every line of the room. */
  readonly id: number;
  readonly playerId: PlayerId;
  /** What the player was called then, who may have left. */
  readonly name: string;
  readonly kind: 'chat' | 'guess';
  readonly text: string;
}

export interface Replies {
  'session:start': { readonly token: string; readonly playerId: PlayerId };
  'room:create': RoomSync;
  'room:join': RoomSync;
  'room:quick': RoomSync;
  'room:list': { readonly rooms: readonly RoomListing[] };
  'room:leave': object;
  'room:sync': RoomSync;
  'player:update': object;
  'player:role': object;
  'player:giving': object;
  'player:vote-kick': object;
  'player:kick': object;
  'player:make-host': object;
  /** Who has come. */
  'bot:add': { readonly playerId: PlayerId };
  'bot:remove': object;
  'settings:change': object;
  'game:start': object;
  'game:lobby': object;
  'game:next': object;
  'round:skip': object;
  /** The drawings of this game's finished rounds. */
  'game:drawings': { readonly drawings: readonly GameDrawing[] };
  'game:share': ShareReceipt;
  'replay:take-back': object;
  'drawing:report': object;
  'preferences:get': Preferences;
  'preferences:set': Preferences;
  /** The revision after these operations. */
  'draw:ops': { readonly revision: number };
  'draw:stroke-done': object;
  'reveal:explain': Explanation;
  'guess:say': { readonly closeness: 'right' | 'close' | 'wrong' };
  'chat:say': object;
  'reaction:send': object;
  'lab:watch': LabView;
  'lab:leave': object;
  'lab:train': { readonly run: LabRun };
  'lab:stop': object;
}

/** Why a connection has no seat any more. `removed`: it was away for too long. */
export type ClosedReason = 'taken-over' | 'removed' | 'kicked' | 'idle' | 'server-stopping';

/** What the server says unasked. */
export interface ServerToClientEvents {
  'room:state': (view: RoomView) => void;
  /** What is new on the sheets, one's own among them: see `decodeLive`. An artist's own guess comes at once, the rest once a tick. */
  live: (news: WireLive) => void;
  /** For one guesser alone: that was close. */
  'guess:close': (message: { round: number; text: string }) => void;
  'chat:line': (line: ChatLine) => void;
  reaction: (message: { playerId: PlayerId; reaction: Reaction; sheet: SheetId | null }) => void;
  /** For its artist alone: a drawing that was given is kept for good. */
  'drawing:kept': (message: { round: number; sheet: SheetId }) => void;
  /** For those who watch the lab: all of a run, whenever something of it changes but its step. */
  'lab:run': (run: LabRun) => void;
  'lab:step': (step: LabStep) => void;
  'room:closed': (message: { reason: ClosedReason }) => void;
  /** For everybody: whether rooms of other nodes are out of reach. Until it is said they are not. */
  'site:state': (message: { isDegraded: boolean }) => void;
}

export type ClientToServerEvents = {
  [N in RequestName]: (payload: RequestInput<N>, ack: (reply: Reply<Replies[N]>) => void) => void;
};

export type { ErrorCode, Reply };
