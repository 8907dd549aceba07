import type { Guess } from '../../shared/protocol/index.ts';
import type { Calibration } from './card.ts';

/** The temperature for a drawing with so much relative ink. */
export function temperatureFor({ inkBins, temperatures }: Calibration, ink: number): number {
  const bin = inkBins.findIndex((edge) => ink <= edge);
  return temperatures[bin < 0 ? temperatures.length - 1 : bin] ?? temperatures.at(-1)!;
}

/** Calibrated probabilities: softmax of logits (or of log-probabilities, which differ by a constant) over a temperature. */
export function softmax(logits: ArrayLike<number>, temperature: number): Float64Array {
  let largest = -Infinity;
  for (let i = 0; i < logits.length; i += 1) largest = Math.max(largest, logits[i]!);
  const probabilities = new Float64Array(logits.length);
  let sum = 0;
  for (let i = 0; i < logits.length; i += 1) {
    probabilities[i] = Math.exp((logits[i]! - largest) / temperature);
    sum += probabilities[i]!;
  }
  for (let i = 0; i < probabilities.length; i += 1) probabilities[i]! /= sum;
  return probabilities;
}

/** The `count` most likely words, most likely first. */
export function bestGuesses(
  words: readonly string[],
  probabilities: ArrayLike<number>,
  count: number,
): Guess[] {
  // The list stays a handful long, so that putting each in its place is cheaper than sorting hundreds of words.
  const best: Guess[] = [];
  for (let i = 0; i < words.length; i += 1) {
    const confidence = probabilities[i]!;
    const place = best.findIndex((guess) => confidence > guess.confidence);
    if (place >= 0) best.splice(place, 0, { word: words[i]!, confidence });
    else if (best.length < count) best.push({ word: words[i]!, confidence });
    if (best.length > count) best.pop();
  }
  return best;
}
