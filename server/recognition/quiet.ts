import type { Drawing } from '../../shared/drawing/index.ts';
import { RecogniserError, type Recogniser, type RunningRecogniser, type Verdict } from './recogniser.ts';

/** Pictures that may wait for somebody who is not heard: one batch. */
const MAX_WAITING = 32;

/**
 * Somebody who looks only where nobody else waits for a look: a version that guesses along unheard must never make a guess late
 * that is heard.
 */
export class QuietRecogniser implements Recogniser {
  readonly #inner: Recogniser & Pick<RunningRecogniser, 'waiting'>;
  readonly #first: Pick<RunningRecogniser, 'waiting'>;

  /** @param first whoever goes first */
  constructor(
    inner: Recogniser & Pick<RunningRecogniser, 'waiting'>,
    first: Pick<RunningRecogniser, 'waiting'>,
  ) {
    this.#inner = inner;
    this.#first = first;
  }

  get modelVersion(): string {
    return this.#inner.modelVersion;
  }

  get words(): readonly string[] {
    return this.#inner.words;
  }

  get guessIntervalMs(): number {
    return this.#inner.guessIntervalMs;
  }

  get judgeRule() {
    return this.#inner.judgeRule;
  }

  /** @throws RecogniserError `busy` where others wait */
  guess(drawing: Drawing, deck: readonly string[]): Promise<Verdict> {
    if (this.#first.waiting > 0 || this.#inner.waiting >= MAX_WAITING) {
      return Promise.reject(new RecogniserError('busy', 'Guesses that are heard go first.'));
    }
    return this.#inner.guess(drawing, deck);
  }
}
