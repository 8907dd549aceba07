import type { Drawing } from '../../shared/drawing/index.ts';
import type { LiveStroke } from '../../shared/protocol/index.ts';

/** A kept drawing as the client shows drawings; without times all of it is there at once. */
export function asTimed(drawing: Drawing): LiveStroke[] {
  return drawing.map(({ x, y, t }) => ({ x: [...x], y: [...y], t: t ? [...t] : x.map(() => 0) }));
}
