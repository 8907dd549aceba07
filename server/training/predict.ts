import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { networkInput, type Encoded } from '../../shared/recognition/look.ts';
import type { Engine } from '../recognition/engine/engine.ts';

const BATCH = 256;

/**
 * The network's logits for many drawings.
 *
 * @param inputs what it is given of each: 784 grey levels, or as its card says
 * @returns [inputs, words], row by row
 */
export function predictLogits({ tf }: Engine, model: LayersModel, inputs: readonly Encoded[]): Float32Array {
  const words = model.outputShape[1] as number;
  const shape = model.inputs[0]!.shape.slice(1) as number[];
  const size = shape.reduce((product, length) => product * length, 1);
  const logits = new Float32Array(inputs.length * words);
  for (let start = 0; start < inputs.length; start += BATCH) {
    const batch = inputs.slice(start, start + BATCH);
    const input = new Float32Array(batch.length * size);
    batch.forEach((one, row) => input.set(networkInput(one), row * size));
    const output = tf.tidy(() => model.predict(tf.tensor(input, [batch.length, ...shape])) as Tensor2D);
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
