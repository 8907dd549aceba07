/** Drawings in time: how long one took, and what was on the paper at a moment. */
import type { Stroke } from './stroke.ts';

/** A stroke whose points have times. */
export interface TimedStroke extends Stroke {
  readonly t: readonly number[];
}

/** From the first point to the last, in milliseconds; 0 for an empty drawing. */
export function drawingDurationMs(drawing: readonly TimedStroke[]): number {
  const first = drawing.find(({ t }) => t.length > 0)?.t[0] ?? 0;
  const last = drawing.reduce((latest, { t }) => Math.max(latest, t.at(-1) ?? 0), first);
  return last - first;
}

/**
 * What was on the paper so many milliseconds after the first point. A stroke that was under way ends between two of its
 * points, where the pen was.
 */
export function cutAtMoment(drawing: readonly TimedStroke[], elapsedMs: number): TimedStroke[] {
  const first = drawing.find(({ t }) => t.length > 0)?.t[0] ?? 0;
  const moment = first + elapsedMs;
  return drawing.flatMap((stroke) => {
    const next = stroke.t.findIndex((time) => time > moment);
    if (next < 0) return stroke.t.length === 0 ? [] : [stroke];
    return next === 0 ? [] : [cutStroke(stroke, next, moment)];
  });
}

/** The points before number `next`, and where the pen was at the moment. */
function cutStroke({ x, y, t }: TimedStroke, next: number, moment: number): TimedStroke {
  const from = t[next - 1]!;
  const part = (moment - from) / (t[next]! - from);
  const upTo = (values: readonly number[]): number[] => {
    const before = values.slice(0, next);
    if (part > 0) before.push(values[next - 1]! + (values[next]! - values[next - 1]!) * part);
    return before;
  };
  return { x: upTo(x), y: upTo(y), t: upTo(t) };
}
