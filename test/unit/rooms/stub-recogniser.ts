import type { JudgeRule } from '../../../shared/game/index.ts';
import { GUESS_INTERVAL_MS } from '../../../shared/protocol/index.ts';
import { pointCount, type Drawing } from '../../../shared/drawing/index.ts';
import { RecogniserError } from '../../../server/recognition/recogniser.ts';
import type { RunningRecogniser, Study, Verdict } from '../../../server/recognition/recogniser.ts';

export interface StubRecogniser extends RunningRecogniser {
  judgeRule: JudgeRule;
  /** The drawings it was asked about, as their numbers of points. */
  readonly asked: number[];
  /** How many drawings it has studied. */
  studied: number;
  /** The probability of every prompt from now on. */
  probability: number;
  /** What it says it sees, all with that probability. */
  guesses: readonly string[];
  engine: string | null;
  guessIntervalMs: number;
  /** Whether the next looks fail. */
  failing: boolean;
  /** Answers at once, or only when `release` is called. */
  held: boolean;
  release(): void;
}

/** A recogniser that knows nothing of ink: every word of the deck is as likely as the test says. */
export function stubRecogniser(words: readonly string[]): StubRecogniser {
  const waiting: (() => void)[] = [];
  return {
    asked: [],
    studied: 0,
    probability: 0,
    guesses: words.slice(0, 1),
    failing: false,
    held: false,
    modelVersion: 'stub',
    words,
    judgeRule: { threshold: 0.8, updates: 2 },
    guessIntervalMs: GUESS_INTERVAL_MS,
    engine: 'none',
    description: 'a stub',
    waiting: 0,
    current() {
      return this;
    },
    async guess(drawing: Drawing, deck: readonly string[]): Promise<Verdict> {
      this.asked.push(pointCount(drawing));
      const verdict = {
        guesses: this.guesses.map((word) => ({ word, confidence: this.probability })),
        deckProbabilities: deck.map(() => this.probability),
        unknown: 0,
      };
      if (this.held) await new Promise<void>((resolve) => waiting.push(resolve));
      if (this.failing) throw new Error('The stub fails.');
      return verdict;
    },
    study(seen: Drawing): Promise<Study> {
      this.studied += 1;
      if (this.failing) return Promise.reject(new RecogniserError('busy', 'The stub is busy.'));
      // The more strokes, the surer it is of the first word.
      const probabilities = words.map((_, place) => (place === 0 ? 1 - 0.5 ** seen.length : 0));
      return Promise.resolve({ probabilities, embedding: Float32Array.of(seen.length, 1) });
    },
    release() {
      for (const resolve of waiting.splice(0)) resolve();
    },
    close: () => Promise.resolve(),
  };
}
