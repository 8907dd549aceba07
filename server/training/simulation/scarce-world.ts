import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Drawing } from '../../../shared/drawing/index.ts';
import type { Engine } from '../../recognition/engine/engine.ts';
import { countDrawings, readCollection, type Collection } from '../collection.ts';
import { describeMissingData, hashDrawing, openDataset, splitOf, writeNdjson } from '../data/index.ts';
import { divideValidation } from '../gate/golden.ts';
import { measure } from '../measure.ts';
import { loadRecipe, parseRecipe, type Recipe } from '../recipe.ts';
import { retrainingRecipe } from '../retrain/recipe.ts';
import { train } from '../trainer.ts';
import { roundWeights, writeVersion } from '../version.ts';
import type { World, WorldWork } from './world.ts';

/** A small world with real drawings: base data that is short of some words, and a store of drawings for players to draw. */

/** Words that the network has hardly seen when the game begins, and of which there is most to draw. */
const POOR_WORDS: readonly string[] = [
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
export const SCARCE_WORDS: readonly string[] = [...POOR_WORDS, ...RICH_WORDS].sort();

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

export interface ScarceWorldOptions extends WorldWork {
  readonly engine: Engine;
  readonly replicas: number;
  /** Where the drawings are. */
  readonly dataDir: string;
  /** Where the base data and the first network are written. */
  readonly workDir: string;
}

/** A world of a few words, eight of which the first network has seen a dozen drawings of. @throws Error where words are missing */
export async function scarceWorld(options: ScarceWorldOptions): Promise<World> {
  const baseDir = path.join(options.workDir, 'base');
  const pools = await writeBase(options.dataDir, baseDir);
  const collection = await readCollection(baseDir, SCARCE_WORDS, VALIDATION_SHARE);
  return {
    description: `${SCARCE_WORDS.length} words, of which ${POOR_WORDS.length} have ${POOR_DRAWINGS} drawings to begin with and the others ${RICH_DRAWINGS}. The network that the game begins with was made for this: it is small, and learnt from these drawings only.`,
    askedWords: SCARCE_WORDS,
    floodedWord: 'pig',
    focus: { name: 'words that began with little', words: POOR_WORDS },
    pools,
    dataset: await openDataset(baseDir),
    collection,
    retraining: (champion) => retrainingRecipe(champion),
    begin: (modelsDir) => trainFirst(options, collection, modelsDir),
  };
}

/** Divides a folder's drawings by the hash of their content and writes the base data. @returns what is left, for players */
async function writeBase(dataDir: string, baseDir: string): Promise<Map<string, Drawing[]>> {
  const dataset = await openDataset(dataDir);
  const missing = SCARCE_WORDS.filter((word) => !dataset.words.includes(word));
  if (missing.length > 0) throw new Error(describeMissingData(dataDir, missing));
  await rm(baseDir, { recursive: true, force: true });
  await mkdir(path.join(baseDir, 'simplified'), { recursive: true });
  const pools = new Map<string, Drawing[]>();
  for (const word of SCARCE_WORDS) {
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
  return pools;
}

/** At most so many of a list, from its beginning to its end: hashes decide which half a drawing is in. */
function evenly<T>(list: readonly T[], most: number): T[] {
  const step = Math.max(1, list.length / most);
  return Array.from({ length: Math.min(list.length, most) }, (_, index) => list[Math.floor(index * step)]!);
}

/** The network that the game begins with. */
async function trainFirst(
  { engine, replicas, workDir, onPart, onStep }: ScarceWorldOptions,
  collection: Collection,
  modelsDir: string,
): Promise<void> {
  const recipe = await firstRecipe();
  const { choosing } = divideValidation(collection.validation, VALIDATION_SHARE);
  const perEpoch = PICTURES_PER_WORD * SCARCE_WORDS.length;
  onPart?.('Training', perEpoch * EPOCHS);
  const { model, curves, seconds } = await train({
    engine,
    recipe,
    collection: { train: collection.train, validation: choosing },
    fingerprint: 'first',
    checkpointFile: path.join(workDir, 'first.checkpoint'),
    resume: false,
    teacher: null,
    startWeights: null,
    replicas,
    now: () => performance.now(),
    onStep: ({ epoch, pictures, loss }) => onStep?.(epoch * perEpoch + pictures, { loss: loss.toFixed(3) }),
  });
  roundWeights(engine, model, recipe.weights);
  const version = await writeVersion(modelsDir, recipe.name, model, recipe.weights, {
    createdAt: new Date().toISOString(),
    name: recipe.name,
    description: recipe.description,
    words: [...SCARCE_WORDS],
    recipe,
    seed: recipe.seed,
    data: { sources: [], train: countDrawings(collection.train), validation: countDrawings(choosing) },
    ...measure(engine, model, choosing, recipe.seed),
    curves: [...curves],
    engine: engine.description,
    durationSeconds: Math.round(seconds),
  });
  await writeFile(path.join(modelsDir, 'champion.json'), JSON.stringify({ version }));
  model.dispose();
}

/** As `live-10` learns, without a teacher, in a network small enough for many cycles. */
async function firstRecipe(): Promise<Recipe> {
  const { sampling, ...base } = await loadRecipe('live-10');
  return parseRecipe(
    {
      ...base,
      name: 'simulated',
      description: 'The first network of a simulation.',
      words: SCARCE_WORDS,
      sampling: { ...sampling, picturesPerWord: PICTURES_PER_WORD, validationShare: VALIDATION_SHARE },
      distillation: null,
      network: NETWORK,
      epochs: EPOCHS,
      batchSize: BATCH,
    },
    'of the simulation',
  );
}
