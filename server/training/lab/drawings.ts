import { DOODLES, doodleToDrawing, performDoodle, type Doodle } from '../../../shared/doodles/index.ts';
import { simplify, type Drawing } from '../../../shared/drawing/index.ts';
import { readCollection, type Collection, type WordDrawings } from '../collection.ts';
import { openDataset } from '../data/index.ts';
import { PackedDrawings } from '../packed-drawings.ts';
import { createRandom, uniform } from '../random.ts';

/** Hands that draw the project's doodles anew are between these skills. */
const [LEAST_SKILL, MOST_SKILL] = [0.25, 1];
/** Redrawn doodles to validate with, by another row of hands. */
const VALIDATION_PER_WORD = 20;

/** What a run learns from, and whether all of it was drawn by people. */
export interface LabDrawings {
  readonly collection: Collection;
  readonly source: 'quickdraw' | 'doodles';
}

/**
 * The drawings of these words: real ones where a folder has them, else the project's own doodles, each as many hands would draw it.
 *
 * @throws Error naming the words of which there is nothing at all
 */
export async function readLabDrawings(
  dataDir: string,
  words: readonly string[],
  perWord: number,
  validationShare: number,
): Promise<LabDrawings> {
  // Perhaps nobody has fetched anything.
  const dataset = await openDataset(dataDir).catch(() => null);
  const onDisk = dataset?.words ?? [];
  const real = words.filter((word) => onDisk.includes(word));
  const missing = words.filter((word) => !real.includes(word) && !(word in DOODLES));
  if (missing.length > 0) throw new Error(`There are no drawings of: ${missing.join(', ')}.`);
  const read: Collection =
    real.length > 0 ? await readCollection(dataDir, real, validationShare) : { train: [], validation: [] };
  const side = (split: 'train' | 'validation'): WordDrawings[] =>
    words.map(
      (word) =>
        read[split].find((known) => known.word === word) ??
        redrawn(word, split, split === 'train' ? perWord : VALIDATION_PER_WORD),
    );
  return {
    collection: { train: side('train'), validation: side('validation') },
    source: real.length === words.length ? 'quickdraw' : 'doodles',
  };
}

function redrawn(word: string, split: string, count: number): WordDrawings {
  const doodles = DOODLES[word]!;
  const drawings = Array.from({ length: count }, (_, index) =>
    redraw(doodles[index % doodles.length]!, `${word}/${split}/${index}`),
  );
  return { word, strokes: PackedDrawings.from(drawings), bitmaps: [], otherBitmaps: [] };
}

/** A doodle as one of many hands draws it, simplified; the seed decides whose. */
export function redraw(doodle: Doodle, seed: string): Drawing {
  const random = createRandom('redraw', seed);
  const skill = uniform(random, LEAST_SKILL, MOST_SKILL);
  const drawn = performDoodle(doodle, random, { skill }).map(({ x, y }) => ({ x: [...x], y: [...y] }));
  return simplify(drawn.length > 0 ? drawn : doodleToDrawing(doodle));
}
