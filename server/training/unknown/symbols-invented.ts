/** Symbols that nobody has ever meant: a few plain shapes put together by a plan. No two are alike. */
import { oneOf, type Random, uniform, whole } from '../random.ts';
import { type Path, type Point, type SymbolShape, smoothThrough } from './ink.ts';

/** A shape about the origin, some -1 to 1 across. */
type Part = (random: Random) => Path;
/** Where a part goes: about the origin, some -1 to 1 across. */
type Layout = (random: Random, parts: readonly Path[]) => readonly Path[];

const FULL_TURN = 2 * Math.PI;
/** The middle of a symbol, and how far it reaches from there. */
const MIDDLE = 50;

const PARTS: readonly Part[] = [bar, polygon, blob, bow, zigzag, wave, coil, hook];
const LAYOUTS: readonly Layout[] = [nested, mirrored, turnedAbout, inARow, hungOn];

/** Three to five shapes by one plan, turned any way: fewer could be words, such as a star or an octagon. */
export const inventedSymbol: SymbolShape = (random) => {
  const parts = Array.from({ length: whole(random, 3, 5) }, () => oneOf(random, PARTS)(random));
  const turn = random() < 0.6 ? (whole(random, 0, 3) * FULL_TURN) / 4 : uniform(random, 0, FULL_TURN);
  return oneOf(random, LAYOUTS)(random, parts).map((path) =>
    moved(path, { turn, size: MIDDLE, x: MIDDLE, y: MIDDLE }),
  );
};

function bar(random: Random): Path {
  const [half, bent] = [uniform(random, 0.5, 1), random() < 0.5 ? uniform(random, -0.4, 0.4) : 0];
  return [
    [-half, 0],
    [0, bent],
    [half, bent],
  ];
}

/** Three to seven corners, at times every second one drawn in, as in a star. */
function polygon(random: Random): Path {
  const [corners, inner] = [whole(random, 3, 7), random() < 0.4 ? uniform(random, 0.3, 0.7) : 1];
  const start = uniform(random, 0, FULL_TURN);
  const ring = around(inner === 1 ? corners : 2 * corners, start, (i) => (i % 2 === 0 ? 1 : inner));
  return [...ring, ring[0]!];
}

/** A closed smooth line, from nearly round to nearly a clover. */
function blob(random: Random): Path {
  const uneven = uniform(random, 0, 0.5);
  const ring = around(whole(random, 5, 9), uniform(random, 0, FULL_TURN), () => 1 - uneven * random());
  // Smoothed at the size at which it is drawn, so that it has points enough.
  const large = smoothThrough(sized([...ring, ring[0]!], MIDDLE));
  return sized(large, 1 / MIDDLE);
}

/** Part of a ring. */
function bow(random: Random): Path {
  const [open, flat] = [uniform(random, 0.25, 0.8), uniform(random, 0.5, 1)];
  return Array.from({ length: 20 }, (_, i): Point => {
    const angle = (i / 19) * open * FULL_TURN;
    return [Math.cos(angle), flat * Math.sin(angle)];
  });
}

function zigzag(random: Random): Path {
  const [bends, high] = [whole(random, 2, 6), uniform(random, 0.2, 0.6)];
  return Array.from({ length: bends + 2 }, (_, i): Point => [
    (2 * i) / (bends + 1) - 1,
    i % 2 === 0 ? high : -high * uniform(random, 0.5, 1),
  ]);
}

function wave(random: Random): Path {
  const [turns, high] = [uniform(random, 0.7, 2.5), uniform(random, 0.2, 0.5)];
  return Array.from({ length: 30 }, (_, i): Point => [
    (2 * i) / 29 - 1,
    high * Math.sin((i / 29) * turns * FULL_TURN),
  ]);
}

function coil(random: Random): Path {
  const turns = uniform(random, 1.2, 2.4);
  return Array.from({ length: 36 }, (_, i): Point => {
    const angle = (i / 35) * turns * FULL_TURN;
    return [(i / 35) * Math.cos(angle), (i / 35) * Math.sin(angle)];
  });
}

