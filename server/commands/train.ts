import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import type { ModelCard } from '../recognition/card.ts';
import { openEngine } from '../recognition/engine/engine.ts';
import { removeCheckpoint } from '../training/checkpoint.ts';
import { countDrawings, readCollection, SOURCE_KINDS, type Collection } from '../training/collection.ts';
import { DEFAULT_DATA_DIR, describeMissingData, openDataset } from '../training/data/index.ts';
import { parseWords, UnknownWordError } from '../training/data/words.ts';
import { measure } from '../training/measure.ts';
import { loadRecipe, wordsOf } from '../training/recipe.ts';
import { changeRecipe, checkpointFileOf, fingerprintOf } from '../training/run.ts';
import { train } from '../training/trainer.ts';
import { roundWeights, writeVersion } from '../training/version.ts';
import { createProgress } from './progress.ts';

const DEFAULT_WORK_DIR = 'data';
const DEFAULT_MODELS_DIR = 'models';

interface TrainFlags {
  readonly recipe: string;
  readonly data: string;
  readonly words?: string[];
  readonly perWord?: number;
  readonly epochs?: number;
  readonly seed?: number;
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
    .option('--per-word <n>', 'drawings of each word to learn from', wholeNumber)
    .option('--epochs <n>', 'times through the pictures', wholeNumber)
    .option('--seed <n>', 'decides first weights, order and augmentation', wholeNumber)
    .option('--engine <auto|wasm|native>', 'what computes', 'auto')
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
  const reading = createProgress({ label: 'Reading', total: words.length, unit: 'words' });
  let read = 0;
  const collection = await readCollection(flags.data, words, recipe.sampling.validationShare, () =>
    reading.update(++read),
  );
  reading.stop();
  console.error(
    `${countDrawings(collection.train)} drawings to learn from, ${countDrawings(collection.validation)} to validate with`,
  );

  const fingerprint = fingerprintOf(recipe, dataset, engine.name);
  const checkpointFile = checkpointFileOf(DEFAULT_WORK_DIR, recipe, fingerprint);
  const picturesPerEpoch = recipe.sampling.picturesPerWord * words.length;
  const total = picturesPerEpoch * recipe.epochs;
  let progress: ReturnType<typeof createProgress> | undefined;
  let accuracy = '–';
  const trained = await train({
    engine,
    recipe,
    collection,
    fingerprint,
    checkpointFile,
    resume: flags.resume,
    now: () => performance.now(),
    onStart: ({ epochsDone, parameters }) => {
      console.error(`${parameters} parameters; after each epoch a checkpoint goes to ${checkpointFile}`);
      if (epochsDone > 0) console.error(`Going on after epoch ${epochsDone}`);
      progress = createProgress({
        label: 'Training',
        total,
        unit: 'images',
        initial: epochsDone * picturesPerEpoch,
      });
    },
    onStep: ({ epoch, pictures, loss }) =>
      progress?.update(epoch * picturesPerEpoch + pictures, {
        epoch: `${epoch + 1}/${recipe.epochs}`,
        loss: loss.toFixed(3),
        validation: accuracy,
      }),
    onEpoch: ({ validationTop1 }) => {
      accuracy = `${(100 * validationTop1).toFixed(1)} %`;
    },
  });
  progress?.stop();

  roundWeights(engine, trained.model, recipe.weights);
  const measuring = createProgress({ label: 'Measuring', total: null, unit: 'looks' });
  const measured = measure(engine, trained.model, collection.validation, recipe.seed, (done) =>
    measuring.update(done),
  );
  measuring.stop();
  const version = await writeVersion(flags.out, recipe.name, trained.model, recipe.weights, {
    createdAt: new Date().toISOString(),
    name: recipe.name,
    description: recipe.description,
    words: [...words],
    recipe,
    seed: recipe.seed,
    data: {
      sources: sourcesOf(collection),
      train: countDrawings(collection.train),
      validation: countDrawings(collection.validation),
    },
    ...measured,
    curves: [...trained.curves],
    engine: engine.description,
    durationSeconds: Math.round(trained.seconds),
  });
  await removeCheckpoint(checkpointFile);
  console.error(describe(measured.metrics));
  console.log(join(flags.out, version));
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

function wordsArgument(text: string): string[] {
  try {
    return parseWords(text);
  } catch (error) {
    if (error instanceof UnknownWordError) throw new InvalidArgumentError(error.message);
    throw error;
  }
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError('Give a whole number.');
  return value;
}
