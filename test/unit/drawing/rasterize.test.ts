import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DrawingError,
  IMAGE_PIXELS,
  IMAGE_SIDE_PIXELS,
  LINE_RADIUS_PIXELS,
  drawingToImage,
  parseOfficial,
  rasterize,
  rasterizeStrokes,
  simplify,
} from '../../../shared/drawing/index.ts';
import type { Drawing } from '../../../shared/drawing/index.ts';
import { DOODLES } from '../../fixtures/drawing/doodles.ts';
import { drawings } from './arbitraries.ts';
import { correlation, mean, referencePicture, sampledPictures } from './reference.ts';

/** The data set's own drawings and bitmaps, where they lie beside the checkout; they are not part of it. */
const PAIRS = new URL('../../../../shared/data/raster-pairs.ndjson', import.meta.url);

interface Pair {
  readonly drawing: unknown;
  /** 784 grey levels, base64. */
  readonly bitmap: string;
}

const DOT: Drawing = [{ x: [0], y: [0] }];

function moved(drawing: Drawing, scale: number, dx: number, dy: number): Drawing {
  return drawing.map(({ x, y }) => ({ x: x.map((v) => v * scale + dx), y: y.map((v) => v * scale + dy) }));
}

function farthestApart(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Math.max(...Array.from(a, (value, i) => Math.abs(value - b[i]!)));
}

describe('rasterize', () => {
  it('agrees with a brute-force picture of our own drawings', () => {
    const likeness = Object.values(DOODLES).map((doodle) =>
      correlation(rasterize(doodle, { fit: false }), referencePicture(doodle)),
    );
    expect(mean(likeness)).toBeGreaterThanOrEqual(0.999);
    expect(Math.min(...likeness)).toBeGreaterThanOrEqual(0.997);
  });

  it.skipIf(!existsSync(PAIRS))("agrees with the data set's own bitmaps", () => {
    const pairs = readFileSync(PAIRS, 'utf8')
      .trim()
      .split('\n')
      .map((text) => JSON.parse(text) as Pair);
    const likeness = (fit: boolean): number[] =>
      pairs.map(({ drawing, bitmap }) =>
        correlation(rasterize(parseOfficial(drawing), { fit }), Buffer.from(bitmap, 'base64')),
      );
    const asTheyAre = likeness(false);
    expect(mean(asTheyAre)).toBeGreaterThanOrEqual(0.9997);
    expect(Math.min(...asTheyAre)).toBeGreaterThanOrEqual(0.999);
    // Fitting moves the few drawings that simplification had left off the middle or smaller than 255.
    expect(mean(likeness(true))).toBeGreaterThanOrEqual(0.9985);
  });

  it('is black for nothing, and one dot in the middle for a lone point', () => {
    expect(rasterize([])).toEqual(new Uint8Array(IMAGE_PIXELS));
    expect(rasterize([{ x: [], y: [] }])).toEqual(new Uint8Array(IMAGE_PIXELS));
    const dot = rasterize(DOT);
    const ink = dot.reduce((sum, grey) => sum + grey / 255, 0);
    expect(ink).toBeCloseTo(Math.PI * LINE_RADIUS_PIXELS ** 2, 1);
    const middle = [13, 14].flatMap((row) => [13, 14].map((column) => dot[row * IMAGE_SIDE_PIXELS + column]));
    expect(new Set(middle).size).toBe(1);
    expect(middle[0]).toBeGreaterThan(90);
    expect(rasterize([{ x: [400, 400], y: [9, 9] }])).toEqual(dot);
  });

  it('does not care where a drawing was drawn', () => {
    fc.assert(
      fc.property(drawings, fc.integer({ min: -5000, max: 5000 }), (drawing, far) => {
        const whole = drawing.map(({ x, y }) => ({ x: x.map(Math.round), y: y.map(Math.round) }));
        expect(rasterize(moved(whole, 1, far, -far))).toEqual(rasterize(whole));
      }),
    );
  });

  it('does not care how large a drawing was drawn', () => {
    fc.assert(
      fc.property(drawings, fc.constantFrom(0.25, 0.5, 2, 8), (drawing, scale) => {
        const whole = drawing.map(({ x, y }) => ({ x: x.map(Math.round), y: y.map(Math.round) }));
        expect(rasterize(moved(whole, scale, 0, 0))).toEqual(rasterize(whole));
      }),
    );
  });

  it('does not care which way a stroke was drawn', () => {
    for (const doodle of Object.values(DOODLES)) {
      const backwards = doodle.map(({ x, y }) => ({ x: [...x].reverse(), y: [...y].reverse() }));
      expect(farthestApart(rasterize(backwards), rasterize(doodle))).toBeLessThanOrEqual(2);
    }
  });

  it('leaves no ink on the border and some ink within, whatever is drawn', () => {
    fc.assert(
      fc.property(drawings, (drawing) => {
        const picture = rasterize(drawing);
        expect(picture.length).toBe(IMAGE_PIXELS);
        expect(Math.max(...picture)).toBeGreaterThan(90);
        for (let i = 0; i < IMAGE_SIDE_PIXELS; i++) {
          expect(picture[i]).toBe(0);
          expect(picture[IMAGE_PIXELS - 1 - i]).toBe(0);
          expect(picture[i * IMAGE_SIDE_PIXELS]).toBe(0);
        }
      }),
    );
  });

  it('writes into the buffer it is given, over whatever was there', () => {
    const out = new Uint8Array(IMAGE_PIXELS).fill(77);
    expect(rasterize(DOODLES['sun']!, { out })).toBe(out);
    expect(out).toEqual(rasterize(DOODLES['sun']!));
    expect(() => rasterize(DOT, { out: new Uint8Array(10) })).toThrow(DrawingError);
  });
});

