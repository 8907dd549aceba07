import type { RetrainOptions } from '../retrain/retrain.ts';
import type { Cycle, Scenario } from './result.ts';
import type { WorldName, WorldWork } from './world.ts';

/**
 * The whole way of a doodle, again and again: players give, the filters doubt, labels are sorted, a challenger learns, the gate
 * decides. Everything is what a server runs; only the players are made up.
 */
export interface SimulationOptions extends WorldWork, Pick<RetrainOptions, 'engine' | 'replicas'> {
  readonly world: WorldName;
  /** Where the drawings are. */
  readonly dataDir: string;
  /** Where the version is that ships. */
  readonly modelsDir: string;
  /** Everything is written here. */
  readonly outDir: string;
  readonly scenarios: readonly Scenario[];
  readonly cycles: number;
  readonly seed: string;
  readonly onCycle?: (scenario: Scenario, cycle: Cycle) => void;
}
