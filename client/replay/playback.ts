/** How fast a replay may run: as it was, and quick. */
export const RATES = [1, 4] as const;
export type Rate = (typeof RATES)[number];

/** Where a replay stands. Pure: whoever shows it says how much time has passed. */
export class Playback {
  readonly durationMs: number;
  rate: Rate = 1;
  #positionMs = 0;
  #isPlaying = false;

  constructor(durationMs: number) {
    this.durationMs = durationMs;
  }

  get positionMs(): number {
    return this.#positionMs;
  }

  get isPlaying(): boolean {
    return this.#isPlaying;
  }

  get isAtEnd(): boolean {
    return this.#positionMs >= this.durationMs;
  }

  /** Goes on, from the start where the end was reached. */
  play(): void {
    if (this.isAtEnd) this.#positionMs = 0;
    this.#isPlaying = true;
  }

  pause(): void {
    this.#isPlaying = false;
  }

  seek(positionMs: number): void {
    this.#positionMs = Math.min(this.durationMs, Math.max(0, positionMs));
  }

  /** So much time of the clock has passed. Returns whether this came to the end by it. */
  pass(elapsedMs: number): boolean {
    if (!this.#isPlaying) return false;
    this.seek(this.#positionMs + elapsedMs * this.rate);
    if (this.isAtEnd) this.#isPlaying = false;
    return this.isAtEnd;
  }
}
