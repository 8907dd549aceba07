import type { Clock } from '../../../server/rooms/clock.ts';

interface Due {
  readonly at: number;
  readonly action: () => void;
}

/** A clock that moves only when it is told to. */
export class FakeClock implements Clock {
  #now = Date.UTC(2026, 0, 1);
  #due: Due[] = [];

  now(): number {
    return this.#now;
  }

  after(delayMs: number, action: () => void): () => void {
    const due = { at: this.#now + Math.max(0, delayMs), action };
    this.#due.push(due);
    return () => (this.#due = this.#due.filter((other) => other !== due));
  }

  /** Another time from the beginning on. */
  set(now: number): void {
    this.#now = now;
  }

  /** How many actions are still to come. */
  get pending(): number {
    return this.#due.length;
  }

  /** Lets time pass, with everything that is due on the way and what follows from it. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      await settle();
      const next = this.#due.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#due = this.#due.filter((due) => due !== next);
      this.#now = Math.max(this.#now, next.at);
      next.action();
    }
    this.#now = end;
    await settle();
  }
}

/** Lets every promise that can be kept now be kept. */
async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
