import type { ModeName } from '../settings.ts';
import { duel } from './duel.ts';
import { guess } from './guess.ts';
import type { Mode } from './mode.ts';
import { race } from './race.ts';
import { relay } from './relay.ts';
import { zen } from './zen.ts';

const MODES: Readonly<Record<ModeName, Mode>> = { race, relay, duel, guess, zen };

export function modeOf(name: ModeName): Mode {
  return MODES[name];
}

export { artistOfTurn } from './artist-of-turn.ts';
export { TURN_MS } from './relay.ts';
