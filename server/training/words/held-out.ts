import type { WordMeasure } from './measurement.ts';

/** Words are like each other in how well a network remembers them if their numbers of drawings differ by no more than this. */
const ALIKE_FACTOR = 2;

/**
 * What hits would be had the network not learnt from the drawings. It remembers what it learnt from, the better the fewer
 * drawings a word had; held-out drawings of most words are too few to rate these words by, but together they tell by how much
 * words with as many drawings look better than they are, and that is taken off.
 *
 * @param words counted on drawings that the network mostly learnt from
 * @param heldOut counted in the same way on drawings that it did not learn from; may lack words
 */
export function withoutMemory(words: readonly WordMeasure[], heldOut: readonly WordMeasure[]): WordMeasure[] {
  const heldOutOf = new Map(heldOut.map((measure) => [measure.word, measure]));
  const pairs = words.flatMap((learnt) => {
    const held = heldOutOf.get(learnt.word);
    return held ? [{ learnt, held }] : [];
  });
  return words.map((measure) => {
    const alike = pairs.filter(({ learnt }) => areAlike(learnt.drawings, measure.drawings));
    const gain = gainOf(alike.length > 0 ? alike : pairs);
    return { ...measure, hits: Math.max(0, measure.hits - gain * measure.drawings) };
  });
}

function areAlike(a: number, b: number): boolean {
  return Math.max(a, b) <= ALIKE_FACTOR * Math.min(a, b);
}

/** By how much the accuracy on the learnt drawings is higher, every held-out drawing counting the same; at least 0. */
function gainOf(pairs: readonly { readonly learnt: WordMeasure; readonly held: WordMeasure }[]): number {
  let gain = 0;
  let drawings = 0;
  for (const { learnt, held } of pairs) {
    gain += (held.drawings * learnt.hits) / learnt.drawings - held.hits;
    drawings += held.drawings;
  }
  return drawings > 0 ? Math.max(0, gain / drawings) : 0;
}
