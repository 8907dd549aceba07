import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { IMAGE_PIXELS, IMAGE_SIDE_PIXELS } from '../../shared/drawing/index.ts';
import type { Engine } from '../recognition/engine/engine.ts';

const BATCH = 256;
const WHITE = 255;

/**
 * The network's logits for many pictures.
 *
 * @param pictures 784 grey levels each
 * @returns [pictures, words], row by row
 */
export function predictLogits(
  { tf }: Engine,
  model: LayersModel,
  pictures: readonly Uint8Array[],
): Float32Array {
  const words = model.outputShape[1] as number;
  const logits = new Float32Array(pictures.length * words);
  for (let start = 0; start < pictures.length; start += BATCH) {
    const batch = pictures.slice(start, start + BATCH);
    const input = new Float32Array(batch.length * IMAGE_PIXELS);
    batch.forEach((picture, row) => {
      for (let i = 0; i < IMAGE_PIXELS; i++) input[row * IMAGE_PIXELS + i] = picture[i]! / WHITE;
    });
    const output = tf.tidy(
      () =>
        model.predict(
          tf.tensor4d(input, [batch.length, IMAGE_SIDE_PIXELS, IMAGE_SIDE_PIXELS, 1]),
        ) as Tensor2D,
    );
    logits.set(output.dataSync(), start * words);
    output.dispose();
  }
  return logits;
}

/** Without the outputs beyond the words, such as `unknown`: [rows, words] of [rows, outputs]. */
export function wordLogits(logits: Float32Array, outputs: number, words: number): Float32Array {
  if (outputs === words) return logits;
  return logits.filter((_, index) => index % outputs < words);
}
