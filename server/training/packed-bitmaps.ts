import { IMAGE_PIXELS } from '../../shared/drawing/index.ts';
import { PackedList } from './packed-list.ts';

/** 28x28 bitmaps in one buffer, where each of its own would cost a quarter more. What it gives are views into it. */
export class PackedBitmaps extends PackedList<Uint8Array> {
  /** [length, 784] */
  readonly #levels: Uint8Array;

  private constructor(levels: Uint8Array) {
    super();
    this.#levels = levels;
  }

  /**
   * @param bitmaps 784 grey levels each
   * @throws RangeError for another size
   */
  static from(bitmaps: readonly Uint8Array[]): PackedBitmaps {
    const levels = new Uint8Array(bitmaps.length * IMAGE_PIXELS);
    bitmaps.forEach((bitmap, index) => {
      if (bitmap.length !== IMAGE_PIXELS)
        throw new RangeError(`Bitmap ${index} has ${bitmap.length} pixels, not ${IMAGE_PIXELS}.`);
      levels.set(bitmap, index * IMAGE_PIXELS);
    });
    return new PackedBitmaps(levels);
  }

  get length(): number {
    return this.#levels.length / IMAGE_PIXELS;
  }

  protected unpack(index: number): Uint8Array {
    return this.#levels.subarray(index * IMAGE_PIXELS, (index + 1) * IMAGE_PIXELS);
  }
}
