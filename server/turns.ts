/**
 * A line for what may wait: each turn of the event loop does the first thing in it and no more, so that it costs those who play
 * next to nothing, however much of it comes.
 */
export class Turns {
  readonly #waiting: (() => void)[] = [];

  /** Does this when all before it is done, and never at once. It must not throw. */
  wait(task: () => void): void {
    if (this.#waiting.push(task) === 1) setImmediate(this.#turn);
  }

  readonly #turn = (): void => {
    this.#waiting[0]!();
    this.#waiting.shift();
    if (this.#waiting.length > 0) setImmediate(this.#turn);
  };
}
