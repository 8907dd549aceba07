import { calibrate } from '../../../shared/recognition/calibration.ts';
import type { ModelCard } from '../../../shared/recognition/card.ts';

export type EvaluationErrorCode = 'unknown-words' | 'too-few-words' | 'no-drawings';

/** An evaluation that cannot be done; `message` says why and what to do. */
export class EvaluationError extends Error {
  override readonly name = 'EvaluationError';
  readonly code: EvaluationErrorCode;

  constructor(code: EvaluationErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** The words among which a network has to choose. */
export interface Choice {
  readonly words: readonly string[];
  /** The network's outputs for them, in their order. */
  readonly outputs: readonly number[];
  /** Whether somebody asked for these words rather than for all that the network knows. */
  readonly asked: boolean;
}

/**
 * The choice among the words that are asked for, or among all that the model knows.
 * @throws EvaluationError for words that it does not know, or fewer than two
 */
export function chooseAmong(card: ModelCard, asked: readonly string[] | undefined): Choice {
  const columnOf = new Map(card.words.map((word, column) => [word, column]));
  const words = asked ?? card.words;
  const unknown = words.filter((word) => !columnOf.has(word));
  if (unknown.length > 0) {
    throw new EvaluationError(
      'unknown-words',
      `The model ${card.version} does not know ${listOf(unknown)}. Ask for some of its ${card.words.length} words (${CARD_HINT}).`,
    );
  }
  if (words.length < 2) {
    throw new EvaluationError('too-few-words', 'Give at least two words, as there has to be a choice.');
  }
  return { words, outputs: words.map((word) => columnOf.get(word)!), asked: asked !== undefined };
}

const CARD_HINT = 'card.json lists them';
const MOST_LISTED = 8;

function listOf(words: readonly string[]): string {
  const listed = words.slice(0, MOST_LISTED).map((word) => `"${word}"`);
  const more = words.length - listed.length;
  return more > 0 ? `${listed.join(', ')} and ${more} more` : listed.join(', ');
}

/** What the network made of a picture, of the words of the choice only. @param row all its outputs */
export function logitsOf(row: Float32Array, { outputs }: Choice): Float32Array {
  return Float32Array.from(outputs, (output) => row[output]!);
}

/**
 * Calibrated probabilities as play has them: among all words that the network knows those of its open guesses, among fewer those
 * of a game with this deck.
 *
 * @param row all outputs of the network
 * @param deck places in the choice; without it all of it
 * @returns one a word of the deck, in its order
 */
export function probabilitiesOf(
  row: Float32Array,
  { words, calibration }: Pick<ModelCard, 'words' | 'calibration'>,
  choice: Choice,
  relativeInk: number,
  deck?: readonly number[],
): Float64Array {
  const isOpen = choice.words.length === words.length;
  if (deck === undefined && isOpen) {
    const open = calibrate(row, words.length, relativeInk, calibration);
    return Float64Array.from(choice.outputs, (output) => open[output]!);
  }
  const outputs = deck?.map((place) => choice.outputs[place]!) ?? choice.outputs;
  return calibrate(row, words.length, relativeInk, calibration, outputs);
}
