import type { PlayerId } from '../../shared/game/index.ts';
import type { Preferences, ShareReceipt } from '../../shared/protocol/index.ts';
import type { FinishedGame } from '../rooms/album.ts';

/** Where games go that outlive their room, as far as players ask for it. */
export interface Shelf {
  share(game: FinishedGame, sharerId: PlayerId, inGallery: boolean): Promise<ShareReceipt>;
  /** Returns whether this player had shared it. */
  takeBack(replayId: string, playerId: PlayerId): Promise<boolean>;
  /** Returns whether there is such a drawing. */
  report(drawingId: string, playerId: PlayerId): Promise<boolean>;
  preferences(playerId: PlayerId): Promise<Preferences>;
  /** What is left out stays as it is. */
  choose(
    playerId: PlayerId,
    change: { readonly [K in keyof Preferences]?: boolean | undefined },
  ): Promise<Preferences>;
}
