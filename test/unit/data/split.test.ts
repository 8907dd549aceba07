import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashBitmap, hashDrawing, splitOf } from '../../../server/training/data/index.ts';
import { image, simplifiedRecord, someDrawings } from './files.ts';

const hashes = Array.from({ length: 20_000 }, (_, i) => hashDrawing([{ x: [i], y: [i % 7] }]));
const validation = (share?: number): Set<string> =>
  new Set(hashes.filter((hash) => splitOf(hash, share) === 'validation'));

describe('the split of the data', () => {
  it('depends on the content alone', () => {
    fc.assert(
      fc.property(simplifiedRecord, ({ drawing }) => {
        const copy = drawing.map(({ x, y }) => ({ x: [...x], y: [...y], t: x.map((_, i) => i * 16) }));
        expect(hashDrawing(copy)).toBe(hashDrawing(drawing));
        expect(hashDrawing(drawing)).toMatch(/^[0-9a-f]{16}$/u);
      }),
    );
    fc.assert(fc.property(image, (bytes) => hashBitmap(Uint8Array.from(bytes)) === hashBitmap(bytes)));
  });

  it('tells apart what is drawn differently', () => {
    const different = [
      [{ x: [1, 2], y: [3, 4] }],
      [{ x: [1, 2], y: [4, 3] }],
      [{ x: [3, 4], y: [1, 2] }],
      [
        { x: [1], y: [3] },
        { x: [2], y: [4] },
      ],
      [{ x: [1, 2, 2], y: [3, 4, 4] }],
    ];
    expect(new Set(different.map(hashDrawing)).size).toBe(different.length);
    expect(new Set(someDrawings(5_000).map(({ drawing }) => hashDrawing(drawing))).size).toBe(5_000);
  });

  it('is the same today and tomorrow', () => {
    // A changed hash would move validation drawings of earlier models into training.
    expect(hashDrawing([{ x: [0, 255], y: [12.5, 7] }])).toBe('e5d520352e3c4a76');
    expect(hashBitmap(new Uint8Array(784))).toBe('0c37ddc45244523c');
  });

  it('gives the share that is asked for', () => {
    expect(validation().size / hashes.length).toBeCloseTo(0.1, 1);
    expect(validation(0.25).size / hashes.length).toBeCloseTo(0.25, 1);
    expect(validation(0).size).toBe(0);
    expect(validation(1).size).toBe(hashes.length);
  });

  it('keeps in validation what was there at a smaller share', () => {
    const larger = validation(0.3);
    for (const hash of validation(0.1)) expect(larger.has(hash)).toBe(true);
  });

  it('refuses shares and hashes that are none', () => {
    for (const share of [-0.1, 1.1, NaN]) expect(() => splitOf(hashes[0]!, share)).toThrow(RangeError);
    expect(() => splitOf('drawing')).toThrow(RangeError);
  });
});
