import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IMAGE_PIXELS } from '../../../shared/drawing/index.ts';
import { PackedBitmaps } from '../../../server/training/packed-bitmaps.ts';

describe('packed bitmaps', () => {
  it('come back as they were, all and in slices', () => {
    const bitmap = fc.uint8Array({ minLength: IMAGE_PIXELS, maxLength: IMAGE_PIXELS });
    fc.assert(
      fc.property(fc.array(bitmap, { maxLength: 5 }), fc.nat(6), fc.nat(6), (bitmaps, from, to) => {
        const packed = PackedBitmaps.from(bitmaps);
        expect(packed).toHaveLength(bitmaps.length);
        expect([...packed]).toEqual(bitmaps);
        expect(packed.slice(from, to)).toEqual(bitmaps.slice(from, to));
        expect(packed.at(from)).toEqual(bitmaps.at(from));
      }),
      { numRuns: 25 },
    );
  });

  it('are of one size', () => {
    const bitmaps = [new Uint8Array(IMAGE_PIXELS), new Uint8Array(IMAGE_PIXELS - 1)];
    expect(() => PackedBitmaps.from(bitmaps)).toThrow(/Bitmap 1 has 783 pixels/);
  });
});
