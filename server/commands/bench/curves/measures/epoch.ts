import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DOODLES } from '../../../../../shared/doodles/index.ts';
import { openEngine, type Engine } from '../../../../recognition/engine/engine.ts';
import type { WordDrawings } from '../../../../training/collection.ts';
import { redraw } from '../../../../training/lab/drawings.ts';
import { PackedDrawings } from '../../../../training/packed-drawings.ts';
import { wordsOf, type Recipe } from '../../../../training/recipe.ts';
import { planEpoch } from '../../../../training/sampling.ts';
import { train, type TrainedNetwork } from '../../../../training/trainer.ts';

/** So many different drawings of a word are enough: what a picture costs depends on its strokes, not on who has seen it. */
const MOST_DRAWINGS_OF_WORD = 40;

export interface Epoch {
  readonly recipe: Recipe;
  /** How many pictures are learnt, however many words there are. */
  readonly pictures: number;
  readonly copies: number;
  readonly onPictures: (done: number) => void;
}

export interface LearntEpoch {
  readonly engine: Engine;
  readonly model: TrainedNetwork['model'];
  /** Planning, rasterising and learning; without what begins and ends a run. */
  readonly seconds: number;
}

/**
 * One epoch of a recipe by the project's own trainer, on the project's own doodles as many hands would draw them. A first
 * epoch of a single batch goes before it, as the first step is slower than all others. There is no teacher.
 */
export async function learnEpoch({ recipe, pictures, copies, onPictures }: Epoch): Promise<LearntEpoch> {
  const engine = await openEngine({ prefer: 'wasm', purpose: 'train' });
  const picturesPerWord = Math.ceil(pictures / wordsOf(recipe).length);
  const lesson: Recipe = {
    ...recipe,
    epochs: 2,
    distillation: null,
    sampling: { ...recipe.sampling, picturesPerWord },
  };
  const drawings = redrawnWords(wordsOf(recipe), Math.min(picturesPerWord, MOST_DRAWINGS_OF_WORD));
  const folder = await mkdtemp(path.join(tmpdir(), 'inkling-curves-'));
  let [startedAt, endedAt] = [0, 0];
  try {
    const { model } = await train({
      engine,
      recipe: lesson,
      // Nobody looks at how good it gets.
      collection: { train: drawings, validation: drawings.slice(0, 1) },
      fingerprint: 'curves',
      checkpointFile: path.join(folder, 'checkpoint'),
      resume: false,
      teacher: null,
      startWeights: null,
      replicas: copies,
      now: () => performance.now(),
      plan: (epoch) => planEpoch(drawings, lesson, epoch).slice(0, epoch === 0 ? recipe.batchSize : pictures),
      onEpoch: ({ epoch }) => {
        if (epoch === 1) startedAt = performance.now();
      },
      onStep: ({ epoch, pictures: done }) => {
        if (epoch === 0) return;
        endedAt = performance.now();
        onPictures(done);
      },
    });
    return { engine, model, seconds: (endedAt - startedAt) / 1_000 };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The words that have no doodle borrow another's: it is about time, not about learning. */
function redrawnWords(words: readonly string[], count: number): WordDrawings[] {
  const all = Object.values(DOODLES);
  return words.map((word, place) => {
    const doodles = DOODLES[word] ?? all[place % all.length]!;
    const drawings = Array.from({ length: count }, (_, index) =>
      redraw(doodles[index % doodles.length]!, `curves/${word}/${index}`),
    );
    return { word, strokes: PackedDrawings.from(drawings), bitmaps: [], otherBitmaps: [] };
  });
}
