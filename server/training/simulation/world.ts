import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Drawing } from '../../../shared/drawing/index.ts';
import { describeMissingData, hashDrawing, openDataset, splitOf, writeNdjson } from '../data/index.ts';
import { loadRecipe, parseRecipe, type Recipe } from '../recipe.ts';

/** A small world with real drawings: base data that is short of some words, and a store of drawings for players to draw. */

/** Words that the network has hardly seen when the game begins, and of which there is most to draw. */
export const POOR_WORDS: readonly string[] = [
  'backpack',
  'eye',
  'face',
  'mouth',
  'pig',
  'power outlet',
  'radio',
  'shoe',
];
/** Words of which it has enough. */
const RICH_WORDS: readonly string[] = [
  'airplane',
  'alarm clock',
  'bicycle',
  'calculator',
  'camera',
  'car',
  'cat',
  'computer',
  'crayon',
  'guitar',
  'headphones',
  'monkey',
  'paintbrush',
  'sun',
  'television',
];
export const WORLD_WORDS: readonly string[] = [...POOR_WORDS, ...RICH_WORDS].sort();

const POOR_DRAWINGS = 12;
const RICH_DRAWINGS = 170;
/** Half of the validation split is the golden set. */
const VALIDATION_SHARE = 0.42;
const MOST_VALIDATION_DRAWINGS = 420;
const PICTURES_PER_WORD = 120;
const EPOCHS = 16;
const BATCH = 64;
const NETWORK: Recipe['network'] = [
  { type: 'conv', filters: 16, kernel: 5, stride: 2, padding: 'same' },
  { type: 'conv', filters: 24, kernel: 3, stride: 1, padding: 'same' },
  { type: 'maxpool', size: 2 },
  { type: 'conv', filters: 48, kernel: 3, stride: 1, padding: 'same' },
  { type: 'maxpool', size: 2 },
  { type: 'dense', units: 96 },
];

export interface World {
  readonly baseDir: string;
  /** What players can draw: drawings of each word that are not in the base data. */
  readonly pools: ReadonlyMap<string, readonly Drawing[]>;
  readonly recipe: Recipe;
}

/**
 * Divides a folder's drawings by the hash of their content and writes the base data.
 * @throws Error where words are missing
 */
export async function buildWorld(dataDir: string, baseDir: string): Promise<World> {
  const dataset = await openDataset(dataDir);
  const missing = WORLD_WORDS.filter((word) => !dataset.words.includes(word));
  if (missing.length > 0) throw new Error(describeMissingData(dataDir, missing));
  await rm(baseDir, { recursive: true, force: true });
  await mkdir(path.join(baseDir, 'simplified'), { recursive: true });
  const pools = new Map<string, Drawing[]>();
  for (const word of WORLD_WORDS) {
    const byHash = new Map<string, Drawing>();
    for await (const { drawing } of dataset.drawings(word)) byHash.set(hashDrawing(drawing), drawing);
    const hashes = [...byHash.keys()].sort();
    const validation = hashes.filter((hash) => splitOf(hash, VALIDATION_SHARE) === 'validation');
    const others = hashes.slice(validation.length);
    const known = POOR_WORDS.includes(word) ? POOR_DRAWINGS : RICH_DRAWINGS;
    const base = [...evenly(validation, MOST_VALIDATION_DRAWINGS), ...others.slice(0, known)];
    const record = { word, countrycode: null, timestamp: null, recognized: null, keyId: null };
    await writeNdjson(
      path.join(baseDir, 'simplified', `${word}.ndjson`),
      base.map((hash) => ({ ...record, drawing: byHash.get(hash)! })),
    );
    pools.set(
      word,
      others.slice(known).map((hash) => byHash.get(hash)!),
    );
  }
  return { baseDir, pools, recipe: await recipeOf() };
}

/** At most so many of a list, from its beginning to its end: hashes decide which half a drawing is in. */
function evenly<T>(list: readonly T[], most: number): T[] {
  const step = Math.max(1, list.length / most);
  return Array.from({ length: Math.min(list.length, most) }, (_, index) => list[Math.floor(index * step)]!);
}

/** As `live-10` learns, without a teacher, in a network small enough for many cycles. */
async function recipeOf(): Promise<Recipe> {
  const { sampling, ...base } = await loadRecipe('live-10');
  return parseRecipe(
    {
      ...base,
      name: 'simulated',
      description: 'The first network of a simulation.',
      words: WORLD_WORDS,
      sampling: {
        ...sampling,
        picturesPerWord: PICTURES_PER_WORD,
        validationShare: VALIDATION_SHARE,
      },
      distillation: null,
      network: NETWORK,
      epochs: EPOCHS,
      batchSize: BATCH,
    },
    'of the simulation',
  );
}
