import type { Tensor } from '@tensorflow/tfjs-core';
import type { WasmBackend } from './kernels/context.ts';
import type { Engine } from './types.ts';

/**
 * Copies a tensor's numbers into a row from `at` on, as `dataSync` would be, without new memory for them: for large tensors
 * that costs more than the copy.
 */
export function copyInto({ name, tf }: Engine, tensor: Tensor, row: Float32Array, at: number): void {
  const values =
    name === 'wasm' ? (tf.backend() as unknown as WasmBackend).typedArrayFromHeap(tensor) : tensor.dataSync();
  row.set(values, at);
}
