import {
  boundingBox,
  inkLength,
  pointCount,
  rasterize,
  relativeInk,
  simplify,
  type Drawing,
} from '../../shared/drawing/index.ts';
import type { Doubt } from '../../shared/protocol/index.ts';

/**
 * What a program can see about a doodle without knowing what it should be. Nothing is thrown away here: whoever doubts, asks
 * a person. Lengths are relative to the drawing's longer side, as in `relativeInk`.
 */

/** Less ink is a dot or a flick. A plain line has 1. */
const LEAST_RELATIVE_INK = 0.9;
const FEWEST_POINTS = 4;
/**
 * Of 10,341 drawings of the data set 0.4 % are beyond one of these two, and a third of the made-up scribbles that the
 * network is measured by: blackened paper, and a pen that turns back on itself for longer than any outline takes.
 */
const MOST_INKED_SHARE = 0.5;
const MOST_RELATIVE_INK = 20;
/** Grey levels from here on, of 255, count as ink. */
const INKED_LEVEL = 64;
/** Beyond this a drawing is unlike everything that the network knows: one doodle in twenty is, and most that are of nothing. */
const UNKNOWN_PROBABILITY = 0.5;

/**
 * Letters stand side by side in a row, about equally high. Of the same drawings 0.3 % look so, and 41 % of the made-up texts;
 * the network's own `unknown` sees most of the rest.
 */
const FEWEST_LETTERS = 3;
const LEAST_ROW_ASPECT = 1.6;
const LEAST_LETTER_HEIGHT = 0.4;
const MOST_LETTER_ASPECT = 2;
/** So many of the groups have to be letters, and none may have more than this share of the row's ink. */
const LEAST_LETTER_SHARE = 0.7;
const MOST_INK_IN_A_LETTER = 0.6;

/**
 * @param unknown how sure the network is that it is no word at all, 0..1; null where it cannot say
 */
export function doubtsAbout(drawing: Drawing, unknown: number | null): Doubt[] {
  const doubts: Doubt[] = [];
  if (relativeInk(drawing) < LEAST_RELATIVE_INK || pointCount(drawing) < FEWEST_POINTS)
    doubts.push('little-ink');
  if (isScribble(drawing)) doubts.push('scribble');
  if (looksLikeText(drawing)) doubts.push('text-like');
  if (unknown !== null && unknown > UNKNOWN_PROBABILITY) doubts.push('unlike-any-word');
  return doubts;
}

function isScribble(drawing: Drawing): boolean {
  const seen = simplify(drawing);
  if (relativeInk(seen) > MOST_RELATIVE_INK) return true;
  const picture = rasterize(seen);
  return picture.filter((level) => level >= INKED_LEVEL).length / picture.length > MOST_INKED_SHARE;
}

/** Whether the strokes fall into letters: groups beside each other that do not overlap from left to right. */
function looksLikeText(drawing: Drawing): boolean {
  const box = boundingBox(drawing);
  if (!box) return false;
  const height = box.maxY - box.minY;
  const width = box.maxX - box.minX;
  if (height <= 0 || width / height < LEAST_ROW_ASPECT) return false;
  const letters = groupsFromLeftToRight(drawing);
  if (letters.length < FEWEST_LETTERS) return false;
  const proper = letters.filter((letter) => {
    const of = boundingBox(letter)!;
    const letterHeight = of.maxY - of.minY;
    return letterHeight > LEAST_LETTER_HEIGHT * height && of.maxX - of.minX < MOST_LETTER_ASPECT * height;
  });
  const ink = letters.map(inkLength);
  const mostInk = Math.max(...ink) / ink.reduce((sum, value) => sum + value, 0);
  return proper.length / letters.length > LEAST_LETTER_SHARE && mostInk < MOST_INK_IN_A_LETTER;
}

function groupsFromLeftToRight(drawing: Drawing): Drawing[] {
  const spans = drawing
    .map((stroke) => ({ stroke, from: Math.min(...stroke.x), to: Math.max(...stroke.x) }))
    .sort((a, b) => a.from - b.from);
  const groups: { strokes: (typeof spans)[number]['stroke'][]; to: number }[] = [];
  for (const { stroke, from, to } of spans) {
    const last = groups.at(-1);
    if (last && from <= last.to) {
      last.strokes.push(stroke);
      last.to = Math.max(last.to, to);
    } else groups.push({ strokes: [stroke], to });
  }
  return groups.map(({ strokes }) => strokes);
}
