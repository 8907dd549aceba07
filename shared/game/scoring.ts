import type { Player } from './state.ts';

/** Points for being recognised, or finding the word, at the very first moment, and at the last. */
export const MOST_POINTS = 100;
export const LEAST_POINTS = 50;
/** What the first, second and third get on top. */
export const PLACE_BONUS_POINTS: readonly number[] = [20, 10, 5];
/** What an artist gets for everybody who finds the word, up to as many. */
export const ARTIST_POINTS_PER_FIND = 25;
export const MOST_PAID_FINDS = 4;
/** Without a clock a word is a point. */
export const UNTIMED_POINTS = 1;

/**
 * Points for a success: linear in time from MOST_POINTS down to LEAST_POINTS, and a bonus for the place.
 *
 * @param elapsedMs drawing time used, 0..drawingMs
 * @param place 0 for the first to succeed in this round
 */
export function pointsFor(elapsedMs: number, drawingMs: number, place: number): number {
  const used = Math.min(1, Math.max(0, elapsedMs / drawingMs));
  return Math.round(MOST_POINTS - (MOST_POINTS - LEAST_POINTS) * used) + (PLACE_BONUS_POINTS[place] ?? 0);
}

export interface Ranked {
  readonly player: Player;
  /** 1 for the best; equal scores share a rank. */
  readonly rank: number;
}

/** Players from the best score down, spectators left out; ties share a rank and keep the order of joining. */
export function ranking({ players }: { readonly players: readonly Player[] }): Ranked[] {
  const sorted = players.filter(({ role }) => role === 'player').sort((a, b) => b.score - a.score);
  return sorted.map((player) => ({
    player,
    rank: 1 + sorted.findIndex(({ score }) => score === player.score),
  }));
}
