import { availableParallelism } from 'node:os';
import { openEngine, type Engine, type EngineOptions } from '../recognition/engine/engine.ts';
import { loadCheckpoint } from '../training/checkpoint.ts';
import { countDrawings, readCollection, type Collection } from '../training/collection.ts';
import { describeMissingData, openDataset, type Dataset } from '../training/data/index.ts';
import { picturesPerEpoch, wordsOf, type Recipe } from '../training/recipe.ts';
import type { Opinions } from '../training/sampling.ts';
import { allViews, askTeacher } from '../training/soft-labels.ts';
import { withTeachers } from '../training/teacher-threads.ts';
import { train, type TrainedNetwork, type TrainingOptions } from '../training/trainer.ts';
import { withProgress } from './progress.ts';

/** What any command that trains does first, and how it shows that it goes on. */

/** Where checkpoints and what teachers said are kept. */
export const DEFAULT_WORK_DIR = 'data';

interface RunFlags {
  readonly data: string;
  readonly engine: EngineOptions['prefer'];
  readonly replicas?: number;
}

interface PreparedRun {
  readonly engine: Engine;
  readonly dataset: Dataset;
  readonly collection: Collection;
  readonly drawings: { readonly train: number; readonly validation: number };
  readonly replicas: number;
}

/**
 * Opens the engine and reads the drawings.
 *
 * @throws Error where words of the recipe are missing in the data
 */
export async function prepareRun(recipe: Recipe, flags: RunFlags): Promise<PreparedRun> {
  const words = wordsOf(recipe);
  const dataset = await openDataset(flags.data);
  const missing = words.filter((word) => !dataset.words.includes(word));
  if (missing.length > 0) throw new Error(describeMissingData(flags.data, missing));

  const replicas = flags.replicas ?? availableParallelism();
  const threads = replicas > 1 ? 1 : null;
  const engine = await openEngine({ prefer: flags.engine, purpose: 'train', threads });
  console.error(`Recipe ${recipe.name}: ${words.length} words, ${engine.description}`);
  const collection = await readDrawings(flags.data, words, recipe.sampling.validationShare);
  const drawings = {
    train: countDrawings(collection.train),
    validation: countDrawings(collection.validation),
  };
  console.error(`${drawings.train} drawings to learn from, ${drawings.validation} to validate with`);
  return { engine, dataset, collection, drawings, replicas };
}

/** Reads a folder with a bar, see `readCollection`. */
export function readDrawings(
  dir: string,
  words: readonly string[],
  validationShare: number,
): Promise<Collection> {
  return withProgress({ label: 'Reading', total: words.length, unit: 'words' }, (progress) => {
    let read = 0;
    return readCollection(dir, words, validationShare, () => progress.update(++read));
  });
}

/** What the teacher thinks of the training drawings, where the recipe wants to know. */
export async function consult(
  { engine, collection: { train: side }, replicas }: PreparedRun,
  dir: string | undefined,
  recipe: Recipe,
  opinionsFile: string,
): Promise<Opinions | null> {
  if (recipe.distillation === null) return null;
  if (dir === undefined)
    throw new Error(`The recipe ${recipe.name} learns from a teacher: name its folder with --teacher.`);
  const views = allViews(side, recipe);
  const { temperature } = recipe.distillation;
  const setup = { engine: engine.name, dir, words: wordsOf(recipe), temperature };
  const asking = { label: 'Asking the teacher', total: views.length, unit: 'pictures' };
  return withProgress(asking, (progress) =>
    withTeachers(replicas, setup, (ask) =>
      askTeacher(ask, side, views, recipe, opinionsFile, (done) => progress.update(done)),
    ),
  );
}

/** Trains with a bar: images a second, loss of this epoch, validation accuracy after the last one, time left. */
export async function showTraining(options: TrainingOptions): Promise<TrainedNetwork> {
  const { recipe, resume, checkpointFile, fingerprint } = options;
  const perEpoch = picturesPerEpoch(recipe);
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
