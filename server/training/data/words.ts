import { ALL_WORDS, ARTICLE_WORDS } from '../../../shared/categories/deck.ts';

/** A word that the data set does not have, with the nearest ones that it has. */
export class UnknownWordError extends Error {
  readonly word: string;
  readonly suggestions: readonly string[];

  constructor(word: string, suggestions: readonly string[]) {
    const nearest = suggestions.map((suggestion) => `"${suggestion}"`).join(' or ');
    const hint =
      suggestions.length === 0 ? 'See shared/categories/words.json for all.' : `Did you mean ${nearest}?`;
    super(`"${word}" is not one of the data set's ${ALL_WORDS.length} words. ${hint}`);
    this.name = 'UnknownWordError';
    this.word = word;
    this.suggestions = suggestions;
  }
}

const MAX_SUGGESTIONS = 3;
/** Words further away than this share of their letters are no help. */
const MAX_DISTANCE_SHARE = 0.4;

/**
 * The words that a person means by `cat, alarm clock`, `all` or `article` (its ten): without regard to case, each once, in their order.
 * Throws `UnknownWordError`.
 */
export function parseWords(text: string): string[] {
  const asked = text.split(',').map((word) => word.trim().toLowerCase());
  if (asked.length === 1 && asked[0] === 'all') return [...ALL_WORDS];
  if (asked.length === 1 && asked[0] === 'article') return [...ARTICLE_WORDS];
  const known = new Map(ALL_WORDS.map((word) => [word.toLowerCase(), word]));
  const words = asked
    .filter((word) => word !== '')
    .map((word) => {
      const found = known.get(word);
      if (found === undefined) throw new UnknownWordError(word, nearestWords(word));
      return found;
    });
  return [...new Set(words)];
}

/** The words of the data set that are spelt most like `word`, nearest first; none if nothing is near. */
export function nearestWords(word: string): string[] {
  return ALL_WORDS.map((known) => ({
    known,
    distance: editDistance(word.toLowerCase(), known.toLowerCase()),
  }))
    .filter(({ known, distance }) => distance <= MAX_DISTANCE_SHARE * Math.max(word.length, known.length))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, MAX_SUGGESTIONS)
    .map(({ known }) => known);
}

/** Levenshtein's distance: how many letters have to be put in, left out or replaced. */
function editDistance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = above[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(replaced, above[j]! + 1, row[j - 1]! + 1));
    }
    above = row;
  }
  return above[b.length]!;
}
