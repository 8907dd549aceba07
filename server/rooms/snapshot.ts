import type { GameState, SheetId } from '../../shared/game/index.ts';
import type { KeptPages, KeptRoundNotes } from './album.ts';
import type { KeptBots } from './bots/bots.ts';
import type { KeptExplanations } from './explanations.ts';
import type { KeptGiving } from './giving.ts';
import type { KeptTalk } from './talk.ts';

/** What of a room is kept, so that another process can go on with it. Plain JSON, in three parts by how often they change. */

/** The game and the people; small, and kept anew with every change. */
export interface KeptRoom {
  /** The protocol's version: a room of another one cannot be gone on with. */
  readonly protocol: number;
  /** When this was so, on the clock of the process that had the room, milliseconds since the epoch. */
  readonly savedAt: number;
  /** Since when the game stands still, to wait for people; null while it goes on. */
  readonly heldAt: number | null;
  /** Without what every process knows by itself. */
  readonly game: Omit<GameState, 'lore' | 'knownWords'>;
  /** Hexadecimal; null where there is no password. */
  readonly passwordDigest: string | null;
  /** When the running game began, milliseconds since the epoch. */
  readonly gameStartedAt: number;
  readonly talk: KeptTalk;
  readonly giving: KeptGiving;
  readonly bots: KeptBots;
  /** What is noted of the round under way. */
  readonly notes: KeptRoundNotes;
  readonly recognisedAtMs: readonly (readonly [SheetId, number])[];
}

/** The finished drawings; kept anew after every round. */
export interface KeptAlbum {
  readonly pages: KeptPages;
  readonly explanations: KeptExplanations;
}
