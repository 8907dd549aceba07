import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IMAGE_PIXELS } from '../../../shared/drawing/index.ts';
import { openEngine, type Engine } from '../../../server/recognition/engine/engine.ts';
import { loadNetwork } from '../../../server/recognition/network.ts';
import { readLayersModel } from '../../../server/recognition/registry.ts';
import { buildNetwork, type Network } from '../../../server/training/network.ts';
import { predictLogits } from '../../../server/training/predict.ts';
import { dequantize, equalise, quantize } from '../../../server/training/quantize.ts';
import { createRandom, type Random } from '../../../server/training/random.ts';
import { roundWeights, writeVersion } from '../../../server/training/version.ts';

const weights = fc.array(fc.float({ min: -8, max: 8, noNaN: true }), { minLength: 1, maxLength: 300 });

describe('8 bits', () => {
  it('are off by no more than a step, on the whole', () => {
    fc.assert(
      fc.property(weights, (list) => {
        const values = Float32Array.from(list);
        // Half a step by rounding, half a step as zero has to be on the grid; clipping is only chosen where it is better.
        const worst = (rangeOf(values) / 255) ** 2 * values.length;
        expect(squaredError(values)).toBeLessThanOrEqual(worst * 1.001 + 1e-9);
      }),
    );
  });

  it('clip a lone outlier where that is better for the rest', () => {
    const random = createRandom('outlier');
    const values = Float32Array.from({ length: 100_000 }, () => normal(random));
    values[0] = 8;
    const { codes, ...grid } = quantize(values);
    expect(dequantize(codes, grid)[0]).toBeLessThan(8);
    const step = rangeOf(values) / 255;
    expect(squaredError(values)).toBeLessThan((0.95 * values.length * step ** 2) / 12);
  });

  it('come out the same from what they mean', () => {
    fc.assert(
      fc.property(weights, (list) => {
        const { codes, ...grid } = quantize(Float32Array.from(list));
        const once = dequantize(codes, grid);
        const again = Uint8Array.from(once, (value) => Math.round((value - grid.min) / grid.scale));
        expect(again).toEqual(codes);
      }),
    );
  });

  it('take what is smaller than any normal float for zero', () => {
    const { codes, ...grid } = quantize(Float32Array.of(1e-43, -3e-44, 1e-45));
    expect([...dequantize(codes, grid)]).toEqual([0, 0, 0]);
  });

  it('keep zero, so that what is switched off stays off', () => {
    fc.assert(
      fc.property(weights, (list) => {
        const { codes, ...grid } = quantize(Float32Array.from([0, ...list]));
        expect(dequantize(codes, grid)[0] === 0).toBe(true);
      }),
    );
  });

  it('keep a tensor that is all the same', () => {
    for (const value of [0, 1.5, -3]) {
      const { codes, ...grid } = quantize(new Float32Array(5).fill(value));
      for (const back of dequantize(codes, grid)) expect(back).toBeCloseTo(value, 6);
    }
  });
});

