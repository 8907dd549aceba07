/** Further symbols that a network learns from: signs, diagrams and things that nobody has seen, with the characters. */
import { uniform } from '../random.ts';
import { type Path, type Point, type SymbolShape, arc, box, curve, dot, join, line, oval } from './ink.ts';
import { TRAINING_FIGURES } from './symbols-train-figures.ts';
import { TRAINING_GLYPHS } from './symbols-train-glyphs.ts';

export const MORE_TRAINING_SYMBOLS: Readonly<Record<string, SymbolShape>> = {
  ...TRAINING_GLYPHS,
  ...TRAINING_FIGURES,
  'recycling triangle': (random) => {
    const size = uniform(random, 9, 14);
    return [
      ...[line(38, 26, 50, 6, 68, 36), line(80, 56, 92, 82, 62, 84), line(38, 84, 8, 82, 24, 54)],
      ...[tip(68, 36, 60, size), tip(62, 84, 180, size), tip(24, 54, -60, size)],
    ];
  },
  'radiation sign': (random) => {
    const inner = uniform(random, 9, 14);
    const blades = [-120, 0, 120].map((turn) =>
      closed(
        join(arc(50, 50, 46, 46, turn + 60, turn + 120), arc(50, 50, inner, inner, turn + 120, turn + 60)),
      ),
    );
    return [...blades, ...(random() < 0.5 ? [dot(50, 50, 5)] : [])];
  },
  'biohazard sign': (random) => {
    const open = uniform(random, 25, 45);
    const horns = [-90, 30, 150].map((turn) => {
      const [x, y] = polar(turn, 26);
      return arc(x, y, 24, 24, turn + open, turn + 360 - open);
    });
    return [...horns, oval(50, 50, 18)];
  },
  'play button': (random) => {
    const frame = random() < 0.5 ? oval(50, 50, 50) : box(0, 12, 100, 76);
    return [frame, line(38, 28, 74, 50, 38, 72, 38, 28)];
  },
  'pause button': (random) => {
    const wide = uniform(random, 14, 24);
    const bars = [box(22, 20, wide, 60), box(78 - wide, 20, wide, 60)];
    return random() < 0.5 ? bars : [...bars, oval(50, 50, 50)];
  },
  'rewind button': (random) => {
    const wedges = [line(48, 20, 4, 50, 48, 80, 48, 20), line(94, 20, 50, 50, 94, 80, 94, 20)];
    const turned = wedges.map((path) => path.map(([x, y]): Point => [100 - x, y]));
    return [...(random() < 0.5 ? wedges : turned), ...(random() < 0.5 ? [line(0, 20, 0, 80)] : [])];
  },
  'eject button': (random) => [line(6, 64, 50, 10, 94, 64, 6, 64), box(6, 76, 88, uniform(random, 10, 18))],
  'u-turn arrow': (random) => {
    const left = uniform(random, 18, 28);
    const bend = join(line(78, 98, 78, 40), arc(50 + left / 2 - 11, 40, 39 - left / 2, 34, 0, -180));
    const end = bend.at(-1)!;
    return [join(bend, line(end[0], 84)), tip(end[0], 84, 90, 16)];
  },
  'curved arrow': (random) => {
    const rise = uniform(random, 30, 60);
    return [curve(4, 88, 14, 88 - rise, 50, 20, 94, 26), tip(94, 26, 5, uniform(random, 14, 24))];
  },
  'double arrow': (random) => {
    const size = uniform(random, 12, 22);
    const shafts = random() < 0.5 ? [line(0, 50, 100, 50)] : [line(8, 43, 92, 43), line(8, 57, 92, 57)];
    return [...shafts, tip(0, 50, 180, size), tip(100, 50, 0, size)];
  },
  'opposite arrows': (random) => {
    const size = uniform(random, 10, 18);
    return [line(0, 34, 98, 34), tip(100, 34, 0, size), line(2, 68, 100, 68), tip(0, 68, 180, size)];
  },
  'shuffle arrows': () => [
    curve(0, 20, 26, 22, 66, 76, 92, 80),
    tip(98, 80, 0, 14),
    curve(0, 80, 26, 78, 66, 24, 92, 20),
    tip(98, 20, 0, 14),
  ],
  'arrows in all directions': (random) => {
    const turn = random() < 0.6 ? 0 : 45;
    const size = uniform(random, 11, 18);
    return [0, 90, 180, 270].flatMap((degrees) => {
      const [x, y] = polar(degrees + turn, 50);
      return [line(50, 50, x, y), tip(x, y, degrees + turn, size)];
    });
  },
  'branching arrow': () => [
    line(50, 100, 50, 60),
    curve(50, 60, 46, 36, 16, 26, 12, 10),
    tip(12, 6, -95, 14),
    curve(50, 60, 54, 36, 84, 26, 88, 10),
    tip(88, 6, -85, 14),
  ],
  crosshair: (random) => {
    const radius = uniform(random, 26, 36);
    const ticks = [0, 90, 180, 270].map((degrees) =>
      line(...polar(degrees, radius - 14), ...polar(degrees, 50)),
    );
    return [oval(50, 50, radius), ...ticks, dot(50, 50, 2)];
  },
  'download sign': (random) => {
    const deep = uniform(random, 58, 68);
    return [line(50, 0, 50, deep), tip(50, deep, 90, 20), line(4, 70, 4, 98, 96, 98, 96, 70)];
  },
  triskele: (random) => {
    const turns = uniform(random, 1.1, 1.7);
    return [-90, 30, 150].map((start) => [
      [50, 50] as const,
      ...Array.from({ length: 30 }, (_, i): Point => {
        const [x, y] = polar(start, 30);
        const angle = ((start + 180) * Math.PI) / 180 + (i / 29) * turns * 2 * Math.PI;
        const radius = 26 - (i / 29) * 20;
        return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
      }),
    ]);
  },
  'celtic cross': (random) => [
    line(
      42,
      100,
      42,
      46,
      14,
      46,
      14,
      30,
      42,
      30,
      42,
      2,
      58,
      2,
      58,
      30,
      86,
      30,
      86,
      46,
      58,
      46,
      58,
      100,
      42,
      100,
    ),
    oval(50, 38, uniform(random, 22, 27)),
  ],
  'fleur-de-lis': () => [
    join(curve(50, 70, 34, 44, 36, 24, 50, 2), curve(50, 2, 64, 24, 66, 44, 50, 70)),
    curve(42, 70, 36, 48, 20, 34, 6, 44, 10, 60, 22, 58),
    curve(58, 70, 64, 48, 80, 34, 94, 44, 90, 60, 78, 58),
    line(30, 70, 70, 70),
    curve(44, 72, 42, 88, 32, 96),
    curve(56, 72, 58, 88, 68, 96),
  ],
  'playing card': (random) => {
    const heart = (x: number, y: number, size: number): Path =>
      join(
        curve(x, y - 0.4 * size, x - 0.7 * size, y - size, x - size, y - 0.2 * size, x, y + size),
        curve(x, y + size, x + size, y - 0.2 * size, x + 0.7 * size, y - size, x, y - 0.4 * size),
      );
    const pips = [
      [50, 50],
      [50, 22],
      [50, 78],
    ].slice(0, random() < 0.5 ? 1 : 3);
    return [
      box(16, 0, 68, 100),
      ...pips.map(([x, y]) => heart(x!, y!, pips.length === 1 ? 16 : 9)),
      line(22, 18, 27, 6, 32, 18),
      line(68, 82, 73, 94, 78, 82),
    ];
  },
  'molecule of rings': (random) => {
    const ring = (x: number, y: number) =>
      line(...Array.from({ length: 7 }, (_, i) => polar(30 + 60 * i, 18, x, y)).flat());
    const third = random() < 0.5 ? [ring(50, 23)] : [line(50, 40, 50, 14), line(50, 14, 64, 6)];
    return [
      ring(34.4, 50),
      ring(65.6, 50),
      ...third,
      line(18.8, 59, 4, 68),
      oval(34.4, 50, 9),
      line(81, 59, 96, 68),
    ];
  },
  'molecule of a chain': (random) => {
    const atoms = Array.from({ length: Math.floor(uniform(random, 5, 8)) }, (_, i): Point => [
      16 * i,
      i % 2 === 0 ? 58 : 44,
    ]);
    const bonds = atoms.slice(1, -1).flatMap(([x, y], i): Path[] => {
      if (random() < 0.35) return [];
      const away = i % 2 === 0 ? -1 : 1;
      const group =
        random() < 0.6 ? oval(x, y + 27 * away, 6) : line(x - 6, y + 21 * away, x + 6, y + 21 * away);
      return [line(x, y, x, y + 20 * away), group];
    });
    return [atoms, line(20, 41, 30, 50), line(0, 58, 0, 82), oval(0, 88, 6), ...bonds];
  },
  circuit: (random) => {
    const zigzag = [
      line(0, 50, 0, 14, 24, 14, 28, 6, 36, 22, 44, 6, 52, 22, 60, 6, 66, 14, 100, 14, 100, 40),
    ];
    const resistor = [line(0, 50, 0, 14, 28, 14), box(28, 6, 36, 16), line(64, 14, 100, 14, 100, 40)];
    const lamp = [
      oval(100, 51, 11),
      line(92, 43, 108, 59),
      line(108, 43, 92, 59),
      line(100, 62, 100, 90, 58, 90),
    ];
    const cell = [line(58, 78, 58, 102), line(48, 84, 48, 96), line(48, 90, 0, 90, 0, 50)];
    return [...(random() < 0.5 ? zigzag : resistor), ...lamp, ...cell];
  },
  transistor: (random) => [
    ...(random() < 0.7 ? [oval(54, 50, 36)] : []),
    line(0, 50, 40, 50),
    line(40, 26, 40, 74),
    line(40, 40, 68, 24, 68, 0),
    line(40, 60, 68, 76, 68, 100),
    tip(66, 75, 30, 11),
  ],
  'coil and capacitor': (random) => {
    const loops = Math.floor(uniform(random, 3, 6));
    const wide = 44 / loops;
    const coil = Array.from({ length: loops }, (_, i) =>
      arc(12 + (i + 0.5) * wide, 50, wide / 2, 12, 180, 360),
    );
    return [
      join(line(0, 50, 12, 50), ...coil, line(56, 50, 76, 50)),
      ...[line(76, 32, 76, 68), line(86, 32, 86, 68), line(86, 50, 104, 50)],
      ...(random() < 0.5
        ? [line(66, 50, 66, 78), line(54, 78, 78, 78), line(58, 84, 74, 84), line(62, 90, 70, 90)]
        : []),
    ];
  },
};

/** The two sides of an arrow's head that points so many degrees from the right, clockwise. */
function tip(x: number, y: number, degrees: number, size: number): Path {
  const [back, forth] = [polar(degrees + 145, size, x, y), polar(degrees - 145, size, x, y)];
  return [back, [x, y], forth];
}

/** The point so many degrees from the right, clockwise, and so far from the middle, or from another point. */
function polar(degrees: number, radius: number, x = 50, y = 50): Point {
  const angle = (degrees * Math.PI) / 180;
  return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
}

function closed(path: Path): Path {
  return [...path, path[0]!];
}
