import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { z } from 'zod';
import type { Engine } from '../recognition/engine/engine.ts';
import type { WordDrawings } from './collection.ts';
import { accuracyOf, expectedCalibrationError } from './metrics.ts';
import { softmax } from '../../shared/recognition/calibration.ts';
import { predictLogits, wordLogits } from './predict.ts';
import { outputsOf, parseRecipe, RecipeError, type Recipe } from './recipe.ts';
import { scoreUnknown } from './unknown-score.ts';
import { finishedPictures, growingDrawings, pictureAt } from './validation.ts';

/** What each part of a recipe is worth: the same short run, once as it is and once with each change. */

const COMPARISONS_DIR = join(import.meta.dirname, 'comparisons');
/** Drawings of a word that a short run is measured by: enough for a figure, and no word outweighs the rest. */
const FINISHED_PER_WORD = 60;
const GROWING_PER_WORD = 20;
/** Shares of the ink at which growing drawings are looked at. */
const LOOKS = [0.3, 0.5, 0.7, 1];

const changesSchema = z.array(
  z.strictObject({
    /** What is different, in a few words. */
    name: z.string().min(1),
    /** A JSON merge patch (RFC 7396) to the recipe: what it names is replaced, null takes it away. */
    change: z.record(z.string(), z.json()),
  }),
);
export type Change = z.infer<typeof changesSchema>[number];

const share = z.number().min(0).max(1);
export const runRecordSchema = z.object({
  name: z.string(),
  pictures: z.int(),
  parameters: z.int(),
  /** Finished validation drawings, at most 60 a word. */
  top1: share,
  top3: share,
  /** Mean over words of the top-1 of growing validation drawings. */
  byInk: z.array(z.object({ ink: share, macroTop1: share, ece: share })),
  /** How well the probability of `unknown` tells drawings of no word, of kinds never trained on; null without that output. */
  unknownAuroc: share.nullable(),
  seconds: z.number(),
});
export type RunRecord = z.infer<typeof runRecordSchema>;

/**
 * Reads a list of changes.
 *
 * @throws RecipeError where there is none, or it is none
 */
export async function loadChanges(file: string): Promise<Change[]> {
  try {
    return changesSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
    throw new RecipeError(`Cannot read the changes in ${file}: ${reason}`);
  }
}

/** The recipe with a change. @throws RecipeError where the result is no recipe */
export function withChange(recipe: Recipe, { name, change }: Change): Recipe {
  return parseRecipe(mergePatch(recipe, change), `${recipe.name} with the change "${name}"`);
}

function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const before = isObject(target) ? target : {};
  const changed = Object.entries(patch).flatMap(([key, value]) =>
    value === null ? [] : [[key, mergePatch(before[key], value)] as const],
  );
  const kept = Object.entries(before).filter(([key]) => !(key in patch));
  return Object.fromEntries([...kept, ...changed]);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The runs that a file has so far; none where there is no file. */
export async function loadRuns(file: string): Promise<RunRecord[]> {
  const text = await readFile(file, 'utf8').catch(() => '[]');
  return z.array(runRecordSchema).parse(JSON.parse(text));
}

/** The runs that ship beside a recipe, for its models' cards. */
export function shippedRuns(recipeName: string): Promise<RunRecord[]> {
  return loadRuns(join(COMPARISONS_DIR, `${recipeName}.runs.json`));
}

export async function saveRuns(file: string, runs: readonly RunRecord[]): Promise<void> {
  await writeFile(file, `${JSON.stringify(runs, null, 2)}\n`);
}

/** The figures by which runs are compared, of the network as it is: nothing is calibrated. */
export function measureRun(
  engine: Engine,
  model: LayersModel,
  validation: readonly WordDrawings[],
  recipe: Recipe,
): Pick<RunRecord, 'top1' | 'top3' | 'byInk' | 'unknownAuroc'> {
  const words = validation.length;
  const outputs = outputsOf(recipe);
  const look = (pictures: readonly Uint8Array[]) => predictLogits(engine, model, pictures);
  const finished = finishedPictures(validation, FINISHED_PER_WORD);
  // No guess is ever `unknown`, and so runs with and without it can be compared.
  const guesses = wordLogits(look(finished.pictures), outputs, words);
  const { top1, top3 } = accuracyOf(guesses, finished.labels, words);
  const growing = growingDrawings(validation, GROWING_PER_WORD);
  const labels = growing.map(({ label }) => label);
  const byInk = LOOKS.map((ink) => {
    const pictures = growing.map(({ drawing }) => pictureAt(drawing, ink).picture);
    const seen = wordLogits(look(pictures), outputs, words);
    const shares = labels.map((_, row) => softmax(seen.subarray(row * words, (row + 1) * words), 1));
    const confidences = shares.map((row) => Math.max(...row));
    const hits = shares.map((row, index) => row[labels[index]!] === confidences[index]);
    return {
      ink,
      macroTop1: accuracyOf(seen, labels, words).macroTop1,
      ece: expectedCalibrationError(confidences, hits),
    };
  });
  const doodles = growing.map(({ drawing }) => drawing);
  const score = recipe.unknown && scoreUnknown(engine, model, doodles, words);
  return { top1, top3, byInk, unknownAuroc: score && score.all };
}
