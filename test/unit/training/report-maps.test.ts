import { describe, expect, it } from 'vitest';
import type { Point } from '../../../server/training/evaluation/report/chart.ts';
import { doodle, strokesOf } from '../../../server/training/evaluation/report/doodle.ts';
import { filtersSection } from '../../../server/training/evaluation/report/sections/filters.ts';
import { mapsSection } from '../../../server/training/evaluation/report/sections/maps.ts';
import { judgedAs, LINE, projectionOf, readable, reportOf, type Sitting } from './evaluated.ts';

const WORDS = ['cat', 'dog', 'bee'];

/** Ten drawings of each word. */
function tenOfEach(words: readonly string[]): Sitting[] {
  return words.flatMap((_, label) => Array.from({ length: 10 }, () => ({ label })));
}

/** A report whose drawings lie where `placeOf` says, by their word and their number among all. */
function mapped(
  words: readonly string[],
  sittings: readonly Sitting[],
  placeOf: (label: number, index: number) => Point,
) {
  const content = reportOf(words, sittings);
  const where = content.album.points.map(({ label }, index) => placeOf(label, index));
  const map = projectionOf(where, where);
  return mapsSection({ ...content, maps: { inputs: map, embedding: map } });
}

const clusters = (label: number, index: number): Point => [100 * label + (index % 10), 100 * label];

describe('how it sorts them', () => {
  it('has no map of neighbourhoods of a handful, and no atlas', () => {
    const { lead, body } = mapsSection(reportOf(WORDS, [{ label: 0 }, { label: 1 }]));
    expect(readable(lead)).toContain('2 drawings');
    expect(body.text.match(/Too few drawings for a map/gu)).toHaveLength(2);
    expect(body.text).not.toContain('atlas');
    expect(readable(body)).toContain('75 % of the variance');
  });

  it('has four maps with every drawing, and an atlas with the names of words in it', () => {
    const { body } = mapped(WORDS, tenOfEach(WORDS), clusters);
    expect(body.text).not.toContain('Too few');
    expect(body.text.match(/data-i="29"/gu)).toHaveLength(4);
    const [atlas] = body.text.split('class="maps"');
    for (const word of WORDS) expect(readable({ text: atlas! })).toContain(word);
  });

  it('stands drawings that all lie in one place', () => {
    const { body } = mapped(WORDS, tenOfEach(WORDS), () => [3, 3]);
    expect(body.text).not.toMatch(/NaN|Infinity|undefined/u);
  });

  it('leaves out of the atlas what finds no free place', () => {
    // 200 in one place, of which some 49 have a cell around it: the others cannot be drawn, and nothing else may happen.
    const sittings = Array.from({ length: 200 }, () => ({ label: 0 }));
    const { body } = mapped(WORDS, [...sittings, { label: 1 }], (label) => [label, label]);
    expect(body.text.match(/data-i="200"/gu)).toHaveLength(4);
    expect(body.text).not.toMatch(/NaN|undefined/u);
  });

  it('names few words on each map, and of many only those in the atlas that have room', () => {
    const words = Array.from({ length: 15 }, (_, n) => `word-${n}`);
    const few = mapped(words.slice(0, 14), tenOfEach(words.slice(0, 14)), clusters).body.text;
    const namesOn = (text: string) => text.split('class="maps"')[1]!.match(/class="name"/gu) ?? [];
    expect(namesOn(few)).toHaveLength(4 * 14);
    const many = mapped(words, tenOfEach(words), clusters).body.text;
    expect(namesOn(many)).toHaveLength(0);
    const names = many.split('class="maps"')[0]!.match(/class="name"/gu)!;
    expect(names.length).toBeGreaterThan(1);
    expect(names.length).toBeLessThan(15);
  });

  it('colours few words so that they are told apart, and many by where they are', () => {
    const coloursOf = (count: number) => {
      const words = Array.from({ length: count }, (_, n) => `word ${n}`);
      const { body } = mapped(words, tenOfEach(words), clusters);
      return new Set([...body.text.matchAll(/fill="([^"]+)"/gu)].map(([, colour]) => colour!));
    };
    expect(coloursOf(10).size).toBe(10);
    expect([...coloursOf(10)].every((colour) => colour.startsWith('#'))).toBe(true);
    // On a line through the middle there are two directions, and the middle itself.
    const hues = [...coloursOf(12)];
    expect(hues.every((colour) => colour.startsWith('oklch'))).toBe(true);
    expect(hues.length).toBeLessThanOrEqual(3);
  });

  it('colours many words by the main components where there are no neighbourhoods, none for a word without drawings', () => {
    const words = Array.from({ length: 11 }, (_, n) => `word ${n}`);
    const { body } = mapsSection(reportOf(words, [{ label: 0 }, { label: 1 }, { label: 1 }]));
    const colours = [...body.text.matchAll(/fill="([^"]+)"/gu)].map(([, colour]) => colour!);
    expect(new Set(colours).size).toBe(2);
  });
});

describe('the first layer', () => {
  it('says so where it has no filters', () => {
    const { lead, body } = filtersSection(reportOf(WORDS, [{ label: 0 }]));
    expect(readable(lead)).toContain('no convolution');
    expect(body.text).toBe('');
  });

  it('shows what each filter wants, ink or paper, and what it finds', () => {
    const firstLayer = {
      kernelSide: 2,
      filters: [
        [1, -1, 0.5, 0],
        [0, 0, 0, -0.25],
      ],
      mapSide: 2,
      maps: [
        [0, 1, 2, 4],
        [-1, 0, 0, 0],
      ],
      of: judgedAs(0, 0),
    };
    const { lead, body } = filtersSection(reportOf(WORDS, [{ label: 0 }], { firstLayer }));
    expect(readable(lead)).toContain('2 filters of 2×2 pixels');
    const cells = [...body.text.matchAll(/<rect\s+class="(\w+)"[^>]*fill-opacity:([\d.]+)/gu)];
    expect(cells.map(([, css, opacity]) => `${css} ${opacity}`)).toEqual([
      'wants 1.00',
      'paper 1.00',
      'wants 0.50',
      'wants 0.00',
      'wants 0.00',
      'wants 0.00',
      'wants 0.00',
      'paper 0.25',
    ]);
  });

  it('stands a layer that finds nothing at all', () => {
    const nothing = { kernelSide: 1, filters: [[1]], mapSide: 1, maps: [[0]], of: judgedAs(0, 0) };
    const { body } = filtersSection(reportOf(WORDS, [{ label: 0 }], { firstLayer: nothing }));
    expect(body.text).not.toMatch(/NaN/u);
  });
});

describe('a drawing in a report', () => {
  it('is its strokes where they are known, else the bitmap', () => {
    expect(doodle(judgedAs(0, 0)).text).toContain('d="M0 0l100 200"');
    expect(doodle(judgedAs(0, 0, { drawing: null })).text).toContain('<img class="doodle bitmap"');
  });

  it('has a frame even where it is a single point', () => {
    const point = [{ x: [5], y: [7] }];
    expect(strokesOf(point, point).text).toContain('viewBox="4.4 6.4 1.2 1.2"');
    expect(strokesOf(point, LINE).text).toContain('M5 7h0');
  });
});
