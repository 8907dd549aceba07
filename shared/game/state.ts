/**
 * What a room's game is at one moment. Plain JSON, so that it can be stored and replayed. What of it a player may see says
 * view.ts. All times are the server's clock in milliseconds since the epoch.
 */
import { NO_LORE, type WordLore } from './lore.ts';
import { DEFAULT_SETTINGS, type ModeName, type Settings } from './settings.ts';

/** A player's public name in the protocol; the secret that proves it never enters the game's state. */
export type PlayerId = string;
/** The name of a drawing within its round: its artist's id where there is only one, else its team's. */
export type SheetId = string;

/** `lobby -> (countdown -> drawing -> reveal) x rounds -> final`, and from `final` round again. */
export type Phase = 'lobby' | 'countdown' | 'drawing' | 'reveal' | 'final';

export type Role = 'player' | 'spectator';

/** A player whom the server plays. */
export interface BotProfile {
  /** How well it draws, 0..1. */
  readonly skill: number;
}

/** The skills that are offered, from one to beat to one to look up to; `npm run bench -- bots` says what they come to. */
export const BOT_SKILLS = { easy: 0.2, normal: 0.5, good: 0.9 } as const;

export interface Player {
  readonly id: PlayerId;
  readonly name: string;
  /** Index into the palette of player colours, each with its own shape. */
  readonly color: number;
  /** Whole points, never falling within a game. */
  readonly score: number;
  /** When the connection was lost; null while it is there. */
  readonly disconnectedAt: number | null;
  readonly role: Role;
  /** null is a person. */
  readonly bot: BotProfile | null;
  /** Rounds in a row in which there was something to do and nothing came. */
  readonly idleRounds: number;
  /** Times at the pen, for a fair rotation; late and absent players count as having had theirs. */
  readonly turns: number;
}

/** One drawing of a round. */
export interface Sheet {
  readonly id: SheetId;
  readonly prompt: string;
  /** Who draws on it; in a relay in this order, round and round. */
  readonly artistIds: readonly PlayerId[];
  /** How many strokes' turns are over; always 0 where artists have no turns. See `artistOfTurn`. */
  readonly turn: number;
  /** When the turn passes on by itself; null where artists have no turns and before the pens are free. */
  readonly turnEndsAt: number | null;
}

/** The network was sure of a drawing. */
export interface Recognition {
  readonly sheetId: SheetId;
  /** Milliseconds of drawing until then. */
  readonly elapsedMs: number;
  /** What each of its artists got, or the network itself where it competes. */
  readonly points: number;
}

/** A person guessed right. */
export interface Find {
  readonly playerId: PlayerId;
  readonly sheetId: SheetId;
  readonly elapsedMs: number;
  readonly points: number;
}

export interface Round {
  /** Unique in this room: it rises with every round that begins, restarted ones and other games' included. */
  readonly id: number;
  /** 1, 2, … within the game. */
  readonly number: number;
  readonly mode: ModeName;
  /** What is drawn, by those who were there when the countdown began. Later ones watch. */
  readonly sheets: readonly Sheet[];
  /** When the pens were freed; null during the countdown. */
  readonly startedAt: number | null;
  /** In the order of being recognised. */
  readonly recognitions: readonly Recognition[];
  /** In the order of being found. */
  readonly finds: readonly Find[];
  /** Artists who want another word. */
  readonly skipVotes: readonly PlayerId[];
  /** Who did something in this round. */
  readonly activeIds: readonly PlayerId[];
}

/** The words of one game, no two of them confusable. */
export interface Deck {
  /** What is drawn, in this order. */
  readonly prompts: readonly string[];
  /** The index of the next prompt. */
  readonly next: number;
  /** Words among which the judge has to choose besides the prompts. */
  readonly fillers: readonly string[];
}

export interface KickVote {
  readonly targetId: PlayerId;
  readonly voterIds: readonly PlayerId[];
}

export interface GameState {
  readonly phase: Phase;
  /** When the phase ends by itself; null where it waits for people. */
  readonly phaseEndsAt: number | null;
  readonly settings: Settings;
  /** What the settings will be from the next round on; null where nothing waits. */
  readonly pending: Settings | null;
  /** In the order of joining. */
  readonly players: readonly Player[];
  /** Who may start a game; null only in an empty room. */
  readonly hostId: PlayerId | null;
  /** The current round; null in a lobby before the first game. Kept through `reveal` and `final`. */
  readonly round: Round | null;
  /** Finished rounds of this game, in order. */
  readonly history: readonly Round[];
  /** Whether this game's one skip is used up. */
  readonly skipUsed: boolean;
  /** What the network has scored where it competes with people. */
  readonly networkScore: number;
  readonly kickVotes: readonly KickVote[];

  /** For the server only, from here on. */
  /** Words that games may be about and that the network knows. */
  readonly knownWords: readonly string[];
  readonly lore: WordLore;
  readonly deck: Deck;
  /** Who was put out of this room and may not come back. */
  readonly bans: readonly PlayerId[];
  /** The latest round's id. */
  readonly roundsBegun: number;
}

export const EMPTY_DECK: Deck = { prompts: [], next: 0, fillers: [] };

/**
 * An empty room's game.
 * @param knownWords what games may be about; the network knows all of them
 */
export function createGame(
  settings: Settings = DEFAULT_SETTINGS,
  knownWords: readonly string[] = [],
  lore: WordLore = NO_LORE,
): GameState {
  return {
    phase: 'lobby',
    phaseEndsAt: null,
    settings,
    pending: null,
    players: [],
    hostId: null,
    round: null,
    history: [],
    skipUsed: false,
    networkScore: 0,
    kickVotes: [],
    knownWords,
    lore,
    deck: EMPTY_DECK,
    bans: [],
    roundsBegun: 0,
  };
}

/** Whether somebody is here now; bots always are. */
export function isConnected({ disconnectedAt }: Player): boolean {
  return disconnectedAt === null;
}

export function isPerson({ bot }: Player): boolean {
  return bot === null;
}

export function playsAlong({ role }: Player): boolean {
  return role === 'player';
}

/** After so many idle rounds nobody waits for a player any more, and no turn is kept. */
export const IDLE_ROUNDS_SKIPPED = 2;

export function isAwake({ idleRounds }: Player): boolean {
  return idleRounds < IDLE_ROUNDS_SKIPPED;
}

export function playerOf(state: Pick<GameState, 'players'>, playerId: PlayerId): Player | undefined {
  return state.players.find(({ id }) => id === playerId);
}

export function withPlayer<S extends Pick<GameState, 'players'>>(state: S, player: Player): S {
  return { ...state, players: state.players.map((other) => (other.id === player.id ? player : other)) };
}

/** Whether a round is being prepared or drawn. */
export function isRoundOpen({ phase }: Pick<GameState, 'phase'>): boolean {
  return phase === 'countdown' || phase === 'drawing';
}
