import { describe, expect, it } from 'vitest';
import { isNativeBuilt, openEngine } from '../../../server/recognition/engine/engine.ts';
import { expectSame, onBackend } from './backends.ts';
import { gradientsOf } from './every-layer.ts';

describe.runIf(isNativeBuilt())('the native engine', () => {
  it('is what training gets, and computes the gradients that JavaScript computes', async () => {
    const engine = await openEngine({ prefer: 'auto', purpose: 'train' });
    expect(engine.name).toBe('native');
    expect(engine.description).toMatch(/^TensorFlow/);
    const gradients = () => gradientsOf(engine);
    const expected = await onBackend(engine.tf, 'cpu', gradients);
    expectSame(await onBackend(engine.tf, 'tensorflow', gradients), expected);
  });

  it('steps as JavaScript steps, with a slope below zero and without', async () => {
    const { tf } = await openEngine({ prefer: 'auto', purpose: 'train' });
    await tf.setBackend('tensorflow');
    const x = tf.tensor1d([-Infinity, -2, -1e-30, -0, 0, 1e-30, 3, Infinity, NaN]);
    expect([...(await tf.step(x).data())]).toEqual([0, 0, 0, 0, 0, 1, 1, 1, NaN]);
    expect([...(await tf.step(x, 0.25).data())]).toEqual([0.25, 0.25, 0.25, 0.25, 0.25, 1, 1, 1, NaN]);
  });
});
