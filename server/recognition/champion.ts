import type { Drawing } from '../../shared/drawing/index.ts';
import type { Recogniser, RunningRecogniser, Study, Verdict } from './recogniser.ts';

/** How long a version that was replaced goes on guessing for the rounds that began with it: longer than any round. */
export const RETIREMENT_MS = 180_000;

export interface ChampionOptions {
  /** The version that has to guess now, by name; null where that cannot be told at the moment. */
  readonly wanted: () => Promise<string | null>;
  /** Starts a version; resolves when it is warm. */
  readonly start: (version: string) => Promise<RunningRecogniser>;
  /** Ends something later; returns how to call that off. */
  readonly after: (delayMs: number, action: () => void) => () => void;
  readonly onChange: (from: string, to: string) => void;
  /** A version that is wanted cannot guess: the one before goes on. */
  readonly onFailure: (version: string, error: unknown) => void;
}

/**
 * The version that guesses, whichever that is now. Another one takes over between two guesses: it is warm before it gets the
 * first picture, rounds that are under way end with the version that they began with, and no guess is dropped.
 */
export class Champion implements RunningRecogniser {
  readonly #options: ChampionOptions;
  #now: RunningRecogniser;
  /** Replaced, and still guessing for some rounds. */
  readonly #retired = new Map<RunningRecogniser, () => void>();
  /** Not tried again until something else is wanted. */
  #failed: string | null = null;
  #looking = false;
  #closed = false;

  constructor(first: RunningRecogniser, options: ChampionOptions) {
    this.#now = first;
    this.#options = options;
  }

  get modelVersion(): string {
    return this.#now.modelVersion;
  }

  get words(): readonly string[] {
    return this.#now.words;
  }

  get guessIntervalMs(): number {
    return this.#now.guessIntervalMs;
  }

  get judgeRule() {
    return this.#now.judgeRule;
  }

  get engine(): string | null {
    return this.#now.engine;
  }

  get description(): string {
    return this.#now.description;
  }

  get waiting(): number {
    return [this.#now, ...this.#retired.keys()].reduce((sum, { waiting }) => sum + waiting, 0);
  }

  /** The version that guesses now, for a round to stay with. */
  current(): Recogniser {
    return this.#now;
  }

  guess(drawing: Drawing, deck: readonly string[]): Promise<Verdict> {
    return this.#now.guess(drawing, deck);
  }

  study(seen: Drawing): Promise<Study> {
    return this.#now.study(seen);
  }

  /** Looks whether another version is wanted, and changes to it. Does nothing while it is looking already. */
  async look(): Promise<void> {
    if (this.#looking || this.#closed) return;
    this.#looking = true;
    try {
      const wanted = await this.#options.wanted();
      if (wanted !== null && wanted !== this.#now.modelVersion && wanted !== this.#failed) {
        await this.#changeTo(wanted);
      }
    } finally {
      this.#looking = false;
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const callOff of this.#retired.values()) callOff();
    await Promise.all([this.#now, ...this.#retired.keys()].map((version) => version.close()));
  }

  async #changeTo(wanted: string): Promise<void> {
    const { start, after, onChange, onFailure } = this.#options;
    let next: RunningRecogniser;
    try {
      next = await start(wanted);
      const unknown = this.#now.words.filter((word) => !next.words.includes(word));
      if (unknown.length > 0) {
        await next.close();
        throw new Error(`it does not know ${unknown.join(', ')}`);
      }
    } catch (error) {
      this.#failed = wanted;
      onFailure(wanted, error);
      return;
    }
    if (this.#closed) {
      await next.close();
      return;
    }
    this.#failed = null;
    const before = this.#now;
    this.#now = next;
    this.#retired.set(
      before,
      after(RETIREMENT_MS, () => {
        this.#retired.delete(before);
        void before.close();
      }),
    );
    onChange(before.modelVersion, next.modelVersion);
  }
}
