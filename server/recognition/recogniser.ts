import type { Drawing } from '../../shared/drawing/index.ts';
import type { JudgeRule } from '../../shared/game/index.ts';
import type { Guess } from '../../shared/protocol/index.ts';

/** How many words a live guess names. */
export const GUESSES_SHOWN = 5;

/** What the network makes of one drawing. */
export interface Verdict {
  /** The best few among all words that the network knows, most likely first, with calibrated probabilities. */
  readonly guesses: readonly Guess[];
  /** The calibrated probability of every word of the deck among the deck's words, in the deck's order. */
  readonly deckProbabilities: readonly number[];
}

/** Somebody who looks at drawings and says what they are. */
export interface Recogniser {
  /** Which model version looks. */
  readonly modelVersion: string;
  /** All the words it knows. */
  readonly words: readonly string[];
  /** When a drawing counts as recognised, as this version was calibrated. */
  readonly judgeRule: JudgeRule;
  /**
   * Looks at a drawing as it is now, in any coordinates; it may change as soon as this returns.
   * @throws RecogniserError when it cannot look
   */
  guess(drawing: Drawing, deck: readonly string[]): Promise<Verdict>;
}

/** A recogniser with what it takes to run it. */
export interface RunningRecogniser extends Recogniser {
  /** What computes, such as "WebAssembly (SIMD), tfjs 4.22.0"; null while nothing does. */
  readonly engine: string | null;
  /** Who guesses, for people. */
  readonly description: string;
  /** Pictures that wait for their turn. */
  readonly waiting: number;
  close(): Promise<void>;
}

export type RecogniserErrorCode =
  /** More pictures are waiting than can be looked at in time. */
  | 'busy'
  /** The network is not there, or has been closed. */
  | 'unavailable';

export class RecogniserError extends Error {
  override readonly name = 'RecogniserError';
  readonly code: RecogniserErrorCode;

  constructor(code: RecogniserErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