/** A straight shaft whose end curls. */
function hook(random: Random): Path {
  const [size, open] = [uniform(random, 0.25, 0.5), uniform(random, 0.3, 0.8)];
  const end = Array.from({ length: 14 }, (_, i): Point => {
    const angle = (i / 13) * open * FULL_TURN;
    return [size - size * Math.cos(angle), 0.4 + size * Math.sin(angle)];
  });
  return [[0, -1], ...end];
}

/** One in the other, each smaller. */
function nested(random: Random, parts: readonly Path[]): readonly Path[] {
  let size = 1;
  return parts.map((path) => {
    const placed = moved(path, { turn: uniform(random, 0, FULL_TURN), size, x: 0, y: 0 });
    size *= uniform(random, 0.5, 0.8);
    return placed;
  });
}

/** At both sides of a line, as letters and insects are; the line itself, at times. */
function mirrored(random: Random, parts: readonly Path[]): readonly Path[] {
  const sides = parts.flatMap((path): Path[] => {
    const [size, y] = [uniform(random, 0.25, 0.6), uniform(random, -0.7, 0.7)];
    const placed = moved(path, {
      turn: uniform(random, 0, FULL_TURN),
      size,
      x: uniform(random, 0.2, 0.8),
      y,
    });
    return [placed, placed.map(([x, there]): Point => [-x, there])];
  });
  const middle: Path = [
    [0, -uniform(random, 0.4, 1)],
    [0, uniform(random, 0.4, 1)],
  ];
  return random() < 0.6 ? [...sides, middle] : sides;
}

/** The first one several times about the middle, where the second one is. */
function turnedAbout(random: Random, [first, second]: readonly Path[]): readonly Path[] {
  const [times, size] = [whole(random, 3, 6), uniform(random, 0.2, 0.45)];
  const [ownTurn, away] = [uniform(random, 0, FULL_TURN), uniform(random, 0.5, 0.8)];
  const copies = Array.from({ length: times }, (_, i) => {
    const placed = moved(first!, { turn: ownTurn, size, x: away, y: 0 });
    return moved(placed, { turn: (i / times) * FULL_TURN, size: 1, x: 0, y: 0 });
  });
  const middle = moved(second!, { turn: 0, size: uniform(random, 0.15, 0.45), x: 0, y: 0 });
  return random() < 0.7 ? [...copies, middle] : copies;
}

/** One beside the other, at times over a line. */
function inARow(random: Random, parts: readonly Path[]): readonly Path[] {
  const size = 1 / parts.length;
  const row = parts.map((path, i) =>
    moved(path, {
      turn: uniform(random, 0, FULL_TURN),
      size: size * uniform(random, 0.6, 1.1),
      x: (2 * i + 1) * size - 1,
      y: uniform(random, -0.3, 0.3),
    }),
  );
  const under: Path = [
    [-1, 0.6],
    [1, 0.6],
  ];
  return random() < 0.4 ? [...row, under] : row;
}

/** The first one large, the others at places on its line. */
function hungOn(random: Random, [first, ...others]: readonly Path[]): readonly Path[] {
  const large = moved(first!, { turn: uniform(random, 0, FULL_TURN), size: 0.8, x: 0, y: 0 });
  return [
    large,
    ...others.map((path) => {
      const [x, y] = oneOf(random, large);
      return moved(path, { turn: uniform(random, 0, FULL_TURN), size: uniform(random, 0.2, 0.5), x, y });
    }),
  ];
}

function moved(path: Path, { turn, size, x, y }: { turn: number; size: number; x: number; y: number }): Path {
  const [cos, sin] = [size * Math.cos(turn), size * Math.sin(turn)];
  return path.map(([px, py]): Point => [x + px * cos - py * sin, y + px * sin + py * cos]);
}

function sized(path: Path, size: number): Path {
  return path.map(([x, y]): Point => [size * x, size * y]);
}

/** Points about the origin at a distance by their number. */
function around(points: number, start: number, radius: (i: number) => number): Point[] {
  return Array.from({ length: points }, (_, i): Point => {
    const angle = start + (i / points) * FULL_TURN;
    return [radius(i) * Math.cos(angle), radius(i) * Math.sin(angle)];
  });
}
