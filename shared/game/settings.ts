import type { Difficulty } from '../categories/deck.ts';

/** The ways to play. `zen` is for one player without a room: rooms do not offer it. */
export const MODE_NAMES = ['race', 'relay', 'duel', 'guess', 'zen'] as const;
export type ModeName = (typeof MODE_NAMES)[number];
export const OFFERED_MODES = ['race', 'relay', 'duel', 'guess'] as const satisfies readonly ModeName[];

/** What a host may choose. The server's own configuration may go beyond the times, tests do. */
export const MIN_ROUNDS = 1;
export const MAX_ROUNDS = 20;
export const MIN_DRAWING_MS = 10_000;
export const MAX_DRAWING_MS = 120_000;
export const MIN_SEATS = 2;
export const MAX_SEATS = 16;
export const MAX_CUSTOM_WORDS = 300;
export const MAX_CUSTOM_WORD_LENGTH = 30;
/** Who only watches needs no seat; there are places for so many. */
export const MAX_SPECTATORS = 16;

export interface Settings {
  readonly mode: ModeName;
  readonly rounds: number;
  readonly countdownMs: number;
  readonly drawingMs: number;
  readonly revealMs: number;
  /** Seats for players; spectators have places of their own. */
  readonly maxPlayers: number;
  /** Ids of word packs. None is every word, or only the host's own words where there are some. */
  readonly packs: readonly string[];
  readonly difficulty: Difficulty | 'any';
  /** The host's own words, beside those of the packs. Those that the network does not know come only where people guess. */
  readonly customWords: readonly string[];
  /** What people speak here, as a BCP 47 tag. */
  readonly language: string;
  readonly chat: boolean;
  /** What the question whether one gives drawings to training is answered with until a player changes it; who says nothing gives nothing. */
  readonly trainingConsent: boolean;
  /** Whether the room is in the list of rooms, and open to quick play. */
  readonly isPublic: boolean;
}

export const DEFAULT_SETTINGS: Settings = {
  mode: 'race',
  rounds: 6,
  countdownMs: 3_000,
  drawingMs: 20_000,
  revealMs: 6_000,
  maxPlayers: 8,
  packs: [],
  difficulty: 'easy',
  customWords: [],
  language: 'en',
  chat: true,
  trainingConsent: false,
  isPublic: false,
};

/** What the host changes; the rest stays. */
export type SettingsChange = Partial<Settings>;

/** What no running round depends on: it takes effect at once, always. */
const AT_ONCE = [
  'maxPlayers',
  'chat',
  'trainingConsent',
  'isPublic',
] as const satisfies readonly (keyof Settings)[];

/** The part of a change that does not wait for the next round. */
export function changeAtOnce(change: SettingsChange): SettingsChange {
  return Object.fromEntries(AT_ONCE.filter((key) => key in change).map((key) => [key, change[key]]));
}

/** Whether two settings take their words from the same ones, as many a round. */
export function chooseSameWords(a: Settings, b: Settings): boolean {
  const choice = ({ mode, packs, difficulty, customWords }: Settings) =>
    JSON.stringify([mode, packs, difficulty, customWords]);
  return choice(a) === choice(b);
}
