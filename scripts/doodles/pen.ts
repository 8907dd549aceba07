/**
 * What the doodles are drawn with: paths in a box about 100 across, x to the right and y downwards, each in the direction
 * in which a hand would go. Long lists of points are texts `x,y x,y …`, as in SVG, so that one fits on a line.
 */
import { type Path, type Point, arc, smoothThrough } from '../../server/training/unknown/ink.ts';

export { type Path, arc, box, join } from '../../server/training/unknown/ink.ts';

/** The strokes of one drawing, in the order in which they are drawn. */
export type Shape = readonly Path[];
/** Words with one drawing or more of each. */
export type Shapes = Readonly<Record<string, readonly Shape[]>>;

const FULL_TURN = 360;
const TOP = -90;
const TURN_STEP = 18;

/** Straight lines from point to point. */
export function line(points: string): Path {
  return points
    .trim()
    .split(/\s+/)
    .map((point): Point => {
      const [x, y] = point.split(',').map(Number);
      if (x === undefined || y === undefined || !Number.isFinite(x + y))
        throw new Error(`no point: "${point}"`);
      return [x, y];
    });
}

/** A smooth curve through points, closed where it ends at its first point. */
export function curve(points: string): Path {
  return smoothThrough(line(points));
}

/** A whole ellipse as most hands draw it: anticlockwise from the top. */
export function ring(x: number, y: number, radiusX: number, radiusY = radiusX): Path {
  return arc(x, y, radiusX, radiusY, TOP, TOP - FULL_TURN);
}

/** A rectangle with round corners, anticlockwise from the top left. */
export function roundBox(left: number, top: number, width: number, height: number, radius: number): Path {
  const [right, bottom] = [left + width, top + height];
  const corner = (x: number, y: number, from: number) => arc(x, y, radius, radius, from, from - 90);
  const first = corner(left + radius, top + radius, -90);
  return [
    ...first,
    ...corner(left + radius, bottom - radius, -180),
    ...corner(right - radius, bottom - radius, -270),
    ...corner(right - radius, top + radius, -360),
    first[0]!,
  ];
}

/** A spiral from the middle outwards, clockwise. */
export function spiral(x: number, y: number, from: number, to: number, turns: number, start = 0): Path {
  const steps = Math.ceil((turns * FULL_TURN) / TURN_STEP);
  return Array.from({ length: steps + 1 }, (_, i): Point => {
    const radius = from + ((to - from) * i) / steps;
    const angle = ((start + (turns * FULL_TURN * i) / steps) * Math.PI) / 180;
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
  });
}

/** Lines away from a middle, one after the other clockwise. */
export function rays(x: number, y: number, from: number, to: number, count: number, start = TOP): Path[] {
  return Array.from({ length: count }, (_, i): Path => {
    const angle = ((start + (FULL_TURN * i) / count) * Math.PI) / 180;
    return [from, to].map((radius): Point => [x + radius * Math.cos(angle), y + radius * Math.sin(angle)]);
  });
}

/** A stroke that goes up and down between two heights, `count` times, pointed or wavy. */
export function wave(left: number, right: number, low: number, high: number, count: number): Path {
  return smoothThrough(zigzag(left, right, low, high, count));
}

export function zigzag(left: number, right: number, low: number, high: number, count: number): Path {
  return Array.from({ length: 2 * count + 1 }, (_, i): Point => [
    left + ((right - left) * i) / (2 * count),
    i % 2 === 0 ? low : high,
  ]);
}

/** The same paths on the other side of an upright axis, in the same order. */
export function mirrored(axis: number, ...paths: Path[]): Path[] {
  return paths.map((path) => path.map(([x, y]): Point => [2 * axis - x, y]));
}

/** Paths and their mirror images, pair by pair. */
export function both(axis: number, ...paths: Path[]): Path[] {
  return paths.flatMap((path) => [path, ...mirrored(axis, path)]);
}

export function moved(path: Path, right: number, down: number): Path {
  return path.map(([x, y]): Point => [x + right, y + down]);
}

/** A path turned clockwise around a point. */
export function turned(path: Path, degrees: number, aroundX: number, aroundY: number): Path {
  const angle = (degrees * Math.PI) / 180;
  return path.map(([x, y]): Point => {
    const [dx, dy] = [x - aroundX, y - aroundY];
    return [
      aroundX + dx * Math.cos(angle) - dy * Math.sin(angle),
      aroundY + dx * Math.sin(angle) + dy * Math.cos(angle),
    ];
  });
}

/** The same path again and again, each time further on. */
export function row(path: Path, count: number, right: number, down = 0): Path[] {
  return Array.from({ length: count }, (_, i) => moved(path, i * right, i * down));
}
