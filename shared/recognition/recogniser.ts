import type { Drawing } from '../drawing/index.ts';
import type { JudgeRule } from '../game/judge.ts';
import type { Guess } from '../protocol/index.ts';

/** How many words a live guess names. */
export const GUESSES_SHOWN = 5;

/** What the network makes of one drawing. */
export interface Verdict {
  /** The best few among all words that the network knows, most likely first, with calibrated probabilities. */
  readonly guesses: readonly Guess[];
  /** The calibrated probability of every word of the deck among the deck's words, in the deck's order. */
  readonly deckProbabilities: readonly number[];
  /**
   * How sure it is that the drawing is of no word at all, 0..1; 0 where the network has no output for that. Of doodles of words one
   * in twenty comes beyond 0.5, see `unlikeness`.
   */
  readonly unknown: number;
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
   * How long from one look at a drawing to the next, in milliseconds: as often as it can answer in time now. Hands that rest are
   * looked at sooner, see `Guessing`.
   */
  readonly guessIntervalMs: number;
  /**
   * Looks at a drawing as it is now, in any coordinates; it may change as soon as this returns.
   * @throws RecogniserError (on the server) when it cannot look
   */
  guess(drawing: Drawing, deck: readonly string[]): Promise<Verdict>;
}
