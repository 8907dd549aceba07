import type { Recogniser } from '../../shared/recognition/recogniser.ts';

export type { Recogniser, Verdict } from '../../shared/recognition/recogniser.ts';

/** Whoever guesses now; it may be another version the next time. */
export type RecogniserOfNow = Recogniser & Pick<RunningRecogniser, 'current'>;

/** A recogniser with what it takes to run it. */
export interface RunningRecogniser extends Recogniser {
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
