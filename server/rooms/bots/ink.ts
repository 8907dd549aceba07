import type { PerformedStroke } from '../../../shared/doodles/index.ts';
import { DRAW_BATCH_MS, type DrawingOp } from '../../../shared/protocol/index.ts';
import type { Step } from './steps.ts';

/** Ink that is put on a sheet together. */
export interface Ink {
  readonly ops: DrawingOp[];
  /** Whether the pen is lifted after it. */
  isLifted: boolean;
}
export type InkStep = Step<Ink>;

/**
 * A performance as operations on a drawing, in batches as a person's browser sends them.
 *
 * @param startMs when the pen touches the paper
 * @param withinMs how long it may take: a longer performance is sped up, as people hurry when the clock runs
 */
export function inkSteps(
  strokes: readonly PerformedStroke[],
  { startMs, withinMs }: { startMs: number; withinMs: number },
): InkStep[] {
  const beginsAt = strokes[0]?.t[0] ?? 0;
  const tookMs = (strokes.at(-1)?.t.at(-1) ?? 0) - beginsAt;
  const haste = Math.max(1, tookMs / Math.max(1, withinMs));
  const steps: InkStep[] = [];
  let before = 0;
  for (const { x, y, t } of strokes) {
    for (let i = 0; i < t.length; i += 1) {
      const at = Math.round((t[i]! - beginsAt) / haste);
      const point = [x[i]!, y[i]!, at - before];
      before = at;
      const sendAtMs = startMs + DRAW_BATCH_MS * Math.ceil(at / DRAW_BATCH_MS);
      if (steps.at(-1)?.atMs !== sendAtMs) steps.push({ atMs: sendAtMs, what: { ops: [], isLifted: false } });
      const { what } = steps.at(-1)!;
      const last = what.ops.at(-1);
      if (i > 0 && last && 'points' in last) last.points.push(...point);
      else what.ops.push({ type: i === 0 ? 'begin' : 'extend', points: point });
      what.isLifted = i === t.length - 1;
    }
  }
  return steps;
}
