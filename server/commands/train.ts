import { join } from 'node:path';
import { Command, Option } from 'commander';
import type { ModelCard } from '../recognition/card.ts';
import { openEngine, type Engine } from '../recognition/engine/engine.ts';
import { loadCheckpoint, removeCheckpoint } from '../training/checkpoint.ts';
import { countDrawings, readCollection, SOURCE_KINDS, type Collection } from '../training/collection.ts';
import { DEFAULT_DATA_DIR, describeMissingData, openDataset } from '../training/data/index.ts';
import { measure } from '../training/measure.ts';
import { loadRecipe, wordsOf, type Recipe } from '../training/recipe.ts';
import { askTeacher, creditOf, loadTeacher } from '../training/teacher.ts';
import type { Opinions } from '../training/sampling.ts';
import { loadNetwork } from '../recognition/network.ts';
import { readModelVersion } from '../recognition/registry.ts';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { changeRecipe, filesOf } from '../training/run.ts';
import { train, type TrainedNetwork, type TrainingOptions } from '../training/trainer.ts';
import { roundWeights, writeVersion } from '../training/version.ts';
import { countArgument, seedArgument, wordsArgument } from './arguments.ts';
import { withProgress } from './progress.ts';

const DEFAULT_WORK_DIR = 'data';
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
  readonly engine: 'auto' | 'wasm' | 'native';
  readonly resume: boolean;
  readonly out: string;
}

/** `inkling train`: trains a network by a recipe and writes a model version. */
export function trainCommand(): Command {
  return new Command('train')
    .description('train a network by a recipe and write a model version')
    .requiredOption('--recipe <name|file>', 'a shipped recipe (seed, live-345) or a file of your own')
    .option('--data <dir>', 'folder with drawings in the official layout', DEFAULT_DATA_DIR)
    .option(
      '--words <words>',
      'instead of the recipe\'s: separated by commas, "article" or "all"',
      wordsArgument,
    )
    .option('--per-word <n>', 'drawings of each word to learn from', countArgument)
    .option('--epochs <n>', 'times through the pictures', countArgument)
    .option('--seed <n>', 'decides first weights, order and augmentation', seedArgument)
    .addOption(
      new Option('--engine <engine>', 'what computes').choices(['auto', 'wasm', 'native']).default('auto'),
    )
    .option('--teacher <dir>', 'a network to learn from as well: a tfjs layers model with class.json')
    .option('--from <dir>', 'a model version to begin with instead of random weights')
    .option('--resume', 'go on after the last finished epoch', false)
    .option('--out <dir>', 'where the model version goes', DEFAULT_MODELS_DIR)
    .action(runTraining);
}

async function runTraining(flags: TrainFlags): Promise<void> {
  const recipe = changeRecipe(await loadRecipe(flags.recipe), flags);
  const words = wordsOf(recipe);
  const dataset = await openDataset(flags.data);
  const missing = words.filter((word) => !dataset.words.includes(word));
  if (missing.length > 0) throw new Error(describeMissingData(flags.data, missing));

  const engine = await openEngine({ prefer: flags.engine, purpose: 'train' });
  console.error(`Recipe ${recipe.name}: ${words.length} words, ${engine.description}`);
  const collection = await withProgress(
    { label: 'Reading', total: words.length, unit: 'words' },
    (progress) => {
      let read = 0;
      return readCollection(flags.data, words, recipe.sampling.validationShare, () =>
        progress.update(++read),
      );
    },
  );
  const drawings = {
    train: countDrawings(collection.train),
    validation: countDrawings(collection.validation),
  };
  console.error(`${drawings.train} drawings to learn from, ${drawings.validation} to validate with`);

  const start = flags.from === undefined ? null : await startFrom(engine, flags.from);
  const files = filesOf(DEFAULT_WORK_DIR, {
    recipe,
    dataset,
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
    teacher: await consult(engine, flags.teacher, collection, recipe, files.opinions),
    startWeights: start?.model.getWeights() ?? null,
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
    curves: [...trained.curves],
    engine: engine.description,
    durationSeconds: Math.round(trained.seconds),
  });
  await removeCheckpoint(files.checkpoint);
  console.error(describe(measured.metrics));
  console.log(join(flags.out, version));
}

/** The network of an earlier version, to go on from. */
async function startFrom({ layers }: Engine, dir: string): Promise<{ model: LayersModel; version: string }> {
  const { card, artifacts } = await readModelVersion(dir);
  return { model: await loadNetwork(layers, artifacts), version: card.version };
}

/** What the teacher thinks of the training drawings, where the recipe wants to know. */
async function consult(
  engine: Engine,
  dir: string | undefined,
  { train: side }: Collection,
  recipe: Recipe,
  opinionsFile: string,
): Promise<Opinions | null> {
  if (recipe.distillation === null) return null;
  if (dir === undefined)
    throw new Error(`The recipe ${recipe.name} learns from a teacher: name its folder with --teacher.`);
  const teacher = await loadTeacher(engine, dir, wordsOf(recipe));
  const asking = { label: 'Asking the teacher', total: countDrawings(side), unit: 'drawings' };
  return withProgress(asking, (progress) =>
    askTeacher(engine, teacher, side, recipe, opinionsFile, (done) => progress.update(done)),
  );
}

/** Trains with a bar: images a second, loss of this epoch, validation accuracy after the last one, time left. */
async function showTraining(options: TrainingOptions): Promise<TrainedNetwork> {
  const { recipe, collection, resume, checkpointFile, fingerprint } = options;
  const perEpoch = recipe.sampling.picturesPerWord * collection.train.length;
  const done = (resume ? await loadCheckpoint(checkpointFile, fingerprint) : null)?.curves.length ?? 0;
  if (done > 0) console.error(`Going on after epoch ${done}`);
  const bar = {
    label: 'Training',
    total: perEpoch * recipe.epochs,
    unit: 'images',
    initial: done * perEpoch,
  };
  return withProgress(bar, (progress) => {
    let accuracy = '–';
    return train({
      ...options,
      onStep: ({ epoch, pictures, loss }) =>
        progress.update(epoch * perEpoch + pictures, {
          epoch: `${epoch + 1}/${recipe.epochs}`,
          loss: loss.toFixed(3),
          validation: accuracy,
        }),
      onEpoch: ({ validationTop1 }) => {
        accuracy = `${(100 * validationTop1).toFixed(1)} %`;
      },
    });
  });
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
