import { WARM_STEPS } from './sounds.ts';

/** How far warmth must fall below a step before that step counts anew: a guess that wavers is not a melody. */
const FORGIVEN_FALL = 0.5 / (WARM_STEPS + 1);

/** Makes a warmth that rises and falls into steps that are heard: each one when it is reached from below. */
export class WarmthSteps {
  #step = 0;

  /** @param warmth 0..1. Returns the step that it has risen to, 1..`WARM_STEPS`, or null where there is nothing to hear. */
  take(warmth: number): number | null {
    // 1 is being recognised, which has a sound of its own.
    if (warmth >= 1) return null;
    const reached = stepOf(warmth);
    if (reached > this.#step) {
      this.#step = reached;
      return reached;
    }
    if (reached < this.#step) this.#step = Math.min(this.#step, stepOf(warmth + FORGIVEN_FALL));
    return null;
  }
}

/** The steps and the moment of being recognised share the way evenly. */
function stepOf(warmth: number): number {
  return Math.min(WARM_STEPS, Math.max(0, Math.floor(warmth * (WARM_STEPS + 1))));
}
