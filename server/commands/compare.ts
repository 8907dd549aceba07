import { Command, Option } from 'commander';
import type { EngineOptions } from '../recognition/engine/engine.ts';
import { removeCheckpoint } from '../training/checkpoint.ts';
import {
  loadChanges,
  loadRuns,
  measureRun,
  saveRuns,
  withChange,
  type Change,
  type RunRecord,
} from '../training/compare.ts';
import { DEFAULT_DATA_DIR } from '../training/data/index.ts';
import { loadRecipe, picturesPerEpoch, type Recipe } from '../training/recipe.ts';
import { changeRecipe, filesOf } from '../training/run.ts';
import { countArgument, seedArgument, WORDS_FORM, wordsArgument } from './arguments.ts';
import { consult, DEFAULT_WORK_DIR, prepareRun, showTraining } from './training-run.ts';

interface CompareFlags {
  readonly recipe: string;
  readonly changes: string;
  readonly runs: string;
  readonly data: string;
  readonly words?: string[];
  readonly perWord?: number;
  readonly epochs: number;
  readonly seed?: number;
  readonly teacher?: string;
  readonly replicas?: number;
  readonly engine: EngineOptions['prefer'];
}

const UNCHANGED: Change = { name: 'the recipe as it is', change: {} };

/** `inkling compare`: what each part of a recipe is worth, by short runs with and without it. */
export function compareCommand(): Command {
  return new Command('compare')
    .description('train a recipe for a short while as it is and with each of a list of changes, and compare')
    .requiredOption('--recipe <name|file>', 'a shipped recipe or a file of your own')
    .requiredOption(
      '--changes <file>',
      'a JSON list of {"name": …, "change": {…}}, merge patches to the recipe',
    )
    .requiredOption('--runs <file>', 'where the figures go; runs that it has already are not repeated')
    .option('--data <dir>', 'folder with drawings in the official layout', DEFAULT_DATA_DIR)
    .option('--words <words>', `instead of the recipe's: ${WORDS_FORM}`, wordsArgument)
    .option('--per-word <n>', 'drawings of each word to learn from', countArgument)
    .option('--epochs <n>', 'how long each run is', countArgument, 6)
    .option('--seed <n>', 'decides first weights, order and augmentation', seedArgument)
    .option(
      '--teacher <dir>',
      'a network to learn from as well: a tfjs layers model with class.json, or a version of ours',
    )
    .option('--replicas <n>', 'copies that learn side by side; one for each core', countArgument)
    .addOption(
      new Option('--engine <engine>', 'what computes').choices(['auto', 'wasm', 'native']).default('auto'),
    )
    .action(runComparison);
}

async function runComparison(flags: CompareFlags): Promise<void> {
  const recipe = changeRecipe(await loadRecipe(flags.recipe), flags);
  const changes = [UNCHANGED, ...(await loadChanges(flags.changes))];
  // Before anything long begins: is every change a recipe?
  const recipes = changes.map((change) => withChange(recipe, change));
  const runs = await loadRuns(flags.runs);
  const run = await prepareRun(recipe, flags);
  const { engine, collection, dataset, replicas } = run;
  const filesFor = (changed: Recipe) =>
    filesOf(DEFAULT_WORK_DIR, {
      recipe: changed,
      dataset,
      engine: engine.name,
      teacher: flags.teacher,
      startedFrom: undefined,
    });
  // A teacher is asked once, about drawings changed as the recipe itself changes them.
  const teacher = await consult(run, flags.teacher, recipe, filesFor(recipe).opinions);
  for (const [index, changed] of recipes.entries()) {
    const { name } = changes[index]!;
    if (runs.some((record) => record.name === name)) continue;
    console.error(`Run ${index + 1} of ${recipes.length}: ${name}`);
    const { fingerprint, checkpoint: checkpointFile } = filesFor(changed);
    const { model, seconds } = await showTraining({
      engine,
      recipe: changed,
      collection,
      fingerprint,
      checkpointFile,
      resume: true,
      teacher: changed.distillation && teacher,
      startWeights: null,
      replicas,
      now: () => performance.now(),
    });
    runs.push({
      name,
      pictures: picturesPerEpoch(changed) * changed.epochs,
      parameters: model.countParams(),
      ...measureRun(engine, model, collection.validation, changed),
      seconds: Math.round(seconds),
    });
    model.dispose();
    await saveRuns(flags.runs, runs);
    await removeCheckpoint(checkpointFile);
  }
  console.table(Object.fromEntries(runs.map((record) => [record.name, rowOf(record)])));
}

function rowOf({ top1, top3, byInk, unknownAuroc }: RunRecord): Record<string, string> {
  const percent = (share: number) => (100 * share).toFixed(1);
  const inks = byInk.map(({ ink, macroTop1 }) => [`at ${100 * ink} % ink`, percent(macroTop1)]);
  return {
    'top-1': percent(top1),
    'top-3': percent(top3),
    ...(Object.fromEntries(inks) as Record<string, string>),
    'unknown, AUROC': unknownAuroc === null ? '' : unknownAuroc.toFixed(3),
  };
}
