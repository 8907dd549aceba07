import { withProgress, type ProgressFields } from '../../progress.ts';
import { isAnswer } from './points.ts';

/** How the points of a curve are measured. */
export interface Curve<Asked extends ProgressFields, Answer extends Asked> {
  readonly label: string;
  /** What takes time, plural: a progress bar counts it. */
  readonly unit: string;
  readonly asked: readonly Asked[];
  readonly workOf: (asked: Asked) => number;
  /** @param onWork is told how much of this point's work is done */
  readonly measure: (asked: Asked, onWork: (done: number) => void) => Promise<Answer>;
}

/** Measures the points that are missing, with a bar; `add` is waited for after each. */
export async function fill<Asked extends ProgressFields, Answer extends Asked>(
  { label, unit, asked, workOf, measure }: Curve<Asked, Answer>,
  known: readonly Answer[],
  add: (point: Answer) => Promise<void>,
): Promise<void> {
  const missing = asked.filter((one) => !known.some((point) => isAnswer<Asked>(point, one)));
  if (missing.length === 0) return;
  const work = (ones: readonly Asked[]) => ones.reduce((sum, one) => sum + workOf(one), 0);
  const total = work(asked);
  let done = total - work(missing);
  await withProgress({ label, total, unit, initial: done }, async (progress) => {
    for (const one of missing) {
      progress.update(done, one);
      const before = done;
      await add(await measure(one, (part) => progress.update(before + part)));
      done += workOf(one);
      progress.update(done);
    }
  });
}
