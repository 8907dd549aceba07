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

  /** Takes one token, or as many; false where there are too few. */
  take(now: number, tokens = 1): boolean {
    if (this.waitMs(now, tokens) > 0) return false;
    this.#tokens -= tokens;
    return true;
  }

  /** Milliseconds until there are so many tokens to take; 0 where there are, Infinity where there never can be. */
  waitMs(now: number, tokens = 1): number {
    const { burst, perSecond } = this.#size;
    const refill = (Math.max(0, now - this.#filledAt) / SECOND_MS) * perSecond;
    this.#tokens = Math.min(burst, this.#tokens + refill);
    this.#filledAt = now;
    if (this.#tokens >= tokens) return 0;
    return tokens > burst ? Infinity : Math.ceil(((tokens - this.#tokens) / perSecond) * SECOND_MS);
  }
}
