/** The symbols that a network learns from. None is, or looks like, a word of the vocabulary; none is in the other half. */
import { uniform } from '../random.ts';
import { type Path, type SymbolShape, arc, box, curve, dot, join, line, oval } from './ink.ts';

export const TRAINING_SYMBOLS: Readonly<Record<string, SymbolShape>> = {
  heart: (random) => {
    const dip = uniform(random, 22, 36);
    return [
      join(
        curve(50, dip, 38, 8, 14, 8, 2, 32, 14, 58, 50, 96),
        curve(50, 96, 86, 58, 98, 32, 86, 8, 62, 8, 50, dip),
      ),
    ];
  },
  arrow: (random) => {
    const head = uniform(random, 15, 30);
    const shaft = line(0, 50, 100, 50);
    const tip = line(100 - head, 50 - head, 100, 50, 100 - head, 50 + head);
    if (random() < 0.6) return [shaft, tip];
    return [line(0, 38, 60, 38, 60, 38 - head, 100, 50, 60, 62 + head, 60, 62, 0, 62, 0, 38)];
  },
  'musical note': (random) => {
    const heads = [oval(20, 85, 14, 10, -20), oval(80, 75, 14, 10, -20)];
    const beam = uniform(random, 0, 15);
    if (random() < 0.6) {
      return [heads[0]!, line(33, 82, 33, 15, 93, 5, 93, 72), heads[1]!, line(33, 15 + beam, 93, 5 + beam)];
    }
    return [heads[0]!, line(33, 82, 33, 5), curve(33, 5, 42, 22, 58, 32, 52, 52)];
  },
  'question mark': (random) => [
    curve(22, 28, 28, 8, 50, 0, 75, 10, 78, 32, 58, 50, 50, 62, 50, 75),
    dot(50, 95, uniform(random, 1, 4)),
  ],
  'dollar sign': (random) => {
    const bars = random() < 0.5 ? [50] : [44, 56];
    return [
      curve(80, 24, 62, 12, 38, 12, 24, 28, 34, 46, 66, 54, 78, 70, 66, 88, 38, 88, 20, 76),
      ...bars.map((x) => line(x, 0, x, 100)),
    ];
  },
  ampersand: () => [
    curve(
      88,
      96,
      60,
      68,
      34,
      36,
      34,
      14,
      50,
      2,
      64,
      14,
      58,
      34,
      26,
      54,
      16,
      76,
      30,
      95,
      54,
      94,
      76,
      74,
      84,
      54,
    ),
  ],
  'hash sign': (random) => {
    const lean = uniform(random, 0, 14);
    return [
      line(30 + lean, 5, 30 - lean, 95),
      line(66 + lean, 5, 66 - lean, 95),
      line(5, 34, 95, 34),
      line(5, 66, 95, 66),
    ];
  },
  'tic-tac-toe': (random) => {
    const grid = [line(34, 0, 34, 100), line(66, 0, 66, 100), line(0, 34, 100, 34), line(0, 66, 100, 66)];
    const marks = [17, 50, 83].flatMap((y) =>
      [17, 50, 83].flatMap((x): Path[] => {
        const chance = random();
        if (chance < 0.33) return [oval(x, y, 10)];
        return chance < 0.66 ? [line(x - 9, y - 9, x + 9, y + 9), line(x + 9, y - 9, x - 9, y + 9)] : [];
      }),
    );
    return [...grid, ...marks];
  },
  gear: (random) => {
    const teeth = Math.floor(uniform(random, 7, 11));
    const outline = Array.from({ length: teeth }, (_, tooth) =>
      [0, 0.5, 0.5, 1].flatMap((part, corner) => {
        const angle = ((tooth + part) / teeth) * 2 * Math.PI;
        const radius = corner < 2 ? 50 : 36;
        return [50 + radius * Math.cos(angle), 50 + radius * Math.sin(angle)];
      }),
    ).flat();
    return [line(...outline, outline[0]!, outline[1]!), oval(50, 50, uniform(random, 10, 18))];
  },
  'bar chart': (random) => [
    line(5, 0, 5, 95, 100, 95),
    ...[15, 36, 57, 78].map((x) => {
      const top = uniform(random, 10, 80);
      return line(x, 95, x, top, x + 14, top, x + 14, 95);
    }),
  ],
  'plot of a wave': (random) => {
    const height = uniform(random, 20, 40);
    return [
      line(10, 0, 10, 100),
      line(0, 50, 100, 50),
      curve(
        10,
        50,
        20,
        50 - height,
        32,
        50,
        43,
        50 + height,
        54,
        50,
        65,
        50 - height,
        76,
        50,
        87,
        50 + height,
        98,
        50,
      ),
    ];
  },
  atom: (random) => {
    const narrow = uniform(random, 14, 20);
    return [...[0, 60, 120].map((degrees) => oval(50, 50, 50, narrow, degrees)), dot(50, 50, 5)];
  },
  battery: (random) => {
    const cells = Math.floor(uniform(random, 1, 5));
    return [
      box(0, 25, 88, 50),
      line(88, 40, 100, 40, 100, 60, 88, 60),
      ...Array.from({ length: cells }, (_, i) => box(7 + i * 20, 33, 12, 34)),
    ];
  },
  'power button': (random) => [
    arc(50, 55, 42, 42, uniform(random, -60, -45), uniform(random, 225, 240)),
    line(50, 0, 50, uniform(random, 45, 58)),
  ],
  'bluetooth sign': () => [line(22, 28, 76, 72, 50, 98, 50, 2, 76, 28, 22, 72)],
  anchor: () => [
    oval(50, 10, 9),
    line(50, 19, 50, 95),
    line(28, 32, 72, 32),
    curve(8, 62, 16, 84, 50, 96, 84, 84, 92, 62),
    line(0, 72, 8, 60, 20, 68),
    line(80, 68, 92, 60, 100, 72),
  ],
  ghost: (random) => [
    join(
      curve(15, 95, 14, 40, 28, 10, 50, 2, 72, 10, 86, 40, 85, 95),
      line(85, 95, 72, 82, 60, 96, 50, 82, 40, 96, 28, 82, 15, 95),
    ),
    oval(37, 38, 6, uniform(random, 6, 10)),
    oval(63, 38, 6, uniform(random, 6, 10)),
  ],
  'puzzle piece': () => [
    join(
      line(10, 30, 35, 30),
      curve(35, 30, 32, 14, 45, 5, 58, 14, 55, 30),
      line(55, 30, 80, 30, 80, 52),
      curve(80, 52, 94, 49, 100, 60, 94, 73, 80, 70),
      line(80, 70, 80, 100, 10, 100, 10, 74),
      curve(10, 74, 24, 76, 30, 63, 24, 51, 10, 54),
      line(10, 54, 10, 30),
    ),
  ],
  keyhole: (random) => {
    const foot = uniform(random, 14, 22);
    const hole = join(arc(50, 36, 17, 17, 120, 420), line(58, 50, 50 + foot, 84, 50 - foot, 84, 42, 50));
    return random() < 0.5 ? [hole, oval(50, 55, 38, 54)] : [hole];
  },
  rocket: (random) => [
    join(curve(30, 75, 27, 40, 50, 0), curve(50, 0, 73, 40, 70, 75), line(70, 75, 30, 75)),
    line(29, 50, 10, 72, 10, 92, 30, 75),
    line(71, 50, 90, 72, 90, 92, 70, 75),
    oval(50, 38, uniform(random, 6, 10)),
    line(40, 78, 44, 96, 50, 84, 56, 98, 60, 78),
  ],
  thermometer: (random) => {
    const ticks = Math.floor(uniform(random, 3, 6));
    return [
      join(
        arc(50, 84, 15, 15, -60, 240),
        line(42, 71, 42, 10),
        arc(50, 10, 8, 8, 180, 360),
        line(58, 10, 58, 71),
      ),
      line(50, 84, 50, uniform(random, 20, 60)),
      ...Array.from({ length: ticks }, (_, i) => line(62, 15 + (50 * i) / ticks, 72, 15 + (50 * i) / ticks)),
    ];
  },
  'pair of scales': (random) => {
    const tilt = uniform(random, -8, 8);
    const pan = (x: number, y: number) => [
      line(x - 18, y + 42, x, y, x + 18, y + 42),
      join(arc(x, y + 42, 19, 11, 180, 0), line(x + 19, y + 42, x - 19, y + 42)),
    ];
    return [
      line(50, 5, 50, 95),
      line(32, 96, 68, 96),
      line(18, 16 + tilt, 82, 16 - tilt),
      ...pan(18, 16 + tilt),
      ...pan(82, 16 - tilt),
    ];
  },
  'venn diagram': (random) => {
    const radius = uniform(random, 27, 33);
    return [oval(33, 36, radius), oval(67, 36, radius), oval(50, 66, radius)];
  },
  'five rings': (random) => {
    const radius = uniform(random, 14, 17);
    return [16, 50, 84].map((x) => oval(x, 30, radius)).concat([33, 67].map((x) => oval(x, 46, radius)));
  },
  chain: (random) => {
    const links = Math.floor(uniform(random, 3, 6));
    return Array.from({ length: links }, (_, i) => {
      const x = (i * 100) / links;
      return i % 2 === 0 ? oval(x, 50, 18, 11) : oval(x, 50, 16, 5);
    });
  },
  shield: (random) => {
    const outline = join(
      line(50, 100, 50, 100),
      curve(50, 100, 16, 72, 10, 40, 10, 10),
      curve(10, 10, 32, 10, 50, 0, 68, 10, 90, 10),
      curve(90, 10, 90, 40, 84, 72, 50, 100),
    );
    return random() < 0.5
      ? [outline, line(50, 2, 50, 98), line(10, 40, 90, 40)]
      : [outline, line(12, 16, 78, 76), line(24, 10, 86, 64)];
  },
  braces: () => [
    curve(30, 0, 16, 6, 16, 36, 4, 50, 16, 64, 16, 94, 30, 100),
    curve(70, 0, 84, 6, 84, 36, 96, 50, 84, 64, 84, 94, 70, 100),
  ],
  necktie: (random) => {
    const wide = uniform(random, 14, 22);
    return [
      line(40, 0, 60, 0, 57, 16, 43, 16, 40, 0),
      line(43, 16, 50 - wide, 80, 50, 100, 50 + wide, 80, 57, 16),
      line(40, 42, 62, 56),
      line(36, 62, 66, 80),
    ];
  },
  'speech bubble': (random) => {
    const bubble = join(
      curve(30, 70, 8, 64, 2, 36, 20, 10, 50, 4, 80, 10, 98, 36, 88, 64, 54, 72),
      line(54, 72, 26, 98, 30, 70),
    );
    if (random() < 0.5) return [bubble, dot(30, 38, 3), dot(50, 38, 3), dot(70, 38, 3)];
    return [bubble, line(24, 28, 76, 28), line(22, 40, 78, 40), line(26, 52, 62, 52)];
  },
  flask: (random) => {
    const level = uniform(random, 58, 76);
    const inset = 14 + (92 - level) * 0.45;
    return [
      line(40, 4, 40, 36, 8, 94, 92, 94, 60, 36, 60, 4),
      line(34, 4, 66, 4),
      line(inset, level, 100 - inset, level),
      oval(42, 84, 4),
      oval(58, 78, 3),
    ];
  },
  'trefoil knot': () => [
    Array.from({ length: 61 }, (_, i): [number, number] => {
      const t = (i / 60) * 2 * Math.PI;
      return [50 + 16 * (Math.sin(t) + 2 * Math.sin(2 * t)), 50 + 16 * (Math.cos(t) - 2 * Math.cos(2 * t))];
    }),
  ],
};