describe('a network', () => {
  let engine: Engine;
  let dir: string;
  const pictures = randomPictures(20);
  const deep: Network = [
    { type: 'conv', filters: 6, kernel: 5, stride: 2, padding: 'same' },
    { type: 'conv', filters: 8, kernel: 3, stride: 1, padding: 'valid' },
    { type: 'maxpool', size: 2 },
    { type: 'conv', filters: 12, kernel: 3, stride: 1, padding: 'same' },
    { type: 'maxpool', size: 2 },
    { type: 'dense', units: 80 },
    { type: 'dense', units: 60 },
  ];

  const shallow: Network = [
    { type: 'conv', filters: 6, kernel: 5, stride: 2, padding: 'same' },
    { type: 'dense', units: 20 },
    { type: 'dense', units: 10 },
  ];

  beforeAll(async () => {
    engine = await openEngine({ prefer: 'wasm', purpose: 'serve' });
    dir = await mkdtemp(join(tmpdir(), 'inkling-quantize-'));
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  it('computes the same after its channels were equalised', () => {
    const model = unevenNetwork(engine, deep);
    const before = predictLogits(engine, model, pictures);
    const values = valuesOf(model);
    const spread = channelSpread(values[0]!, 6);
    equalise(model, values);
    expect(channelSpread(values[0]!, 6)).toBeLessThan(spread / 2);
    setValues(engine, model, values);
    expectClose(predictLogits(engine, model, pictures), before, 1e-4);
  });

  it('has about the same range on both sides of a channel afterwards', () => {
    const model = unevenNetwork(engine, shallow);
    const values = valuesOf(model);
    equalise(model, values);
    const outgoing = ranges(values[2]!, (index) => index % 20, 20);
    const incoming = ranges(values[4]!, (index) => Math.floor(index / 10), 20);
    expectClose(outgoing, incoming, 0.02);
  });

  it('keeps channels that are dead on one side', () => {
    const model = unevenNetwork(engine, shallow);
    const values = valuesOf(model);
    const [, , kernel, bias, nextKernel] = values;
    for (let index = 3; index < kernel!.length; index += 20) kernel![index] = 0;
    nextKernel!.fill(0, 7 * 10, 8 * 10);
    setValues(engine, model, values);
    const before = predictLogits(engine, model, pictures);
    const equalised = valuesOf(model);
    equalise(model, equalised);
    for (const list of equalised) expect(list.every(Number.isFinite)).toBe(true);
    for (const channel of [3, 7]) expect(equalised[3]![channel]).toBe(bias![channel]);
    setValues(engine, model, equalised);
    expectClose(predictLogits(engine, model, pictures), before, 1e-4);
  });

  it('is left as it is where something else than ReLU is between its layers', () => {
    const { layers } = engine.layers;
    const model = engine.layers.sequential();
    model.add(layers.dense({ inputShape: [4], units: 5, activation: 'tanh' }));
    model.add(layers.dense({ units: 6, activation: 'relu' }));
    model.add(layers.layerNormalization());
    model.add(layers.dense({ units: 3 }));
    const values = valuesOf(model);
    equalise(model, values);
    expect(values).toEqual(valuesOf(model));
  });

  it('loads, bit by bit, as the one that was rounded; kernels take a byte a weight', async () => {
    const model = unevenNetwork(engine, deep);
    const before = predictLogits(engine, model, pictures);
    roundWeights(engine, model, 'uint8');
    const rounded = predictLogits(engine, model, pictures);
    expectClose(rounded, before, 0.05);
    const folder = join(dir, await writeVersion(dir, 'eight', model, 'uint8', FACTS));
    const { artifacts } = await readLayersModel(folder);
    const loaded = await loadNetwork(engine.layers, artifacts);
    expect(valuesOf(loaded)).toEqual(valuesOf(model));
    expect(predictLogits(engine, loaded, pictures)).toEqual(rounded);
    const bytes = valuesOf(model).map(({ length }) => (length < 4096 ? 4 * length : length));
    expect(artifacts.weightData.byteLength).toBe(bytes.reduce((sum, count) => sum + count, 0));
  });

  it('is not written with other weights than those that it was measured with', async () => {
    const model = unevenNetwork(engine, deep);
    const write = () => writeVersion(dir, 'changed', model, 'uint8', FACTS);
    await expect(write()).rejects.toThrow(/not rounded to uint8/);
    roundWeights(engine, model, 'uint8');
    const values = valuesOf(model);
    values.at(-1)![0]! += 1;
    setValues(engine, model, values);
    await expect(write()).rejects.toThrow(/not rounded to uint8/);
  });
});

const WORDS = 5;
const FACTS = {
  createdAt: '2026-01-01T00:00:00.000Z',
  name: 'eight',
  description: 'for a test',
  words: ['a', 'b', 'c', 'd', 'e'],
  unknown: false,
  recipe: 'none',
  seed: 1,
  data: { sources: [], train: 0, validation: 0 },
  metrics: { top1: 0, top3: 0, byInk: [] },
  curves: [],
  calibration: { inkBins: [2], temperatures: [2, 1] },
  judge: { threshold: 0.8, updates: 2 },
  engine: 'none',
  durationSeconds: 0,
};

/** A network whose channels have very different ranges, and biases. */
function unevenNetwork(engine: Engine, network: Network): LayersModel {
  const model = buildNetwork(engine, network, WORDS, 1);
  const random = createRandom('uneven');
  const values = valuesOf(model).map((list, index) => {
    const outputs = model.weights[index]!.shape.at(-1)!;
    if (list.length === outputs) return list.map(() => 0.1 * normal(random));
    const gains = Array.from({ length: outputs }, () => Math.exp(normal(random)));
    return list.map((value, position) => value * gains[position % outputs]!);
  });
  setValues(engine, model, values);
  return model;
}

function valuesOf(model: LayersModel): Float32Array[] {
  return model.getWeights().map((weight) => Float32Array.from(weight.dataSync()));
}

function setValues({ tf }: Engine, model: LayersModel, values: readonly Float32Array[]): void {
  tf.tidy(() => {
    const shapes = model.getWeights().map(({ shape }) => shape);
    model.setWeights(values.map((list, index) => tf.tensor(list, shapes[index])));
  });
}

function randomPictures(count: number): Uint8Array[] {
  const random = createRandom('pictures');
  return Array.from({ length: count }, () =>
    Uint8Array.from({ length: IMAGE_PIXELS }, () => (random() < 0.2 ? 255 * random() : 0)),
  );
}

/** The largest magnitude of each channel. */
function ranges(kernel: Float32Array, channelOf: (index: number) => number, channels: number): Float32Array {
  const found = new Float32Array(channels);
  kernel.forEach((weight, index) => {
    const channel = channelOf(index);
    found[channel] = Math.max(found[channel]!, Math.abs(weight));
  });
  return found;
}

/** How much larger the largest output channel's range is than the smallest one's. */
function channelSpread(kernel: Float32Array, outputs: number): number {
  const found = ranges(kernel, (index) => index % outputs, outputs);
  return Math.max(...found) / Math.min(...found);
}

/** Checks that no number is further off than this share of the largest one. */
function expectClose(found: Float32Array, expected: Float32Array, share: number): void {
  const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const error = expected.reduce((most, value, index) => Math.max(most, Math.abs(value - found[index]!)), 0);
  expect(largest).toBeGreaterThan(0);
  expect(error / largest).toBeLessThan(share);
}

function rangeOf(values: Float32Array): number {
  return (
    values.reduce((most, value) => Math.max(most, value), 0) - values.reduce((a, b) => Math.min(a, b), 0)
  );
}

function squaredError(values: Float32Array): number {
  const { codes, ...grid } = quantize(values);
  const restored = dequantize(codes, grid);
  return values.reduce((sum, value, index) => sum + (value - restored[index]!) ** 2, 0);
}

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
