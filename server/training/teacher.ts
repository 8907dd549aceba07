import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { z } from 'zod';
import { IMAGE_PIXELS } from '../../shared/drawing/index.ts';
import { softmax } from '../recognition/calibration.ts';
import type { Engine } from '../recognition/engine/engine.ts';
import { loadNetwork } from '../recognition/network.ts';
import { readLayersModel } from '../recognition/registry.ts';
import { SOURCE_KINDS, type WordDrawings } from './collection.ts';
import { predictLogits } from './predict.ts';
import { createRandom } from './random.ts';
import type { Recipe } from './recipe.ts';
import { makePicture, type Opinions, type Pick } from './sampling.ts';

const CLASSES_FILE = 'class.json';
/** Probabilities are kept in 16 bits: 1 is this. */
const ONE = 65_535;
/** Drawings looked at between two signs of life. */
const CHUNK = 1_024;
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
 * Loads a teacher: a folder with a tfjs layers model and `class.json`, the list of its outputs' names.
 *
 * @throws ModelError for a damaged model, Error where it does not know all words
 */
export async function loadTeacher(
  { layers }: Engine,
  dir: string,
  words: readonly string[],
): Promise<Teacher> {
  const { artifacts } = await readLayersModel(dir);
  const classes = z.array(z.string()).parse(JSON.parse(await readFile(join(dir, CLASSES_FILE), 'utf8')));
  const outputs = words.map((word) => classes.findIndex((name) => name.trim() === word));
  const unknown = words.filter((_, index) => outputs[index] === -1);
  if (unknown.length > 0) throw new Error(`The teacher in ${dir} does not know: ${unknown.join(', ')}.`);
  return { model: await loadNetwork(layers, artifacts), outputs };
}

/** How a teacher is to be credited: its folder's name, and what its LICENSE file begins with. */
export async function creditOf(dir: string): Promise<{ name: string; licence: string }> {
  const licence = await readFile(join(dir, 'LICENSE'), 'utf8').catch(() => '');
  const lines = licence.split('\n').filter((line) => line.trim() !== '');
  return { name: basename(dir), licence: lines.slice(0, 2).join(', ') || 'unknown' };
}

/** What a teacher thinks of every drawing of a training side: one row of probabilities a drawing, at a temperature. */
export class SoftLabels implements Opinions {
  readonly #rows: Uint16Array;
  readonly words: number;
  readonly #rowOf: Map<Pick['source'], number>;

  constructor(rows: Uint16Array, side: readonly WordDrawings[]) {
    this.#rows = rows;
    this.words = side.length;
    this.#rowOf = new Map(allPicks(side).map(({ source }, row) => [source, row]));
  }

  read(source: Pick['source'], out: Float32Array, offset: number): void {
    const start = this.#rowOf.get(source)! * this.words;
    for (let word = 0; word < this.words; word++) out[offset + word] = this.#rows[start + word]! / ONE;
  }
}

/**
 * Asks the teacher about every finished drawing, each in a few views, and keeps the mean of its opinions. What it said is
 * kept in a file, so that a resumed run need not ask again.
 *
 * @param onDrawings called with how many drawings are done, of how many
 */
export async function askTeacher(
  engine: Engine,
  teacher: Teacher,
  side: readonly WordDrawings[],
  recipe: Recipe,
  file: string,
  onDrawings: (done: number, total: number) => void,
): Promise<SoftLabels> {
  const { temperature, views } = recipe.distillation!;
  const picks = allPicks(side);
  const known = await readFile(file).catch(() => null);
  if (known?.length === picks.length * side.length * Uint16Array.BYTES_PER_ELEMENT) {
    return new SoftLabels(new Uint16Array(Uint8Array.from(known).buffer), side);
  }
  const rows = new Uint16Array(picks.length * side.length);
  const finished: Recipe = { ...recipe, prefixes: { share: 0, from: 1 } };
  const untouched: Recipe = { ...finished, augmentation: { strokes: null, bitmaps: null } };
  for (let start = 0; start < picks.length; start += CHUNK) {
    const chunk = picks.slice(start, start + CHUNK);
    const opinions = new Float32Array(chunk.length * side.length);
    for (let view = 0; view < views; view++) {
      const random = createRandom(recipe.seed, 'teacher', start, view);
      const pictures = chunk.map((pick) => {
        const picture = new Uint8Array(IMAGE_PIXELS);
        makePicture(pick, view === 0 ? untouched : finished, random, picture);
        return picture;
      });
      addOpinions(predictLogits(engine, teacher.model, pictures), teacher, temperature, opinions);
    }
    opinions.forEach((sum, index) => (rows[start * side.length + index] = Math.round((ONE * sum) / views)));
    onDrawings(start + chunk.length, picks.length);
    await new Promise((resolve) => setImmediate(resolve));
  }
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.part`, new Uint8Array(rows.buffer));
  await rename(`${file}.part`, file);
  return new SoftLabels(rows, side);
}

/** Adds the teacher's probabilities for the learner's words; outputs may be logits or a softmax's. */
function addOpinions(
  outputs: Float32Array,
  teacher: Teacher,
  temperature: number,
  opinions: Float32Array,
): void {
  const classes = teacher.model.outputShape[1] as number;
  const words = teacher.outputs.length;
  for (let row = 0; row * classes < outputs.length; row++) {
    const output = outputs.subarray(row * classes, (row + 1) * classes);
    const logits = isSoftmax(output)
      ? output.map((share) => Math.log(Math.max(share, SMALLEST_PROBABILITY)))
      : output;
    const probabilities = softmax(
      teacher.outputs.map((index) => logits[index]!),
      temperature,
    );
    for (let word = 0; word < words; word++) opinions[row * words + word]! += probabilities[word]!;
  }
}

function isSoftmax(output: Float32Array): boolean {
  let sum = 0;
  for (const value of output) {
    if (value < 0) return false;
    sum += value;
  }
  return Math.abs(sum - 1) < SUM_TOLERANCE;
}

/** Every drawing of a side, in one fixed order. */
function allPicks(side: readonly WordDrawings[]): Pick[] {
  return side.flatMap((word, label) =>
    SOURCE_KINDS.flatMap((kind) => word[kind].map((source): Pick => ({ label, kind, source }))),
  );
}
