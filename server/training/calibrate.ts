import type { Calibration } from '../recognition/card.ts';
import { crossEntropy } from './metrics.ts';

/** Bins of relative ink, each with as many looks. */
const BINS = 10;
const LOWEST_TEMPERATURE = 0.3;
const HIGHEST_TEMPERATURE = 10;
const SEARCH_STEPS = 24;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

interface Looks {
  /** [drawings, words]. */
  readonly logits: Float32Array;
  readonly relativeInks: Float64Array;
}

/**
 * Temperature scaling (Guo et al. 2017), one temperature for each bin of relative ink, so that the first lines of a drawing
 * do not claim what only a finished one can.
 *
 * @param looks the same drawings at several shares of their ink
 * @param labels the right word of each drawing
 */
export function fitCalibration(
  looks: readonly Looks[],
  labels: readonly number[],
  words: number,
): Calibration {
  const rows = looks.flatMap(({ logits, relativeInks }) =>
    labels.map((label, row) => ({
      label,
      ink: relativeInks[row]!,
      logits: logits.subarray(row * words, (row + 1) * words),
    })),
  );
  rows.sort((a, b) => a.ink - b.ink);
  const inkBins: number[] = [];
  const temperatures: number[] = [];
  for (let bin = 0; bin < BINS; bin++) {
    const from = Math.floor((bin * rows.length) / BINS);
    const to = Math.floor(((bin + 1) * rows.length) / BINS);
    const members = rows.slice(from, to);
    const edge = members.at(-1)?.ink ?? 0;
    // Few drawings, or many with equally much ink: a bin has to be wider than nothing.
    if (edge <= (inkBins.at(-1) ?? 0)) continue;
    inkBins.push(edge);
    temperatures.push(fitTemperature(members, words));
  }
  if (temperatures.length === 0) return { inkBins: [], temperatures: [1] };
  return { inkBins: inkBins.slice(0, -1), temperatures };
}

/** The temperature with the least cross entropy, by golden-section search over its logarithm. */
function fitTemperature(members: readonly { label: number; logits: Float32Array }[], words: number): number {
  const logits = new Float32Array(members.length * words);
  members.forEach((member, row) => logits.set(member.logits, row * words));
  const labels = members.map(({ label }) => label);
  const loss = (logTemperature: number) => crossEntropy(logits, labels, words, Math.exp(logTemperature));

  let low = Math.log(LOWEST_TEMPERATURE);
  let high = Math.log(HIGHEST_TEMPERATURE);
  let left = high - GOLDEN * (high - low);
  let right = low + GOLDEN * (high - low);
  let lossLeft = loss(left);
  let lossRight = loss(right);
  for (let step = 0; step < SEARCH_STEPS; step++) {
    if (lossLeft < lossRight) {
      [high, right, lossRight] = [right, left, lossLeft];
      left = high - GOLDEN * (high - low);
      lossLeft = loss(left);
    } else {
      [low, left, lossLeft] = [left, right, lossRight];
      right = low + GOLDEN * (high - low);
      lossRight = loss(right);
    }
  }
  return Math.exp((low + high) / 2);
}
