import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Dataset } from './data/index.ts';
import { wordsOf, type Recipe } from './recipe.ts';

/** What the command line may change of a recipe. */
export interface RecipeChanges {
  readonly words?: readonly string[];
  readonly perWord?: number;
  readonly epochs?: number;
  readonly seed?: number;
}

/**
 * A recipe with the changes that were asked for. `perWord` is the article's "number of images": as many drawings of each
 * word at the most, and as many pictures of it in an epoch.
 */
export function changeRecipe(recipe: Recipe, { words, perWord, epochs, seed }: RecipeChanges): Recipe {
  return {
    ...recipe,
    words: words ? [...words] : recipe.words,
    epochs: epochs ?? recipe.epochs,
    seed: seed ?? recipe.seed,
    sampling: perWord
      ? { ...recipe.sampling, picturesPerWord: perWord, drawingsPerWord: perWord }
      : recipe.sampling,
  };
}

const FINGERPRINT_HEX_DIGITS = 12;

/**
 * Where a run keeps what it can go on from. The names hold what the content depends on, so that `--resume` finds a run's own
 * checkpoint, and runs with other networks or schedules share what the same teacher said of the same drawings.
 */
export interface RunFiles {
  /** Identifies the run: recipe, data, engine, teacher and start. */
  readonly fingerprint: string;
  readonly checkpoint: string;
  readonly opinions: string;
}

export interface RunParts {
  readonly recipe: Recipe;
  readonly dataset: Dataset;
  readonly engine: string;
  readonly teacher: string | undefined;
  /** The version whose weights it begins with. */
  readonly startedFrom: string | undefined;
}

/** The files of a run below the folder `workDir`. */
export function filesOf(
  workDir: string,
  { recipe, dataset, engine, teacher, startedFrom }: RunParts,
): RunFiles {
  const words = wordsOf(recipe);
  const data = dataset.files
    .filter(({ word }) => words.includes(word))
    .map(({ word, format, bytes }) => [word, format, bytes]);
  // How it is called and stored does not change what is learnt.
  const learning: Recipe = { ...recipe, name: '', description: '', weights: 'float32' };
  const fingerprint = hashOf(learning, data, engine, teacher, startedFrom);
  const { augmentation, distillation, seed, sampling, mixup } = recipe;
  const { temperature, picturesPerWord } = distillation ?? {};
  const question = hashOf(
    words,
    data,
    teacher,
    augmentation,
    mixup?.asked ? mixup : null,
    temperature,
    picturesPerWord,
    seed,
    // All but how many pictures an epoch has.
    { ...sampling, picturesPerWord: null },
  );
  return {
    fingerprint,
    checkpoint: join(workDir, 'training', `${recipe.name}-${fingerprint}.checkpoint`),
    opinions: join(workDir, 'training', `teacher-${question}.opinions`),
  };
}

function hashOf(...parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, FINGERPRINT_HEX_DIGITS);
}
