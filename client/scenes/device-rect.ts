import { VALUES_PER_CAPSULE } from '../drawing/smooth.ts';
import { CANVAS_SIDE_UNITS } from '../../shared/protocol/index.ts';

/** A part of the canvas in whole device pixels from its top left. */
export interface DeviceRect {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Where the square of a drawing lies. */
export interface DeviceSquare {
  readonly x: number;
  readonly y: number;
  readonly side: number;
}

/** The smallest part that holds both. */
export function union(a: DeviceRect | null, b: DeviceRect | null): DeviceRect | null {
  if (a === null || b === null) return a ?? b;
  return {
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  };
}

/** A square with a margin around it. */
export function around({ x, y, side }: DeviceSquare, margin: number): DeviceRect {
  return { left: x - margin, top: y - margin, right: x + side + margin, bottom: y + side + margin };
}

/** The part that capsules touch, or null where there are none. Ink beyond the square is never seen. */
export function touchedBy(
  capsules: Float32Array,
  square: DeviceSquare,
  minHalfWidth: number,
): DeviceRect | null {
  if (capsules.length === 0) return null;
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  let halfWidth = 0;
  for (let at = 0; at < capsules.length; at += VALUES_PER_CAPSULE) {
    minX = Math.min(minX, capsules[at]!, capsules[at + 3]!);
    minY = Math.min(minY, capsules[at + 1]!, capsules[at + 4]!);
    maxX = Math.max(maxX, capsules[at]!, capsules[at + 3]!);
    maxY = Math.max(maxY, capsules[at + 1]!, capsules[at + 4]!);
    halfWidth = Math.max(halfWidth, capsules[at + 2]!, capsules[at + 5]!);
  }
  const scale = square.side / CANVAS_SIDE_UNITS;
  // One pixel more for the smooth edge.
  const reach = Math.max(halfWidth * scale, minHalfWidth) + 1;
  const clamp = (value: number) => Math.min(square.side, Math.max(0, value));
  return {
    left: square.x + Math.floor(clamp(minX * scale - reach)),
    top: square.y + Math.floor(clamp(minY * scale - reach)),
    right: square.x + Math.ceil(clamp(maxX * scale + reach)),
    bottom: square.y + Math.ceil(clamp(maxY * scale + reach)),
  };
}
