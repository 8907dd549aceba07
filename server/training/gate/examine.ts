import { setImmediate as breathe } from 'node:timers/promises';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { rasterize } from '../../../shared/drawing/index.ts';
import type { ModelCard } from '../../../shared/recognition/card.ts';
import type { Engine } from '../../recognition/engine/engine.ts';
import { chooseAmong } from '../evaluation/choice.ts';
import type { FinishedDrawing } from '../evaluation/drawings.ts';
import { show, type Judged } from '../evaluation/evaluate.ts';
import type { Figures } from '../evaluation/figures.ts';
import { crossEntropy, rankOf } from '../metrics.ts';
import { predictLogits, wordLogits } from '../predict.ts';
import type { GoldenSet, GoldenWord } from './golden.ts';

const CHUNK_DRAWINGS = 64;

/** A network and what its card says of it. */
export interface Candidate {
  readonly model: LayersModel;
  readonly card: ModelCard;
}

/** What a network made of the golden set, drawing by drawing, always in the same order. */
export interface Examination {
  readonly figures: Figures;
  readonly judged: readonly Judged[];
}

/** @param onWord called with how many words are done */
export async function examine(
  engine: Engine,
  { model, card }: Candidate,
  golden: GoldenSet,
  onWord: (words: number) => void = () => undefined,
): Promise<Examination> {
  const judged: Judged[] = [];
  const byWord = new Map(golden.words.map((word) => [word.word, word]));
  const { figures } = await show(
    {
      engine,
      model,
      card,
      choice: chooseAmong(card, undefined),
      now: () => performance.now(),
      onDrawing: (one) => judged.push(one),
      onProgress: onWord,
    },
    (word) => chunksOf(byWord.get(word)),
  );
  return { figures, judged };
}

async function* chunksOf(word: GoldenWord | undefined): AsyncGenerator<FinishedDrawing[]> {
  if (!word) return;
  const drawn = word.strokes.map((drawing) => ({ drawing, picture: rasterize(drawing), recognized: null }));
  const grey = word.bitmaps.map((picture) => ({ drawing: null, picture, recognized: null }));
  for (const all of [drawn, grey]) {
    for (let start = 0; start < all.length; start += CHUNK_DRAWINGS) {
      yield all.slice(start, start + CHUNK_DRAWINGS);
      await breathe();
    }
  }
}

/** A finished drawing of a word that the network knows. */
export interface LabelledDrawing {
  readonly word: string;
  readonly drawing: NonNullable<FinishedDrawing['drawing']>;
}

/** Whether a network's first guess is right, for each drawing. */
export function hitsOn(
  engine: Engine,
  model: LayersModel,
  words: readonly string[],
  drawings: readonly LabelledDrawing[],
): boolean[] {
  const logits = logitsOn(engine, model, words, drawings);
  return drawings.map(({ word }, row) => rankOf(logits, row, words.length, words.indexOf(word)) === 0);
}

/**
 * The probability that a network gives to the right word, 0..1: the geometric mean over drawings. It says the same as the
 * cross-entropy, and moves with every drawing where the share of right first guesses moves with a few.
 */
export function likelihoodOn(
  engine: Engine,
  model: LayersModel,
  words: readonly string[],
  drawings: readonly LabelledDrawing[],
): number {
  const logits = logitsOn(engine, model, words, drawings);
  const labels = drawings.map(({ word }) => words.indexOf(word));
  return Math.exp(-crossEntropy(logits, labels, words.length));
}

function logitsOn(
  engine: Engine,
  model: LayersModel,
  words: readonly string[],
  drawings: readonly LabelledDrawing[],
): Float32Array {
  const pictures = drawings.map(({ drawing }) => rasterize(drawing));
  return wordLogits(predictLogits(engine, model, pictures), model.outputShape[1] as number, words.length);
}
