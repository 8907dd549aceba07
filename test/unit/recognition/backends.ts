import '@tensorflow/tfjs-backend-cpu';
import { expect } from 'vitest';
import { openEngine, type Engine, type Tf } from '../../../server/recognition/engine/engine.ts';

/** How far two backends that sum 32-bit numbers in different orders may differ, relative to the largest value. */
const TOLERANCE = 1e-4;

/** TensorFlow.js with two backends: WebAssembly with our kernels, and JavaScript as the reference. */
export function openBoth(): Promise<Engine> {
  return openEngine({ prefer: 'wasm', purpose: 'train' });
}

interface Result {
  readonly shape: readonly number[];
  readonly values: ArrayLike<number>;
}

/** Runs `compute` on a backend and reads the tensors that it returns; everything it allocated is freed. */
export async function onBackend(
  tf: Tf,
  backend: 'wasm' | 'tensorflow' | 'cpu',
  compute: () => Record<string, InstanceType<Tf['Tensor']>>,
): Promise<Record<string, Result>> {
  await tf.setBackend(backend);
  const results: Record<string, Result> = {};
  tf.tidy(() => {
    for (const [name, tensor] of Object.entries(compute())) {
      results[name] = { shape: tensor.shape, values: tensor.dataSync() };
    }
  });
  return results;
}

/** The largest absolute difference of two results, relative to the largest value (at least 1) of the expected one. */
function relativeDifference(actual: Result, expected: Result): number {
  if (actual.shape.join() !== expected.shape.join()) {
    throw new Error(`the shape is [${actual.shape.join()}], not [${expected.shape.join()}]`);
  }
  let difference = 0;
  let scale = 1;
  for (let at = 0; at < expected.values.length; at++) {
    const [is, should] = [actual.values[at]!, expected.values[at]!];
    if (Number.isNaN(is) !== Number.isNaN(should)) return Number.POSITIVE_INFINITY;
    difference = Math.max(difference, Math.abs(is - should));
    scale = Math.max(scale, Math.abs(should));
  }
  return difference / scale;
}

/** Expects the same results under the same names. */
export function expectSame(actual: Record<string, Result>, expected: Record<string, Result>): void {
  expect(Object.keys(actual)).toEqual(Object.keys(expected));
  for (const [name, result] of Object.entries(expected)) {
    expect(relativeDifference(actual[name]!, result), name).toBeLessThanOrEqual(TOLERANCE);
  }
}
