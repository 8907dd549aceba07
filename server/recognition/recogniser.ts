import type { Drawing } from '../../shared/drawing/index.ts';
import type { Recogniser } from '../../shared/recognition/recogniser.ts';

export type { Recogniser, Verdict } from '../../shared/recognition/recogniser.ts';

/** What the network makes of one drawing, for those who want to know why. */
export interface Study {
  /** The calibrated probability of every word that the network knows, in the order of `words`; 0..1, at most 1 together. */
  readonly probabilities: ArrayLike<number>;
  /**
   * What the network's last hidden layer makes of it, not negative and of the same length for all drawings: drawings that are
   * alike to the network point in like directions.
   */
  readonly embedding: Float32Array;
}

/** Somebody who looks more thoroughly. */
export interface Scholar extends Recogniser {
  /**
   * Looks at a simplified drawing (see `simplify`) without haste: live guesses go first.
   * @throws RecogniserError when it cannot look
   */
  study(seen: Drawing): Promise<Study>;
}

/** Whoever guesses now; it may be another version the next time. */
export type RecogniserOfNow = Recogniser & Pick<RunningRecogniser, 'current'>;

/** A recogniser with what it takes to run it. */
export interface RunningRecogniser extends Scholar {
  /** What computes, such as "WebAssembly (SIMD), tfjs 4.22.0"; null while nothing does. */
  readonly engine: string | null;
  /** Who guesses, for people. */
  readonly description: string;
  /** Pictures that wait for their turn. */
  readonly waiting: number;
  /** The version that guesses now: it does so for at least a round, even when another one takes over. */
  current(): Recogniser;
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
