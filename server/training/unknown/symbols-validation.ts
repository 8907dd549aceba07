/** The symbols by which a network is measured. None is, or looks like, a word of the vocabulary; none is in the other half. */
import { oneOf, uniform } from '../random.ts';
import { type Path, type SymbolShape, arc, box, curve, dot, join, line, oval } from './ink.ts';

export const VALIDATION_SYMBOLS: Readonly<Record<string, SymbolShape>> = {
  'check mark': (random) => {
    const mark = line(10, uniform(random, 50, 66), 36, 88, 92, uniform(random, 5, 20));
    return random() < 0.4 ? [box(0, 12, 84, 84), mark] : [mark];
  },
  infinity: (random) => {
    const high = uniform(random, 18, 26);
    return [
      curve(
        50,
        50,
        68,
        50 - high,
        90,
        50 - high,
        100,
        50,
        90,
        50 + high,
        68,
        50 + high,
        50,
        50,
        32,
        50 - high,
        10,
        50 - high,
        0,
        50,
        10,
        50 + high,
        32,
        50 + high,
        50,
        50,
      ),
    ];
  },
  'peace sign': () => [oval(50, 50, 50), line(50, 0, 50, 100), line(50, 50, 15, 85), line(50, 50, 85, 85)],
  'at sign': () => [
    curve(66, 36, 50, 28, 34, 40, 34, 60, 48, 70, 62, 62, 67, 44),
    curve(68, 30, 66, 62, 76, 72, 90, 62, 96, 42, 84, 14, 50, 2, 16, 16, 2, 50, 16, 84, 48, 98, 80, 90),
  ],
  'percent sign': (random) => {
    const radius = uniform(random, 11, 18);
    return [oval(20, 22, radius), line(84, 2, 16, 98), oval(80, 78, radius)];
  },
  'yin-yang': () => [
    oval(50, 50, 50),
    join(arc(50, 25, 25, 25, -90, 90), arc(50, 75, 25, 25, -90, -270)),
    oval(50, 25, 6),
    oval(50, 75, 6),
  ],
  'treble clef': () => [
    curve(
      50,
      60,
      58,
      56,
      62,
      66,
      50,
      74,
      36,
      66,
      38,
      50,
      56,
      34,
      64,
      16,
      56,
      2,
      46,
      14,
      50,
      50,
      56,
      84,
      50,
      98,
      36,
      96,
      36,
      86,
    ),
  ],
  'pound sign': () => [
    curve(80, 20, 66, 4, 44, 8, 38, 30, 44, 54, 40, 76, 20, 92),
    line(20, 92, 84, 92),
    line(18, 50, 66, 50),
  ],
  'spade suit': () => [
    join(
      curve(50, 66, 34, 80, 10, 76, 6, 54, 22, 32, 50, 0),
      curve(50, 0, 78, 32, 94, 54, 90, 76, 66, 80, 50, 66),
    ),
    join(curve(50, 66, 46, 84, 34, 98), line(34, 98, 66, 98), curve(66, 98, 54, 84, 50, 66)),
  ],
  'chess pawn': (random) => [
    oval(50, 18, uniform(random, 14, 18)),
    line(32, 38, 68, 38),
    curve(40, 40, 40, 60, 28, 82),
    curve(60, 40, 60, 60, 72, 82),
    box(20, 82, 60, 16),
  ],
  'wifi sign': (random) => {
    const half = uniform(random, 40, 52);
    return [
      dot(50, 82, uniform(random, 2, 5)),
      ...[22, 44, 68].map((radius) => arc(50, 82, radius, radius, -90 - half, -90 + half)),
    ];
  },
  'map pin': (random) => [
    join(curve(50, 100, 34, 68, 20, 44, 24, 18, 50, 2), curve(50, 2, 76, 18, 80, 44, 66, 68, 50, 100)),
    oval(50, 34, uniform(random, 9, 14)),
  ],
  'double helix': (random) => {
    const strand = (phase: number) =>
      Array.from({ length: 40 }, (_, i): [number, number] => [
        50 + 22 * Math.sin(i / 5 + phase),
        (i * 100) / 39,
      ]);
    const apart = uniform(random, 2.7, 3.5);
    const [one, other] = [strand(0), strand(apart)];
    const rungs = [3, 7, 11, 18, 22, 26, 33, 37].map((i): Path => [one[i]!, other[i]!]);
    return [one, other, ...rungs];
  },
  barcode: (random) => {
    const bars = Math.floor(uniform(random, 8, 14));
    return Array.from({ length: bars }, (_, i) => {
      const x = (i * 100) / bars;
      const bottom = i % 5 === 0 ? 76 : 68;
      // Broad bars are filled to and fro.
      return random() < 0.4
        ? line(x, 20, x, bottom, x + 1.6, bottom, x + 1.6, 20, x + 3.2, 20, x + 3.2, bottom)
        : line(x, 20, x, bottom);
    });
  },
  flag: (random) => {
    const stripes = [22, 34].slice(0, random() < 0.5 ? 1 : 2);
    const wave = (y: number) => curve(14, y, 34, y - 7, 56, y + 6, 78, y - 6, 96, y);
    return [line(14, 0, 14, 100), join(wave(8), line(96, 8, 96, 48)), wave(48), ...stripes.map(wave)];
  },
  'reload sign': () => [
    arc(50, 50, 40, 40, 190, 340),
    line(70, 34, 88, 37, 92, 18),
    arc(50, 50, 40, 40, 10, 160),
    line(30, 66, 12, 63, 8, 82),
  ],
  'usb sign': () => [
    line(2, 50, 92, 50),
    oval(8, 50, 8),
    line(86, 43, 98, 50, 86, 57, 86, 43),
    curve(28, 50, 40, 28, 54, 26, 66, 26),
    oval(71, 26, 6),
    curve(42, 50, 54, 74, 64, 76, 74, 76),
    box(74, 70, 12, 12),
  ],
  magnet: (random) => {
    const tip = uniform(random, 14, 24);
    return [
      join(line(10, 5, 10, 55), arc(50, 55, 40, 40, 180, 0), line(90, 55, 90, 5, 66, 5, 66, 55)),
      join(line(10, 5, 34, 5, 34, 55), arc(50, 55, 16, 16, 180, 0)),
      line(10, 5 + tip, 34, 5 + tip),
      line(66, 5 + tip, 90, 5 + tip),
    ];
  },
  bell: () => [
    join(curve(10, 80, 24, 64, 26, 32, 50, 10), curve(50, 10, 74, 32, 76, 64, 90, 80), line(90, 80, 10, 80)),
    arc(50, 81, 11, 13, 180, 0),
    arc(50, 6, 5, 5, 90, 450),
  ],
  'mouse pointer': () => [line(22, 2, 22, 82, 42, 64, 56, 97, 68, 91, 54, 60, 80, 58, 22, 2)],
  network: (random) => {
    const nodes = Array.from({ length: 6 }, (_, i): [number, number] => {
      const angle = (i / 6) * 2 * Math.PI + uniform(random, -0.3, 0.3);
      const radius = i % 2 === 0 ? uniform(random, 36, 46) : uniform(random, 12, 44);
      return [50 + radius * Math.cos(angle), 50 + radius * Math.sin(angle)];
    });
    const edges = nodes.flatMap(([x, y], i) =>
      nodes
        .slice(i + 1)
        .filter(() => random() < 0.5)
        .map(([otherX, otherY]) => line(x, y, otherX, otherY)),
    );
    return [...nodes.map(([x, y]) => oval(x, y, 6)), ...edges];
  },
  maze: () => [
    line(44, 0, 0, 0, 0, 100, 100, 100, 100, 0, 60, 0),
    line(60, 0, 60, 18, 18, 18, 18, 60),
    line(82, 0, 82, 64, 64, 64),
    line(18, 78, 18, 82, 82, 82),
    line(0, 70, 36, 70, 36, 36, 64, 36, 64, 50),
    line(50, 52, 50, 82),
  ],
  die: (random) => {
    const pips = [
      [50, 20],
      [26, 48],
      [36, 62],
      [26, 78],
      [64, 74],
      [76, 48],
    ].filter(() => random() < 0.85);
    return [
      line(50, 0, 92, 22, 92, 74, 50, 98, 8, 74, 8, 22, 50, 0),
      line(8, 22, 50, 44, 92, 22),
      line(50, 44, 50, 98),
      ...pips.map(([x, y]) => dot(x!, y!, 3)),
    ];
  },
  'bow and arrow': () => [
    curve(46, 0, 74, 20, 82, 50, 74, 80, 46, 100),
    line(46, 0, 30, 50, 46, 100),
    line(30, 50, 100, 50),
    line(90, 42, 100, 50, 90, 58),
    line(22, 44, 32, 50, 22, 56),
  ],
  wrench: () => [
    join(
      line(40, 42, 84, 92, 94, 82, 48, 34),
      curve(48, 34, 54, 18, 42, 2, 26, 0),
      line(26, 0, 36, 14, 26, 26, 12, 16),
      curve(12, 16, 6, 30, 20, 46, 40, 42),
    ),
  ],
  'fishing hook': () => [
    oval(60, 7, 7),
    join(line(60, 14, 60, 68), curve(60, 68, 54, 92, 34, 94, 22, 78, 20, 56)),
    line(20, 56, 36, 68),
  ],
  sigma: () => [line(84, 18, 84, 4, 16, 4, 56, 50, 16, 96, 84, 96, 84, 80)],
  'square root': (random) => [
    line(0, 56, 12, 48, 30, 94, 44, 8, uniform(random, 88, 100), 8),
    line(56, 36, 84, 84),
    line(84, 36, 56, 84),
  ],
  signpost: () => [
    line(46, 0, 46, 100),
    line(54, 0, 54, 100),
    line(20, 10, 82, 10, 96, 22, 82, 34, 20, 34, 20, 10),
    line(80, 44, 18, 44, 4, 56, 18, 68, 80, 68, 80, 44),
  ],
  gamepad: (random) => [
    curve(26, 26, 74, 26, 92, 42, 98, 78, 84, 84, 68, 64, 32, 64, 16, 84, 2, 78, 8, 42, 26, 26),
    line(20, 45, 38, 45),
    line(29, 36, 29, 54),
    oval(68, 50, uniform(random, 3, 5)),
    oval(80, 40, uniform(random, 3, 5)),
  ],
  tetromino: (random) => {
    const under = oneOf(random, [0, 33, 66]);
    return [box(0, 20, 33, 33), box(33, 20, 33, 33), box(66, 20, 33, 33), box(under, 53, 33, 33)];
  },
  'logic gate': (random) => [
    join(line(52, 14, 22, 14, 22, 86, 52, 86), arc(52, 50, 32, 36, 90, -90)),
    line(0, 32, 22, 32),
    line(0, 68, 22, 68),
    ...(random() < 0.5 ? [oval(89, 50, 5), line(94, 50, 110, 50)] : [line(84, 50, 106, 50)]),
  ],
  'male sign': () => [oval(38, 62, 32), line(61, 39, 96, 4), line(72, 4, 96, 4, 96, 28)],
  'paw print': (random) => [
    curve(50, 50, 72, 66, 80, 88, 62, 94, 50, 90, 38, 94, 20, 88, 28, 66, 50, 50),
    oval(12, 48, uniform(random, 8, 11), 13, -20),
    oval(36, 24, uniform(random, 8, 11), 15, -8),
    oval(64, 24, uniform(random, 8, 11), 15, 8),
    oval(88, 48, uniform(random, 8, 11), 13, 20),
  ],
  'bass clef': () => [
    dot(24, 36, 5),
    curve(24, 34, 26, 10, 50, 2, 70, 20, 68, 54, 20, 98),
    dot(88, 22, 3),
    dot(88, 46, 3),
  ],
  ruler: (random) => {
    const ticks = Math.floor(uniform(random, 8, 14));
    return [
      box(0, 36, 100, 28),
      ...Array.from({ length: ticks }, (_, i) => {
        const x = (100 * (i + 1)) / (ticks + 1);
        return line(x, 36, x, i % 3 === 2 ? 54 : 47);
      }),
    ];
  },
};
