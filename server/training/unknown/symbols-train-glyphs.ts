/** Further symbols that a network learns from: characters that are in neither half's alphabet, and currencies. */
import { uniform } from '../random.ts';
import { type Path, type SymbolShape, arc, box, curve, dot, join, line, oval } from './ink.ts';

export const TRAINING_GLYPHS: Readonly<Record<string, SymbolShape>> = {
  'euro sign': (random) => {
    const gap = uniform(random, 5, 9);
    return [arc(58, 50, 38, 46, -50, -310), line(6, 50 - gap, 62, 50 - gap), line(6, 50 + gap, 58, 50 + gap)];
  },
  'yen sign': (random) => {
    const low = uniform(random, 70, 78);
    return [line(14, 2, 50, 48, 86, 2), line(50, 48, 50, 98), line(22, 56, 78, 56), line(22, low, 78, low)];
  },
  'rupee sign': () => [
    line(16, 4, 88, 4),
    line(16, 26, 88, 26),
    join(curve(30, 4, 58, 6, 66, 24, 56, 44, 16, 48), line(16, 48, 70, 98)),
  ],
  'won sign': (random) => {
    const bars = random() < 0.5 ? [40] : [36, 52];
    return [line(4, 8, 28, 92, 50, 24, 72, 92, 96, 8), ...bars.map((y) => line(0, y, 100, y))];
  },
  'shekel sign': () => [
    join(line(14, 90, 14, 10, 44, 10), curve(44, 10, 62, 18, 64, 34), line(64, 34, 64, 64)),
    join(line(38, 36, 38, 90, 66, 90), curve(66, 90, 86, 82, 88, 66), line(88, 66, 88, 10)),
  ],
  pi: () => [
    curve(4, 26, 14, 12, 30, 10, 60, 12, 96, 8),
    curve(34, 12, 32, 50, 26, 78, 14, 92),
    curve(66, 11, 64, 50, 66, 84, 78, 92, 90, 80),
  ],
  omega: (random) => {
    const wide = uniform(random, 32, 42);
    return [join(line(6, 96, 36, 96), arc(50, 44, wide, 42, 112, 428), line(64, 96, 94, 96))];
  },
  phi: (random) => [oval(50, 50, uniform(random, 28, 38), 26), line(50, 0, 50, 100)],
  lambda: () => [curve(14, 4, 28, 2, 38, 20, 60, 70, 74, 96, 90, 90), line(44, 34, 10, 98)],
  zeta: () => [join(line(24, 4, 80, 4), curve(80, 4, 40, 26, 22, 56, 40, 72, 66, 74, 72, 88, 56, 100))],
  integral: (random) => {
    const sign = curve(72, 12, 62, 0, 50, 12, 48, 50, 46, 88, 36, 100, 24, 88);
    return random() < 0.5 ? [sign] : [sign, oval(48, 50, 15)];
  },
  'partial sign': () => [
    curve(26, 12, 48, 0, 72, 18, 78, 50, 66, 84, 42, 98, 22, 82, 26, 58, 50, 46, 76, 58),
  ],
  'empty set': (random) => {
    const radius = uniform(random, 32, 38);
    return [oval(50, 50, radius), line(88, 6, 12, 94)];
  },
  'section sign': () => [
    curve(74, 14, 60, 2, 38, 4, 32, 18, 46, 34, 68, 48, 74, 62, 56, 70),
    curve(44, 32, 28, 40, 32, 54, 54, 68, 70, 82, 62, 98, 40, 98, 28, 86),
  ],
  pilcrow: () => [
    join(line(90, 4, 44, 4), curve(44, 4, 18, 10, 12, 28, 22, 48, 54, 52)),
    line(54, 4, 54, 100),
    line(74, 4, 74, 100),
  ],
  'alef letter': () => [
    line(12, 8, 88, 94),
    curve(78, 6, 86, 22, 76, 40, 58, 50),
    curve(34, 38, 16, 54, 22, 74, 16, 94),
  ],
  'shin letter': () => [
    join(curve(10, 10, 12, 50, 26, 92), line(26, 92, 68, 92), curve(68, 92, 88, 60, 90, 10)),
    curve(50, 12, 50, 40, 24, 62),
  ],
  'no kana': () => [curve(52, 22, 46, 62, 28, 84, 10, 68, 10, 40, 34, 14, 66, 12, 92, 36, 90, 66, 60, 92)],
  'ki kana': (random) => {
    const lean = uniform(random, 4, 14);
    return [line(10, 34, 84, 20), line(6, 64, 94, 48), line(50 - lean, 0, 50 + lean, 100)];
  },
  'nu kana': () => [line(14, 14, 84, 14, 60, 60, 10, 96), line(24, 40, 86, 88)],
  'tree character': () => [
    line(6, 28, 94, 28),
    line(50, 0, 50, 100),
    curve(48, 30, 34, 58, 4, 82),
    curve(52, 30, 66, 58, 96, 82),
  ],
  'middle character': () => [box(10, 24, 80, 36), line(50, 0, 50, 100)],
  'water character': () => [
    line(50, 0, 50, 96, 36, 84),
    join(line(8, 32, 38, 32), curve(38, 32, 28, 60, 4, 82)),
    line(86, 18, 58, 42),
    curve(54, 34, 70, 64, 98, 84),
  ],
  'gate character': () => [
    line(8, 100, 8, 4, 42, 4, 42, 42, 8, 42),
    line(8, 23, 42, 23),
    line(92, 42, 58, 42, 58, 4, 92, 4, 92, 96, 80, 90),
    line(58, 23, 92, 23),
  ],
  'king character': (random) => [
    line(12, 8, 88, 8),
    line(20, 48, 80, 48),
    line(4, 92, 96, 92),
    line(50, 8, 50, 92),
    ...(random() < 0.5 ? [line(62, 62, 74, 76)] : []),
  ],
  'hangul syllable': (random) => [
    oval(28, 26, uniform(random, 16, 22)),
    line(74, 0, 74, 56),
    line(74, 28, 94, 28),
    line(20, 64, 76, 64, 76, 98),
  ],
  'fehu rune': () => [line(26, 0, 26, 100), line(26, 44, 80, 6), line(26, 70, 86, 28)],
  'othala rune': () => [line(12, 100, 80, 34, 50, 4, 20, 34, 88, 100)],
  'mannaz rune': () => [line(14, 100, 14, 0, 86, 46), line(86, 100, 86, 0, 14, 46)],
  'zhe letter': () => [
    line(50, 0, 50, 100),
    curve(6, 4, 24, 12, 32, 42, 50, 50, 68, 42, 76, 12, 94, 4),
    curve(4, 98, 20, 84, 32, 58, 50, 50, 68, 58, 80, 84, 96, 98),
  ],
  'om sign': () => [
    curve(8, 26, 26, 12, 44, 24, 40, 42, 22, 48, 46, 54, 50, 76, 30, 94, 6, 82),
    curve(46, 60, 64, 50, 82, 54, 92, 72, 82, 88, 66, 80),
    arc(72, 22, 16, 14, 10, 170),
    dot(72, 20, 3),
  ],
  'aries sign': () => [
    curve(6, 36, 4, 14, 22, 4, 40, 18, 50, 54, 50, 98),
    curve(94, 36, 96, 14, 78, 4, 60, 18, 50, 54, 50, 98),
  ],
  'taurus sign': (random) => [
    oval(50, 68, uniform(random, 26, 32)),
    curve(8, 4, 22, 26, 50, 38, 78, 26, 92, 4),
  ],
  'gemini sign': () => [
    curve(6, 4, 28, 14, 50, 16, 72, 14, 94, 4),
    curve(6, 96, 28, 86, 50, 84, 72, 86, 94, 96),
    line(34, 15, 34, 85),
    line(66, 15, 66, 85),
  ],
  'cancer sign': () => [
    oval(22, 38, 15),
    curve(8, 32, 26, 12, 58, 10, 94, 26),
    oval(78, 64, 15),
    curve(92, 70, 74, 90, 42, 92, 6, 76),
  ],
  'leo sign': () => [
    oval(24, 62, 15),
    curve(34, 50, 22, 26, 34, 6, 58, 6, 72, 26, 64, 56, 62, 82, 74, 96, 90, 86),
  ],
  'scorpius sign': () => [
    line(8, 10, 20, 22, 20, 80),
    curve(20, 28, 32, 12, 42, 24, 42, 80),
    curve(42, 28, 54, 12, 64, 26, 64, 76, 76, 92, 96, 82),
    line(84, 78, 98, 81, 92, 94),
  ],
  'libra sign': () => [
    line(4, 94, 96, 94),
    join(line(4, 70, 36, 70), arc(50, 44, 28, 30, 120, 420), line(64, 70, 96, 70)),
  ],
  'capricorn sign': () => [
    curve(4, 14, 18, 22, 22, 72, 32, 30, 48, 14, 54, 50, 52, 82, 36, 100),
    oval(70, 68, 17, 15),
  ],
  'pisces sign': () => [arc(8, 50, 24, 48, -80, 80), arc(92, 50, 24, 48, 260, 100), line(14, 50, 86, 50)],
  'saturn sign': () => [
    line(34, 0, 34, 76),
    line(14, 18, 56, 18),
    curve(34, 48, 52, 34, 72, 46, 66, 68, 58, 84, 66, 98, 80, 92),
  ],
  'copyright sign': (random) => {
    const radius = uniform(random, 20, 27);
    return [oval(50, 50, 49), arc(52, 50, radius, radius, -45, -315)];
  },
  'trade mark': () => [
    line(0, 30, 40, 30),
    line(20, 30, 20, 72),
    line(50, 72, 54, 30, 74, 60, 94, 30, 98, 72),
  ],
  'letter in a frame': (random) => {
    const letter = [line(28, 80, 50, 18, 72, 80), line(37, 56, 63, 56)];
    return [random() < 0.5 ? oval(50, 52, 52) : box(4, 2, 92, 96), ...letter];
  },
  'invented letter': (random) => {
    const stem = uniform(random, 20, 70);
    const parts = Array.from({ length: Math.floor(uniform(random, 3, 5)) }, (): Path => {
      const [y, reach] = [uniform(random, 5, 95), uniform(random, 20, 45) * (random() < 0.35 ? -1 : 1)];
      const chance = random();
      if (chance < 0.35) return line(stem, y, stem + reach, y + uniform(random, -30, 30));
      if (chance < 0.6) return curve(stem, y - 18, stem + reach, y - 14, stem + reach, y + 14, stem, y + 18);
      if (chance < 0.8) return oval(stem + 0.5 * reach, y, 0.3 * Math.abs(reach));
      return line(stem, y - 14, stem + reach, y, stem, y + 14);
    });
    return [line(stem, 0, stem, 100), ...parts];
  },
  'braille letters': (random) => {
    const columns = Math.floor(uniform(random, 4, 8));
    const dots = Array.from({ length: columns }, (_, column) =>
      [0, 18, 36]
        .filter(() => random() < 0.65)
        .map((y): Path => oval(column * 16 + (column >> 1) * 12, y, uniform(random, 3, 6))),
    );
    return [oval(0, 0, 5), oval(16, 36, 5), ...dots.flat()];
  },
};
