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

/** Identifies a run: the same recipe on the same data files, engine, teacher and start goes on where it stopped. */
export function fingerprintOf(recipe: Recipe, dataset: Dataset, extras: readonly unknown[]): string {
  const words = new Set(wordsOf(recipe));
  const files = dataset.files
    .filter(({ word }) => words.has(word))
    .map(({ word, format, bytes }) => [word, format, bytes]);
  const hash = createHash('sha256').update(JSON.stringify([recipe, files, ...extras]));
  return hash.digest('hex').slice(0, FINGERPRINT_HEX_DIGITS);
}

/** Where a run keeps its checkpoint, so that `--resume` finds it without being told. */
export function checkpointFileOf(dataDir: string, recipe: Recipe, fingerprint: string): string {
  return join(dataDir, 'training', `${recipe.name}-${fingerprint}.checkpoint`);
}
