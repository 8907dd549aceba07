/** How much longer work takes than the least that could do it: a figure that a slow or busy machine hardly changes. */

/** A slice is short, so that work and limit meet the same machine. */
const SLICE_MS = 8;
const SLICES = 41;
const WARM_UP_MS = 150;

export interface Measure {
  /** What is measured. */
  readonly name: string;
  /** What it is measured against. */
  readonly limitName: string;
  readonly work: () => unknown;
  readonly limit: () => unknown;
  close?(): Promise<void>;
}

/** How long things took: microseconds each, medians over all slices, and the median of the slices' own ratios. */
export interface RatioFigures {
  readonly name: string;
  readonly limitName: string;
  readonly workMicroseconds: number;
  readonly limitMicroseconds: number;
  readonly ratio: number;
}

/** Does work and limit by turns, slice by slice. Either may be asynchronous. */
export async function measureRatio({ name, limitName, work, limit }: Measure): Promise<RatioFigures> {
  const workCount = await countFor(work);
  const limitCount = await countFor(limit);
  const works: number[] = [];
  const limits: number[] = [];
  for (let slice = 0; slice < SLICES; slice += 1) {
    works.push((await timed(work, workCount)) / workCount);
    limits.push((await timed(limit, limitCount)) / limitCount);
  }
  return {
    name,
    limitName,
    workMicroseconds: 1_000 * median(works),
    limitMicroseconds: 1_000 * median(limits),
    ratio: median(works.map((took, slice) => took / limits[slice]!)),
  };
}

/** How often something is done in a slice. */
async function countFor(action: () => unknown): Promise<number> {
  const warmUntil = performance.now() + WARM_UP_MS;
  let done = 0;
  const startedAt = performance.now();
  while (performance.now() < warmUntil || done < 2) {
    await action();
    done += 1;
  }
  // Waiting for what is not asynchronous has its price in the warm-up, too, and so the count is on the safe side.
  return Math.max(1, Math.round((done * SLICE_MS) / (performance.now() - startedAt)));
}

/** @returns milliseconds of processor time, which others on the machine disturb less than the clock on the wall */
async function timed(action: () => unknown, count: number): Promise<number> {
  const before = process.cpuUsage();
  for (let i = 0; i < count; i += 1) {
    const pending = action();
    if (pending instanceof Promise) await pending;
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}
