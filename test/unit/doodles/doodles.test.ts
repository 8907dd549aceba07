import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { doodlesFile } from '../../../scripts/doodles/make.ts';
import { ALL_WORDS } from '../../../shared/categories/deck.ts';
import { DOODLES, DOODLE_SIDE } from '../../../shared/doodles/index.ts';

const FEWEST_WORDS = 80;
const MOST_STROKES = 40;
const MOST_POINTS = 400;

describe('the doodles that ship', () => {
  it('are of many words of the vocabulary, drawn once or more', () => {
    expect(Object.keys(DOODLES).length).toBeGreaterThanOrEqual(FEWEST_WORDS);
    expect(ALL_WORDS).toEqual(expect.arrayContaining(Object.keys(DOODLES)));
    for (const [word, variants] of Object.entries(DOODLES)) {
      expect(variants.length, word).toBeGreaterThan(0);
      expect(new Set(variants.map((doodle) => JSON.stringify(doodle))).size, word).toBe(variants.length);
    }
  });

  it.each(Object.entries(DOODLES))('are whole numbers that fill the box: %s', (_, variants) => {
    for (const doodle of variants) {
      expect(doodle.length).toBeGreaterThan(0);
      expect(doodle.length).toBeLessThanOrEqual(MOST_STROKES);
      expect(doodle.every((stroke) => stroke.length >= 4 && stroke.length % 2 === 0)).toBe(true);
      const values = doodle.flat();
      expect(values.length / 2).toBeLessThanOrEqual(MOST_POINTS);
      expect(values.every(Number.isInteger)).toBe(true);
      const [x, y] = [0, 1].map((axis) => values.filter((_, i) => i % 2 === axis)) as [number[], number[]];
      expect([Math.min(...x), Math.min(...y)]).toEqual([0, 0]);
      expect(Math.max(...values)).toBe(DOODLE_SIDE);
    }
  });

  it('are what `npm run doodles` writes', () => {
    const file = new URL('../../../shared/doodles/doodles.json', import.meta.url);
    expect(readFileSync(file, 'utf8')).toBe(doodlesFile());
  });
});
