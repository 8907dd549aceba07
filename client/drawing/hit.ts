import type { StrokePoints } from './smooth.ts';

interface Place {
  readonly x: number;
  readonly y: number;
}

/** Whether a stroke comes nearer than `reach` to the way from one place to another. */
export function isStrokeNear({ x, y }: StrokePoints, from: Place, to: Place, reach: number): boolean {
  for (let end = 0; end < x.length; end += 1) {
    // A single point is a dot: a piece that ends where it starts.
    const start = Math.max(0, end - 1);
    const [a, b] = [
      { x: x[start]!, y: y[start]! },
      { x: x[end]!, y: y[end]! },
    ];
    if (cross(a, b, from, to) || gap(a, b, from, to) <= reach) return true;
  }
  return false;
}

/** Whether two pieces of line cut through each other. */
function cross(a: Place, b: Place, c: Place, d: Place): boolean {
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

/** On which side of the line from a to b a place lies, as a sign. */
function side(a: Place, b: Place, place: Place): number {
  return (b.x - a.x) * (place.y - a.y) - (b.y - a.y) * (place.x - a.x);
}

/** How far two pieces of line that do not cross lie apart: one of their ends is nearest to the other. */
function gap(a: Place, b: Place, c: Place, d: Place): number {
  return Math.min(distance(a, c, d), distance(b, c, d), distance(c, a, b), distance(d, a, b));
}

/** From a place to a piece of line. */
function distance(place: Place, from: Place, to: Place): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const squared = dx * dx + dy * dy;
  const along = squared === 0 ? 0 : ((place.x - from.x) * dx + (place.y - from.y) * dy) / squared;
  const share = Math.min(1, Math.max(0, along));
  return Math.hypot(place.x - from.x - share * dx, place.y - from.y - share * dy);
}
