import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { ModelCard } from '../../../shared/recognition/card.ts';
import type { Engine } from '../../recognition/engine/engine.ts';
import { describeMissingData, type Dataset } from '../data/index.ts';
import { deckDealer } from '../judging.ts';
import type { Accuracy } from '../metrics.ts';
import { predictLogits } from '../predict.ts';
import { createRandom } from '../random.ts';
import { INK_STEPS, pictureAt } from '../validation.ts';
import { EvaluationError, logitsOf, probabilitiesOf, type Choice } from './choice.ts';
import { readChunks, type FinishedDrawing, type Selection } from './drawings.ts';
import { figuresOf, type Figures } from './figures.ts';
import { Tally, type Glance } from './tally.ts';

/** Drawings in memory at once; each becomes up to `INK_STEPS` pictures. */
const CHUNK_DRAWINGS = 64;
/** Every model is judged on the same decks. */
const DECK_SEED = 1;

/** A finished drawing with what the network takes it for. */
export interface Judged extends FinishedDrawing {
  /** Indices into the words of the choice. */
  readonly label: number;
  readonly guess: number;
  /** Calibrated probability of the guess among the words of the choice. */
  readonly confidence: number;
}

export interface EvaluationOptions extends ShowOptions {
  readonly dataset: Dataset;
  readonly selection: Selection;
}

export interface ShowOptions {
  readonly engine: Engine;
  readonly model: LayersModel;
  readonly card: ModelCard;
  readonly choice: Choice;
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
  /** After each chunk: finished words, and how well it went so far. */
  readonly onProgress?: (words: number, soFar: Accuracy) => void;
  /** Sees every finished drawing. */
  readonly onDrawing?: (judged: Judged) => void;
}

export interface Evaluation {
  readonly figures: Figures;
  readonly tally: Tally;
}

/**
 * Shows a network every drawing that is selected, finished, and growing where its strokes are known, and counts. One word
 * after the other, a few drawings at a time.
 *
 * @throws EvaluationError where there is no drawing of any of the words
 * @throws DataFileError for a damaged file
 */
export async function evaluate(options: EvaluationOptions): Promise<Evaluation> {
  const { dataset, choice, selection } = options;
  const evaluation = await show(options, (word) => readChunks(dataset, word, selection, CHUNK_DRAWINGS));
  if (evaluation.figures.drawings === 0) {
    const nothing = describeMissingData(dataset.dir, choice.words);
    const unseen = `None of the drawings in "${dataset.dir}" belongs to the validation split.`;
    const some = choice.words.some((word) => dataset.words.includes(word));
    throw new EvaluationError('no-drawings', some && selection.validationShare !== null ? unseen : nothing);
  }
  return evaluation;
}

/**
 * The same for drawings from anywhere.
 *
 * @param chunksOf a word's drawings, a few at a time, each time of one kind
 */
export async function show(
  options: ShowOptions,
  chunksOf: (word: string) => AsyncIterable<readonly FinishedDrawing[]>,
): Promise<Evaluation> {
  const { card, choice, now, onProgress } = options;
  const tally = new Tally(choice.words.length, card.judge);
  const stopwatch = { pictures: 0, ms: 0 };
  const look = (pictures: readonly Uint8Array[]): Float32Array => {
    const startedAt = now();
    const logits = predictLogits(options.engine, options.model, pictures);
    stopwatch.ms += now() - startedAt;
    stopwatch.pictures += pictures.length;
    return logits;
  };
  for (const [label, word] of choice.words.entries()) {
    const deck = deckOf(choice, label, word);
    for await (const chunk of chunksOf(word)) {
      judgeChunk(options, tally, label, chunk, deck, look);
      onProgress?.(label, tally.finished.accuracy);
    }
    onProgress?.(label + 1, tally.finished.accuracy);
  }
  const imagesPerSecond = stopwatch.ms > 0 ? (1000 * stopwatch.pictures) / stopwatch.ms : 0;
  return { figures: figuresOf(card, choice.words, tally, imagesPerSecond), tally };
}

/**
 * Deals a deck for each drawing of a word, the word first: as a default game does, or all words that were asked for; null for a
 * word that no default game is about.
 */
function deckOf(choice: Choice, label: number, word: string): () => readonly number[] | null {
  if (choice.asked) {
    const others = [...choice.words.keys()].filter((other) => other !== label);
    const deck = [label, ...others];
    return () => deck;
  }
  const deal = deckDealer(choice.words, createRandom(DECK_SEED, 'decks', word));
  return () => deal(label);
}

function judgeChunk(
  { card, choice, onDrawing }: ShowOptions,
  tally: Tally,
  label: number,
  chunk: readonly FinishedDrawing[],
  deck: () => readonly number[] | null,
  look: (pictures: readonly Uint8Array[]) => Float32Array,
): void {
  const views = chunk.flatMap(viewsOf);
  const logits = look(views.map(({ picture }) => picture));
  const outputs = logits.length / views.length;
  const glance = (index: number, dealt: readonly number[] | null): Glance => {
    const row = logits.subarray(index * outputs, (index + 1) * outputs);
    const { relativeInk } = views[index]!;
    return {
      logits: logitsOf(row, choice),
      probabilities: probabilitiesOf(row, card, choice, relativeInk),
      deckProbabilities: dealt && probabilitiesOf(row, card, choice, relativeInk, dealt),
    };
  };
  let at = 0;
  for (const finished of chunk) {
    const dealt = finished.drawing ? deck() : null;
    const count = finished.drawing ? INK_STEPS : 1;
    const glances = Array.from({ length: count }, (_, step) => glance(at + step, dealt));
    at += count;
    const { logits: last, probabilities } = glances.at(-1)!;
    const guess = tally.addFinished(label, last, finished.recognized);
    if (finished.drawing) {
      tally.addGrowing(label, glances, dealt?.map((word) => choice.words[word]!) ?? []);
    }
    onDrawing?.({ ...finished, label, guess, confidence: probabilities[guess]! });
  }
}

/** What the network is shown of a drawing: it as it grows, the finished one last; of a bitmap only that. */
function viewsOf({ drawing, picture }: FinishedDrawing): { picture: Uint8Array; relativeInk: number }[] {
  // A bitmap's ink is not known; it counts as a drawing with much of it, which finished ones are.
  if (!drawing) return [{ picture, relativeInk: Infinity }];
  return Array.from({ length: INK_STEPS }, (_, step) => pictureAt(drawing, (step + 1) / INK_STEPS));
}
