/** The gate of this folder: every public function sends its drawing through here first, so none meets a NaN. */
import { DrawingError, MAX_COORDINATE, MAX_POINTS, MAX_STROKES, MAX_TIME_MS } from './stroke.ts';
import type { Drawing, Stroke } from './stroke.ts';

/**
 * Checks a drawing and returns its number of points. An empty drawing and empty strokes are fine: they leave no ink.
 *
 * @throws DrawingError that names the stroke and says what to change.
 */
export function validateDrawing(drawing: Drawing): number {
  if (!Array.isArray(drawing))
    throw new DrawingError('not-a-drawing', 'Send a drawing as a list of strokes.');
  if (drawing.length > MAX_STROKES) {
    throw new DrawingError(
      'too-large',
      `Send at most ${MAX_STROKES} strokes; this drawing has ${drawing.length}.`,
    );
  }
  let points = 0;
  for (let s = 0; s < drawing.length; s++) {
    points += validateStroke(drawing[s] as Stroke, s);
    if (points > MAX_POINTS)
      throw new DrawingError('too-large', `Send at most ${MAX_POINTS} points in one drawing.`);
  }
  return points;
}

function validateStroke(stroke: Stroke, index: number): number {
  // The type promises all this, but drawings come from sockets and files, where a type is only a hope.
  const { x, y, t } = (stroke as Partial<Stroke> | null | undefined) ?? {};
  if (!Array.isArray(x) || !Array.isArray(y) || (t !== undefined && !Array.isArray(t))) {
    throw new DrawingError(
      'not-a-drawing',
      `Give stroke ${index} a list of x, a list of y and, if timed, a list of t.`,
    );
  }
  if (y.length !== x.length || (t !== undefined && t.length !== x.length)) {
    throw new DrawingError(
      'uneven',
      `Give stroke ${index} as many y (and t) as x: one of each for every point.`,
    );
  }
  if (x.length > MAX_POINTS)
    throw new DrawingError('too-large', `Send at most ${MAX_POINTS} points in one drawing.`);
  validateNumbers(x, MAX_COORDINATE, 'x', index);
  validateNumbers(y, MAX_COORDINATE, 'y', index);
  if (t !== undefined) validateNumbers(t, MAX_TIME_MS, 't', index);
  return x.length;
}

function validateNumbers(values: readonly unknown[], limit: number, name: string, index: number): void {
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    // Written so that NaN fails it too: the one comparison a good number pays for.
    if (typeof value === 'number' && value >= -limit && value <= limit) continue;
    if (typeof value !== 'number' || !Number.isFinite(value)) {
      throw new DrawingError(
        'not-finite',
        `Give a finite number for ${name} of point ${i} in stroke ${index}.`,
      );
    }
    throw new DrawingError(
      'too-large',
      `Keep ${name} of point ${i} in stroke ${index} between -${limit} and ${limit}.`,
    );
  }
}
