import { rdp } from './simplify.ts';
import type { TimedStroke } from './moment.ts';

/** How far a thinned line may leave the drawn one at first: nothing that can be seen on a canvas of 1024 units. */
const FIRST_EPSILON = 0.75;
const COARSER = 2;

/**
 * A drawing with fewer points that looks the same, for keeping: points on a straight way go first. One that still has more than
 * `mostPoints` is made coarser until it has not; two points a stroke are always left.
 */
export function thin<S extends TimedStroke>(drawing: readonly S[], mostPoints: number): S[] {
  for (let epsilon = FIRST_EPSILON; ; epsilon *= COARSER) {
    const thinned = drawing.map((stroke) => thinStroke(stroke, epsilon));
    const points = thinned.reduce((sum, { x }) => sum + x.length, 0);
    const fewest = drawing.reduce((sum, { x }) => sum + Math.min(2, x.length), 0);
    if (points <= Math.max(mostPoints, fewest)) return thinned;
  }
}

/** Every list of the stroke, whatever it has besides places and times, keeps the same points. */
function thinStroke<S extends TimedStroke>(stroke: S, epsilon: number): S {
  const { x, y } = stroke;
  // Ramer-Douglas-Peucker carries times along: numbers of points, here.
  const { t: kept = [] } = rdp({ x, y, t: x.map((_, index) => index) }, epsilon);
  if (kept.length === x.length) return stroke;
  const lists = Object.entries(stroke) as [string, readonly number[]][];
  return Object.fromEntries(
    lists.map(([name, values]) => [name, kept.map((at) => values[at])]),
  ) as unknown as S;
}
