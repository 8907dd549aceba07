import { h } from '../dom.ts';

/** A screen reader is not told anything new more often than this: guesses come far faster than speech. */
const MIN_PAUSE_MS = 1_500;

/** Says things politely to screen readers; the latest one wins when they come too fast. */
export class Announcer {
  readonly element = h('div', { class: 'visually-hidden', 'aria-live': 'polite', role: 'status' });
  #next: string | null = null;
  #lastMs = -MIN_PAUSE_MS;
  #timer: ReturnType<typeof setTimeout> | null = null;

  say(text: string): void {
    this.#next = text;
    if (this.#timer !== null) return;
    const waitMs = Math.max(0, this.#lastMs + MIN_PAUSE_MS - performance.now());
    this.#timer = setTimeout(() => this.#speak(), waitMs);
  }

  #speak(): void {
    this.#timer = null;
    this.#lastMs = performance.now();
    if (this.#next !== null) this.element.textContent = this.#next;
    this.#next = null;
  }
}
