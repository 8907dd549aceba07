import { describe, expect, it } from 'vitest';
import { openEngine } from '../../../server/recognition/engine/engine.ts';
import { foldNormalisations } from '../../../server/training/fold.ts';

describe('folding normalisations into convolutions', () => {
  it('leaves what the network computes as it is', async () => {
    const engine = await openEngine({ prefer: 'wasm', purpose: 'serve' });
    const { tf, layers } = engine;
    const input = layers.input({ shape: [8, 8, 1] });
    const conv = layers.layers.conv2d({ filters: 3, kernelSize: 3, padding: 'same' });
    const first = conv.apply(input) as typeof input;
    const normalised = layers.layers.batchNormalization().apply(first) as typeof input;
    const relu = layers.layers.reLU().apply(normalised) as typeof input;
    // What two others read, and what is no convolution's, has to stay.
    const shared = layers.layers.conv2d({ filters: 3, kernelSize: 1 }).apply(relu) as typeof input;
    const alone = layers.layers.batchNormalization().apply(shared) as typeof input;
    const sum = layers.layers.add().apply([shared, alone]) as typeof input;
    const output = layers.layers.batchNormalization().apply(sum) as typeof input;
    const model = layers.model({ inputs: input, outputs: output });
    const values = (shape: number[], low: number, high: number, seed: number) =>
      tf.randomUniform(shape, low, high, 'float32', seed);
    model.setWeights(model.getWeights().map((weight, index) => values(weight.shape, 0.2, 1.5, index)));

    const pictures = values([4, 8, 8, 1], 0, 1, 99);
    const answer = () => [...(model.predict(pictures) as typeof pictures).dataSync()];
    const before = answer();
    expect(foldNormalisations(engine, model)).toBe(1);
    answer().forEach((value, index) => expect(value).toBeCloseTo(before[index]!, 3));
  });
});
