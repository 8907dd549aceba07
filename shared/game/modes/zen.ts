import { UNTIMED_POINTS } from '../scoring.ts';
import type { Mode } from './mode.ts';
import { race } from './race.ts';

/** Alone, no clock: draw as long as you like, and ask for the next word. */
export const zen: Mode = {
  ...race,
  isTimed: false,
  award: () => ({ points: UNTIMED_POINTS, to: 'artists' }),
  isDecided: () => false,
};
