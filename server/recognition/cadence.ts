import { GUESS_INTERVAL_MS, LIVE_TICK_MS } from '../../shared/protocol/index.ts';

/** What the answers of this time say decides about the next one. */
const STEP_MS = 500;
/** It gives way faster than it comes back. */
const STRETCH = 1.15;
const RETURN = 0.9;
/** What is so many times as late as it may be makes it give way so many times as fast; nothing makes it faster than that. */
const MOST_LATENESS = 4;

/** What a cadence keeps to. */
export interface Beat {
  /** The interval where everything is in time. */
  readonly shortestMs: number;
  /** A longer one would be of no use: beyond it answers are late instead. */
  readonly longestMs: number;
  /** Answers that take longer on average are late. */
  readonly lateMs: number;
  /** Answers that take less leave room for more. Between the two nothing changes, so that the cadence does not swing. */
  readonly easyMs: number;
}

/**
 * How often each drawing is looked at, hands that rest sixteen times as often; late is what has waited for batches that should
 * not have been before it.
 */
export const LOOKS: Beat = { shortestMs: GUESS_INTERVAL_MS, longestMs: 64_000, lateMs: 40, easyMs: 20 };
/** How often a room is told what is new on its sheets; late is what this process has no time for when it is due. */
export const NEWS: Beat = { shortestMs: LIVE_TICK_MS, longestMs: 500, lateMs: 4, easyMs: 2 };

/**
 * How often something is done: the same for everybody, as often as it can be done in time. When answers come late all are asked
 * for less often, before a queue makes them later still; when they come easily, more often again. Moments are milliseconds on
 * any steady clock.
 */
export class Cadence {
  readonly #beat: Beat;
  #intervalMs: number;
  #stepBegan: number;
  #answers = 0;
  #tookMs = 0;

  constructor(beat: Beat, now: number) {
    this.#beat = beat;
    this.#intervalMs = beat.shortestMs;
    this.#stepBegan = now;
  }

  /** An answer has come, so long after it was asked for. */
  answered(tookMs: number, now: number): void {
    this.#catchUp(now);
    this.#answers += 1;
    this.#tookMs += tookMs;
  }

  /** How long from one time to the next, in milliseconds. */
  intervalAt(now: number): number {
    this.#catchUp(now);
    return this.#intervalMs;
  }

  #catchUp(now: number): void {
    if (now - this.#stepBegan < STEP_MS) return;
    const meanMs = this.#answers === 0 ? 0 : this.#tookMs / this.#answers;
    const { lateMs, easyMs, longestMs } = this.#beat;
    const lateness = Math.min(MOST_LATENESS, meanMs / lateMs);
    if (lateness > 1) this.#intervalMs = Math.min(longestMs, this.#intervalMs * STRETCH ** lateness);
    else if (meanMs < easyMs) this.#returnBy(1);
    // Whatever time has passed since then nobody asked in.
    this.#returnBy(Math.floor((now - this.#stepBegan) / STEP_MS) - 1);
    [this.#stepBegan, this.#answers, this.#tookMs] = [now, 0, 0];
  }

  #returnBy(steps: number): void {
    this.#intervalMs = Math.max(this.#beat.shortestMs, this.#intervalMs * RETURN ** steps);
  }
}
