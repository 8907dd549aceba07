/** Ink without a thing in it. What is learned and what is measured differ in how they come about, not in their sizes. */
import type { Drawing } from '../../../shared/drawing/index.ts';
import type { Split } from '../data/split.ts';
import { oneOf, type Random, uniform, whole } from '../random.ts';
import { type Path, type Point, arc, byHand, dot, fitted, line, smoothThrough } from './ink.ts';

const FULL_TURN = 2 * Math.PI;

/** By split and name; each makes a drawing in the data set's form. */
export const SCRIBBLES: Readonly<Record<Split, Readonly<Record<string, (random: Random) => Drawing>>>> = {
  train: { wandering, hatching, tangle, strewn, jagged },
  validation: { harmonics, shading, curls, billiard, trembling, arcs },
};

/** One of the split's scribbles. */
export function drawScribble(random: Random, split: Split): Drawing {
  const makers = Object.values(SCRIBBLES[split]);
  return oneOf(random, makers)(random);
}

/** A pen that turns smoothly, kept near the middle, and crosses its own way many times. */
function wandering(random: Random): Drawing {
  const steps = whole(random, 250, 900);
  const restlessness = uniform(random, 0.03, 0.12);
  let [x, y, heading, turning] = [0, 0, uniform(random, 0, FULL_TURN), 0];
  const path: Point[] = [];
  for (let step = 0; step < steps; step++) {
    turning = 0.94 * turning + restlessness * uniform(random, -1, 1);
    // Turned towards the middle the more, the farther away it is.
    const home = Math.atan2(-y, -x) - heading;
    heading += turning + 0.002 * Math.hypot(x, y) * Math.sin(home);
    x += 2 * Math.cos(heading);
    y += 2 * Math.sin(heading);
    path.push([x, y]);
  }
  return fitted([path]);
}

/** Lines side by side, each a stroke, and more across them (alone they could be rain). */
function hatching(random: Random): Drawing {
  const first = uniform(random, 0, 180);
  const layers = [first, first + uniform(random, 40, 110)];
  if (random() < 0.25) layers.push(first + uniform(random, 120, 160));
  const [width, height] = [uniform(random, 30, 60), uniform(random, 30, 60)];
  const paths = layers.flatMap((degrees): Path[] => {
    const count = whole(random, 6, 16);
    const angle = (degrees / 360) * FULL_TURN;
    const [alongX, alongY] = [Math.cos(angle), Math.sin(angle)];
    return Array.from({ length: count }, (_, i): Path => {
      const across = ((i + 0.5) / count - 0.5) * 2 + uniform(random, -0.05, 0.05);
      const reach = Math.sqrt(Math.max(0.1, 1 - across * across));
      const [from, to] = [-reach * uniform(random, 0.7, 1.2), reach * uniform(random, 0.7, 1.2)];
      return [from, to].map((along): Point => [
        width * (along * alongX - across * alongY),
        height * (along * alongY + across * alongX),
      ]);
    });
  });
  return byHand(paths, random);
}

/** Several curves through places anywhere. */
function tangle(random: Random): Drawing {
  const strokes = whole(random, 2, 6);
  return fitted(
    Array.from({ length: strokes }, () =>
      smoothThrough(anywhere(random, whole(random, 4, Math.ceil(30 / strokes)))),
    ),
  );
}

/** Dots and dashes thrown about, in every direction (side by side they would be rain). */
function strewn(random: Random): Drawing {
  const count = whole(random, 10, 35);
  const longest = uniform(random, 6, 35);
  const dots = uniform(random, 0, 0.7);
  const paths = anywhere(random, count).map(([x, y]): Path => {
    if (random() < dots) return dot(x, y);
    const angle = uniform(random, 0, FULL_TURN);
    const length = uniform(random, 4, longest);
    return line(x, y, x + length * Math.cos(angle), y + length * Math.sin(angle));
  });
  return byHand(paths, random);
}

/** Straight from place to place, with sharp corners. */
function jagged(random: Random): Drawing {
  const strokes = whole(random, 1, 3);
  const paths = Array.from({ length: strokes }, () => anywhere(random, whole(random, 9, 22)));
  return byHand(paths, random);
}

