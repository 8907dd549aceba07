/**
 * How much a drawing is like none of the words: more for less like any, on no scale of its own. What is no word not only makes
 * `unknown` outdo the best word, it also leaves all words lukewarm: half of how far they stand out together, the logarithm of the
 * sum of their exponentials (an energy, Liu et al. 2020) less their mean, is taken off. The one function for play and for
 * measuring.
 *
 * @param logits one a word, then that of `unknown`
 * @param words how many of them are words, at least one
 */
export function unlikeness(logits: ArrayLike<number>, words: number): number {
  let best = -Infinity;
  let sum = 0;
  for (let word = 0; word < words; word += 1) {
    best = Math.max(best, logits[word]!);
    sum += logits[word]!;
  }
  let exponentials = 0;
  for (let word = 0; word < words; word += 1) exponentials += Math.exp(logits[word]! - best);
  const standingOut = best + Math.log(exponentials) - sum / words;
  return logits[words]! - best - standingOut / 2;
}
