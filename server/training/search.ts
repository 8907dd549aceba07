/** How the steps shrink where none leads down. */
const SHRINK = 0.5;

/**
 * A low point of a function that need not be smooth, by compass search: a step along each axis in turn, taken where it leads
 * down, with steps that shrink where none does.
 *
 * @param step of the first round
 * @param finest ends when the steps get shorter than this
 */
export function compassSearch(
  loss: (point: readonly number[]) => number,
  start: readonly number[],
  step: number,
  finest: number,
): number[] {
  let best = [...start];
  let lowest = loss(best);
  for (let length = step; length >= finest;) {
    const before = lowest;
    for (const axis of best.keys()) {
      for (const side of [-length, length]) {
        const point = best.with(axis, best[axis]! + side);
        const value = loss(point);
        if (value >= lowest) continue;
        lowest = value;
        best = point;
        break;
      }
    }
    if (lowest === before) length *= SHRINK;
  }
  return best;
}
