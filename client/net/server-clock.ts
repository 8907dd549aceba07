/**
 * The server's clock as seen from here. Every message is late by its journey, so each sample `serverNow - now` is too
 * small by that much; the largest sample is the best one.
 */
export class ServerClock {
  readonly #now: () => number;
  #offsetMs: number | null = null;

  /** @param now a clock that never jumps, in milliseconds, such as `performance.now`. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Takes note of a time stamp that has just arrived. */
  observe(serverNowMs: number): void {
    const sample = serverNowMs - this.#now();
    if (this.#offsetMs === null || sample > this.#offsetMs) this.#offsetMs = sample;
  }

  /** Forgets what was learnt: after a new connection the server, or this machine's sleep, may have moved its clock. */
  reset(): void {
    this.#offsetMs = null;
  }

  /** Milliseconds since the epoch by the server's clock. */
  now(): number {
    return this.#now() + (this.#offsetMs ?? 0);
  }

  /** Milliseconds until a moment of the server's clock, never below 0. */
  until(serverTimeMs: number): number {
    return Math.max(0, serverTimeMs - this.now());
  }
}
