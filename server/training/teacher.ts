import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { z } from 'zod';
import { softmax } from '../../shared/recognition/calibration.ts';
import type { Engine } from '../recognition/engine/engine.ts';
import { loadNetwork } from '../recognition/network.ts';
import { CARD_FILE } from '../../shared/recognition/card.ts';
import { readLayersModel } from '../recognition/registry.ts';
import { foldNormalisations } from './fold.ts';
import { predictLogits } from './predict.ts';

const CLASSES_FILE = 'class.json';
/** Probabilities are kept in 16 bits: 1 is this. */
export const ONE = 65_535;
/** A softmax that rounds to nothing has no logarithm. */
const SMALLEST_PROBABILITY = 1e-9;
const SUM_TOLERANCE = 1e-2;

/** A network that knows the words already: 28x28x1 in 0..1, white on black, to one output a class. */
export interface Teacher {
  readonly model: LayersModel;
  /** For each of the learner's words, the teacher's output. */
  readonly outputs: readonly number[];
}

/**
 * Loads a teacher: a folder with a tfjs layers model and `class.json`, the list of its outputs' names; or one of this
 * project's own versions.
 *
 * @throws ModelError for a damaged model, Error where its outputs have no names or it does not know all words
 */
export async function loadTeacher(engine: Engine, dir: string, words: readonly string[]): Promise<Teacher> {
  const { artifacts } = await readLayersModel(dir);
  const classes = await classesOf(dir);
  const outputs = words.map((word) => classes.findIndex((name) => name.trim() === word));
  const unknown = words.filter((_, index) => outputs[index] === -1);
  if (unknown.length > 0) throw new Error(`The teacher in ${dir} does not know: ${unknown.join(', ')}.`);
  const model = await loadNetwork(engine.layers, artifacts);
  foldNormalisations(engine, model);
  return { model, outputs };
}

const classesSchema = z.array(z.string());
const cardSchema = z.object({ words: classesSchema });

async function classesOf(dir: string): Promise<string[]> {
  const read = async (file: string): Promise<unknown> => JSON.parse(await readFile(join(dir, file), 'utf8'));
  try {
    return classesSchema.parse(await read(CLASSES_FILE));
  } catch {
    const own = cardSchema.safeParse(await read(CARD_FILE).catch(() => null));
    if (own.success) return own.data.words;
    throw new Error(
      `The teacher in ${dir} needs a ${CLASSES_FILE}: the list of its outputs' names, as JSON.`,
    );
  }
}

/** How a teacher is to be credited: its folder's name, and what its LICENSE file begins with. */
export async function creditOf(dir: string): Promise<{ name: string; licence: string }> {
  const licence = await readFile(join(dir, 'LICENSE'), 'utf8').catch(() => '');
  const lines = licence.split('\n').filter((line) => line.trim() !== '');
  return { name: basename(dir), licence: lines.slice(0, 2).join(', ') || 'unknown' };
}

/**
 * What a teacher thinks of pictures; its outputs may be logits or a softmax's.
 *
 * @param pictures 784 grey levels each
 * @returns [pictures, words] probabilities, each times `ONE`
 */
export function opinionsOf(
  engine: Engine,
  teacher: Teacher,
  pictures: readonly Uint8Array[],
  temperature: number,
): Uint16Array {
  const outputs = predictLogits(engine, teacher.model, pictures);
  const classes = teacher.model.outputShape[1] as number;
  const words = teacher.outputs.length;
  const opinions = new Uint16Array(pictures.length * words);
  for (let row = 0; row < pictures.length; row++) {
    const output = outputs.subarray(row * classes, (row + 1) * classes);
    const logits = isSoftmax(output)
      ? output.map((share) => Math.log(Math.max(share, SMALLEST_PROBABILITY)))
      : output;
    const asked = teacher.outputs.map((index) => logits[index]!);
    opinions.set(
      softmax(asked, temperature).map((share) => Math.round(ONE * share)),
      row * words,
    );
  }
  return opinions;
}

function isSoftmax(output: Float32Array): boolean {
  let sum = 0;
  for (const value of output) {
    if (value < 0) return false;
    sum += value;
  }
  return Math.abs(sum - 1) < SUM_TOLERANCE;
}
