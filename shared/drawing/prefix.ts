/** Unfinished drawings: what was on the paper when part of the ink had been drawn. */
import { distance, strokeInk } from './measure.ts';
import { DrawingError } from './stroke.ts';
import type { Drawing, Stroke } from './stroke.ts';
import { validateDrawing } from './validate.ts';

/**
 * The first `fraction` (0..1) of a drawing's ink, in the order it was drawn. The cut may fall inside a stroke, which then
 * ends at an interpolated point (and time).
 *
 * Dots have no ink, so a dot appears as soon as the ink before it is complete; a drawing of dots alone is counted in
 * dots. 0 is the empty drawing, 1 the drawing itself.
 *
 * @throws DrawingError for a bad drawing or a fraction outside 0..1.
 */
export function cutAtInk(drawing: Drawing, fraction: number): Drawing {
  validateDrawing(drawing);
  if (!(fraction >= 0 && fraction <= 1)) {
    throw new DrawingError('bad-argument', 'Give the fraction of ink as a number from 0 to 1.');
  }
  if (fraction === 1) return drawing;
  if (fraction === 0) return [];

  const inks = drawing.map(strokeInk);
  const total = inks.reduce((sum, ink) => sum + ink, 0);
  if (total === 0) return drawing.slice(0, Math.ceil(fraction * drawing.length));

  const prefix: Stroke[] = [];
  let left = fraction * total;
  for (const [index, stroke] of drawing.entries()) {
    const ink = inks[index]!;
    if (ink > left) {
      if (left > 0) prefix.push(cutStroke(stroke, left));
      break;
    }
    prefix.push(stroke);
    left -= ink;
  }
  return prefix;
}

/**
 * The share (0..1) of a drawing's ink that was on the paper at a time, by the times of its points; 1 for a drawing without
 * times. A drawing of dots alone is counted in dots.
 *
 * @param timeMs in the drawing's own time, see `Stroke`
 * @throws DrawingError for a bad drawing.
 */
export function inkShareAt(drawing: Drawing, timeMs: number): number {
  validateDrawing(drawing);
  const total = drawing.reduce((sum, stroke) => sum + strokeInk(stroke), 0);
  let before = 0;
  let dotsBefore = 0;
  for (const { x, y, t } of drawing) {
    if ((t?.[0] ?? 0) <= timeMs) dotsBefore += 1;
    for (let i = 1; i < x.length; i++) {
      const from = t?.[i - 1] ?? 0;
      const to = t?.[i] ?? 0;
      if (from > timeMs) break;
      // Where the pen was in the middle of this step.
      const part = to <= timeMs ? 1 : (timeMs - from) / (to - from);
      before += part * distance(x[i - 1]!, y[i - 1]!, x[i]!, y[i]!);
    }
  }
  if (total === 0) return drawing.length === 0 ? 0 : dotsBefore / drawing.length;
  return Math.min(before / total, 1);
}

/** The first `ink` units of a stroke that has more than that. */
function cutStroke({ x, y, t }: Stroke, ink: number): Stroke {
  let left = ink;
  let end = 1;
  let step = distance(x[0]!, y[0]!, x[1]!, y[1]!);
  // The bound on `end` only matters when rounding leaves a crumb of ink beyond the last point.
  while (left > step && end < x.length - 1) {
    left -= step;
    end += 1;
    step = distance(x[end - 1]!, y[end - 1]!, x[end]!, y[end]!);
  }
  const part = step === 0 ? 1 : Math.min(left / step, 1);
  const cut = (values: readonly number[]): number[] => {
    const from = values[end - 1]!;
    return [...values.slice(0, end), from + (values[end]! - from) * part];
  };
  return t === undefined ? { x: cut(x), y: cut(y) } : { x: cut(x), y: cut(y), t: cut(t) };
}
