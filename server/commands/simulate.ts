import { availableParallelism } from 'node:os';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Command, Option } from 'commander';
import { openEngine, type EngineOptions } from '../recognition/engine/engine.ts';
import { DEFAULT_DATA_DIR } from '../training/data/index.ts';
import { percent } from '../training/evaluation/report/markup.ts';
import { renderSimulationPage } from '../training/simulation/page.ts';
import { SCENARIOS, type Cycle, type Scenario } from '../training/simulation/result.ts';
import { simulate } from '../training/simulation/simulate.ts';
import { WORLD_NAMES, type WorldName } from '../training/simulation/world.ts';
import { countArgument } from './arguments.ts';
import { partsProgress } from './parts-progress.ts';

const DEFAULT_OUT = 'data/simulation';
const DEFAULT_CYCLES = 5;
const MODELS = 'models';

interface SimulateFlags {
  readonly world: WorldName;
  readonly scenario?: Scenario;
  readonly data: string;
  readonly models: string;
  readonly out: string;
  readonly cycles: number;
  readonly seed: string;
  readonly replicas?: number;
  readonly engine: EngineOptions['prefer'];
}

/** `inkling simulate`: what trolls can do to the network, and what honest players do for it. */
export function simulateCommand(): Command {
  return new Command('simulate')
    .description('play the whole way from doodles to champion with made-up players, honest and trolls')
    .addOption(
      new Option('--world <name>', 'a small one that is short of some words, or the champion that ships')
        .choices(WORLD_NAMES)
        .default('scarce'),
    )
    .addOption(new Option('--scenario <name>', 'only these players; all without it').choices(SCENARIOS))
    .option('--data <dir>', 'folder with drawings in the official layout', DEFAULT_DATA_DIR)
    .option('--models <dir>', 'folder with model versions', MODELS)
    .option(
      '--out <dir>',
      'where everything is written, the page too; again to go on after a cut',
      DEFAULT_OUT,
    )
    .option(
      '--cycles <n>',
      'how often players play and the network is trained',
      countArgument,
      DEFAULT_CYCLES,
    )
    .option('--seed <text>', 'decides what players do', 'players')
    .option('--replicas <n>', 'copies that learn side by side; one for each core', countArgument)
    .addOption(
      new Option('--engine <engine>', 'what computes').choices(['auto', 'wasm', 'native']).default('auto'),
    )
    .action(run);
}

async function run({
  world,
  scenario: only,
  data,
  models,
  out,
  cycles,
  seed,
  engine: prefer,
  ...flags
}: SimulateFlags): Promise<void> {
  const replicas = flags.replicas ?? availableParallelism();
  const engine = await openEngine({ prefer, purpose: 'train', threads: replicas > 1 ? 1 : null });
  await mkdir(out, { recursive: true });
  const parts = partsProgress();
  try {
    const result = await simulate({
      world,
      engine,
      replicas,
      dataDir: data,
      modelsDir: models,
      outDir: out,
      scenarios: only ? [only] : SCENARIOS,
      cycles,
      seed,
      ...parts.listeners,
      onCycle: (scenario, cycle) => {
        parts.stop();
        console.log(describe(scenario, cycle));
      },
    });
    parts.stop();
    await writeFile(path.join(out, 'simulation.json'), `${JSON.stringify(result, null, 2)}\n`);
    const page = path.join(out, 'simulation.html');
    await writeFile(page, await renderSimulationPage(result));
    console.log(page);
  } finally {
    parts.stop();
  }
}

function describe(
  scenario: Scenario,
  { cycle, champion, challenger, promoted, refusals, given }: Cycle,
): string {
  const standing = ({ all, focus }: Cycle['champion']) => `${percent(all)} (focus ${percent(focus)})`;
  const outcome = promoted ? 'promoted' : `refused: ${refusals.join(', ')}`;
  const believed = Object.entries(given).map(
    ([kind, count]) => `${kind} ${count.believed} of ${count.given}`,
  );
  return `${scenario}, cycle ${cycle}: champion ${standing(champion)}, challenger ${standing(challenger)}, ${outcome}; believed: ${believed.join(', ')}`;
}
