import { join } from 'node:path';
import type { Tensor } from '@tensorflow/tfjs-core';
import { Command, Option } from 'commander';
import type { ModelCard } from '../../shared/recognition/card.ts';
import type { Engine } from '../recognition/engine/engine.ts';
import { loadNetwork } from '../recognition/network.ts';
import { readModelVersion } from '../recognition/registry.ts';
import { removeCheckpoint } from '../training/checkpoint.ts';
import { SOURCE_KINDS, type Collection } from '../training/collection.ts';
import { DEFAULT_DATA_DIR } from '../training/data/index.ts';
import { shippedRuns } from '../training/compare.ts';
import { measure } from '../training/measure.ts';
import { loadRecipe, wordsOf, type Recipe } from '../training/recipe.ts';
import { changeRecipe, filesOf } from '../training/run.ts';
import { creditOf } from '../training/teacher.ts';
import { startWeights } from '../training/transfer.ts';
import { roundWeights, writeVersion } from '../training/version.ts';
import { countArgument, seedArgument, WORDS_FORM, wordsArgument } from './arguments.ts';
import { withProgress } from './progress.ts';
import { consult, DEFAULT_WORK_DIR, prepareRun, showTraining } from './training-run.ts';

const DEFAULT_MODELS_DIR = 'models';

interface TrainFlags {
  readonly recipe: string;
  readonly data: string;
  readonly words?: string[];
  readonly perWord?: number;
  readonly epochs?: number;
  readonly seed?: number;
  readonly teacher?: string;
  readonly from?: string;
  readonly replicas?: number;
  readonly engine: 'auto' | 'wasm' | 'native';
  readonly resume: boolean;
  readonly out: string;
}

/** `inkling train`: trains a network by a recipe and writes a model version. */
export function trainCommand(): Command {
  return new Command('train')
    .description('train a network by a recipe and write a model version')
    .requiredOption('--recipe <name|file>', 'a shipped recipe or a file of your own')
    .option('--data <dir>', 'folder with drawings in the official layout', DEFAULT_DATA_DIR)
    .option('--words <words>', `instead of the recipe's: ${WORDS_FORM}`, wordsArgument)
    .option('--per-word <n>', 'drawings of each word to learn from', countArgument)
    .option('--epochs <n>', 'times through the pictures', countArgument)
    .option('--seed <n>', 'decides first weights, order and augmentation', seedArgument)
    .addOption(
      new Option('--engine <engine>', 'what computes').choices(['auto', 'wasm', 'native']).default('auto'),
    )
    .option(
      '--teacher <dir>',
      'a network to learn from as well: a tfjs layers model with class.json, or a version of ours',
    )
    .option('--replicas <n>', 'copies that learn side by side; one for each core', countArgument)
    .option(
      '--from <dir>',
      'a model version to begin with instead of random weights; of its words, those of the recipe',
    )
    .option('--resume', 'go on after the last finished epoch', false)
    .option('--out <dir>', 'where the model version goes', DEFAULT_MODELS_DIR)
    .action(runTraining);
}

async function runTraining(flags: TrainFlags): Promise<void> {
  const recipe = changeRecipe(await loadRecipe(flags.recipe), flags);
  const words = wordsOf(recipe);
  const run = await prepareRun(recipe, flags);
  const { engine, collection, drawings } = run;
  const start = flags.from === undefined ? null : await startFrom(engine, flags.from, recipe);
  const files = filesOf(DEFAULT_WORK_DIR, {
    recipe,
    dataset: run.dataset,
    engine: engine.name,
    teacher: flags.teacher,
    startedFrom: start?.version,
  });
  console.error(`After each epoch a checkpoint goes to ${files.checkpoint}`);
  const trained = await showTraining({
    engine,
    recipe,
    collection,
    fingerprint: files.fingerprint,
    checkpointFile: files.checkpoint,
    resume: flags.resume,
    teacher: await consult(run, flags.teacher, recipe, files.opinions),
    startWeights: start?.weights ?? null,
    replicas: run.replicas,
    now: () => performance.now(),
  });

  roundWeights(engine, trained.model, recipe.weights);
  const measured = await withProgress({ label: 'Measuring', total: null, unit: 'looks' }, (progress) =>
    measure(engine, trained.model, collection.validation, recipe.seed, (done) => progress.update(done)),
  );
  const version = await writeVersion(flags.out, recipe.name, trained.model, recipe.weights, {
    createdAt: new Date().toISOString(),
    name: recipe.name,
    description: recipe.description,
    words: [...words],
    recipe: { ...recipe, ...(start && { startedFrom: start.version }) },
    seed: recipe.seed,
    ...(flags.teacher !== undefined && { teacher: await creditOf(flags.teacher) }),
    data: { sources: sourcesOf(collection), ...drawings },
    ...measured,
    runs: await shippedRuns(recipe.name),
    curves: [...trained.curves],
    engine: engine.description,
    durationSeconds: Math.round(trained.seconds),
  });
  await removeCheckpoint(files.checkpoint);
  console.error(describe(measured.metrics));
  console.log(join(flags.out, version));
}

/** The weights of an earlier version, to go on from. */
async function startFrom(
  engine: Engine,
  dir: string,
  recipe: Recipe,
): Promise<{ weights: Tensor[]; version: string }> {
  const { card, artifacts } = await readModelVersion(dir);
  const model = await loadNetwork(engine.layers, artifacts);
  return { weights: startWeights(engine, model, card, recipe), version: card.version };
}

const DATA_LICENCE = 'CC BY 4.0, The Quick, Draw! Dataset, Google Creative Lab';

function sourcesOf({ train, validation }: Collection): { name: string; licence: string; drawings: number }[] {
  return SOURCE_KINDS.map((kind) => ({
    name: `Quick, Draw! ${SOURCE_NAMES[kind]}`,
    licence: DATA_LICENCE,
    drawings: [...train, ...validation].reduce((sum, word) => sum + word[kind].length, 0),
  })).filter(({ drawings }) => drawings > 0);
}

const SOURCE_NAMES = {
  strokes: 'drawings with strokes',
  bitmaps: 'official 28x28 bitmaps',
  otherBitmaps: '28x28 bitmaps rendered by others',
} as const;

/** The figures a person wants to see first. */
function describe({ top1, top3, byInk }: ModelCard['metrics']): string {
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  const growing = byInk
    .map(({ ink, top1: hit }) => `${Math.round(100 * ink)} % ink ${percent(hit)}`)
    .join(', ');
  return `Validation: top-1 ${percent(top1)}, top-3 ${percent(top3)}. Growing drawings, top-1: ${growing}.`;
}
