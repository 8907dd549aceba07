/**
 * What the made-up drawings are made of: paths of points in units of a picture about 100 across, y downwards, and the
 * pens that draw them. Official drawings come from hands, so these must not be told apart by being neat.
 */
import { type Drawing, type Stroke, simplify } from '../../../shared/drawing/index.ts';
import { type Random, shuffle, uniform } from '../random.ts';

export type Point = readonly [x: number, y: number];
/** One stroke as it is meant. */
export type Path = readonly Point[];

/** Strokes of a symbol as they are meant; chance may give it other proportions, or more or fewer parts. */
export type SymbolShape = (random: Random) => readonly Path[];

/** Spacing of the points that a hand is simulated at: some 5 units of the finished drawing. */
const STEP = 2;
const CLOSED_WITHIN = 0.01;
/** Paths shorter than this are dots: no hand overshoots or shortens those. */
const SHORT = 12;

/** Straight lines from point to point, given as x, y, x, y … */
export function line(...coordinates: number[]): Path {
  return Array.from({ length: coordinates.length >> 1 }, (_, i): Point => [
    coordinates[2 * i]!,
    coordinates[2 * i + 1]!,
  ]);
}

/** A smooth curve through points (Catmull-Rom), given as x, y, x, y … Closed where it ends at its first point. */
export function curve(...coordinates: number[]): Path {
  return smoothThrough(line(...coordinates));
}

/** The same through a list of points. */
export function smoothThrough(points: Path): Path {
  const last = points.length - 1;
  if (last < 2) return points;
  const closed = isClosed(points);
  const before = closed ? points[last - 1]! : points[0]!;
  const after = closed ? points[1]! : points[last]!;
  const padded = [before, ...points, after];
  const path: Point[] = [points[0]!];
  for (let i = 0; i < last; i++) {
    const [a, b, c, d] = padded.slice(i, i + 4) as [Point, Point, Point, Point];
    const steps = Math.max(2, Math.ceil(distanceOf(b, c) / STEP));
    for (let step = 1; step <= steps; step++) {
      const t = step / steps;
      path.push([spline(a[0], b[0], c[0], d[0], t), spline(a[1], b[1], c[1], d[1], t)]);
    }
  }
  return path;
}

function spline(a: number, b: number, c: number, d: number, t: number): number {
  return (
    0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t ** 2 + (3 * b - 3 * c + d - a) * t ** 3)
  );
}

/** Part of an ellipse; degrees grow clockwise on the screen, from 0 at the right. */
export function arc(x: number, y: number, radiusX: number, radiusY: number, from: number, to: number): Path {
  const steps = Math.max(6, Math.ceil(Math.abs(to - from) / 8));
  return Array.from({ length: steps + 1 }, (_, i): Point => {
    const angle = ((from + ((to - from) * i) / steps) * Math.PI) / 180;
    return [x + radiusX * Math.cos(angle), y + radiusY * Math.sin(angle)];
  });
}

/** A whole ellipse, turned by some degrees. */
export function oval(x: number, y: number, radiusX: number, radiusY = radiusX, turned = 0): Path {
  const angle = (turned * Math.PI) / 180;
  return arc(0, 0, radiusX, radiusY, -90, 270).map(([dx, dy]): Point => [
    x + dx * Math.cos(angle) - dy * Math.sin(angle),
    y + dx * Math.sin(angle) + dy * Math.cos(angle),
  ]);
}

/** An upright rectangle. */
export function box(left: number, top: number, width: number, height: number): Path {
  const right = left + width;
  const bottom = top + height;
  return line(left, top, right, top, right, bottom, left, bottom, left, top);
}

/** Paths drawn in one go, without lifting the pen between them. */
export function join(...paths: Path[]): Path {
  return paths.flat();
}

/** A dot as hands make it: a tiny ring. */
export function dot(x: number, y: number, radius = 1.5): Path {
  return oval(x, y, radius);
}

/** The drawing as it comes from the data set: fitted to 0..255 and simplified. Paths are taken as they are. */
export function fitted(paths: readonly Path[]): Drawing {
  const strokes = paths
    .filter((path) => path.length > 0)
    .map((path): Stroke => ({ x: path.map(([x]) => x), y: path.map(([, y]) => y) }));
  return simplify(strokes);
}

/**
 * Draws paths as a hand would: proportions off, lines unsteady, corners cut, rings that do not meet, strokes misplaced,
 * turned round, in another order or broken in two.
 *
 * @param leastTidy how much more careless than a careful hand the worst one is; every drawing has a hand of its own
 */
export function byHand(paths: readonly Path[], random: Random, leastTidy = 2.2): Drawing {
  const looseness = uniform(random, 0.5, Math.sqrt(leastTidy)) ** 2;
  const place = distortion(random, looseness);
  const cutting = Math.floor(uniform(random, 0, 2.6));
  const drawn = paths.flatMap((path) => {
    const dense = densified(path);
    const ended = endLoosely(dense, random, looseness);
    const unsteady = wobbled(ended, random, looseness);
    const smooth = cutCorners(unsteady, cutting).map(place);
    const turned = random() < 0.25 ? smooth.reverse() : smooth;
    return random() < 0.08 ? brokenInTwo(turned, random) : [turned];
  });
  return fitted(random() < 0.4 ? shuffle(drawn, random) : drawn);
}

