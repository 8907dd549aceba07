import { fill } from '../fill.ts';
import type { CurveName } from '../points.ts';
import type { Results } from '../results.ts';
import type { Sizes } from '../sizes.ts';
import { drawingsCurve } from './drawings.ts';
import { playersCurve } from './players.ts';
import { roomsCurve } from './rooms.ts';
import { wordsCurve } from './words.ts';

/** Measures the points of these curves that are missing; each is in the results' file as soon as it is there. */
export async function measureMissing(
  curves: readonly CurveName[],
  sizes: Sizes,
  results: Results,
): Promise<void> {
  const { points } = results;
  const measuring: Record<CurveName, () => Promise<void>> = {
    players: () =>
      fill(playersCurve(sizes.players), points.players, (point) => results.add('players', point)),
    rooms: () => fill(roomsCurve(sizes.rooms), points.rooms, (point) => results.add('rooms', point)),
    words: () => fill(wordsCurve(sizes.words), points.words, (point) => results.add('words', point)),
    drawings: () =>
      fill(drawingsCurve(sizes.drawings), points.drawings, (point) => results.add('drawings', point)),
  };
  for (const curve of curves) await measuring[curve]();
}