describe('drawingToImage', () => {
  it('sees a live drawing as its official simplified form', () => {
    for (const doodle of Object.values(DOODLES)) {
      const live = moved(doodle, 2.5, 300, -40);
      expect(drawingToImage(live)).toEqual(rasterize(simplify(live)));
    }
  });
});

describe('rasterizeStrokes', () => {
  const points = Float32Array.of(4, 4, 24, 4, 14, 20);
  const brightness = (picture: Uint8Array): number => picture.reduce((sum, grey) => sum + grey, 0) / 255;

  it('draws what rasterize draws, given the same place', () => {
    const scale = 28 / 304;
    const { x, y } = DOODLES['spiral']![0]!;
    const flat = Float64Array.from(x.flatMap((value, i) => [value, y[i]!]));
    const shifted = flat.map(
      (value, i) => value * scale + 14 - (Math.max(...(i % 2 === 0 ? x : y)) / 2) * scale,
    );
    const direct = rasterizeStrokes(shifted, [x.length], LINE_RADIUS_PIXELS);
    expect(farthestApart(direct, rasterize([{ x, y }], { fit: false }))).toBeLessThanOrEqual(2);
  });

  it('covers the area of a line: its length times its width, and a circle for its ends', () => {
    const picture = rasterizeStrokes(Float32Array.of(5, 7.3, 23, 19.1), [2], 1.2);
    const expected = 2 * 1.2 * Math.hypot(18, 11.8) + Math.PI * 1.2 ** 2;
    expect(brightness(picture)).toBeGreaterThan(expected * 0.99);
    expect(brightness(picture)).toBeLessThan(expected * 1.01);
  });

  it('ends strokes where it is told', () => {
    const joined = rasterizeStrokes(points, [3], 0.7);
    const apart = rasterizeStrokes(points, [2, 2, 3], 0.7);
    expect(brightness(joined)).toBeGreaterThan(brightness(apart) + 20);
  });

  it('covers the samples that lie within the pen’s reach, and no others', () => {
    // In quarters of a pixel, so that the middle of a pen often lies on an edge of pixels; beyond the picture, too.
    const place = fc.integer({ min: -16, max: 128 }).map((quarters) => quarters / 4);
    const stroke = fc.array(fc.tuple(place, place), { minLength: 1, maxLength: 5 });
    const radius = fc.constantFrom(0.3, LINE_RADIUS_PIXELS, 1, 2.5, 9);
    fc.assert(
      fc.property(fc.array(stroke, { minLength: 1, maxLength: 3 }), radius, (strokes, wide) => {
        const drawing = strokes.map((all) => ({ x: all.map(([x]) => x), y: all.map(([, y]) => y) }));
        const ends = strokes.map((_, s) => strokes.slice(0, s + 1).flat().length);
        const picture = rasterizeStrokes(Float64Array.from(strokes.flat(2)), ends, wide);
        const { least, most } = sampledPictures(drawing, wide);
        picture.forEach((grey, pixel) => {
          expect(grey).toBeGreaterThanOrEqual(least[pixel]!);
          expect(grey).toBeLessThanOrEqual(most[pixel]!);
        });
      }),
    );
  });

  it('leaves nothing of one picture in the next', () => {
    const wide = rasterizeStrokes(Float32Array.of(-30, 3, 60, 27, 60, -30), [3], 28);
    expect(wide).toEqual(rasterizeStrokes(Float32Array.of(-30, 3, 60, 27, 60, -30), [3], 28));
    expect(brightness(rasterizeStrokes(points, [0], 1))).toBe(0);
  });

  it('passes over points that are nearer than half a column of samples, and over no others', () => {
    const step = 1 / 32;
    const line = (...xs: number[]) =>
      rasterizeStrokes(Float64Array.from(xs.flatMap((x) => [x, 14])), [xs.length], 1);
    expect(line(10, 10 + step * 0.99)).toEqual(line(10));
    expect(line(10, 10 + step, 18)).toEqual(line(10, 18));
    // A crumb at a time still comes to a line.
    const crumbs = Array.from({ length: 801 }, (_, i) => 10 + i / 100);
    expect(farthestApart(line(...crumbs), line(10, 18))).toBeLessThanOrEqual(16);
  });

  it('cuts off what lies outside, however far', () => {
    const across = rasterizeStrokes(Float32Array.of(-1e6, 14, 1e6, 14), [2], 1);
    expect(brightness(across)).toBeCloseTo(56, 0);
    for (const far of [
      Float32Array.of(-500, -500, -400, -400),
      Float32Array.of(1e6, 5, 1e6, -1e6),
      Float32Array.of(-2, -2),
    ]) {
      expect(brightness(rasterizeStrokes(far, [far.length / 2], 0.7))).toBe(0);
    }
  });

  it('bears any points that it does not refuse', () => {
    const value = fc.float({ noNaN: true, min: -1e6, max: 1e6 });
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value), { maxLength: 8 }), (pairs) => {
        const picture = rasterizeStrokes(Float32Array.from(pairs.flat()), [pairs.length], 0.7);
        expect(rasterizeStrokes(Float32Array.from(pairs.flat()), [pairs.length], 0.7)).toEqual(picture);
      }),
    );
  });

  it.each<[string, () => unknown]>([
    ['NaN', () => rasterizeStrokes(Float32Array.of(1, NaN), [1], 1)],
    ['Infinity', () => rasterizeStrokes(Float32Array.of(Infinity, 1), [1], 1)],
    ['1e30', () => rasterizeStrokes(Float32Array.of(1, 1e30), [1], 1)],
    ['an end beyond the points', () => rasterizeStrokes(points, [4], 1)],
    ['ends that go back', () => rasterizeStrokes(points, [2, 1], 1)],
    ['a broken end', () => rasterizeStrokes(points, [1.5], 1)],
    ['no radius', () => rasterizeStrokes(points, [3], 0)],
    ['a radius of NaN', () => rasterizeStrokes(points, [3], NaN)],
    ['a short buffer', () => rasterizeStrokes(points, [3], 1, new Uint8Array(783))],
    ['a long buffer', () => rasterizeStrokes(points, [3], 1, new Uint8Array(785))],
    ['a radius wider than the picture', () => rasterizeStrokes(points, [3], 28.1)],
    ['an end before the first point', () => rasterizeStrokes(points, [-1], 1)],
  ])('refuses %s', (_, action) => {
    expect(action).toThrow(DrawingError);
  });

  it('says what to change', () => {
    const message = (action: () => unknown): string => {
      try {
        action();
      } catch (error) {
        return `${(error as DrawingError).code}: ${(error as DrawingError).message}`;
      }
      return 'fine';
    };
    expect(message(() => rasterizeStrokes(points, [3], 28))).toBe('fine');
    expect(message(() => rasterizeStrokes(points, [3], 0))).toBe(
      'bad-argument: Give a line radius above 0 and up to 28 pixels.',
    );
    expect(message(() => rasterizeStrokes(points, [3], 1, new Uint8Array(1)))).toBe(
      'bad-argument: Give an output buffer of 784 bytes.',
    );
    expect(message(() => rasterizeStrokes(points, [2, 4], 1))).toBe(
      'bad-argument: End stroke 1 at a whole number of points, from 2 up to all.',
    );
    expect(message(() => rasterizeStrokes(Float64Array.of(1, NaN), [1], 1))).toBe(
      'not-finite: Give a finite number for value 1 of the points.',
    );
    expect(message(() => rasterizeStrokes(Float64Array.of(1e6 + 1, 0), [1], 1))).toBe(
      'too-large: Keep value 0 of the points between -1000000 and 1000000 pixels.',
    );
    // Points that no stroke has are nobody’s business.
    expect(message(() => rasterizeStrokes(Float64Array.of(1, 1, NaN, 1), [1], 1))).toBe('fine');
  });
});
