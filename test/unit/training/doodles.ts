import type { Drawing } from '../../../shared/drawing/index.ts';
import type { WordDrawings } from '../../../server/training/collection.ts';
import { createRandom, uniform } from '../../../server/training/random.ts';

const CENTRE = 128;

/** Small sets of drawings made by formula, each a little different: three words that a tiny network can tell apart. */
export function doodles(count: number, seed: string): (WordDrawings & { strokes: Drawing[] })[] {
  return (['circle', 'ladder', 'zigzag'] as const).map((word) => {
    const random = createRandom(seed, word);
    return {
      word,
      strokes: Array.from({ length: count }, () => SHAPES[word](random)),
      bitmaps: [],
      otherBitmaps: [],
    };
  });
}

const SHAPES = {
  circle(random: () => number): Drawing {
    const radius = uniform(random, 60, 120);
    const angles = Array.from({ length: 30 }, (_, i) => (i / 29) * 2 * Math.PI);
    return [
      {
        x: angles.map((angle) => CENTRE + radius * Math.cos(angle) + uniform(random, -3, 3)),
        y: angles.map((angle) => CENTRE + radius * uniform(random, 0.9, 1) * Math.sin(angle)),
      },
    ];
  },
  ladder(random: () => number): Drawing {
    const left = uniform(random, 60, 90);
    const right = uniform(random, 160, 190);
    const rungs = Array.from({ length: 5 }, (_, i) => 40 + 40 * i + uniform(random, -8, 8));
    return [
      { x: [left, left + uniform(random, -9, 9)], y: [10, 245] },
      { x: [right, right + uniform(random, -9, 9)], y: [10, 245] },
      ...rungs.map((y) => ({ x: [left, right], y: [y, y + uniform(random, -6, 6)] })),
    ];
  },
  zigzag(random: () => number): Drawing {
    const points = Array.from({ length: 8 }, (_, i) => i);
    return [
      {
        x: points.map((i) => 10 + 33 * i + uniform(random, -8, 8)),
        y: points.map((i) => (i % 2 === 0 ? 60 : 200) + uniform(random, -20, 20)),
      },
    ];
  },
};
