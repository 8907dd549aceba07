import { reportShared } from './doodles/reporting.ts';
import type { Store } from './doodles/store.ts';
import type { Shelf } from './realtime/shelf.ts';

/** What players ask the store for. */
export function shelfOf({ replays, players, doodles }: Store): Shelf {
  return {
    share: (game, sharerId, inGallery) => replays.share(game, sharerId, inGallery),
    takeBack: (id, playerId) => replays.takeBack(id, playerId),
    report: (id, playerId) => reportShared({ replays, doodles }, id, playerId),
    preferences: (playerId) => players.preferences(playerId),
    choose: (playerId, change) => players.choose(playerId, change),
  };
}
