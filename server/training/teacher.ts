import { appendFile, mkdir, readFile, rename, truncate } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { z } from 'zod';
import { IMAGE_PIXELS } from '../../shared/drawing/index.ts';
import { softmax } from '../../shared/recognition/calibration.ts';
import type { Engine } from '../recognition/engine/engine.ts';
import { loadNetwork } from '../recognition/network.ts';
import { CARD_FILE } from '../../shared/recognition/card.ts';
import { readLayersModel } from '../recognition/registry.ts';
import { SOURCE_KINDS, type SourceKind, type WordDrawings } from './collection.ts';
import { foldNormalisations } from './fold.ts';
import { predictLogits } from './predict.ts';
import type { Recipe } from './recipe.ts';
import { drawingsUsed, makePicture, pickView, viewsOf, type Opinions, type Pick } from './sampling.ts';

const CLASSES_FILE = 'class.json';
/** Probabilities are kept in 16 bits: 1 is this. */
const ONE = 65_535;
/** Pictures looked at between two signs of life. */
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

/** What a teacher thinks of every view of every drawing of a training side: one row of probabilities a view. */
export class SoftLabels implements Opinions {
  readonly words: number;
  readonly #rows: Uint16Array;
  /** By word and kind of source: the row of the first view of its first drawing, and how many views each has. */
  readonly #places: readonly Partial<Record<SourceKind, { first: number; views: number }>>[];

  /** @param rows see `askTeacher` */
  constructor(rows: Uint16Array, side: readonly WordDrawings[], recipe: Recipe) {
    this.words = side.length;
    this.#rows = rows;
    let first = 0;
    this.#places = side.map((word) =>
      Object.fromEntries(
        SOURCE_KINDS.map((kind) => {
          const place = { first, views: viewsOf(word, kind, recipe) };
          first += place.views * drawingsUsed(word, kind, recipe);
          return [kind, place];
        }),
      ),
    );
  }

  read({ label, kind, index, view }: Pick, out: Float32Array, offset: number): void {
    const { first, views } = this.#places[label]![kind]!;
    const start = (first + index * views + (view % views)) * this.words;
    for (let word = 0; word < this.words; word++) out[offset + word] = this.#rows[start + word]! / ONE;
  }
}

/** Every view of every drawing that a recipe learns from, in one fixed order. */
export function allViews(side: readonly WordDrawings[], recipe: Recipe): Pick[] {
  return side.flatMap((word, label) =>
    SOURCE_KINDS.flatMap((kind) => {
      const views = viewsOf(word, kind, recipe);
      return Array.from({ length: views * drawingsUsed(word, kind, recipe) }, (_, row): Pick => {
        const index = Math.floor(row / views);
        return pickView({ label, kind, index, sources: word[kind], view: row % views }, side, recipe);
      });
    }),
  );
}

/**
 * Asks the teacher about every view of every finished drawing. What it said is kept in a file, so that nothing is asked
 * again, by a resumed run or after an interruption.
 *
 * @param views see `allViews`
 * @param onViews called with how many are done
 */
export async function askTeacher(
  engine: Engine,
  teacher: Teacher,
  side: readonly WordDrawings[],
  views: readonly Pick[],
  recipe: Recipe,
  file: string,
  onViews: (done: number) => void,
): Promise<SoftLabels> {
  const { temperature } = recipe.distillation!;
  const words = side.length;
  const known = await readFile(file).catch(() => null);
  if (known?.length === views.length * words * Uint16Array.BYTES_PER_ELEMENT) {
    const rows = new Uint16Array(known.buffer, known.byteOffset, views.length * words);
    return new SoftLabels(rows, side, recipe);
  }
  const rows = new Uint16Array(views.length * words);
  const part = `${file}.part`;
  await mkdir(dirname(file), { recursive: true });
  for (let start = await readPart(part, rows, words); start < views.length; start += CHUNK) {
    const chunk = views.slice(start, start + CHUNK);
    const pictures = chunk.map((view) => {
      const picture = new Uint8Array(IMAGE_PIXELS);
      makePicture(view, recipe, 1, picture);
      return picture;
    });
    const opinions = opinionsOf(predictLogits(engine, teacher.model, pictures), teacher, temperature);
    const said = rows.subarray(start * words, (start + chunk.length) * words);
    said.set(opinions.map((share) => Math.round(ONE * share)));
    await appendFile(part, bytesOf(said));
    onViews(start + chunk.length);
  }
  await rename(part, file);
  return new SoftLabels(rows, side, recipe);
}

/**
 * Fills in what was said before an interruption.
 *
 * @returns how many views it is about
 */
async function readPart(part: string, rows: Uint16Array, words: number): Promise<number> {
  const said = await readFile(part).catch(() => new Uint8Array());
  const all = bytesOf(rows);
  const bytesPerView = words * Uint16Array.BYTES_PER_ELEMENT;
  // The last write may have come to the disk in part, and a file of more is of something else.
  const views = said.length > all.length ? 0 : Math.floor(said.length / bytesPerView);
  all.set(said.subarray(0, views * bytesPerView));
  if (said.length > 0) await truncate(part, views * bytesPerView);
  return views;
}

function bytesOf(rows: Uint16Array): Uint8Array {
  return new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength);
}

/** The teacher's probabilities for the learner's words; outputs may be logits or a softmax's. */
function opinionsOf(outputs: Float32Array, teacher: Teacher, temperature: number): Float32Array {
  const classes = teacher.model.outputShape[1] as number;
  const words = teacher.outputs.length;
  const opinions = new Float32Array((outputs.length / classes) * words);
  for (let row = 0; row * classes < outputs.length; row++) {
    const output = outputs.subarray(row * classes, (row + 1) * classes);
    const logits = isSoftmax(output)
      ? output.map((share) => Math.log(Math.max(share, SMALLEST_PROBABILITY)))
      : output;
    const asked = teacher.outputs.map((index) => logits[index]!);
    opinions.set(softmax(asked, temperature), row * words);
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
