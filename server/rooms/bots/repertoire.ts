import { CONFUSABLE_SETS } from '../../../shared/categories/deck.ts';
import { DOODLES, type Doodle } from '../../../shared/doodles/index.ts';
import type { Random } from '../../../shared/game/index.ts';

/** Drawings of players who gave them, which somebody has looked at. */
export interface Sketchbook {
  readonly words: readonly string[];
  of(word: string): readonly Doodle[];
}

const NO_SKETCHES: Sketchbook = { words: [], of: () => [] };

/** The words that bots can draw: what ships with the project, and what players gave. Decks of games with bots prefer them. */
export function drawableWords(sketchbook = NO_SKETCHES): string[] {
  return [...new Set([...Object.keys(DOODLES), ...sketchbook.words])];
}

/** What somebody draws who does not know how: honest, and plain to everybody. */
export const QUESTION_MARK: Doodle = [
  [55, 70, 62, 35, 90, 8, 130, 0, 168, 8, 194, 36, 198, 70, 182, 100, 152, 124, 130, 146, 124, 186],
  [124, 236, 129, 240, 129, 248, 124, 252, 119, 248, 119, 240, 124, 236],
];

/**
 * A drawing for a word: one of its own, else one of a word that is drawn alike (a moon for a banana); null where there is
 * neither.
 */
export function doodleFor(word: string, random: Random, sketchbook = NO_SKETCHES): Doodle | null {
  const doodlesOf = (drawn: string) => [...shippedDoodles(drawn), ...sketchbook.of(drawn)];
  const alike = CONFUSABLE_SETS.filter((set) => set.includes(word)).flat();
  const own = doodlesOf(word);
  const known = own.length > 0 ? own : alike.flatMap(doodlesOf);
  return known[Math.floor(random() * known.length)] ?? null;
}

function shippedDoodles(word: string): readonly Doodle[] {
  // A word that is called like a property of all objects must not find that.
  return Object.hasOwn(DOODLES, word) ? DOODLES[word]! : [];
}
