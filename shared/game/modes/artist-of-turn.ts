import type { PlayerId, Sheet } from '../state.ts';

/** Whose stroke is next on a sheet that artists share. */
export function artistOfTurn({ artistIds, turn }: Pick<Sheet, 'artistIds' | 'turn'>): PlayerId | undefined {
  return artistIds[turn % artistIds.length];
}
