/** How a doodle is kept, and what a path of the pen is while it is being worked on. */

import type { Drawing } from '../drawing/index.ts';

/** A stroke as a flat list `x, y, x, y, …` of whole numbers in 0..SIDE, in the direction in which it is drawn. */
export type DoodleStroke = readonly number[];
/** Strokes in the order in which a person draws them: outline first, details later. */
export type Doodle = readonly DoodleStroke[];

/** The largest coordinate of a doodle; its longer side reaches from 0 to it. */
export const DOODLE_SIDE = 255;

/** Uniform in [0, 1). */
export type Random = () => number;

export type Point = readonly [x: number, y: number];

export function pointsOf(stroke: DoodleStroke): Point[] {
  return Array.from({ length: stroke.length >> 1 }, (_, i): Point => [stroke[2 * i]!, stroke[2 * i + 1]!]);
}

export function lengthOf(points: readonly Point[]): number {
  let length = 0;
  for (let i = 1; i < points.length; i += 1) length += distanceOf(points[i - 1]!, points[i]!);
  return length;
}

export function distanceOf([x0, y0]: Point, [x1, y1]: Point): number {
  return Math.hypot(x1 - x0, y1 - y0);
}

export function between(from: Point, to: Point, part: number): Point {
  return [from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part];
}

/** Uniform in [low, high). */
export function uniform(random: Random, low: number, high: number): number {
  return low + (high - low) * random();
}

/** From `unskilled` at skill 0 to `skilled` at skill 1. */
export function bySkill(skill: number, unskilled: number, skilled: number): number {
  return unskilled + (skilled - unskilled) * skill;
}

/** A doodle as the network's eyes and everything else in `shared/drawing` take it. */
export function doodleToDrawing(doodle: Doodle): Drawing {
  return doodle.map((stroke) => ({
    x: stroke.filter((_, index) => index % 2 === 0),
    y: stroke.filter((_, index) => index % 2 === 1),
  }));
}

/** A simplified drawing in a doodle's form, which is the shorter one; times are lost. */
export function drawingToDoodle(drawing: Drawing): Doodle {
  return drawing.map(({ x, y }) => x.flatMap((value, index) => [value, y[index]!]));
}
