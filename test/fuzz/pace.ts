import { setTimeout as pause } from 'node:timers/promises';

const SECOND_MS = 1_000;
/** Shorter waits are not worth a timer. */
const LEAST_WAIT_MS = 5;
/** Who falls behind by more than this makes up for no more than this: a pause is no reason for a rush. */
const MOST_DEBT_MS = 1_000;

/** Keeps several who do the same thing together at so many a second. */
export class Pace {
  readonly #intervalMs: number;
  #nextAt = performance.now();

  /** @param perSecond how many of all together */
  constructor(perSecond: number) {
    this.#intervalMs = SECOND_MS / perSecond;
  }

  /** Resolves when so many more may be done. */
  async take(count = 1): Promise<void> {
    const now = performance.now();
    this.#nextAt = Math.max(this.#nextAt, now - MOST_DEBT_MS) + count * this.#intervalMs;
    if (this.#nextAt - now > LEAST_WAIT_MS) await pause(this.#nextAt - now);
  }
}
