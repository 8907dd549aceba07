import type { ServerClock } from '../net/server-clock.ts';

/** From here on time is short. */
export const LAST_SECONDS = 5;

const SECOND_MS = 1_000;
/** Timers may come a little early; then it is looked again after this. */
const MIN_WAIT_MS = 1;

/** Tells of every whole second that is left until a moment, when it begins. */
export class SecondsLeft {
  readonly #clock: Pick<ServerClock, 'until'>;
  readonly #onSecond: (seconds: number) => void;
  #endsAtMs: number | null = null;
  #told: number | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(clock: Pick<ServerClock, 'until'>, onSecond: (seconds: number) => void) {
    this.#clock = clock;
    this.#onSecond = onSecond;
  }

  /** @param endsAtMs a moment of the server's clock; null is none. The same one again changes nothing. */
  aimAt(endsAtMs: number | null): void {
    if (endsAtMs === this.#endsAtMs) return;
    this.#endsAtMs = endsAtMs;
    this.#told = null;
    this.#look();
  }

  #look(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#endsAtMs === null) return;
    const leftMs = this.#clock.until(this.#endsAtMs);
    const seconds = Math.ceil(leftMs / SECOND_MS);
    if (seconds === 0) return;
    const nextMs = leftMs - (seconds - 1) * SECOND_MS;
    this.#timer = setTimeout(() => this.#look(), Math.max(MIN_WAIT_MS, nextMs));
    if (seconds === this.#told) return;
    this.#told = seconds;
    this.#onSecond(seconds);
  }
}
