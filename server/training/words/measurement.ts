import { z } from 'zod';
import { ALL_WORDS } from '../../../shared/categories/deck.ts';

const shape = z.object({
  model: z.string(),
  perWord: z.record(z.string(), z.object({ drawings: z.int().positive(), top1: z.number().min(0).max(1) })),
  confusions: z.array(z.tuple([z.string(), z.string(), z.int().positive()])),
});

/** How to get an evaluation that the words can follow. */
const REMEDY = 'Make it with "npm run inkling -- evaluate --data <folder with all words> --json > <file>".';
const MOST_LISTED = 5;

/** An evaluation that the words cannot follow; `message` says why and what to run. */
export class MeasurementError extends Error {
  override readonly name = 'MeasurementError';

  constructor(what: string) {
    super(`${what} ${REMEDY}`);
  }
}

/** How often finished drawings of a word were recognised. */
export interface WordMeasure {
  readonly word: string;
  readonly drawings: number;
  /** 0..`drawings`; not a whole number where it is estimated. */
  readonly hits: number;
}

/** How often drawings of one word were taken for another. */
export interface Confusion {
  readonly truth: string;
  readonly guess: string;
  readonly count: number;
}

/** What an evaluation says about the words of the data set. */
export interface Measurement {
  /** The model's version. */
  readonly model: string;
  /** The words of the data set of which there were drawings, in its order. */
  readonly words: readonly WordMeasure[];
  /** Between words of the data set. */
  readonly confusions: readonly Confusion[];
}

/**
 * Reads what `inkling evaluate --json` printed.
 *
 * @throws MeasurementError where it is something else, or lacks some of its confusions
 */
export function parseMeasurement(text: string): Measurement {
  const { model, perWord, confusions } = parseShape(text);
  const words = ALL_WORDS.flatMap((word) => {
    const hits = perWord[word];
    return hits ? [{ word, drawings: hits.drawings, hits: Math.round(hits.top1 * hits.drawings) }] : [];
  });
  checkConfusions(words, confusions);
  const known = new Set(ALL_WORDS);
  return {
    model,
    words,
    confusions: confusions
      .filter(([truth, guess]) => known.has(truth) && known.has(guess))
      .map(([truth, guess, count]) => ({ truth, guess, count })),
  };
}

/** @throws MeasurementError where there were no drawings of some words of the data set */
export function requireAllWords({ words }: Measurement): void {
  const found = new Set(words.map(({ word }) => word));
  const missing = ALL_WORDS.filter((word) => !found.has(word));
  if (missing.length === 0) return;
  throw new MeasurementError(
    `The evaluation lacks ${missing.length} of the ${ALL_WORDS.length} words, such as ${listOf(missing)}.`,
  );
}

function parseShape(text: string): z.infer<typeof shape> {
  let json: unknown;
  try {
    // What "npm run" writes to a file begins with lines about the command.
    json = JSON.parse(text.slice(Math.max(0, text.search(/^\{/mu))));
  } catch {
    throw new MeasurementError('The evaluation is not JSON.');
  }
  const found = shape.safeParse(json);
  if (found.success) return found.data;
  throw new MeasurementError(`This is not an evaluation:\n${z.prettifyError(found.error)}\n`);
}

/** Rates of confusion are wrong where only the most frequent confusions are listed. */
function checkConfusions(
  words: readonly WordMeasure[],
  confusions: z.infer<typeof shape>['confusions'],
): void {
  const listed = new Map<string, number>();
  for (const [truth, , count] of confusions) listed.set(truth, (listed.get(truth) ?? 0) + count);
  const wrong = words.filter(({ word, drawings, hits }) => (listed.get(word) ?? 0) !== drawings - hits);
  if (wrong.length === 0) return;
  const names = listOf(wrong.map(({ word }) => word));
  throw new MeasurementError(
    `The evaluation does not list all confusions: they do not add up to what was missed of ${names}.`,
  );
}

function listOf(words: readonly string[]): string {
  const more = words.length - MOST_LISTED;
  const listed = words.slice(0, MOST_LISTED).map((word) => `"${word}"`);
  return more > 0 ? `${listed.join(', ')} and ${more} more` : listed.join(', ');
}
