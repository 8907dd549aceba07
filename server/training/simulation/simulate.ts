import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { readChampion } from '../../recognition/champion-file.ts';
import { championWorld } from './champion-world.ts';
import { playOn } from './play.ts';
import { scarceWorld } from './scarce-world.ts';
import type { SimulationOptions } from './options.ts';
import type { SimulationResult } from './result.ts';
import type { World } from './world.ts';

/**
 * Plays scenarios in a world. What is in `outDir` of a run with the same world and seed is gone on with; whoever wants a
 * new one empties the folder.
 */
export async function simulate(options: SimulationOptions): Promise<SimulationResult> {
  await mkdir(options.outDir, { recursive: true });
  const world = await worldOf(options);
  const first = path.join(options.outDir, 'first');
  const isBegun = await readChampion(first).then(
    () => true,
    () => false,
  );
  if (!isBegun) {
    await rm(first, { recursive: true, force: true });
    await world.begin(first);
  }
  const scenarios = [];
  for (const scenario of options.scenarios) scenarios.push(await playOn(options, world, first, scenario));
  return {
    world: options.world,
    description: world.description,
    focus: { name: world.focus.name, words: [...world.focus.words] },
    scenarios,
  };
}

function worldOf({ world, ...options }: SimulationOptions): Promise<World> {
  if (world === 'champion') return championWorld(options);
  return scarceWorld({ ...options, workDir: options.outDir });
}
