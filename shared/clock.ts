/** Takes back what was to happen later; harmless when it has happened already. */
export type Cancel = () => void;

/** Time as whoever needs it is given it, so that a test can hold the hands. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs `action` once after `delayMs`; 0 is as soon as what is being handled now has been handled. */
  after(delayMs: number, action: () => void): Cancel;
}
