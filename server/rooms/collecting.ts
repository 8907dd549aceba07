import type { GivenDrawing } from './giving.ts';
import type { RoomOptions } from './options.ts';

/** Hands on what is given of a finished round, and tells each giver once it is safe. */
export function collect(
  given: readonly GivenDrawing[],
  { observer, audience }: Pick<RoomOptions, 'observer' | 'audience'>,
): void {
  for (const drawing of given) {
    const { artistId, round, sheet } = drawing;
    observer.drawingGiven(drawing).then(
      () => audience.toSome([artistId], 'drawing:kept', { round, sheet }),
      // The observer has said why; a drawing that is not kept costs the game nothing.
      () => undefined,
    );
  }
}
