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

/** Accuracy of [drawings, words] logits against the index of the right word of each. */
export function accuracyOf(logits: Float32Array, labels: ArrayLike<number>, words: number): Accuracy {
  const hits = { top1: 0, top3: 0, top5: 0 };
  const perWord = new Map<number, { drawings: number; top1: number; top3: number }>();
  for (let row = 0; row < labels.length; row++) {
    const label = labels[row]!;
    const rank = rankOf(logits, row, words, label);
    const word = perWord.get(label) ?? { drawings: 0, top1: 0, top3: 0 };
    perWord.set(label, word);
    word.drawings++;
    if (rank < 1) word.top1++;
    if (rank < 3) word.top3++;
    if (rank < 1) hits.top1++;
    if (rank < 3) hits.top3++;
    if (rank < 5) hits.top5++;
  }
  const drawings = labels.length;
  const macro = (key: 'top1' | 'top3') =>
    mean([...perWord.values()].map((word) => word[key] / word.drawings));
  return {
    drawings,
    top1: ratio(hits.top1, drawings),
    top3: ratio(hits.top3, drawings),
    top5: ratio(hits.top5, drawings),
    macroTop1: macro('top1'),
    macroTop3: macro('top3'),
  };
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

const ECE_BINS = 15;

/**
 * Expected calibration error (Naeini et al. 2015; Guo et al. 2017): the mean gap between confidence and accuracy over
 * equally wide bins of confidence, weighted by how many fall into each.
 */
export function expectedCalibrationError(confidences: ArrayLike<number>, hits: ArrayLike<boolean>): number {
  const bins = Array.from({ length: ECE_BINS }, () => ({ confidence: 0, hits: 0 }));
  for (let i = 0; i < confidences.length; i++) {
    const bin = bins[Math.min(ECE_BINS - 1, Math.floor(confidences[i]! * ECE_BINS))]!;
    bin.confidence += confidences[i]!;
    if (hits[i]) bin.hits++;
  }
  return ratio(
    bins.reduce((sum, bin) => sum + Math.abs(bin.confidence - bin.hits), 0),
    confidences.length,
  );
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
