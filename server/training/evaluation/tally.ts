import { ruleFor, type JudgeRule } from '../../../shared/game/index.ts';
import { firstCall } from '../judging.ts';
import { AccuracyTally, CalibrationTally, rankOf } from '../metrics.ts';
import { INK_STEPS, REPORTED_EVERY } from '../validation.ts';

/** One growing drawing at one share of its ink. */
export interface Glance {
  /** One a word of the choice. */
  readonly logits: Float32Array;
  /** Calibrated, over all words of the choice. */
  readonly probabilities: Float64Array;
  /** Calibrated, over the deck; the right word is the first. None where no game is about the word. */
  readonly deckProbabilities: Float64Array | null;
}

/** What is counted at one share of the ink. */
export interface InkTally {
  /** Share of the finished drawing's ink. */
  readonly ink: number;
  readonly accuracy: AccuracyTally;
  readonly calibration: CalibrationTally;
  /** Drawings of which the judge would be sure that they are something else. */
  wrongFires: number;
}

/** Everything that is counted while drawings stream by; its size does not depend on how many there are. */
export class Tally {
  readonly finished = new AccuracyTally();
  readonly recognized = new AccuracyTally();
  readonly inks: readonly InkTally[] = Array.from({ length: INK_STEPS / REPORTED_EVERY }, (_, index) => ({
    ink: ((index + 1) * REPORTED_EVERY) / INK_STEPS,
    accuracy: new AccuracyTally(),
    calibration: new CalibrationTally(),
    wrongFires: 0,
  }));
  /** How many of the drawings that were judged on a deck the judge first called right, or wrong, at each of the `INK_STEPS` looks. */
  readonly calls = { right: zeros(), wrong: zeros(), drawings: 0 };
  readonly #words: number;
  readonly #rule: JudgeRule;
  readonly #confusions = new Map<number, number>();

  constructor(words: number, rule: JudgeRule) {
    this.#words = words;
    this.#rule = rule;
  }

  /** A finished drawing. Returns what the network takes it for. */
  addFinished(label: number, logits: Float32Array, recognized: boolean | null): number {
    const rank = rankOf(logits, 0, this.#words, label);
    this.finished.add(label, rank);
    if (recognized === true) this.recognized.add(label, rank);
    if (rank === 0) return label;
    const guess = bestOther(logits, label);
    const key = label * this.#words + guess;
    this.#confusions.set(key, (this.#confusions.get(key) ?? 0) + 1);
    return guess;
  }

  /**
   * A growing drawing, looked at `INK_STEPS` times.
   * @param deck its words, as the glances judge among them; none where they do not
   */
  addGrowing(label: number, glances: readonly Glance[], deck: readonly string[]): void {
    const thresholds = deck.map((word) => ruleFor(this.#rule, word).threshold);
    for (const [index, tally] of this.inks.entries()) {
      const { logits, probabilities, deckProbabilities } = glances[(index + 1) * REPORTED_EVERY - 1]!;
      const rank = rankOf(logits, 0, this.#words, label);
      tally.accuracy.add(label, rank);
      tally.calibration.add(Math.max(...probabilities), rank === 0);
      if (deckProbabilities?.some((probability, place) => place > 0 && probability >= thresholds[place]!)) {
        tally.wrongFires++;
      }
    }
    const run = glances.flatMap(({ deckProbabilities }) => deckProbabilities ?? []);
    if (run.length === 0) return;
    const call = firstCall(run, this.#rule, deck);
    this.calls.drawings++;
    if (call) this.calls[call.word === 0 ? 'right' : 'wrong'][call.step]!++;
  }

  /** How often one word was taken for another, most often first. */
  get confusions(): readonly { truth: number; guess: number; count: number }[] {
    return [...this.#confusions]
      .map(([key, count]) => ({
        truth: Math.floor(key / this.#words),
        guess: key % this.#words,
        count,
      }))
      .sort((a, b) => b.count - a.count || a.truth - b.truth || a.guess - b.guess);
  }
}

function zeros(): number[] {
  return Array.from({ length: INK_STEPS }, () => 0);
}

/** The most likely word but one. */
function bestOther(logits: Float32Array, label: number): number {
  let best = -1;
  logits.forEach((logit, word) => {
    if (word !== label && (best < 0 || logit > logits[best]!)) best = word;
  });
  return best;
}
