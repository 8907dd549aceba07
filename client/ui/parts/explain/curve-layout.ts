import type { Explanation } from '../../../../shared/protocol/index.ts';
import { confidencesOf } from './story.ts';

/** Where things stand in the chart of guesses over ink. Pure, in the chart's own pixels. */

export interface ChartSize {
  readonly width: number;
  readonly height: number;
  /** Room beside the plot, for the axes' texts. */
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface ChartLine {
  readonly word: string;
  readonly isPrompt: boolean;
  /** An SVG path. */
  readonly path: string;
  readonly end: Place;
  readonly label: Place;
}

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Half of a label's height and how high one stands above its peak. */
const LABEL_HALF_HEIGHT = 8;
const LABEL_RISE = 11;
/** Labels are tried at places so far apart. */
const LABEL_STEP = 4;
const DOT_SPACING = 6;
/** Half of the prompt's line with its marker. */
const INK_HALF_WIDTH = 5;
/** What hiding one dot of ink, or lying on another label, is worth in pixels of way. */
const COST_OF_HIDING = 12;
const COST_OF_OVERLAP = 10_000;
/** A rough width of a letter: labels only have to keep out of each other's way. */
const LETTER_WIDTH = 7.2;

export function xOf(ink: number, { width, left, right }: ChartSize): number {
  return left + ink * (width - left - right);
}

export function yOf(confidence: number, { height, top, bottom }: ChartSize): number {
  return top + (1 - confidence) * (height - top - bottom);
}

/** The prompt's line first. */
export function layOutCurve(
  explanation: Explanation,
  size: ChartSize,
  nameOf: (word: string) => string,
): ChartLine[] {
  const { curve, word: prompt } = explanation;
  const words = curve[0]?.guesses.map(({ word }) => word) ?? [];
  const inPromptFirst = [...words].sort((a, b) => Number(b === prompt) - Number(a === prompt));
  const courses = inPromptFirst.map((word) => {
    const confidences = confidencesOf(explanation, word);
    return curve.map(({ ink }, look): Place => ({ x: xOf(ink, size), y: yOf(confidences[look]!, size) }));
  });
  const ink = courses.flatMap(dense);
  const taken: Box[] = [];
  return inPromptFirst.map((word, index) => {
    const points = courses[index]!;
    const label = placeLabel(peakOf(points), nameOf(word).length * LETTER_WIDTH, size, taken, ink);
    return { word, isPrompt: word === prompt, path: pathThrough(points), end: points.at(-1)!, label };
  });
}

interface Box extends Place {
  readonly halfWidth: number;
}

/** As near to the peak as there is room: off other labels, and off the lines as far as that can be had. */
function placeLabel(peak: Place, width: number, size: ChartSize, taken: Box[], ink: readonly Place[]): Place {
  const halfWidth = width / 2;
  const [first, last] = [size.left + halfWidth + 2, size.width - halfWidth - 2];
  const [highest, lowest] = [size.top + LABEL_HALF_HEIGHT, size.height - size.bottom - LABEL_HALF_HEIGHT];
  const isOff = (place: Place, other: Place, otherHalfWidth: number, otherHalfHeight: number) =>
    Math.abs(other.y - place.y) >= LABEL_HALF_HEIGHT + otherHalfHeight ||
    Math.abs(other.x - place.x) >= halfWidth + otherHalfWidth;
  const cost = (place: Place) => {
    const hidden = ink.filter((dot) => !isOff(place, dot, INK_HALF_WIDTH, INK_HALF_WIDTH)).length;
    const isTaken = taken.some((box) => !isOff(place, box, box.halfWidth + 4, LABEL_HALF_HEIGHT));
    const far = Math.abs(place.x - peak.x) + Math.abs(place.y - (peak.y - LABEL_RISE));
    return far + hidden * COST_OF_HIDING + (isTaken ? COST_OF_OVERLAP : 0);
  };
  let best: Place = { x: first, y: highest };
  for (let y = highest; y <= lowest; y += LABEL_STEP) {
    for (let x = first; x <= last; x += LABEL_STEP) {
      if (cost({ x, y }) < cost(best)) best = { x, y };
    }
  }
  taken.push({ ...best, halfWidth });
  return best;
}

/** Points along a course, near enough to each other that no label fits between. */
function dense(points: readonly Place[]): Place[] {
  return points.flatMap((point, index) => {
    const next = points[index + 1];
    if (!next) return [point];
    const steps = Math.ceil(Math.hypot(next.x - point.x, next.y - point.y) / DOT_SPACING);
    return Array.from({ length: steps }, (_, step) => ({
      x: point.x + ((next.x - point.x) * step) / steps,
      y: point.y + ((next.y - point.y) * step) / steps,
    }));
  });
}

function peakOf(points: readonly Place[]): Place {
  return points.reduce((peak, point) => (point.y < peak.y ? point : peak));
}

/**
 * A smooth line through all points that never goes beyond them: cubic pieces whose slopes are limited as Fritsch and Carlson do
 * (Monotone Piecewise Cubic Interpolation, 1980), in the simple form of Steffen (1990).
 */
function pathThrough(points: readonly Place[]): string {
  const slopes = points.map((_, index) => slopeAt(points, index));
  let path = '';
  for (const [index, { x, y }] of points.entries()) {
    const before = points[index - 1];
    if (!before) path = `M${x.toFixed(1)} ${y.toFixed(1)}`;
    else {
      const third = (x - before.x) / 3;
      const [y1, y2] = [before.y + slopes[index - 1]! * third, y - slopes[index]! * third];
      path += `C${(before.x + third).toFixed(1)} ${y1.toFixed(1)} ${(x - third).toFixed(1)} ${y2.toFixed(1)} `;
      path += `${x.toFixed(1)} ${y.toFixed(1)}`;
    }
  }
  return path;
}

function slopeAt(points: readonly Place[], index: number): number {
  const [before, here, after] = [points[index - 1], points[index]!, points[index + 1]];
  if (!before || !after) return 0;
  const rise = (here.y - before.y) / (here.x - before.x);
  const next = (after.y - here.y) / (after.x - here.x);
  if (rise * next <= 0) return 0;
  const middle = (after.y - before.y) / (after.x - before.x);
  return Math.sign(rise) * Math.min(2 * Math.abs(rise), 2 * Math.abs(next), Math.abs(middle));
}
