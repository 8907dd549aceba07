import { GUESS_INTERVAL_MS } from '../../shared/protocol/index.ts';

/** What the answers of this time say decides about the next one. */
const STEP_MS = 500;
/** Answers that take longer on average are late: a batch is before them that should not be. */
const LATE_MS = 100;
/** Answers that take less leave room for more. Between the two nothing changes, so that the cadence does not swing. */
const EASY_MS = 50;
/** It gives way faster than it comes back. */
const STRETCH = 1.15;
const RETURN = 0.9;
/** Rarer guesses would be of no use: beyond it they are late instead. */
const MAX_INTERVAL_MS = 2_000;

/**
 * How often each drawing is looked at: the same for everybody, as often as the network can answer in time. When answers come
 * late all are asked for less often, before a queue makes them later still; when they come easily, more often again, up to every
 * GUESS_INTERVAL_MS. Moments are milliseconds on any steady clock.
 */
export class Cadence {
  #intervalMs = GUESS_INTERVAL_MS;
  #stepBegan: number;
  #answers = 0;
  #tookMs = 0;

  constructor(now: number) {
    this.#stepBegan = now;
  }

  /** An answer has come, so long after it was asked for. */
  answered(tookMs: number, now: number): void {
    this.#catchUp(now);
    this.#answers += 1;
    this.#tookMs += tookMs;
  }

  /** How long from one look at a drawing to the next, in milliseconds. */
  intervalAt(now: number): number {
    this.#catchUp(now);
    return this.#intervalMs;
  }

  #catchUp(now: number): void {
    if (now - this.#stepBegan < STEP_MS) return;
    const meanMs = this.#answers === 0 ? 0 : this.#tookMs / this.#answers;
    if (meanMs > LATE_MS) this.#intervalMs = Math.min(MAX_INTERVAL_MS, this.#intervalMs * STRETCH);
    else if (meanMs < EASY_MS) this.#returnBy(1);
    // Whatever time has passed since then nobody asked in.
    this.#returnBy(Math.floor((now - this.#stepBegan) / STEP_MS) - 1);
    [this.#stepBegan, this.#answers, this.#tookMs] = [now, 0, 0];
  }

  #returnBy(steps: number): void {
    this.#intervalMs = Math.max(GUESS_INTERVAL_MS, this.#intervalMs * RETURN ** steps);
  }
}
