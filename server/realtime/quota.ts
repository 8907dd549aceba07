import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';

const SECOND_MS = 1_000;
/** Beyond so many locked keys those are forgotten whose time is over. */
const TIDY_AT = 1_000;

export interface QuotaSize {
  /** How often within `seconds`. */
  readonly most: number;
  readonly seconds: number;
  /** Whoever reaches `most` waits for so long; without it until the `seconds` are over. */
  readonly lockSeconds?: number;
}

/**
 * How often something may happen to each of many. Counting is asynchronous, as the counter could stand elsewhere, and requests
 * are answered in the order of asking: so what is counted now locks what comes next.
 */
export class Quota {
  readonly #counter: RateLimiterMemory;
  /** Who waits, until when on the clock of `performance.now`. */
  readonly #lockedUntil = new Map<string, number>();
  readonly #now: () => number;

  /** @param now milliseconds on a steady clock */
  constructor({ most, seconds, lockSeconds }: QuotaSize, now: () => number) {
    // The one that reaches `most` is the last for now.
    const points = Math.max(0, most - 1);
    this.#counter = new RateLimiterMemory({
      points,
      duration: seconds,
      ...(lockSeconds !== undefined && { blockDuration: lockSeconds }),
    });
    this.#now = now;
  }

  /** Milliseconds for which this key has to wait; 0 where it need not. */
  waitMs(key: string): number {
    const until = this.#lockedUntil.get(key);
    return until === undefined ? 0 : Math.max(0, until - this.#now());
  }

  count(key: string): void {
    this.#counter.consume(key).catch((refusal: unknown) => {
      if (this.#lockedUntil.size > TIDY_AT) this.#tidy();
      this.#lockedUntil.set(key, this.#now() + (refusal as RateLimiterRes).msBeforeNext);
    });
  }

  #tidy(): void {
    for (const key of this.#lockedUntil.keys()) if (this.waitMs(key) === 0) this.#lockedUntil.delete(key);
  }
}

/** For people: how long to wait. */
export function inWords(waitMs: number): string {
  const seconds = Math.max(1, Math.ceil(waitMs / SECOND_MS));
  if (seconds < 120) return seconds === 1 ? 'a second' : `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}
