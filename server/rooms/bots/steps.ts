import type { Cancel, Clock } from '../clock.ts';

/** Something that is due at a time. */
export interface Step<T> {
  /** Milliseconds since the first one was planned. */
  readonly atMs: number;
  readonly what: T;
}

/** Does one thing after the other, each when it is due; one timer at a time. */
export function playSteps<T>(clock: Clock, steps: readonly Step<T>[], act: (what: T) => void): Cancel {
  const beganAt = clock.now();
  let cancelled = false;
  let cancelTimer: Cancel = () => undefined;
  const wait = (index: number) => {
    const step = steps[index];
    // What was done may have led to there being nothing more to do.
    if (!step || cancelled) return;
    cancelTimer = clock.after(beganAt + step.atMs - clock.now(), () => {
      act(step.what);
      wait(index + 1);
    });
  };
  wait(0);
  return () => {
    cancelled = true;
    cancelTimer();
  };
}
