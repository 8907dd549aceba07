import { appendFile, mkdir, readFile, rename, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';
import { IMAGE_PIXELS } from '../../shared/drawing/index.ts';
import { SOURCE_KINDS, type SourceKind, type WordDrawings } from './collection.ts';
import type { Recipe } from './recipe.ts';
import { drawingsUsed, makePicture, pickView, viewsOf, type Opinions, type Pick } from './sampling.ts';
import { ONE } from './teacher.ts';

/** Pictures asked about between two signs of life. */
const CHUNK = 1_024;

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

/** Whoever knows what a teacher thinks: see `opinionsOf`. */
export type Ask = (pictures: readonly Uint8Array[]) => Uint16Array | Promise<Uint16Array>;

/**
 * Asks the teacher about every view of every finished drawing. What it said is kept in a file, so that nothing is asked
 * again, by a resumed run or after an interruption.
 *
 * @param views see `allViews`
 * @param onViews called with how many are done
 */
export async function askTeacher(
  ask: Ask,
  side: readonly WordDrawings[],
  views: readonly Pick[],
  recipe: Recipe,
  file: string,
  onViews: (done: number) => void,
): Promise<SoftLabels> {
  const words = side.length;
  const known = await readFile(file).catch(() => null);
  if (known?.length === views.length * words * Uint16Array.BYTES_PER_ELEMENT) {
    const rows = new Uint16Array(known.buffer, known.byteOffset, views.length * words);
    return new SoftLabels(rows, side, recipe);
  }
  const rows = new Uint16Array(views.length * words);
  const part = `${file}.part`;
  await mkdir(dirname(file), { recursive: true });
  const picturesAt = (start: number) =>
    views.slice(start, start + CHUNK).map((view) => {
      const picture = new Uint8Array(IMAGE_PIXELS);
      makePicture(view, recipe, 1, picture);
      return picture;
    });
  let start = await readPart(part, rows, words);
  for (let pictures = picturesAt(start); pictures.length > 0;) {
    const answer = ask(pictures);
    // Threads think while this one draws what comes next.
    const next = picturesAt(start + pictures.length);
    const said = await answer;
    rows.set(said, start * words);
    await appendFile(part, bytesOf(said));
    start += pictures.length;
    onViews(start);
    pictures = next;
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
