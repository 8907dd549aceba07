/** Takes back what was to happen later; harmless when it has happened already. */
export type Cancel = () => void;

/** Time as a room knows it, so that a test can hold the hands. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs `action` once after `delayMs`; 0 is as soon as what is being handled now has been handled. */
  after(delayMs: number, action: () => void): Cancel;
}

/** The longest delay a Node timer takes; it would fire at once beyond it. */
const MAX_TIMER_MS = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  after(delayMs, action) {
    if (delayMs <= 0) {
      const immediate = setImmediate(action);
      return () => clearImmediate(immediate);
    }
    const timer = setTimeout(action, Math.min(Math.ceil(delayMs), MAX_TIMER_MS));
    return () => clearTimeout(timer);
  },
};
