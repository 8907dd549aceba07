/** Two per cent from one bucket to the next: finer than any two runs agree. */
const GROWTH = 1.02;
const LOG_GROWTH = Math.log(GROWTH);
/** Everything below it counts as it, milliseconds. */
const SMALLEST = 0.1;

/** Bucket numbers and how many values each has, as it travels between processes. */
export type PackedHistogram = readonly (readonly [bucket: number, count: number])[];

/** Durations in milliseconds, of which only the shape is kept: adding one costs nothing, and those of several processes add up. */
export class Histogram {
  readonly #counts = new Map<number, number>();
  #count = 0;

  static of(...packed: readonly PackedHistogram[]): Histogram {
    const histogram = new Histogram();
    for (const one of packed) histogram.merge(one);
    return histogram;
  }

  get count(): number {
    return this.#count;
  }

  add(ms: number): void {
    this.#put(Math.round(Math.log(Math.max(ms, SMALLEST) / SMALLEST) / LOG_GROWTH), 1);
  }

  merge(packed: PackedHistogram): void {
    for (const [bucket, count] of packed) this.#put(bucket, count);
  }

  /** The value below which so much of them lies, 0..1; null where there are none. */
  percentile(share: number): number | null {
    if (this.#count === 0) return null;
    let left = share * this.#count;
    const buckets = [...this.#counts].sort(([a], [b]) => a - b);
    for (const [bucket, count] of buckets) {
      left -= count;
      if (left <= 0) return valueOf(bucket);
    }
    return valueOf(buckets.at(-1)![0]);
  }

  pack(): PackedHistogram {
    return [...this.#counts];
  }

  #put(bucket: number, count: number): void {
    this.#counts.set(bucket, (this.#counts.get(bucket) ?? 0) + count);
    this.#count += count;
  }
}

function valueOf(bucket: number): number {
  return SMALLEST * GROWTH ** bucket;
}