/** Sums of oscillations, as of a pen on pendulums. */
function harmonics(random: Random): Drawing {
  const pendulum = () => {
    const parts = Array.from({ length: 3 }, (_, i) => ({
      frequency: uniform(random, 0.5, 1.5) * (i + 1),
      phase: uniform(random, 0, FULL_TURN),
      size: 1 / (i + 1),
    }));
    return (time: number) =>
      50 *
      parts.reduce((sum, { frequency, phase, size }) => sum + size * Math.sin(frequency * time + phase), 0);
  };
  const [x, y] = [pendulum(), pendulum()];
  const seconds = uniform(random, 18, 50);
  const steps = Math.ceil(seconds / 0.03);
  return fitted([
    Array.from({ length: steps }, (_, i): Point => [x((i * seconds) / steps), y((i * seconds) / steps)]),
  ]);
}

/** To and fro in one go, closely, until a patch is grey; sometimes several patches. */
function shading(random: Random): Drawing {
  const patches = whole(random, 1, 3);
  return byHand(
    Array.from({ length: patches }, (): Path => {
      const turns = whole(random, 14, 40);
      const angle = uniform(random, 0, FULL_TURN);
      const [middleX, middleY] = [uniform(random, 0, 60), uniform(random, 0, 60)];
      const [length, width] = [uniform(random, 25, 60), uniform(random, 20, 60)];
      let drift = 0;
      return Array.from({ length: turns }, (_, i): Point => {
        drift = 0.8 * drift + uniform(random, -0.15, 0.15);
        const along = (i % 2 === 0 ? -1 : 1) * length * (0.5 + drift + uniform(random, -0.15, 0.15));
        const across = width * (i / turns - 0.5 + uniform(random, -0.06, 0.06));
        return [
          middleX + along * Math.cos(angle) - across * Math.sin(angle),
          middleY + along * Math.sin(angle) + across * Math.cos(angle),
        ];
      });
    }),
    random,
  );
}

/** Loops upon loops along a way that turns round a few times. */
function curls(random: Random): Drawing {
  const strokes = whole(random, 1, 3);
  return fitted(
    Array.from({ length: strokes }, (): Path => {
      const way = smoothThrough(anywhere(random, whole(random, 3, 5)));
      const loops = whole(random, 8, 20);
      const spin = (random() < 0.5 ? -1 : 1) * FULL_TURN * loops;
      const [wide, high] = [uniform(random, 8, 25), uniform(random, 8, 25)];
      const steps = loops * 16;
      return Array.from({ length: steps }, (_, i): Point => {
        const [x, y] = way[Math.floor((i / steps) * way.length)]!;
        const size = 1 + 0.4 * Math.sin(i / 23) + uniform(random, -0.05, 0.05);
        const angle = (spin * i) / steps;
        return [x + wide * size * Math.cos(angle), y + high * size * Math.sin(angle)];
      });
    }),
  );
}

/** A ball's way on a table of any proportions, from cushion to cushion. */
function billiard(random: Random): Drawing {
  const [width, height] = [100, uniform(random, 50, 100)];
  const [speedX, speedY] = [uniform(random, 30, 100), uniform(random, 30, 100)];
  const [startX, startY] = [uniform(random, 0, 200), uniform(random, 0, 200)];
  const folded = (way: number, side: number) => side - Math.abs((way % (2 * side)) - side);
  const seconds = uniform(random, 8, 20);
  const steps = Math.ceil(seconds / 0.03);
  const path = Array.from({ length: steps }, (_, i): Point => {
    const time = (i * seconds) / steps;
    return [folded(startX + speedX * time, width), folded(startY + speedY * time, height)];
  });
  return byHand([path], random);
}

/** A pen that shakes: every step in a direction of its own. */
function trembling(random: Random): Drawing {
  const strokes = whole(random, 1, 4);
  return fitted(
    Array.from({ length: strokes }, (): Path => {
      let [x, y] = [uniform(random, 0, 60), uniform(random, 0, 60)];
      return Array.from({ length: whole(random, 60, 250) }, (): Point => {
        x += uniform(random, -9, 9);
        y += uniform(random, -9, 9);
        return [x, y];
      });
    }),
  );
}

/** Parts of rings of all sizes, one over the other. */
function arcs(random: Random): Drawing {
  const paths = anywhere(random, whole(random, 7, 18)).map(([x, y]): Path => {
    const from = uniform(random, 0, 360);
    const [radiusX, radiusY] = [uniform(random, 6, 40), uniform(random, 6, 40)];
    return arc(x, y, radiusX, radiusY, from, from + uniform(random, 60, 240));
  });
  return byHand(paths, random);
}

/** So many places in a box of 100. */
function anywhere(random: Random, count: number): Point[] {
  return Array.from({ length: count }, (): Point => [uniform(random, 0, 100), uniform(random, 0, 100)]);
}
