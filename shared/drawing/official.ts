/** The data set's own form of a drawing, as its JSON has it. */
import { DrawingError, MAX_STROKES } from './stroke.ts';
import type { Drawing, Stroke } from './stroke.ts';
import { validateDrawing } from './validate.ts';

/** `[[x…], [y…]]` (simplified) or `[[x…], [y…], [t…]]` (raw) a stroke; t in milliseconds. */
export type OfficialStroke = [x: number[], y: number[]] | [x: number[], y: number[], t: number[]];

/**
 * Reads a drawing from the data set's form, parsed from JSON. Strokes without points leave nothing and are dropped.
 *
 * @throws DrawingError when the value is not such a list, is uneven, not finite or too large.
 */
export function parseOfficial(value: unknown): Drawing {
  if (!Array.isArray(value)) {
    throw new DrawingError('not-a-drawing', 'Send a drawing as a list of strokes, each [[x…], [y…]].');
  }
  if (value.length > MAX_STROKES) {
    throw new DrawingError(
      'too-large',
      `Send at most ${MAX_STROKES} strokes; this drawing has ${value.length}.`,
    );
  }
  const drawing = value.map(parseStroke);
  validateDrawing(drawing);
  return drawing.filter((stroke) => stroke.x.length > 0);
}

function parseStroke(value: unknown, index: number): Stroke {
  if (!Array.isArray(value) || value.length < 2 || value.length > 3) {
    throw new DrawingError('not-a-drawing', `Send stroke ${index} as [[x…], [y…]] or [[x…], [y…], [t…]].`);
  }
  const [x, y, t] = value as [number[], number[], number[]?];
  return t === undefined ? { x, y } : { x, y, t };
}

/** Writes a drawing in the data set's form, with times for the strokes that have them. Numbers stay as they are. */
export function toOfficial(drawing: Drawing): OfficialStroke[] {
  validateDrawing(drawing);
  return drawing.map(({ x, y, t }) => (t === undefined ? [[...x], [...y]] : [[...x], [...y], [...t]]));
}