/** Stretches, leans, turns and bends the whole picture. */
function distortion(random: Random, looseness: number): (point: Point) => Point {
  const turn = uniform(random, -1, 1) * uniform(random, 0.02, 0.22);
  const lean = uniform(random, -0.16, 0.16);
  const stretch = Math.exp(uniform(random, -0.25, 0.25));
  const [bendX, bendY] = [wave(random, 70, 220), wave(random, 70, 220)];
  const amount = 2.5 * looseness;
  return ([x, y]) => {
    const bentX = stretch * (x + lean * y + amount * bendX(y + 0.4 * x));
    const bentY = (y + amount * bendY(x - 0.4 * y)) / stretch;
    return [bentX * Math.cos(turn) - bentY * Math.sin(turn), bentX * Math.sin(turn) + bentY * Math.cos(turn)];
  };
}

/** A smooth function, about -1..1, whose ups and downs are so many units long. */
function wave(random: Random, shortest: number, longest: number): (at: number) => number {
  const parts = Array.from({ length: 3 }, () => ({
    frequency: (2 * Math.PI) / uniform(random, shortest, longest),
    phase: uniform(random, 0, 2 * Math.PI),
  }));
  return (at) => parts.reduce((sum, { frequency, phase }) => sum + Math.sin(at * frequency + phase), 0) / 2;
}

/** Points at about STEP units along a path, with its corners. */
function densified(path: Path): Point[] {
  const points: Point[] = path.slice(0, 1);
  for (let i = 1; i < path.length; i++) {
    const [from, to] = [path[i - 1]!, path[i]!];
    const steps = Math.max(1, Math.round(distanceOf(from, to) / STEP));
    for (let step = 1; step <= steps; step++) points.push(between(from, to, step / steps));
  }
  return points;
}

/** Rings that overlap or stay open, lines that end too early or too late. */
function endLoosely(points: Point[], random: Random, looseness: number): Point[] {
  const length = (points.length - 1) * STEP;
  if (length < SHORT) return points;
  const spread = Math.min(0.12 * length, 4 * looseness);
  if (isClosed(points)) {
    const ring = points.slice(1);
    const start = random() < 0.4 ? Math.floor(random() * ring.length) : ring.length - 1;
    const more = Math.round(uniform(random, -spread, 1.5 * spread) / STEP);
    return Array.from({ length: ring.length + 1 + more }, (_, i) => ring[(start + i) % ring.length]!);
  }
  return endLoose(endLoose(points, random, spread).reverse(), random, spread).reverse();
}

/** Moves the last point along the path's last direction, or back along the path. */
function endLoose(points: Point[], random: Random, spread: number): Point[] {
  const more = uniform(random, -spread, spread) * random();
  const last = points.length - 1;
  if (more < 0) return points.slice(0, points.length - Math.floor(-more / STEP));
  return [...points.slice(0, last), between(points[last - 1]!, points[last]!, 1 + more / STEP)];
}

/** A stroke's own misplacement and size, and the unsteadiness along it. */
function wobbled(points: Path, random: Random, looseness: number): Point[] {
  const [slowX, slowY] = [wave(random, 25, 90), wave(random, 25, 90)];
  const [fastX, fastY] = [wave(random, 6, 18), wave(random, 6, 18)];
  const [slow, fast] = [1.3 * looseness, uniform(random, 0.1, 0.45) * looseness];
  const [offX, offY] = [1.4 * looseness * uniform(random, -1, 1), 1.4 * looseness * uniform(random, -1, 1)];
  return points.map(([x, y], i): Point => {
    const at = i * STEP;
    return [x + offX + slow * slowX(at) + fast * fastX(at), y + offY + slow * slowY(at) + fast * fastY(at)];
  });
}

/** Each point becomes the mean of its neighbours, as in a hand that is in a hurry. Ends stay. */
function cutCorners(points: Point[], radius: number): Point[] {
  if (radius === 0) return points;
  return points.map((point, i) => {
    const reach = Math.min(radius, i, points.length - 1 - i);
    if (reach === 0) return point;
    let [x, y] = [0, 0];
    for (let other = i - reach; other <= i + reach; other++) {
      x += points[other]![0];
      y += points[other]![1];
    }
    return [x / (2 * reach + 1), y / (2 * reach + 1)];
  });
}

function brokenInTwo(points: Point[], random: Random): Point[][] {
  const at = Math.floor(uniform(random, 0.3, 0.7) * points.length);
  return at < 2 ? [points] : [points.slice(0, at + 1), points.slice(at)];
}

function isClosed(points: Path): boolean {
  return points.length > 3 && distanceOf(points[0]!, points.at(-1)!) < CLOSED_WITHIN;
}

function between(from: Point, to: Point, part: number): Point {
  return [from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part];
}

function distanceOf([x0, y0]: Point, [x1, y1]: Point): number {
  return Math.hypot(x1 - x0, y1 - y0);
}
