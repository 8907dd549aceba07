import { CAPSULE_GAIN } from '../recognition/engine/capsules.ts';
/** Figures of merit from logits; all are fractions of 1 unless said otherwise. */

export interface Accuracy {
  readonly drawings: number;
  readonly top1: number;
  readonly top3: number;
  readonly top5: number;
  /** Mean over words of each word's top-1, and top-3: every word counts the same. */
  readonly macroTop1: number;
  readonly macroTop3: number;
}

/** How many words the network holds more likely than the right one; 0 is a hit. Equal logits count against it. */
export function rankOf(logits: Float32Array, row: number, words: number, label: number): number {
  const offset = row * words;
  const right = logits[offset + label]!;
  let rank = 0;
  for (let word = 0; word < words; word++) {
    if (word !== label && logits[offset + word]! >= right) rank++;
  }
  return rank;
}

/** How often one word was right, and among the three best. */
export interface WordHits {
  drawings: number;
  top1: number;
  top3: number;
}

/** Counts hits drawing by drawing, so that the figures of any number of drawings need no more memory than those of few. */
export class AccuracyTally {
  readonly #hits = { top1: 0, top3: 0, top5: 0 };
  readonly #words = new Map<number, WordHits>();
  #drawings = 0;

  /** @param rank of the right word, see `rankOf` */
  add(label: number, rank: number): void {
    const word = this.#words.get(label) ?? { drawings: 0, top1: 0, top3: 0 };
    this.#words.set(label, word);
    this.#drawings++;
    word.drawings++;
    if (rank < 1) word.top1++;
    if (rank < 3) word.top3++;
    if (rank < 1) this.#hits.top1++;
    if (rank < 3) this.#hits.top3++;
    if (rank < 5) this.#hits.top5++;
  }

  get accuracy(): Accuracy {
    const macro = (key: 'top1' | 'top3') =>
      mean([...this.#words.values()].map((word) => word[key] / word.drawings));
    return {
      drawings: this.#drawings,
      top1: ratio(this.#hits.top1, this.#drawings),
      top3: ratio(this.#hits.top3, this.#drawings),
      top5: ratio(this.#hits.top5, this.#drawings),
      macroTop1: macro('top1'),
      macroTop3: macro('top3'),
    };
  }

  /** Counts, not shares, of one word; none where it has no drawing. */
  word(label: number): WordHits | undefined {
    return this.#words.get(label);
  }
}

/** Accuracy of [drawings, words] logits against the index of the right word of each. */
export function accuracyOf(logits: Float32Array, labels: ArrayLike<number>, words: number): Accuracy {
  const tally = new AccuracyTally();
  for (let row = 0; row < labels.length; row++) {
    tally.add(labels[row]!, rankOf(logits, row, words, labels[row]!));
  }
  return tally.accuracy;
}

/** Mean negative log-likelihood of the right words, natural logarithm, with logits divided by `temperature`. */
export function crossEntropy(
  logits: Float32Array,
  labels: ArrayLike<number>,
  words: number,
  temperature = 1,
): number {
  let sum = 0;
  for (let row = 0; row < labels.length; row++) {
    const offset = row * words;
    let max = -Infinity;
    for (let word = 0; word < words; word++) max = Math.max(max, logits[offset + word]!);
    let total = 0;
    for (let word = 0; word < words; word++) total += Math.exp((logits[offset + word]! - max) / temperature);
    sum += Math.log(total) - (logits[offset + labels[row]!]! - max) / temperature;
  }
  return ratio(sum, labels.length);
}

/** How long capsules should be: at least `present` for the right word, at most `absent` for others (Sabour et al. 2017). */
export const MARGINS = { present: 0.9, absent: 0.1, absentWeight: 0.5 } as const;

/** The mean margin loss of capsules' lengths times CAPSULE_GAIN, [drawings, words]. */
export function marginLoss(logits: Float32Array, labels: ArrayLike<number>, words: number): number {
  let sum = 0;
  logits.forEach((logit, at) => {
    const length = logit / CAPSULE_GAIN;
    const isRight = labels[Math.floor(at / words)] === at % words;
    sum += isRight
      ? Math.max(0, MARGINS.present - length) ** 2
      : MARGINS.absentWeight * Math.max(0, length - MARGINS.absent) ** 2;
  });
  return ratio(sum, labels.length);
}

const ECE_BINS = 15;

/** A bin of confidence: sums over the drawings that fall into it. */
export interface ConfidenceBin {
  drawings: number;
  confidence: number;
  hits: number;
}

/**
 * Expected calibration error (Naeini et al. 2015; Guo et al. 2017): the mean gap between confidence and accuracy over
 * equally wide bins of confidence, weighted by how many fall into each. Counted drawing by drawing.
 */
export class CalibrationTally {
  readonly bins: readonly ConfidenceBin[] = Array.from({ length: ECE_BINS }, () => ({
    drawings: 0,
    confidence: 0,
    hits: 0,
  }));

  add(confidence: number, hit: boolean): void {
    const bin = this.bins[Math.min(ECE_BINS - 1, Math.floor(confidence * ECE_BINS))]!;
    bin.drawings++;
    bin.confidence += confidence;
    if (hit) bin.hits++;
  }

  get error(): number {
    return ratio(
      this.bins.reduce((sum, bin) => sum + Math.abs(bin.confidence - bin.hits), 0),
      this.#drawings,
    );
  }

  get meanConfidence(): number {
    return ratio(
      this.bins.reduce((sum, bin) => sum + bin.confidence, 0),
      this.#drawings,
    );
  }

  get #drawings(): number {
    return this.bins.reduce((sum, bin) => sum + bin.drawings, 0);
  }
}

/** The expected calibration error of drawings that are all there. */
export function expectedCalibrationError(confidences: ArrayLike<number>, hits: ArrayLike<boolean>): number {
  const tally = new CalibrationTally();
  for (let i = 0; i < confidences.length; i++) tally.add(confidences[i]!, hits[i]!);
  return tally.error;
}

/**
 * Area under the receiver operating characteristic: how likely a positive scores above a negative, ties counted half
 * (Mann and Whitney 1947). By ranks, so in the time of sorting; NaN where one side is empty.
 */
export function areaUnderRoc(positives: ArrayLike<number>, negatives: ArrayLike<number>): number {
  const [above, below] = [Float64Array.from(positives).sort(), Float64Array.from(negatives).sort()];
  let wins = 0;
  let lower = 0;
  let notHigher = 0;
  for (const score of above) {
    while (lower < below.length && below[lower]! < score) lower++;
    while (notHigher < below.length && below[notHigher]! <= score) notHigher++;
    wins += (lower + notHigher) / 2;
  }
  return wins / (above.length * below.length);
}

export function mean(values: readonly number[]): number {
  return ratio(
    values.reduce((sum, value) => sum + value, 0),
    values.length,
  );
}

export function median(values: readonly number[]): number | null {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? null;
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
