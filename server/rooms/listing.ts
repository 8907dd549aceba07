import {
  isConnected,
  isPerson,
  playerOf,
  playsAlong,
  type GameState,
  type Player,
} from '../../shared/game/index.ts';
import type { RoomListing } from '../../shared/protocol/index.ts';

/** People who are in a game now, those who lost their connection left out. */
export function presentPeople({ players }: GameState): Player[] {
  return players.filter((player) => isPerson(player) && isConnected(player));
}

export function connectedPeople(game: GameState): number {
  return presentPeople(game).length;
}

/** A room as strangers may know it; null where it is private, or nobody is there to play with. */
export function listingOf(
  game: GameState,
  { code, hasPassword }: Pick<RoomListing, 'code' | 'hasPassword'>,
): RoomListing | null {
  const { settings, pending, players, hostId, phase } = game;
  if (!settings.isPublic || connectedPeople(game) === 0) return null;
  const { mode, language, maxPlayers } = pending ?? settings;
  return {
    code,
    host: (hostId === null ? undefined : playerOf(game, hostId))?.name ?? '',
    players: players.filter((player) => playsAlong(player) && isPerson(player)).length,
    bots: players.filter((player) => !isPerson(player)).length,
    seats: maxPlayers,
    mode,
    language,
    phase,
    hasPassword,
  };
}
