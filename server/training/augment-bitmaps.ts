import { IMAGE_PIXELS, IMAGE_SIDE_PIXELS } from '../../shared/drawing/index.ts';
import { createWave, randomMatrix } from './augment-strokes.ts';
import { uniform, type Random } from './random.ts';
import type { BitmapAugmentation } from './recipe.ts';

const SIDE = IMAGE_SIDE_PIXELS;
const CENTRE = (SIDE - 1) / 2;
const WHITE = 255;

/**
 * Makes one training picture of a bitmap whose strokes nobody knows: for every pixel of the result, where it came from, by
 * bilinear interpolation.
 *
 * @param image 784 grey levels, white ink on black
 * @param out receives 784 grey levels; must not be `image`
 */
export function warpBitmap(
  image: Uint8Array,
  augmentation: BitmapAugmentation | null,
  random: Random,
  out: Uint8Array = new Uint8Array(IMAGE_PIXELS),
): Uint8Array {
  if (!augmentation || random() < augmentation.untouched) {
    out.set(image);
    return out;
  }
  const [a, b, c, d] = randomMatrix(augmentation, random);
  const scale = uniform(random, 1 - augmentation.scale, 1 + augmentation.scale);
  const shiftX = uniform(random, -augmentation.shiftPixels, augmentation.shiftPixels);
  const shiftY = uniform(random, -augmentation.shiftPixels, augmentation.shiftPixels);
  const waveX = createWave(augmentation.warpPixels, SIDE, random);
  const waveY = createWave(augmentation.warpPixels, SIDE, random);
  const offsetsX = Float32Array.from({ length: SIDE }, (_, y) => waveX(y));
  const offsetsY = Float32Array.from({ length: SIDE }, (_, x) => waveY(x));

  let at = 0;
  for (let row = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++) {
      const x = (column - CENTRE - shiftX) * scale;
      const y = (row - CENTRE - shiftY) * scale;
      const sourceX = a * x + b * y + CENTRE + offsetsX[row]!;
      const sourceY = c * x + d * y + CENTRE + offsetsY[column]!;
      out[at++] = Math.min(WHITE, Math.round(augmentation.gain * sample(image, sourceX, sourceY)));
    }
  }
  return out;
}

/** The grey level between four pixels; black outside. */
function sample(image: Uint8Array, x: number, y: number): number {
  const left = Math.floor(x);
  const top = Math.floor(y);
  const right = x - left;
  const down = y - top;
  const upper = pixel(image, left, top) * (1 - right) + pixel(image, left + 1, top) * right;
  const lower = pixel(image, left, top + 1) * (1 - right) + pixel(image, left + 1, top + 1) * right;
  return upper * (1 - down) + lower * down;
}

function pixel(image: Uint8Array, x: number, y: number): number {
  return x < 0 || y < 0 || x >= SIDE || y >= SIDE ? 0 : image[y * SIDE + x]!;
}
