import type { Guess } from '../protocol/index.ts';
import type { Calibration } from './card.ts';

/**
 * What the network makes of one drawing as probabilities: softmax over a temperature that depends on how much ink
 * there is, among all words or those of a deck. The one function for play, for fitting and for measuring.
 *
 * @param logits one a word, or log-probabilities, which differ by a constant; outputs beyond the words (`unknown`) compete, but
 *   their own probability is left out, so that the rest may sum to less than 1. The network learnt how often a drawing is of
 *   none of all its words; that it is of none of a deck's is not more likely for the deck being small, and so `unknown`
 *   counts as much less as there are fewer words
 * @param words how many of the outputs are words
 * @param ink relative ink of the drawing, see `relativeInk`
 * @param deck the outputs of the words to choose among, all where it is left out; -1 for a word that the network does not know
 * @returns one a word of the deck, in its order
 */
export function calibrate(
  logits: ArrayLike<number>,
  words: number,
  ink: number,
  calibration: Calibration,
  deck?: readonly number[],
): Float64Array {
  const chosen = deck?.length ?? words;
  const competing = Array.from({ length: chosen }, (_, place) => logits[deck?.[place] ?? place] ?? -Infinity);
  const { inkBins, temperatures, deckTemperatures } = calibration;
  const temperature = temperatureFor(inkBins, (deck && deckTemperatures) ?? temperatures, ink);
  const rarer = temperature * Math.log(chosen / words);
  for (let output = words; output < logits.length; output += 1) competing.push(logits[output]! + rarer);
  return softmax(competing, temperature).subarray(0, chosen);
}

/** The temperature for a drawing with so much relative ink, by the upper edges of the bins. */
export function temperatureFor(
  inkBins: readonly number[],
  temperatures: readonly number[],
  ink: number,
): number {
  const bin = inkBins.findIndex((edge) => ink <= edge);
  return temperatures[bin < 0 ? temperatures.length - 1 : bin] ?? temperatures.at(-1)!;
}

/** Softmax of logits over a temperature. */
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
