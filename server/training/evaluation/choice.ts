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
  /** The network's outputs for them, in their order, and then that for `unknown` where there is one. */
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
  const columns = words.map((word) => columnOf.get(word)!);
  const outputs = card.unknown ? [...columns, card.words.length] : columns;
  return { words, outputs, asked: asked !== undefined };
}

const CARD_HINT = 'card.json lists them';
const MOST_LISTED = 8;

function listOf(words: readonly string[]): string {
  const listed = words.slice(0, MOST_LISTED).map((word) => `"${word}"`);
  const more = words.length - listed.length;
  return more > 0 ? `${listed.join(', ')} and ${more} more` : listed.join(', ');
}

/** The logits [rows, outputs] of the chosen outputs out of all, [rows, all]. */
export function restrictLogits(logits: Float32Array, rows: number, outputs: readonly number[]): Float32Array {
  const all = logits.length / rows;
  if (outputs.length === all && outputs.every((output, index) => output === index)) return logits;
  const chosen = new Float32Array(rows * outputs.length);
  for (let row = 0; row < rows; row++) {
    outputs.forEach((output, index) => {
      chosen[row * outputs.length + index] = logits[row * all + output]!;
    });
  }
  return chosen;
}
