import type { ServerStatus, StatusError } from '../shared/protocol/status.ts';

const SECOND_MS = 1_000;
const ERRORS_KEPT = 20;
/** Looks of which the 99th percentile is told. */
const LATENCIES_KEPT = 2_000;
const P99 = 0.99;

export interface StatusSources {
  readonly rooms: () => number;
  readonly players: () => number;
  readonly waiting: () => number;
  readonly guessIntervalMs: () => number;
  readonly modelVersion: () => string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Watches the server for the admin's page. */
export class Status {
  readonly #sources: StatusSources;
  readonly #startedAt: number;
  readonly #errors: StatusError[] = [];
  readonly #latencies: number[] = [];
  #guesses = 0;
  #before: { readonly at: number; readonly guesses: number };
  #rate = 0;

  constructor(sources: StatusSources) {
    this.#sources = sources;
    this.#startedAt = sources.now();
    this.#before = { at: this.#startedAt, guesses: 0 };
  }

  guessed(strokeToGuessMs: number): void {
    this.#latencies[this.#guesses % LATENCIES_KEPT] = strokeToGuessMs;
    this.#guesses += 1;
  }

  noteError(message: string): void {
    this.#errors.unshift({ at: this.#sources.now(), message });
    this.#errors.length = Math.min(this.#errors.length, ERRORS_KEPT);
  }

  get(): ServerStatus {
    const { rooms, players, waiting, guessIntervalMs, modelVersion, now } = this.#sources;
    const at = now();
    const seconds = (at - this.#before.at) / SECOND_MS;
    // Two pages that are open at once must not see each other's fractions of a second.
    if (seconds >= 1) {
      this.#rate = (this.#guesses - this.#before.guesses) / seconds;
      this.#before = { at, guesses: this.#guesses };
    }
    const sorted = [...this.#latencies].sort((a, b) => a - b);
    return {
      startedAt: this.#startedAt,
      rooms: rooms(),
      players: players(),
      guessesPerSecond: this.#rate,
      p99Ms: sorted[Math.min(sorted.length - 1, Math.floor(P99 * sorted.length))] ?? null,
      modelVersion: modelVersion(),
      waiting: waiting(),
      guessIntervalMs: guessIntervalMs(),
      memory: process.memoryUsage.rss(),
      errors: [...this.#errors],
    };
  }
}
