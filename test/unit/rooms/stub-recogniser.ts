import type { JudgeRule } from '../../../shared/game/index.ts';
import { pointCount, type Drawing } from '../../../shared/drawing/index.ts';
import type { RunningRecogniser, Verdict } from '../../../server/recognition/recogniser.ts';

export interface StubRecogniser extends RunningRecogniser {
  judgeRule: JudgeRule;
  /** The drawings it was asked about, as their numbers of points. */
  readonly asked: number[];
  /** The probability of every prompt from now on. */
  probability: number;
  /** What it says it sees, all with that probability. */
  guesses: readonly string[];
  engine: string | null;
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
    probability: 0,
    guesses: words.slice(0, 1),
    failing: false,
    held: false,
    modelVersion: 'stub',
    words,
    judgeRule: { threshold: 0.8, updates: 2 },
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
    release() {
      for (const resolve of waiting.splice(0)) resolve();
    },
    close: () => Promise.resolve(),
  };
}
