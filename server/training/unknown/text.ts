/** Words without meaning in a hand of its own: what people write where they were asked to draw. */
import type { Drawing } from '../../../shared/drawing/index.ts';
import type { Split } from '../data/split.ts';
import { oneOf, type Random, uniform } from '../random.ts';
import font from './font.json' with { type: 'json' };
import { type Path, type Point, byHand, smoothThrough } from './ink.ts';

/**
 * The characters of a split, each as parts of a stroke divided by `/`. A part is a list of points, two digits each: x
 * from 0 to 4, y from 0 (cap height) by 6 (baseline) to 8 (descenders). `~` makes it a smooth curve; a part that begins
 * where the one before ended goes on without lifting the pen.
 */
export const FONT: Readonly<Record<Split, Readonly<Record<string, string>>>> = font;

/** Characters that are a line, a circle or so: two of these alone could be eyeglasses. */
const PLAIN = 'IO01LU';
const FEWEST_CHARACTERS = 2;
const MOST_CHARACTERS = 7;
/** Size of the font's grid, in units of the hand that draws it; capitals are six of them high. */
const GRID = 8;
const LINE_HEIGHT = 10;

/** One or two lines of characters. */
export function drawText(random: Random, split: Split): Drawing {
  const hand = {
    slant: uniform(random, -0.1, 0.35),
    width: uniform(random, 0.7, 1.1),
    gap: uniform(random, 0.8, 2.6),
    unevenness: uniform(random, 0.3, 1.2),
  };
  const lines = random() < 0.25 ? 2 : 1;
  const paths: Path[] = [];
  for (let row = 0; row < lines; row++) {
    let x = row * uniform(random, -2, 2);
    for (const character of makeWord(random, split)) {
      const width = hand.width * Math.exp(0.15 * hand.unevenness * uniform(random, -1, 1));
      const height = Math.exp(0.15 * hand.unevenness * uniform(random, -1, 1));
      const baseline = 6 + row * LINE_HEIGHT + 0.6 * hand.unevenness * uniform(random, -1, 1);
      const slant = hand.slant + 0.1 * hand.unevenness * uniform(random, -1, 1);
      const place = ([column, line]: Point): Point => {
        const y = (line - 6) * height;
        return [GRID * (x + column * width - slant * y), GRID * (baseline + y)];
      };
      // Smoothed in place, so that a curve has points enough for its size.
      for (const glyph of strokesOf(FONT[split][character]!, place)) paths.push(glyph);
      x += 4 * width + hand.gap * Math.exp(0.4 * hand.unevenness * uniform(random, -1, 1));
    }
  }
  return byHand(paths, random, 1.4);
}

function makeWord(random: Random, split: Split): string[] {
  const characters = Object.keys(FONT[split]);
  // Squared: most words are short, and of seven characters a picture of 28 pixels shows little.
  const length = FEWEST_CHARACTERS + Math.floor((MOST_CHARACTERS - FEWEST_CHARACTERS + 1) * random() ** 1.5);
  while (true) {
    const word = Array.from({ length }, () => oneOf(random, characters));
    if (new Set(word).size > 1 && word.some((character) => !PLAIN.includes(character))) return word;
  }
}

function strokesOf(glyph: string, place: (point: Point) => Point): Path[] {
  const strokes: Point[][] = [];
  let end = '';
  for (const part of glyph.split('/')) {
    const pairs = part.match(/\d\d/g) ?? [];
    const points = pairs.map((pair) => place([Number(pair[0]), Number(pair[1])]));
    const path = part.startsWith('~') ? smoothThrough(points) : points;
    if (pairs[0] === end) strokes.at(-1)!.push(...path.slice(1));
    else strokes.push([...path]);
    end = pairs.at(-1)!;
  }
  return strokes;
}
