import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Engine } from '../../../server/recognition/engine/engine.ts';
import type { Collection } from '../../../server/training/collection.ts';
import { writeNdjson } from '../../../server/training/data/index.ts';
import { measure } from '../../../server/training/measure.ts';
import { loadRecipe, parseRecipe, wordsOf, type Recipe } from '../../../server/training/recipe.ts';
import { train } from '../../../server/training/trainer.ts';
import { roundWeights, writeVersion } from '../../../server/training/version.ts';
import { simplify, type Drawing } from '../../../shared/drawing/index.ts';

export const TINY_VALIDATION_SHARE = 0.5;

/** A recipe for a network of a few words that learns in a second. */
export async function tinyRecipe(words: readonly string[]): Promise<Recipe> {
  const { augmentation, ...live } = await loadRecipe('live-10');
  return parseRecipe(
    {
      ...live,
      name: 'tiny',
      words,
      augmentation: { strokes: augmentation.strokes, bitmaps: null },
      sampling: { ...live.sampling, picturesPerWord: 20, validationShare: TINY_VALIDATION_SHARE },
      network: [
        { type: 'conv', filters: 6, kernel: 5, stride: 2, padding: 'same' },
        { type: 'dense', units: 12 },
      ],
      unknown: null,
      distillation: null,
      batchSize: 20,
      epochs: 3,
      weights: 'float32',
    },
    'of the test',
  );
}

/** Writes drawings as a data folder in the official layout. */
export async function writeDataFolder(
  dir: string,
  drawings: readonly { readonly word: string; readonly strokes: readonly Drawing[] }[],
): Promise<void> {
  await mkdir(path.join(dir, 'simplified'), { recursive: true });
  for (const { word, strokes } of drawings) {
    const record = { word, recognized: null, countrycode: null, timestamp: null, keyId: null };
    await writeNdjson(
      path.join(dir, 'simplified', `${word}.ndjson`),
      strokes.map((drawing) => ({ ...record, drawing: simplify(drawing) })),
    );
  }
}

/** Trains a network by the recipe and writes it into a models folder as its champion. @returns the version */
export async function trainTinyChampion(
  engine: Engine,
  recipe: Recipe,
  collection: Collection,
  models: string,
): Promise<string> {
  const { model, curves } = await train({
    engine,
    recipe,
    collection,
    fingerprint: 'first',
    checkpointFile: path.join(models, 'first.checkpoint'),
    resume: false,
    teacher: null,
    startWeights: null,
    replicas: 1,
    now: () => 0,
  });
  roundWeights(engine, model, recipe.weights);
  const version = await writeVersion(models, 'tiny', model, recipe.weights, {
    createdAt: '2026-01-01T00:00:00.000Z',
    name: 'tiny',
    description: 'For a test.',
    words: [...wordsOf(recipe)],
    recipe,
    seed: 1,
    data: { sources: [], train: 60, validation: 60 },
    ...measure(engine, model, collection.validation, 1),
    curves: [...curves],
    engine: engine.description,
    durationSeconds: 0,
  });
  model.dispose();
  await writeFile(path.join(models, 'champion.json'), JSON.stringify({ version }));
  return version;
}
