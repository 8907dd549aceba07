import {
  DOODLES,
  drawingToDoodle,
  performDoodle,
  type Doodle,
  type PerformedStroke,
} from '../../../../shared/doodles/index.ts';
import { simplify } from '../../../../shared/drawing/index.ts';
import { openDataset } from '../../../training/data/index.ts';
import { createRandom } from '../../../training/random.ts';

/** Enough that players who draw at once draw different things. */
const REPERTOIRE = 300;
/** How quick and careful the hands are, 0..1. */
const SKILLS = [0.3, 0.9] as const;

export interface Performance {
  readonly word: string;
  readonly strokes: readonly PerformedStroke[];
  readonly durationMs: number;
}

/** Drawings as people draw them, with their pauses: the project's own doodles, or drawings of the data set. */
export async function rehearse(dataDir: string | null, seed: string): Promise<Performance[]> {
  const random = createRandom('bench', seed);
  const doodles =
    dataDir === null
      ? Object.entries(DOODLES).flatMap(([word, ones]) => ones.map((doodle) => ({ word, doodle })))
      : await fromDataSet(dataDir);
  if (doodles.length === 0) throw new Error(`There are no drawings in ${dataDir ?? 'the project'}.`);
  return Array.from({ length: REPERTOIRE }, () => {
    const { word, doodle } = doodles[Math.floor(random() * doodles.length)]!;
    const skill = SKILLS[0] + (SKILLS[1] - SKILLS[0]) * random();
    const strokes = performDoodle(doodle, random, { skill });
    return { word, strokes, durationMs: strokes.at(-1)?.t.at(-1) ?? 0 };
  }).filter(({ strokes }) => strokes.length > 0);
}

/** A few drawings of each word that is there, in whatever order the files have them. */
async function fromDataSet(dataDir: string): Promise<{ word: string; doodle: Doodle }[]> {
  const dataset = await openDataset(dataDir);
  const perWord = Math.max(1, Math.ceil(REPERTOIRE / Math.max(1, dataset.words.length)));
  const doodles: { word: string; doodle: Doodle }[] = [];
  for (const word of dataset.words) {
    let taken = 0;
    for await (const { drawing } of dataset.drawings(word)) {
      doodles.push({ word, doodle: drawingToDoodle(simplify(drawing)) });
      taken += 1;
      if (taken === perWord) break;
    }
  }
  return doodles;
}
