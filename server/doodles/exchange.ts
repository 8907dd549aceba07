import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import {
  boundingBox,
  rasterize,
  simplify,
  SIMPLIFIED_SIDE,
  type Drawing,
} from '../../shared/drawing/index.ts';
import { CANVAS_SIDE_UNITS } from '../../shared/protocol/index.ts';
import { timestampFromSeconds } from '../training/data/timestamp.ts';
import {
  openDataset,
  writeBinary,
  writeNdjson,
  writeNpyBitmaps,
  type WritableDrawing,
} from '../training/data/index.ts';
import { isTeachable, type Doodle } from './doodle.ts';
import type { Doodles } from './doodles.ts';

/** Doodles out into files of the data set's official forms, and drawings from such files in. Always one at a time. */

export const EXPORT_FORMATS = ['simplified', 'raw', 'binary', 'numpy_bitmap'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface ExportOptions {
  readonly dir: string;
  readonly formats: readonly ExportFormat[];
  /** Which doodles; unless told otherwise those that the network may learn from. */
  readonly includes?: (doodle: Doodle) => boolean;
  readonly onWord?: (word: string) => void;
}

const MS_PER_SECOND = 1_000;
/** Whose the drawings are that came from files: nobody's who plays here. */
const IMPORT_OWNER = 'import';

/** How much larger drawings of the simplified form become on the canvas. */
const CANVAS_SCALE = 2;

/**
 * Writes `<format>/<word>.<extension>` files, of words of which there is something to write. What was taken back by its drawer
 * is in none of them. @returns how many doodles
 */
export async function exportDoodles(doodles: Doodles, options: ExportOptions): Promise<number> {
  const { dir, formats, includes = isTeachable, onWord } = options;
  let count = 0;
  for (const { word } of await doodles.words()) {
    for (const format of formats) {
      const folder = path.join(dir, format);
      await mkdir(folder, { recursive: true });
      const written = await writeWord(format, path.join(folder, word), only(doodles.all({ word }), includes));
      if (format === formats[0]) count += written;
    }
    onWord?.(word);
  }
  return count;
}

/**
 * Keeps the drawings of a folder in the official layout, so that they can be looked through, taught and exported like given
 * ones. They belong to nobody, and nobody has looked at them yet.
 *
 * @returns how many
 */
export async function importDrawings(
  doodles: Doodles,
  dir: string,
  now: number,
  onWord?: (word: string) => void,
): Promise<number> {
  const dataset = await openDataset(dir);
  let count = 0;
  for (const word of dataset.words) {
    for await (const { drawing, recognized, countrycode, timestamp } of dataset.drawings(word)) {
      const drawnAt = timestamp === null ? NaN : Date.parse(timestamp.replace(' UTC', 'Z').replace(' ', 'T'));
      await doodles.save({
        owner: IMPORT_OWNER,
        word,
        drawing: onCanvas(drawing),
        recognisedAtInk: recognized === true ? 1 : null,
        modelVersion: IMPORT_OWNER,
        firstLook: null,
        pen: 'unknown',
        language: 'en',
        country: countrycode,
        drawnAt: Number.isNaN(drawnAt) ? now : drawnAt,
        doubts: [],
      });
      count += 1;
    }
    onWord?.(word);
  }
  return count;
}

/**
 * A drawing of the simplified form (256 units a side, no times, at the top left) in the middle of the canvas, as if somebody had
 * drawn it there. Raw ones are where they were drawn.
 */
function onCanvas(drawing: Drawing): Drawing {
  const box = boundingBox(drawing);
  if (box === undefined || hasTimes(drawing)) return drawing;
  const place = (value: number, least: number, most: number) =>
    CANVAS_SCALE * (value - least) + Math.floor((CANVAS_SIDE_UNITS - CANVAS_SCALE * (most - least)) / 2);
  return drawing.map(({ x, y }) => ({
    x: x.map((value) => place(value, box.minX, box.maxX)),
    y: y.map((value) => place(value, box.minY, box.maxY)),
  }));
}

/** What `onCanvas` was given: simplified once more it would lose points. null for a drawing that was not simplified. */
function offCanvas(drawing: Drawing): Drawing | null {
  const box = boundingBox(drawing);
  if (box === undefined || hasTimes(drawing)) return null;
  const original = drawing.map(({ x, y }) => ({
    x: x.map((value) => (value - box.minX) / CANVAS_SCALE),
    y: y.map((value) => (value - box.minY) / CANVAS_SCALE),
  }));
  const fits = (value: number) => Number.isInteger(value) && value <= SIMPLIFIED_SIDE;
  return original.every(({ x, y }) => x.every(fits) && y.every(fits)) ? original : null;
}

function hasTimes(drawing: Drawing): boolean {
  return drawing.some(({ t }) => t !== undefined);
}

const EXTENSIONS = { raw: 'ndjson', simplified: 'ndjson', binary: 'bin', numpy_bitmap: 'npy' } as const;

/** Writes one file, or takes away the one that is there where nothing is to be in it. @returns how many doodles */
async function writeWord(format: ExportFormat, name: string, source: AsyncIterable<Doodle>): Promise<number> {
  const file = `${name}.${EXTENSIONS[format]}`;
  let count = 0;
  const counted = mapped(source, (doodle) => {
    count += 1;
    return doodle;
  });
  if (format === 'raw') await writeNdjson(file, mapped(counted, recordOf));
  if (format === 'simplified') await writeNdjson(file, mapped(counted, simplifiedRecordOf));
  if (format === 'binary') await writeBinary(file, mapped(counted, simplifiedRecordOf));
  if (format === 'numpy_bitmap') {
    await writeNpyBitmaps(
      file,
      mapped(counted, ({ drawing }) => rasterize(simplify(drawing))),
    );
  }
  if (count === 0) await rm(file);
  return count;
}

function recordOf({ id, word, country, drawnAt, recognisedAtInk, drawing }: Doodle): WritableDrawing {
  return {
    word,
    // The data set's own code for "unknown".
    countrycode: country ?? 'ZZ',
    timestamp: timestampFromSeconds(Math.floor(drawnAt / MS_PER_SECOND)),
    recognized: recognisedAtInk !== null,
    keyId: BigInt(id).toString(),
    drawing,
  };
}

function simplifiedRecordOf(doodle: Doodle): WritableDrawing {
  const { drawing } = doodle;
  const once = offCanvas(drawing) ?? simplify(drawing.map(({ x, y }) => ({ x, y })));
  return { ...recordOf(doodle), drawing: once };
}

async function* only(source: AsyncIterable<Doodle>, includes: (doodle: Doodle) => boolean) {
  for await (const doodle of source) if (includes(doodle)) yield doodle;
}

async function* mapped<T, Out>(source: AsyncIterable<T>, make: (item: T) => Out): AsyncGenerator<Out> {
  for await (const item of source) yield make(item);
}
