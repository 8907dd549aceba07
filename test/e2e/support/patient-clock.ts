import { LIVE_TICK_MS } from '../../../shared/protocol/index.ts';
import { systemClock, type Cancel, type Clock } from '../../../server/rooms/clock.ts';

interface Due {
  readonly at: number;
  readonly action: () => void;
  cancel: Cancel;
}

/**
 * A clock that stands until it is told to go; what is due within a tick happens even so, as people are to hear what is new.
 * Held or going, it leaps ahead when it is told to, and what is due by then happens at once.
 */
export class PatientClock implements Clock {
  #heldAt: number | null = systemClock.now();
  #aheadMs = 0;
  readonly #due = new Set<Due>();

  now(): number {
    return (this.#heldAt ?? systemClock.now()) + this.#aheadMs;
  }

  after(delayMs: number, action: () => void): Cancel {
    const due: Due = { at: this.now() + delayMs, action, cancel: () => undefined };
    this.#due.add(due);
    this.#arm(due);
    return () => {
      due.cancel();
      this.#due.delete(due);
    };
  }

  go(): void {
    const now = this.now();
    this.#heldAt = null;
    this.#aheadMs += now - this.now();
    this.#armAll();
  }

  leapTo(at: number): void {
    this.#aheadMs += Math.max(0, at - this.now());
    this.#armAll();
  }

  #armAll(): void {
    for (const due of [...this.#due].sort((a, b) => a.at - b.at)) {
      due.cancel();
      this.#arm(due);
    }
  }

  #arm(due: Due): void {
    const leftMs = due.at - this.now();
    if (this.#heldAt !== null && leftMs > LIVE_TICK_MS) return;
    due.cancel = systemClock.after(leftMs, () => {
      this.#due.delete(due);
      due.action();
    });
  }
}
