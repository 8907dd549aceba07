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
});
