/** One candidate of the network for a drawing. */
export interface Guess {
  readonly word: string;
  /** Calibrated probability among all the words that the network knows, 0..1; where people guess, too, only among those shown. */
  readonly confidence: number;
}
