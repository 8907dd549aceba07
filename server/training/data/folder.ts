import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { countRows } from './count.ts';
import { DataFileError } from './errors.ts';
import { ALL_FORMATS, FORMATS, wordOfFile } from './formats.ts';
import type { BitmapFormat, DrawingFormat, Format } from './formats.ts';
import { readBitmaps, readDrawings } from './readers.ts';
import type { BitmapRecord, DrawingRecord } from './records.ts';

/** One file of a data folder. */
export interface DataFile {
  readonly word: string;
  readonly format: Format;
  readonly path: string;
  readonly bytes: number;
}

/**
 * `simplified`, `binary`, `raw` and `sketchrnn` are forms of the same drawings, so a word is read from one of them only,
 * by default the first that is there in this order.
 */
const DRAWING_PREFERENCE: readonly DrawingFormat[] = ['simplified', 'binary', 'raw', 'sketchrnn'];

/** A folder of data in the layout of the official bucket: `<format>/<word>.<extension>`. */
export class Dataset {
  readonly dir: string;
  /** At most one a word and format, ordered by format and word. */
  readonly files: readonly DataFile[];
  /** All words of which there is anything, sorted. */
  readonly words: readonly string[];
  readonly #counts = new Map<string, Promise<number>>();

  constructor(dir: string, files: readonly DataFile[]) {
    this.dir = dir;
    this.files = files;
    this.words = [...new Set(files.map(({ word }) => word))].sort();
  }

  file(word: string, format: Format): DataFile | null {
    return this.files.find((file) => file.word === word && file.format === format) ?? null;
  }

  /** The form in which a word's drawings are read unless told otherwise; null where there are none. */
  drawingFormat(word: string): DrawingFormat | null {
    return DRAWING_PREFERENCE.find((format) => this.file(word, format) !== null) ?? null;
  }

  /**
   * How many drawings or images a word has in a format; 0 where there is no such file. Counted once and remembered:
   * bitmaps and sketch-rnn by their headers, the other forms by reading through the file.
   */
  count(word: string, format: Format): Promise<number> {
    const file = this.file(word, format);
    if (file === null) return Promise.resolve(0);
    let count = this.#counts.get(file.path);
    if (count === undefined) {
      count = countRows(file.path);
      this.#counts.set(file.path, count);
    }
    return count;
  }

  /** A word's drawings, with the word filled in where the form lacks it; nothing where there is no file. */
  async *drawings(
    word: string,
    format: DrawingFormat | null = this.drawingFormat(word),
  ): AsyncGenerator<DrawingRecord> {
    const file = format === null ? null : this.file(word, format);
    if (file === null) return;
    for await (const record of readDrawings(file.path)) {
      if (record.word !== null && record.word !== word) {
        const reason = `it is a drawing of "${record.word}", not of "${word}" as the file is named`;
        throw new DataFileError({ file: file.path, row: record.row, reason });
      }
      yield record.word === null ? { ...record, word } : record;
    }
  }

  /** A word's images; nothing where there is no file. */
  async *bitmaps(word: string, format: BitmapFormat = 'numpy_bitmap'): AsyncGenerator<BitmapRecord> {
    const file = this.file(word, format);
    if (file !== null) yield* readBitmaps(file.path);
  }
}

/** Looks through a data folder. What is missing is simply not there: a folder that does not exist has no words. */
export async function openDataset(dir: string): Promise<Dataset> {
  const files: DataFile[] = [];
  for (const format of ALL_FORMATS) files.push(...(await filesOf(dir, format)));
  return new Dataset(dir, files);
}

async function filesOf(dir: string, format: Format): Promise<DataFile[]> {
  const folder = join(dir, format);
  const { extension } = FORMATS[format];
  const names = await readdir(folder).catch((error: unknown) => {
    // A file of that name is somebody's own, like any other folder.
    const isNone =
      error instanceof Error && 'code' in error && ['ENOENT', 'ENOTDIR'].includes(String(error.code));
    if (isNone) return [];
    throw error;
  });
  const chosen = new Map<string, string>();
  for (const name of names.sort()) {
    const word = wordOfFile(name);
    if (word === null || !(name.endsWith(extension) || name.endsWith(`${extension}.gz`))) continue;
    // A word in two files has the same drawings twice: sketch-rnn's `.full.npz` contains the other one, and a plain
    // file (sorted before its `.gz`) is the faster one to read.
    if (!chosen.has(word) || name === `${word}.full${extension}`) chosen.set(word, name);
  }
  return Promise.all(
    [...chosen].map(async ([word, name]) => {
      const path = join(folder, name);
      return { word, format, path, bytes: (await stat(path)).size };
    }),
  );
}

/**
 * What to tell somebody who wants to train without data.
 *
 * @param words the words that are wanted; empty for all
 */
export function describeMissingData(dir: string, words: readonly string[]): string {
  const MANY_WORDS = 20;
  const wanted = words.length === 0 || words.length > MANY_WORDS ? 'all' : words.join(',');
  const what = wanted === 'all' ? 'drawings' : `drawings of ${words.map((word) => `"${word}"`).join(', ')}`;
  const arg = (value: string): string => (/[^\w./-]/u.test(value) ? `"${value}"` : value);
  return [
    `There are no ${what} in "${dir}". Fetch some of Google's Quick, Draw! data set (CC BY 4.0) first:`,
    `  npm run inkling -- dataset download --words ${arg(wanted)} --format simplified --per-word 5000 --data ${arg(dir)}`,
    'To see what is on disk:',
    `  npm run inkling -- dataset list --data ${arg(dir)}`,
  ].join('\n');
}
