import type { Paired } from '../gate/mcnemar.ts';
import type { PlayerKind } from './crowd.ts';
import type { WorldName } from './world.ts';

/** What came out of a simulation, as it is written to `simulation.json`. */

export const SCENARIOS = ['honest', 'trolls'] as const;
export type Scenario = (typeof SCENARIOS)[number];

/** How many first guesses of a network are right on the golden set, 0..1. */
export interface Standing {
  readonly all: number;
  /** On the words that the world looks at in particular. */
  readonly focus: number;
}

/** A network against another one on the golden set, drawing by drawing. */
export interface Contest {
  readonly all: Paired;
  readonly focus: Paired;
}

export interface Cycle {
  readonly cycle: number;
  readonly champion: Standing;
  readonly challenger: Standing;
  /** The version that learnt in this cycle: its folder has the gate's page. */
  readonly version: string;
  readonly promoted: boolean;
  /** What the gate found wanting. */
  readonly refusals: readonly string[];
  /** Champion against challenger on the golden set, and on players' doodles that neither learnt from. */
  readonly golden: Contest;
  readonly players: Paired;
  /** All that has been given so far, and what of it the network may learn from, by who gave it. */
  readonly given: Partial<Record<PlayerKind, { readonly given: number; readonly believed: number }>>;
}

export interface ScenarioResult {
  readonly scenario: Scenario;
  readonly players: number;
  readonly trolls: number;
  /** The first champion and the last one. */
  readonly start: Standing;
  readonly end: Standing;
  readonly change: Contest;
  readonly cycles: readonly Cycle[];
}

export interface SimulationResult {
  readonly world: WorldName;
  readonly description: string;
  readonly focus: { readonly name: string; readonly words: readonly string[] };
  readonly scenarios: readonly ScenarioResult[];
}
