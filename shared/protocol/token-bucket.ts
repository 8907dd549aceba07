export interface BucketSize {
  /** How many requests may come at once. */
  readonly burst: number;
  /** How many may come in the long run. */
  readonly perSecond: number;
}

const SECOND_MS = 1_000;

/** Lets a burst through and then a steady stream; a clock that stands still refills nothing. */
export class TokenBucket {
  readonly #size: BucketSize;
  #tokens: number;
  /** Milliseconds on any steady clock. */
  #filledAt: number;

  constructor(size: BucketSize, now: number) {
    this.#size = size;
    this.#tokens = size.burst;
    this.#filledAt = now;
  }

  /** Takes one token; false where there is none. */
  take(now: number): boolean {
    if (this.waitMs(now) > 0) return false;
    this.#tokens -= 1;
    return true;
  }

  /** Milliseconds until there is a token to take; 0 where there is one. */
  waitMs(now: number): number {
    const { burst, perSecond } = this.#size;
    const refill = (Math.max(0, now - this.#filledAt) / SECOND_MS) * perSecond;
    this.#tokens = Math.min(burst, this.#tokens + refill);
    this.#filledAt = now;
    return this.#tokens >= 1 ? 0 : Math.ceil(((1 - this.#tokens) / perSecond) * SECOND_MS);
  }
}
