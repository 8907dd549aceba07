import type { DoodleStroke } from '../doodles/doodle.ts';
import type { Guess } from './guess.ts';

/**
 * Why the network saw in a finished drawing what it saw. Confidences are calibrated probabilities among all the words that the
 * network knows, 0..1, as in live guesses; drawings are in whole numbers 0..255, their longer side being 255.
 */
export interface Explanation {
  /** What `strokes` is about: the prompt; where the network does not know it, what it took the finished drawing for. */
  readonly word: string;
  /** How its guesses moved while the ink grew: from the empty sheet to the finished drawing, evenly spaced. Empty without ink. */
  readonly curve: readonly CurvePoint[];
  /** The share of the ink that was there when the judge was sure, 0..1; null where it never was. */
  readonly recognisedAt: number | null;
  /** What it took the finished drawing for: the best few, most likely first. */
  readonly atEnd: readonly Guess[];
  /** The drawing as the network sees it, simplified, stroke by stroke. */
  readonly strokes: readonly ExplainedStroke[];
  /** The drawings that are most alike in the eyes of the network, the nearest first. */
  readonly neighbours: readonly Neighbour[];
}

export interface CurvePoint {
  /** Share of the finished drawing's ink, 0..1. */
  readonly ink: number;
  /** The same few words in the same order at every point: the prompt, where it is known, and those that ever led. */
  readonly guesses: readonly Guess[];
}

export interface ExplainedStroke {
  readonly points: DoodleStroke;
  /**
   * How much surer of the word the network is with this stroke than without it: the difference of two confidences, -1..1; below
   * 0 the stroke misled it. null for the shorter strokes of a drawing that has very many: nobody looked.
   */
  readonly effect: number | null;
}

/** Who drew a neighbour: this project's own doodles, or players who gave theirs. */
export type NeighbourOrigin = 'inkling' | 'players';

export interface Neighbour {
  readonly word: string;
  readonly strokes: readonly DoodleStroke[];
  /** Cosine of the angle between what the network's last hidden layer makes of the two, 0..1; 1 is the same to it. */
  readonly similarity: number;
  readonly origin: NeighbourOrigin;
}
