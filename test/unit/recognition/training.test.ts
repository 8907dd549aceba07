import { beforeAll, describe, expect, it } from 'vitest';
import type { Engine, Tf } from '../../../server/recognition/engine/engine.ts';
import { expectSame, onBackend, openBoth } from './backends.ts';
import { everyLayer, gradientsOf, labels, loss, type Model, pictures } from './every-layer.ts';

let tf: Tf;
let engine: Engine;
beforeAll(async () => {
  engine = await openBoth();
  ({ tf } = engine);
});

const weightsOf = (model: Model) =>
  Object.fromEntries(model.getWeights().map((weight, index) => [`weight ${index}`, weight]));

describe('training on WebAssembly', () => {
  it('computes the gradients of a whole net that JavaScript computes', async () => {
    const gradients = () => gradientsOf(engine);
    const expected = await onBackend(tf, 'cpu', gradients);
    const actual = await onBackend(tf, 'wasm', gradients);
    expect(Object.keys(expected).length).toBeGreaterThan(15);
    expectSame(actual, expected);
  });

  it.each([
    ['SGD', () => tf.train.sgd(0.05)],
    ['SGD with momentum', () => tf.train.momentum(0.03, 0.9)],
    ['Adam', () => tf.train.adam(0.001)],
  ])('takes the steps of %s that JavaScript takes', async (_, optimizer) => {
    const STEPS = 3;
    const train = () => {
      const model = everyLayer(engine);
      const stepper = optimizer();
      for (let step = 0; step < STEPS; step++)
        stepper.minimize(() => loss(engine, model, pictures(engine), labels(engine)));
      return weightsOf(model);
    };
    const expected = await onBackend(tf, 'cpu', train);
    expectSame(await onBackend(tf, 'wasm', train), expected);
  });

  it('learns', async () => {
    await tf.setBackend('wasm');
    const [model, x, y] = [everyLayer(engine), pictures(engine), labels(engine)];
    const optimizer = tf.train.adam(0.01);
    const lossNow = () => tf.tidy(() => loss(engine, model, x, y).dataSync()[0]!);
    const before = lossNow();
    for (let step = 0; step < 40; step++) optimizer.minimize(() => loss(engine, model, x, y));
    expect(lossNow()).toBeLessThan(before / 2);
    optimizer.dispose();
    tf.dispose([x, y]);
    model.dispose();
  });

  it('leaks neither tensors nor bytes over 100 steps', async () => {
    await tf.setBackend('wasm');
    const WARM_UP_STEPS = 20;
    const STEPS = 100;
    const [model, x, y] = [everyLayer(engine), pictures(engine), labels(engine)];
    const optimizer = tf.train.momentum(0.01, 0.9);
    const backend = tf.backend() as unknown as { numDataIds(): number; wasm: { HEAPU8: Uint8Array } };
    const use = () => ({
      tensors: tf.memory().numTensors,
      bytes: tf.memory().numBytes,
      buffers: backend.numDataIds(),
      heapBytes: backend.wasm.HEAPU8.byteLength,
    });
    const train = (steps: number) => {
      for (let step = 0; step < steps; step++) optimizer.minimize(() => loss(engine, model, x, y));
    };
    train(WARM_UP_STEPS);
    const before = use();
    train(STEPS);
    expect(use()).toEqual(before);
    optimizer.dispose();
    tf.dispose([x, y]);
    model.dispose();
  });
});
