/** Further symbols that a network learns from: charts, plans and things that nobody has seen. Most are never twice alike. */
import { uniform, whole } from '../random.ts';
import {
  type Path,
  type Point,
  type SymbolShape,
  arc,
  box,
  curve,
  dot,
  join,
  line,
  oval,
  smoothThrough,
} from './ink.ts';

export const TRAINING_FIGURES: Readonly<Record<string, SymbolShape>> = {
  'flow chart': (random) => {
    const [left, right] = [uniform(random, 16, 24), uniform(random, 76, 84)];
    return [
      oval(50, 8, 22, 8),
      line(50, 16, 50, 28),
      line(50, 28, 70, 44, 50, 60, 30, 44, 50, 28),
      line(30, 44, left, 44, left, 74),
      line(70, 44, right, 44, right, 74),
      box(left - 16, 74, 32, 18),
      box(right - 16, 74, 32, 18),
    ];
  },
  'organisation chart': (random) => {
    const children = whole(random, 2, 4);
    const places = Array.from({ length: children }, (_, i) => (100 * (i + 0.5)) / children);
    const wide = 64 / children;
    return [
      box(36, 0, 28, 20),
      line(50, 20, 50, 46),
      line(places[0]!, 46, places.at(-1)!, 46),
      ...places.flatMap((x) => [line(x, 46, x, 64), box(x - wide / 2, 64, wide, 22)]),
    ];
  },
  'tournament bracket': (random) => {
    const fork = (x: number, y: number, half: number) =>
      line(x, y - half, x + 26, y - half, x + 26, y + half, x, y + half);
    return [
      ...[12, 37, 62, 87].map((y) => fork(0, y, uniform(random, 6, 9))),
      ...[24.5, 74.5].map((y) => fork(26, y, 12.5)),
      fork(52, 49.5, 25),
      line(78, 49.5, 104, 49.5),
    ];
  },
  'slice of a pie chart': (random) => {
    const part = uniform(random, 50, 120);
    return [
      join(line(46, 52), arc(46, 52, 44, 44, 0, 360 - part), line(46, 52)),
      join(line(58, 42), arc(58, 42, 44, 44, -part, 0), line(58, 42)),
    ];
  },
  'line plot': (random) => {
    const points = Array.from({ length: whole(random, 4, 7) }, (_, i): Point => [
      14 + i * 15,
      uniform(random, 10, 80),
    ]);
    const marks = random() < 0.5 ? points.map(([x, y]) => oval(x, y, 3)) : [];
    return [line(4, 0, 4, 96, 108, 96), points, ...marks];
  },
  'scatter plot': (random) => {
    const slope = uniform(random, -0.7, 0.7);
    const points = Array.from({ length: whole(random, 8, 18) }, () => {
      const x = uniform(random, 12, 96);
      return dot(x, 50 + slope * (x - 50) + uniform(random, -18, 18), 2);
    });
    const trend = random() < 0.5 ? [line(10, 50 - 40 * slope, 96, 50 + 46 * slope)] : [];
    return [line(4, 0, 4, 96, 100, 96), ...points, ...trend];
  },
  'bell curve': (random) => {
    const middle = uniform(random, 46, 56);
    return [
      line(0, 92, 104, 92),
      curve(2, 88, 20, 84, 34, 60, middle, 34, 68, 60, 82, 84, 100, 88),
      line(middle, 36, middle, 92),
      line(0, 92, 0, 10),
      ...(random() < 0.5 ? [line(32, 66, 32, 92), line(72, 66, 72, 92)] : []),
    ];
  },
  parabola: (random) => {
    const low = uniform(random, 56, 84);
    return [line(40, 0, 40, 100), line(0, 70, 100, 70), curve(14, 4, 34, 50, 54, low, 74, 50, 94, 4)];
  },
  'axes in space': (random) => [
    line(40, 60, 40, 0),
    line(40, 60, 100, 64),
    line(40, 60, 4, 96),
    line(34, 10, 40, 0, 46, 10),
    line(90, 57, 100, 64, 90, 70),
    line(8, 84, 4, 96, 16, 94),
    ...(random() < 0.5 ? [line(40, 60, 78, 24), dot(78, 24, 3)] : []),
  ],
  'candlestick chart': (random) =>
    Array.from({ length: whole(random, 4, 7) }, (_, i): Path[] => {
      const [top, high] = [uniform(random, 14, 50), uniform(random, 12, 34)];
      const x = i * 18;
      return [
        box(x, top, 10, high),
        line(x + 5, top, x + 5, top - uniform(random, 4, 14)),
        line(x + 5, top + high, x + 5, top + high + uniform(random, 4, 14)),
      ];
    }).flat(),
  'gantt chart': (random) => {
    let x = 6;
    const rows = Array.from({ length: whole(random, 4, 6) }, (_, i) => {
      const wide = uniform(random, 18, 38);
      const bar = box(x, 8 + i * 18, wide, 10);
      x += uniform(random, 8, wide);
      return bar;
    });
    return [line(0, 0, 0, 104, 120, 104), ...rows];
  },
  'contour lines': (random) => {
    const [count, phase] = [whole(random, 3, 5), uniform(random, 0, 6)];
    const [bumps, depth] = [whole(random, 2, 4), uniform(random, 0.12, 0.25)];
    return Array.from({ length: count }, (_, ring) =>
      ringOf(48, (angle) => {
        const size = (50 * (ring + 0.6)) / count;
        return size * (1 + depth * Math.sin(bumps * angle + phase + 0.3 * ring));
      }),
    );
  },
  'floor plan': (random) => {
    const [x, y] = [uniform(random, 36, 64), uniform(random, 34, 60)];
    return [
      line(14, 88, 0, 88, 0, 0, 110, 0, 110, 88, 34, 88),
      line(x, 0, x, y - 18),
      line(0, y, x - 18, y),
      line(x, y, 110, y),
      line(x, y, x, y + 12),
      line(14, 88, 14, 68),
      arc(14, 88, 20, 20, -90, 0),
      ...(random() < 0.5 ? [box(x + 12, 8, 22, 16)] : [oval(86, 72, 10)]),
    ];
  },
  'treasure route': (random) => {
    const dashes = Array.from({ length: whole(random, 5, 8) }, (_, i): Path => {
      const [x, y] = [4 + i * 12, 60 + 26 * Math.sin(i * 0.9 + 1)];
      return line(x, y, x + 7, y + 5 * Math.cos(i * 0.9 + 1));
    });
    const end = 14 + dashes.length * 12;
    return [...dashes, line(end - 10, 20, end + 10, 44), line(end + 10, 20, end - 10, 44)];
  },
  'metro map': (random) => {
    const lines = Array.from({ length: whole(random, 2, 4) }, (_, i): Path => {
      const [y, end] = [12 + i * 26, uniform(random, 0, 90)];
      const bend = uniform(random, 25, 55);
      return line(0, y, bend, y, Math.min(90, bend + Math.abs(end - y)), end, 110, end);
    });
    return [
      ...lines,
      ...lines.flatMap((path) => path.slice(0, -1).map(([x, y]) => line(x, y - 6, x, y + 6))),
    ];
  },
  'music staff': (random) => {
    const notes = Array.from({ length: whole(random, 3, 6) }, (_, i): Path[] => {
      const [x, y] = [16 + i * 22, 24 + 6 * whole(random, 0, 8)];
      return [oval(x, y, 6, 4, -20), y > 44 ? line(x + 6, y, x + 6, y - 32) : line(x - 6, y, x - 6, y + 32)];
    });
    return [...[24, 36, 48, 60, 72].map((y) => line(0, y, 130, y)), ...notes.flat()];
  },
  'crossword puzzle': (random) => {
    const side = 20;
    const [across, down] = [whole(random, 4, 6), whole(random, 4, 6)];
    const [shared, start] = [whole(random, 1, across - 2), whole(random, 1, 2)];
    return [
      box(0, start * side, across * side, side),
      box(shared * side, 0, side, down * side),
      ...Array.from({ length: across - 1 }, (_, i) => (i + 1) * side).map((x) =>
        line(x, start * side, x, (start + 1) * side),
      ),
      ...Array.from({ length: down - 1 }, (_, i) => (i + 1) * side).map((y) =>
        line(shared * side, y, (shared + 1) * side, y),
      ),
    ];
  },
  'hopscotch court': () => [
    box(36, 0, 28, 20),
    line(50, 20, 22, 20, 22, 40, 78, 40, 78, 20, 50, 20, 50, 40),
    box(36, 40, 28, 20),
    box(22, 60, 56, 20),
    line(50, 60, 50, 80),
    box(36, 80, 28, 20),
  ],
  abacus: (random) => [
    box(0, 0, 100, 90),
    ...[15, 35, 55, 75].flatMap((y) => {
      const [beads, gap] = [whole(random, 3, 6), uniform(random, 4, 30)];
      return [
        line(0, y, 100, y),
        ...Array.from({ length: beads }, (_, i) => oval(10 + i * 11 + (i > 1 ? gap : 0), y, 5, 7)),
      ];
    }),
  ],
  'tally marks': (random) => {
    const groups = whole(random, 1, 3);
    return Array.from({ length: groups }, (_, group): Path[] => {
      const x = group * 64;
      const last = group === groups - 1 && groups > 1 ? whole(random, 1, 4) : 4;
      const bars = Array.from({ length: last }, (_bar, i) => line(x + i * 12, 0, x + i * 12, 70));
      return last === 4 ? [...bars, line(x - 8, 58, x + 46, 14)] : bars;
    }).flat();
  },
  database: (random) => {
    const disks = whole(random, 2, 4);
    const deep = 76 / disks;
    return [
      oval(50, 14, 40, 12),
      line(10, 14, 10, 14 + disks * deep),
      line(90, 14, 90, 14 + disks * deep),
      ...Array.from({ length: disks }, (_, i) => arc(50, 14 + (i + 1) * deep, 40, 12, 180, 0)),
    ];
  },
  'pulleys and weight': (random) => {
    const low = uniform(random, 56, 74);
    return [
      line(0, 0, 100, 0),
      line(36, 0, 36, 16),
      oval(36, 28, 12),
      line(24, 28, 24, low),
      line(14, low, 34, low, 42, low + 26, 6, low + 26, 14, low),
      line(48, 28, 80, 80),
    ];
  },
  'weight on a slope': (random) => {
    const at = uniform(random, 0.3, 0.6);
    const [x, y] = [110 * at, 90 - 60 * at];
    return [
      line(0, 90, 110, 90, 110, 30, 0, 90),
      line(x, y, x - 12, y - 22, x + 14, y - 36, x + 26, y - 14),
      line(x + 8, y - 18, x + 8, y + 26),
      line(x + 3, y + 18, x + 8, y + 26, x + 13, y + 18),
    ];
  },
  'rays through a lens': (random) => {
    const [tall, focus] = [uniform(random, 34, 46), uniform(random, 84, 100)];
    return [
      join(arc(20, 50, 40, tall, -50, 50), arc(71, 50, 40, tall, 130, 230)),
      line(0, 50, 110, 50),
      line(0, 32, 46, 32, focus, 50),
      line(0, 68, 46, 68, focus, 50),
    ];
  },
  'stack of shapes': (random) => {
    let y = 0;
    return Array.from({ length: whole(random, 3, 5) }, (): Path => {
      const [high, half] = [uniform(random, 12, 28), uniform(random, 12, 36)];
      const top = y;
      y += high;
      const chance = random();
      if (chance < 0.3) return join(arc(50, y, half, high, 180, 360), line(50 - half, y));
      if (chance < 0.55) return box(50 - half, top, 2 * half, high);
      if (chance < 0.8) return line(50, top, 50 + half, y, 50 - half, y, 50, top);
      return line(50 - half, top, 50 + half, top, 50 + half / 2, y, 50 - half / 2, y, 50 - half, top);
    });
  },
  'machine of pipes': (random) => [
    box(20, 24, 60, 46),
    ...[34, 66].map((x) => oval(x, uniform(random, 38, 56), uniform(random, 6, 12))),
    ...[30, 48].map((x) => line(x, 24, x, 6, x + (random() < 0.5 ? 14 : -14), 6)),
    line(80, 40, 96, 40, 96, uniform(random, 70, 96)),
    line(20, 60, 4, 60, 4, uniform(random, 10, 40)),
    ...(random() < 0.5
      ? [curve(30, 70, 36, 80, 24, 86, 32, 98)]
      : [line(30, 70, 30, 86), line(70, 70, 70, 86)]),
  ],
  'long-legged box creature': (random) => {
    const legs = whole(random, 3, 6);
    return [
      box(16, 16, 68, 30),
      ...Array.from({ length: legs }, (_, i) => {
        const x = 20 + (60 * i) / (legs - 1);
        const knee = uniform(random, -10, 10);
        return line(x, 46, x + knee, 70, x, 98, x + 8, 98);
      }),
      ...[30, 50, 70].slice(0, whole(random, 1, 3)).flatMap((x) => [line(x, 16, x, 4), oval(x, 0, 4)]),
      ...(random() < 0.5 ? [line(28, 36, 72, 36)] : [oval(50, 31, 7)]),
    ];
  },
  'mirrored sign': (random) => {
    const bends = whole(random, 3, 6);
    const half = Array.from({ length: bends + 1 }, (_, i): Point => [
      uniform(random, 62, 104),
      (100 * i) / bends + (i % 2) * uniform(random, -14, 14),
    ]);
    const shaped = random() < 0.5 ? smoothThrough(half) : half;
    const bar = uniform(random, 20, 80);
    return [
      shaped,
      shaped.map(([x, y]): Point => [100 - x, y]),
      ...(random() < 0.5 ? [line(50, 0, 50, 100)] : [line(18, bar, 82, bar)]),
      ...(random() < 0.5 ? [dot(16, 8, 4), dot(84, 8, 4)] : []),
    ];
  },
  'scattered shapes': (random) =>
    Array.from({ length: whole(random, 4, 8) }, (_, i): Path => {
      const [x, y] = [(i % 3) * 36 + uniform(random, -6, 6), Math.floor(i / 3) * 36 + uniform(random, -6, 6)];
      const [size, chance] = [uniform(random, 7, 14), random()];
      if (chance < 0.25) return oval(x, y, size);
      if (chance < 0.5) return box(x - size, y - size, 2 * size, 1.6 * size);
      if (chance < 0.75) return line(x, y - size, x + size, y + size, x - size, y + size, x, y - size);
      return arc(x, y, size, size, 180 * random(), 180 + 360 * random());
    }),
};

/** Once around the middle, at a distance by angle. */
function ringOf(points: number, radiusAt: (angle: number) => number): Path {
  return Array.from({ length: points + 1 }, (_, i): Point => {
    const angle = ((i % points) / points) * 2 * Math.PI;
    return [50 + radiusAt(angle) * Math.cos(angle), 50 + radiusAt(angle) * Math.sin(angle)];
  });
}
