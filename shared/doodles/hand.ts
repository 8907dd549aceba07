/**
 * Where a hand's strokes go, which is never quite where they were meant to: the whole drawing leans, each stroke is
 * misplaced, lines waver, corners are cut, ends do not meet. Everything in canvas units.
 */
import { CANVAS_SIDE_UNITS } from '../protocol/limits.ts';
import {
  type Doodle,
  type Point,
  type Random,
  between,
  bySkill,
  distanceOf,
  lengthOf,
  pointsOf,
  uniform,
} from './doodle.ts';

/** Spacing of the points that the hand is simulated at. */
const STEP = 6;
/** Strokes shorter than this are dots and ticks: nobody overshoots those. */
const SHORT = 50;

/** How large a drawing is, as shares of the canvas; large enough to be fun to watch, small enough to stay on it. */
const [SMALLEST, LARGEST] = [0.55, 0.78];
/** Most of all turns, in radians, at skill 0 and 1; stretching and leaning alike, as logarithm and slope. */
const MOST_TURN = [0.45, 0.05] as const;
const MOST_STRETCH = [0.35, 0.04] as const;
const MOST_LEAN = [0.35, 0.03] as const;
/** How far the middle of a drawing is from that of the canvas, as a share of the room that is left. */
const MOST_OFF_CENTRE = 0.45;

/** Of a stroke: how far it is misplaced, how far it wavers slowly, how much it trembles, how far its ends are off. */
const MISPLACED = [60, 3] as const;
const WAVER = [32, 2.5] as const;
const TREMBLE = [4, 0.5] as const;
const ENDS_OFF = [60, 6] as const;
/** Of a stroke: how much too large or small it is at most, as a logarithm, and how far it is turned, in radians. */
const OUT_OF_PROPORTION = [0.5, 0.03] as const;
const ASKEW = [0.4, 0.02] as const;
/** Lengths of the ups and downs, in units along the stroke. */
const WAVER_LENGTHS = [180, 700] as const;
const TREMBLE_LENGTHS = [30, 90] as const;
/** Points on either side that a point becomes the mean of. */
const CORNER_CUTTING = [3, 1] as const;

/** How likely a stroke is left out or drawn twice at skill 0; never at skill 1. */
const LEFT_OUT = 0.35;
const DRAWN_TWICE = 0.08;
/** A stroke with more of the ink than this is what the drawing is about: it is drawn, and once. */
const MAIN_STROKE = 0.35;

/** The strokes of a doodle as this hand draws them this time, in canvas units, a point every few units. */
export function drawByHand(doodle: Doodle, random: Random, skill: number): Point[][] {
  const meant = doodle.map(pointsOf).filter((points) => points.length > 0);
  const place = placement(meant.flat(), random, skill);
  return forgetOrRepeat(meant, random, skill).map((points) =>
    drawStroke(points.map(place), random, skill).map(([x, y]): Point => [onCanvas(x), onCanvas(y)]),
  );
}

function onCanvas(value: number): number {
  return Math.min(CANVAS_SIDE_UNITS, Math.max(0, value));
}

function forgetOrRepeat(strokes: readonly Point[][], random: Random, skill: number): Point[][] {
  const ink = strokes.reduce((sum, points) => sum + lengthOf(points), 0);
  const drawn = strokes.flatMap((points) => {
    const chance = random();
    if (lengthOf(points) >= MAIN_STROKE * ink) return [points];
    if (chance < bySkill(skill, LEFT_OUT, 0)) return [];
    return chance > 1 - bySkill(skill, DRAWN_TWICE, 0) ? [points, points] : [points];
  });
  return drawn.length > 0 ? drawn : [...strokes];
}

/** Turns, stretches and leans the drawing, gives it a size and a place; all of it stays on the canvas. */
function placement(points: readonly Point[], random: Random, skill: number): (point: Point) => Point {
  const either = (most: readonly [number, number]) => uniform(random, -1, 1) * bySkill(skill, ...most);
  const [turn, stretch, lean] = [either(MOST_TURN), Math.exp(either(MOST_STRETCH)), either(MOST_LEAN)];
  const shape = ([x, y]: Point): Point => {
    const [wide, high] = [stretch * (x + lean * y), y / stretch];
    return [wide * Math.cos(turn) - high * Math.sin(turn), wide * Math.sin(turn) + high * Math.cos(turn)];
  };
  const box = boxOf(points.map(shape));
  const side = uniform(random, SMALLEST, LARGEST) * CANVAS_SIDE_UNITS;
  const scale = side / Math.max(box.width, box.height, 1);
  const off = (size: number) =>
    (uniform(random, -MOST_OFF_CENTRE, MOST_OFF_CENTRE) * (CANVAS_SIDE_UNITS - scale * size)) / 2;
  const [middleX, middleY] = [
    CANVAS_SIDE_UNITS / 2 + off(box.width),
    CANVAS_SIDE_UNITS / 2 + off(box.height),
  ];
  return (point) => {
    const [x, y] = shape(point);
    return [
      middleX + scale * (x - box.left - box.width / 2),
      middleY + scale * (y - box.top - box.height / 2),
    ];
  };
}

