/** How a challenger does that guesses along in some rooms, unheard, beside the champion that is heard there. */

/** Bins of confidence in the best guess, of equal width from 0 to 1. */
export const RELIABILITY_BINS = 10;

export interface ReliabilityBin {
  readonly looks: number;
  /** Looks in which the best guess was what was to be drawn. */
  readonly hits: number;
  /** Sum of the confidence in the best guess. */
  readonly confidence: number;
}

/** One of the two networks. */
export interface ShadowSide {
  /** Drawings that it recognised, or would have. */
  readonly recognised: number;
  /** How long those took from their first ink, all together, milliseconds. */
  readonly recognisedMs: number;
  /** `RELIABILITY_BINS` of them, over the looks while neither had recognised the drawing. */
  readonly bins: readonly ReliabilityBin[];
}

export interface ShadowFigures {
  /** Drawings that both looked at. */
  readonly drawings: number;
  /** Looks at which their best guesses were compared, and how often these were the same word. */
  readonly looks: number;
  readonly agreements: number;
  readonly bothRecognised: number;
  /** By how much earlier the challenger would have recognised those, all together, milliseconds; negative where it is later. */
  readonly leadMs: number;
  readonly champion: ShadowSide;
  readonly challenger: ShadowSide;
}

/** Two versions against each other, over all rounds so far. */
export interface ShadowContest extends ShadowFigures {
  readonly championVersion: string;
  readonly challengerVersion: string;
  /** ISO 8601, UTC: when the last round came in. */
  readonly lastAt: string;
}

export interface ShadowOverview {
  /** Who guesses along now, and in what share of rooms (0..1); null where nobody does. */
  readonly running: { readonly version: string; readonly share: number } | null;
  /** The latest first. */
  readonly contests: readonly ShadowContest[];
}
