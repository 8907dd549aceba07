/** Turns the shapes into the file that the game reads: whole numbers in 0..255, no more points than the curves need. */
import { ANIMALS } from './animals.ts';
import { FIGURES } from './figures.ts';
import { FOOD } from './food.ts';
import { HOME } from './home.ts';
import { MUSIC } from './music.ts';
import { OUTDOORS } from './outdoors.ts';
import { PEOPLE } from './people.ts';
import type { Shape, Shapes } from './pen.ts';
import { TOOLS } from './tools.ts';
import { VEHICLES } from './vehicles.ts';
import type { Drawing } from '../../shared/drawing/index.ts';
import { boxOfValid } from '../../shared/drawing/measure.ts';
import { fittingScale, rdp } from '../../shared/drawing/simplify.ts';
import type { Doodle } from '../../shared/doodles/index.ts';

const ALL: readonly Shapes[] = [ANIMALS, FIGURES, FOOD, HOME, MUSIC, OUTDOORS, PEOPLE, TOOLS, VEHICLES];

/** How far a kept curve may be from the drawn one, in units of 0..255: less than a line's width, so that no bend has corners. */
const EPSILON = 0.7;

/** The drawings of every word, by word. */
export function makeDoodles(): [word: string, doodles: Doodle[]][] {
  return ALL.flatMap((shapes) => Object.entries(shapes))
    .map(([word, variants]): [string, Doodle[]] => [word, variants.map(fitted)])
    .sort(([a], [b]) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
}

/** The text of the file: JSON with one line a drawing, so that a change shows which one it is. */
export function doodlesFile(): string {
  const words = makeDoodles().map(([word, doodles]) => {
    const lines = doodles.map((doodle) => JSON.stringify(doodle));
    return `${JSON.stringify(word)}: [\n${lines.join(',\n')}]`;
  });
  return `{\n${words.join(',\n')}\n}\n`;
}

/** The drawing with its longer side from 0 to 255. */
function fitted(shape: Shape): Doodle {
  const strokes = shape.map((path) => ({ x: path.map(([x]) => x), y: path.map(([, y]) => y) }));
  // Fitted again afterwards: the outermost points themselves may be among those that a curve can do without.
  const thinned = scaled(strokes).map((stroke) => rdp(stroke, EPSILON));
  return scaled(thinned).map(({ x, y }) => x.flatMap((value, i) => [Math.round(value), Math.round(y[i]!)]));
}

function scaled(strokes: Drawing): Drawing {
  const box = boxOfValid(strokes);
  const scale = fittingScale(box);
  return strokes.map(({ x, y }) => ({
    x: x.map((value) => (value - box.minX) * scale),
    y: y.map((value) => (value - box.minY) * scale),
  }));
}
