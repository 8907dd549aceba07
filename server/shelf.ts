import type { Store } from './doodles/store.ts';
import type { Shelf } from './realtime/shelf.ts';
import type { FinishedGame } from './rooms/album.ts';

/** What players ask the store for. Names are cleaned before they leave their room: out there are people they do not know. */
export function shelfOf({ replays, players }: Store, cleanText: (text: string) => string): Shelf {
  return {
    share: (game, sharerId, inGallery) => replays.share(withCleanNames(game, cleanText), sharerId, inGallery),
    takeBack: (id, playerId) => replays.takeBack(id, playerId),
    report: (id, playerId) => replays.report(id, playerId),
    preferences: (playerId) => players.preferences(playerId),
    choose: (playerId, change) => players.choose(playerId, change),
  };
}

function withCleanNames(game: FinishedGame, cleanText: (text: string) => string): FinishedGame {
  return {
    ...game,
    drawings: game.drawings.map((drawing) => ({
      ...drawing,
      artists: drawing.artists.map(({ name, color }) => ({ name: cleanText(name), color })),
    })),
  };
}
