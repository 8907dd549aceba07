import type { ModelCard } from '../../../shared/recognition/card.ts';
import type { Accuracy } from '../metrics.ts';
import { INK_STEPS } from '../validation.ts';
import type { Tally } from './tally.ts';

interface Hits {
  readonly drawings: number;
  readonly top1: number;
  readonly top3: number;
}

interface MacroHits extends Hits {
  readonly macroTop1: number;
  readonly macroTop3: number;
}

/** At one share of the ink; drawings whose strokes are known only. */
export interface InkFigures extends Hits {
  readonly ink: number;
  readonly top5: number;
  readonly macroTop1: number;
  /** Mean calibrated probability of the most likely word, among all words of the choice. */
  readonly meanConfidence: number;
  /** Expected calibration error of that probability. */
  readonly ece: number;
  /** Share of drawings of a default game's words of which the judge would be sure that they are something else. */
  readonly wrongFires: number;
}

/** What `inkling evaluate --json` prints. Shares are fractions of 1. */
export interface Figures extends MacroHits {
  /** The model's version. */
  readonly model: string;
  readonly parameters: number;
  /** Size of the model's files. */
  readonly bytes: number;
  /** How many words the network had to choose among. */
  readonly words: number;
  readonly top5: number;
  /** Of drawings that the original game recognised; null where no file says so of any. */
  readonly recognizedOnly: MacroHits | null;
  /** Empty where no strokes are known. */
  readonly byInk: readonly InkFigures[];
  /**
   * What the judge of play calls drawings as they grow: drawings of words that a default game is about, on its decks of 20 words,
   * or all among the words that were asked for.
   */
  readonly firstStable: {
    /** Share of the ink at which the median right call comes; null where there is none. */
    readonly medianInk: number | null;
    readonly recognizedShare: number;
    readonly wrongShare: number;
  };
  /** Words of which there were drawings. */
  readonly perWord: Readonly<Record<string, Hits>>;
  /** What was drawn, what it was taken for, how often; most often first. */
  readonly confusions: readonly (readonly [truth: string, guess: string, count: number])[];
  /** Pictures through the network in a second of its own time. */
  readonly imagesPerSecond: number;
}

/** The figures of all that was counted. */
export function figuresOf(
  card: ModelCard,
  words: readonly string[],
  tally: Tally,
  imagesPerSecond: number,
): Figures {
  const { drawings, ...finished } = tally.finished.accuracy;
  const recognized = tally.recognized.accuracy;
  return {
    model: card.version,
    parameters: card.parameters,
    bytes: card.bytes,
    words: words.length,
    drawings,
    ...finished,
    recognizedOnly: recognized.drawings > 0 ? withoutTop5(recognized) : null,
    byInk: inkFigures(tally),
    firstStable: firstStable(tally),
    perWord: Object.fromEntries(
      words.flatMap((word, label) => {
        const hits = tally.finished.word(label);
        if (!hits) return [];
        const { drawings: all, top1, top3 } = hits;
        return [[word, { drawings: all, top1: top1 / all, top3: top3 / all }]];
      }),
    ),
    confusions: tally.confusions.map(({ truth, guess, count }) => [words[truth]!, words[guess]!, count]),
    imagesPerSecond,
  };
}

function withoutTop5({ drawings, top1, top3, macroTop1, macroTop3 }: Accuracy): MacroHits {
  return { drawings, top1, top3, macroTop1, macroTop3 };
}

function inkFigures(tally: Tally): InkFigures[] {
  return tally.inks.flatMap(({ ink, accuracy, calibration, wrongFires }) => {
    const { drawings, top1, top3, top5, macroTop1 } = accuracy.accuracy;
    if (drawings === 0) return [];
    const { meanConfidence, error: ece } = calibration;
    return {
      ink,
      drawings,
      top1,
      top3,
      top5,
      macroTop1,
      meanConfidence,
      ece,
      wrongFires: wrongFires / Math.max(1, tally.calls.drawings),
    };
  });
}

function firstStable({ calls: { right, wrong, drawings } }: Tally): Figures['firstStable'] {
  const rightCalls = sum(right);
  // The upper median, as `median` takes it.
  let before = 0;
  const step = right.findIndex((count) => (before += count) > Math.floor(rightCalls / 2));
  const shareOf = (count: number) => (drawings === 0 ? 0 : count / drawings);
  return {
    medianInk: step < 0 ? null : (step + 1) / INK_STEPS,
    recognizedShare: shareOf(rightCalls),
    wrongShare: shareOf(sum(wrong)),
  };
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
