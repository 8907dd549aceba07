/**
 * A doodle as somebody draws it: shapes that are never twice the same (`hand.ts`), points with times, pauses between the
 * strokes.
 */
import { type Doodle, type Point, type Random, between, bySkill, distanceOf, uniform } from './doodle.ts';
import { drawByHand } from './hand.ts';

/** A stroke in canvas units, whole numbers; `t` in whole milliseconds since the drawing began. */
export interface PerformedStroke {
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly t: readonly number[];
}

export interface PerformOptions {
  /** 0 is a slow and careless hand, 1 a quick and careful one. */
  readonly skill: number;
}

/** Pen speed where the line bends as much as REFERENCE_RADIUS, in canvas units a second, at skill 0 and 1. */
const SPEED = [430, 1_050] as const;
/** Each drawing is faster or slower than that by up to this, as a logarithm. */
const SPEED_SPREAD = 0.15;
const REFERENCE_RADIUS = 150;
/** Corners are no points, straight lines no circles of endless radius: shares of the speed. */
const [SLOWEST, FASTEST] = [0.3, 1.3];
/** A stroke begins and ends at less than full speed, over this way. */
const EASE_UNITS = 50;
const EASED = 0.4;
/** Bends are measured over so many points to either side. */
const BEND_REACH = 2;

/** Times between reports of the pen's place, as a screen makes them. */
const REPORT_MS = 16;
/** Without ink the pen flies faster, by this factor. */
const FLIGHT = 2;
/** Lifting and putting down the pen. */
const LIFT_MS = 90;
/** Thinking of what comes next, before each stroke. */
const THINK_MS = [420, 60] as const;
/** Once in a while somebody has to look at what is there first. */
const HESITATION = { chance: 0.12, times: 3 } as const;

/**
 * Draws a doodle the way a person would.
 *
 * @param random uniform in [0, 1); the same numbers make the same drawing
 * @returns its strokes in order, none without points, on the canvas; times begin at 0 and grow, no two points of a stroke at
 *   the same one
 */
export function performDoodle(doodle: Doodle, random: Random, options: PerformOptions): PerformedStroke[] {
  const skill = Math.min(1, Math.max(0, options.skill));
  const speed = bySkill(skill, ...SPEED) * Math.exp(uniform(random, -SPEED_SPREAD, SPEED_SPREAD));
  let now = 0;
  let pen: Point | undefined;
  return drawByHand(doodle, random, skill).map((points) => {
    if (pen) now += pauseBefore(distanceOf(pen, points[0]!), speed, random, skill);
    const stroke = reported(points, timesAlong(points, speed), now);
    now = stroke.t.at(-1)!;
    pen = points.at(-1)!;
    return stroke;
  });
}

function pauseBefore(flight: number, speed: number, random: Random, skill: number): number {
  const hesitates = random() < HESITATION.chance * (1 - skill);
  const think = bySkill(skill, ...THINK_MS) * uniform(random, 0.5, 1.5) * (hesitates ? HESITATION.times : 1);
  return Math.round(LIFT_MS + (1_000 * flight) / (FLIGHT * speed) + think);
}

/**
 * When the pen is at each point, in milliseconds since the stroke began. Hands slow down in bends, by the third root of their
 * radius (Lacquaniti, Terzuolo and Viviani 1983, "The law relating the kinematic and figural aspects of drawing movements").
 */
function timesAlong(points: readonly Point[], speed: number): number[] {
  const way = [0];
  for (let i = 1; i < points.length; i += 1) way.push(way[i - 1]! + distanceOf(points[i - 1]!, points[i]!));
  const length = way.at(-1)!;
  const times = [0];
  for (let i = 1; i < points.length; i += 1) {
    const middle = (way[i - 1]! + way[i]!) / 2;
    const bend = Math.cbrt(radiusAt(points, i) / REFERENCE_RADIUS);
    const ease = EASED + ((1 - EASED) * Math.min(middle, length - middle)) / EASE_UNITS;
    const share = Math.min(FASTEST, Math.max(SLOWEST, bend)) * Math.min(1, ease);
    times.push(times[i - 1]! + (1_000 * (way[i]! - way[i - 1]!)) / (speed * share));
  }
  return times;
}

/** The radius of the circle that the path follows around a point; endless where it goes straight on. */
function radiusAt(points: readonly Point[], at: number): number {
  const before = points[Math.max(0, at - BEND_REACH)]!;
  const here = points[at]!;
  const after = points[Math.min(points.length - 1, at + BEND_REACH)]!;
  const [a, b] = [distanceOf(before, here), distanceOf(here, after)];
  if (a === 0 || b === 0) return Infinity;
  const turn =
    Math.atan2(after[1] - here[1], after[0] - here[0]) - Math.atan2(here[1] - before[1], here[0] - before[0]);
  const least = Math.abs(Math.atan2(Math.sin(turn), Math.cos(turn)));
  return (a + b) / 2 / least;
}

/** What a screen would say of the stroke: the pen's place every few milliseconds while it moves, and where it ends. */
function reported(points: readonly Point[], times: readonly number[], from: number): PerformedStroke {
  const stroke = { x: [] as number[], y: [] as number[], t: [] as number[] };
  const report = (point: Point, t: number) => {
    const [x, y] = point.map(Math.round) as [number, number];
    if (x === stroke.x.at(-1) && y === stroke.y.at(-1)) return;
    stroke.x.push(x);
    stroke.y.push(y);
    stroke.t.push(t);
  };
  const last = points.length - 1;
  let next = 1;
  for (let t = 0; t < times[last]!; t += REPORT_MS) {
    while (times[next]! <= t) next += 1;
    const [earlier, later] = [times[next - 1]!, times[next]!];
    report(between(points[next - 1]!, points[next]!, (t - earlier) / (later - earlier)), from + t);
  }
  report(points[last]!, Math.max(from + Math.round(times[last]!), (stroke.t.at(-1) ?? -1) + 1));
  return stroke;
}
