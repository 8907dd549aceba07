import type { KeptInk } from './kept-ink.ts';
import type { KeptAlbum, KeptRoom } from './snapshot.ts';

/** What is new of one room since it was last kept; what is undefined is as it was. */
export interface RoomChange {
  readonly code: string;
  readonly room: KeptRoom | undefined;
  readonly album: KeptAlbum | undefined;
  /** Whether the ink that was kept is of no use any more: another round has begun. */
  readonly clearsInk: boolean;
  /** Ink to be added to what was kept. */
  readonly ink: readonly KeptInk[];
}

/** All that is kept of one room. */
export interface RoomSnapshot {
  readonly code: string;
  readonly room: KeptRoom;
  readonly album: KeptAlbum;
  readonly ink: readonly KeptInk[];
  /** When the process that had the room was last known to be alive, on its own clock, milliseconds since the epoch. */
  readonly aliveAt: number;
}

/** Where rooms outlive the process that has them. */
export interface RoomKeeper {
  /**
   * Keeps what has changed and forgets the rooms that have ended, all of it or nothing.
   * @param now says that the process is alive, milliseconds since the epoch
   */
  save(changes: readonly RoomChange[], endedCodes: readonly string[], now: number): Promise<void>;
  close(): Promise<void>;
}

/** So long a room is kept after it was last known to be somebody's. */
export const ROOM_KEPT_MS = 10 * 60_000;