function boxOf(points: readonly Point[]) {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  }
  return { left, top, width: right - left, height: bottom - top };
}

function drawStroke(meant: readonly Point[], random: Random, skill: number): Point[] {
  const ended = endLoosely(densified(misshapen(meant, random, skill)), random, skill);
  // A small part is neither far off nor very crooked: an eye stays in the face.
  const care = Math.min(1, lengthOf(ended) / 300);
  const size = 0.4 + 0.6 * care;
  const misplaced = size * bySkill(skill, ...MISPLACED);
  const [offX, offY] = [uniform(random, -misplaced, misplaced), uniform(random, -misplaced, misplaced)];
  const [waverX, waverY] = [ripple(random, WAVER_LENGTHS), ripple(random, WAVER_LENGTHS)];
  const [trembleX, trembleY] = [ripple(random, TREMBLE_LENGTHS), ripple(random, TREMBLE_LENGTHS)];
  const [waver, tremble] = [size * bySkill(skill, ...WAVER), bySkill(skill, ...TREMBLE)];
  const drawn = ended.map(([x, y], i): Point => {
    const at = i * STEP;
    return [
      x + offX + waver * waverX(at) + tremble * trembleX(at),
      y + offY + waver * waverY(at) + tremble * trembleY(at),
    ];
  });
  return cutCorners(drawn, Math.round(bySkill(skill, ...CORNER_CUTTING) * (0.4 + 0.6 * care)));
}

/** A part that is too large or too small for the rest, and askew, about its own middle. */
function misshapen(points: readonly Point[], random: Random, skill: number): Point[] {
  const { left, top, width, height } = boxOf(points);
  const [middleX, middleY] = [left + width / 2, top + height / 2];
  const either = (most: readonly [number, number]) => uniform(random, -1, 1) * bySkill(skill, ...most);
  const [scale, turn] = [Math.exp(either(OUT_OF_PROPORTION)), either(ASKEW)];
  const [along, across] = [scale * Math.cos(turn), scale * Math.sin(turn)];
  return points.map(([x, y]): Point => {
    const [fromX, fromY] = [x - middleX, y - middleY];
    return [middleX + along * fromX - across * fromY, middleY + across * fromX + along * fromY];
  });
}

/** Points at about STEP units along a path, with its corners. */
function densified(path: readonly Point[]): Point[] {
  const points: Point[] = path.slice(0, 1);
  for (let i = 1; i < path.length; i += 1) {
    const [from, to] = [path[i - 1]!, path[i]!];
    const steps = Math.max(1, Math.round(distanceOf(from, to) / STEP));
    for (let step = 1; step <= steps; step += 1) points.push(between(from, to, step / steps));
  }
  return points;
}

/** A smooth function, about -1..1, whose ups and downs are so many units long. */
function ripple(random: Random, [shortest, longest]: readonly [number, number]): (at: number) => number {
  const parts = Array.from({ length: 2 }, () => ({
    frequency: (2 * Math.PI) / uniform(random, shortest, longest),
    phase: uniform(random, 0, 2 * Math.PI),
  }));
  return (at) => parts.reduce((sum, { frequency, phase }) => sum + Math.sin(at * frequency + phase), 0) / 2;
}

/** Both ends of a stroke go on too far, or stop too early. */
function endLoosely(points: Point[], random: Random, skill: number): Point[] {
  const length = lengthOf(points);
  const most = Math.min(bySkill(skill, ...ENDS_OFF), 0.12 * length);
  const [start, end] = [uniform(random, -most, most), uniform(random, -most, most)];
  if (length < SHORT) return points;
  return withEnd(withEnd(points, end).reverse(), start).reverse();
}

/** The last point moves on in the path's last direction, or, for less than nothing, back along the path. */
function withEnd(points: Point[], more: number): Point[] {
  if (more < 0) return points.slice(0, Math.max(2, points.length - Math.round(-more / STEP)));
  const end = points.at(-1)!;
  const before = points[Math.max(0, points.length - 3)]!;
  const direction = distanceOf(before, end);
  return direction === 0 ? points : [...points, between(before, end, 1 + more / direction)];
}

/** Each point becomes the mean of its neighbours. Ends stay. */
function cutCorners(points: readonly Point[], radius: number): Point[] {
  return points.map((point, i) => {
    const reach = Math.min(radius, i, points.length - 1 - i);
    if (reach === 0) return point;
    let [x, y] = [0, 0];
    for (let other = i - reach; other <= i + reach; other += 1) {
      x += points[other]![0];
      y += points[other]![1];
    }
    return [x / (2 * reach + 1), y / (2 * reach + 1)];
  });
}
