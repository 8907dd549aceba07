import type { Drawing } from '../drawing/index.ts';

/**
 * A drawing as a movement of the pen, for networks that read strokes: a fixed number of steps at equal spacing along the ink, each
 * `dx, dy, lifted`. A step is in shares of the drawing's longer side; `lifted` is 1 where the pen jumped to the next stroke. As
 * sketch-rnn has it (Ha & Eck 2017), but resampled, so that fast and slow hands look the same.
 */
export const SEQUENCE_STEPS = 48;
export const VALUES_PER_STEP = 3;
/** Steps are small: enlarged, they are of the size that a network likes. */
const STEP_GAIN = 10;

/** @returns [SEQUENCE_STEPS, VALUES_PER_STEP]; zeros for a drawing without ink */
export function toSequence(drawing: Drawing): Float32Array {
  const out = new Float32Array(SEQUENCE_STEPS * VALUES_PER_STEP);
  const strokes = drawing.filter(({ x }) => x.length > 0);
  const xs = strokes.flatMap(({ x }) => x);
  const ys = strokes.flatMap(({ y }) => y);
  if (xs.length === 0) return out;
  const side = Math.max(rangeOf(xs), rangeOf(ys), 1e-6);
  const points = resampled(strokes, SEQUENCE_STEPS + 1);
  for (let step = 0; step < SEQUENCE_STEPS; step += 1) {
    const [from, to] = [points[step]!, points[step + 1]!];
    out.set(
      [
        ((to.x - from.x) / side) * STEP_GAIN,
        ((to.y - from.y) / side) * STEP_GAIN,
        to.stroke === from.stroke ? 0 : 1,
      ],
      step * VALUES_PER_STEP,
    );
  }
  return out;
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly stroke: number;
}

/** `count` places at equal spacing along the ink. */
function resampled(strokes: Drawing, count: number): Place[] {
  const pieces = strokes.flatMap(({ x, y }, stroke) =>
    x.length === 1
      ? [{ x0: x[0]!, y0: y[0]!, x1: x[0]!, y1: y[0]!, stroke, length: 0 }]
      : x.slice(1).map((x1, at) => {
          const [x0, y0, y1] = [x[at]!, y[at]!, y[at + 1]!];
          return { x0, y0, x1, y1, stroke, length: Math.hypot(x1 - x0, y1 - y0) };
        }),
  );
  const total = pieces.reduce((sum, { length }) => sum + length, 0);
  let [piece, before] = [0, 0];
  return Array.from({ length: count }, (_, index) => {
    const wanted = (total * index) / (count - 1);
    while (piece < pieces.length - 1 && before + pieces[piece]!.length < wanted) {
      before += pieces[piece]!.length;
      piece += 1;
    }
    const { x0, y0, x1, y1, stroke, length } = pieces[piece]!;
    const part = length === 0 ? 0 : Math.min(1, (wanted - before) / length);
    return { x: x0 + (x1 - x0) * part, y: y0 + (y1 - y0) * part, stroke };
  });
}

function rangeOf(values: readonly number[]): number {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) [least, most] = [Math.min(least, value), Math.max(most, value)];
  return most - least;
}
