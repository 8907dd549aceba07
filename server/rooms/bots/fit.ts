import type { PerformedStroke } from '../../../shared/doodles/index.ts';
import { CANVAS_SIDE_UNITS } from '../../../shared/protocol/index.ts';

type Path = Pick<PerformedStroke, 'x' | 'y'>;

/** How much larger or smaller than it was meant a stroke becomes at most. */
const MOST_SCALE = 2.5;

/**
 * Where a stroke goes on a sheet on which others have drawn what comes before it: as the drawing that was meant lies to what
 * is there, by the boxes around both.
 */
export function fitStroke(
  stroke: PerformedStroke,
  meant: readonly Path[],
  there: readonly Path[],
): PerformedStroke {
  const [from, to] = [boxOf(meant), boxOf(there)];
  if (!from || !to) return stroke;
  const scale = Math.min(MOST_SCALE, Math.max(1 / MOST_SCALE, to.side / from.side));
  const place = (value: number, fromMiddle: number, toMiddle: number) =>
    Math.round(Math.min(CANVAS_SIDE_UNITS, Math.max(0, toMiddle + scale * (value - fromMiddle))));
  return {
    x: stroke.x.map((x) => place(x, from.middleX, to.middleX)),
    y: stroke.y.map((y) => place(y, from.middleY, to.middleY)),
    t: stroke.t,
  };
}

function boxOf(paths: readonly Path[]): { middleX: number; middleY: number; side: number } | null {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of paths) {
    for (let i = 0; i < x.length; i += 1) {
      [left, right] = [Math.min(left, x[i]!), Math.max(right, x[i]!)];
      [top, bottom] = [Math.min(top, y[i]!), Math.max(bottom, y[i]!)];
    }
  }
  if (left > right) return null;
  const side = Math.max(right - left, bottom - top, 1);
  return { middleX: (left + right) / 2, middleY: (top + bottom) / 2, side };
}
