import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEngine, type Engine } from '../../server/recognition/engine/engine.ts';
import { readModelVersion } from '../../server/recognition/registry.ts';
import type { Collection } from '../../server/training/collection.ts';
import { measure } from '../../server/training/measure.ts';
import { loadRecipe, type Recipe } from '../../server/training/recipe.ts';
import { train, type TrainedNetwork, type TrainingOptions } from '../../server/training/trainer.ts';
import { roundWeights, writeVersion } from '../../server/training/version.ts';
import { doodles } from '../unit/training/doodles.ts';

const collection: Collection = { train: doodles(20, 'train'), validation: doodles(6, 'validation') };
let engine: Engine;
let dir: string;
let seed: Recipe;
let live: Recipe;

beforeAll(async () => {
  engine = await openEngine({ prefer: 'wasm', purpose: 'train' });
  dir = await mkdtemp(join(tmpdir(), 'inkling-training-'));
  const words = collection.train.map(({ word }) => word);
  const small = { words, batchSize: 16, epochs: 4 };
  const base = await loadRecipe('seed');
  seed = { ...base, ...small, sampling: { ...base.sampling, picturesPerWord: 20 } };
  const large = await loadRecipe('live-345');
  live = {
    ...large,
    ...small,
    network: [
      { type: 'conv', filters: 8, kernel: 5, stride: 2, padding: 'same' },
      { type: 'dense', units: 16 },
    ],
    sampling: { ...large.sampling, picturesPerWord: 20 },
  };
});
afterAll(() => rm(dir, { recursive: true, force: true }));

function run(recipe: Recipe, name: string, more: Partial<TrainingOptions> = {}): Promise<TrainedNetwork> {
  const checkpointFile = join(dir, `${name}.checkpoint`);
  return train({
    engine,
    recipe,
    collection,
    fingerprint: name,
    checkpointFile,
    resume: false,
    now: () => 0,
    ...more,
  });
}

/** Trains until an epoch has ended, then stops as Ctrl-C does: without a word. */
async function interrupted(recipe: Recipe, name: string, epochs: number): Promise<void> {
  const stop = new Error('interrupted');
  const onStep = ({ epoch }: { epoch: number }) => {
    if (epoch === epochs) throw stop;
  };
  await expect(run(recipe, name, { onStep })).rejects.toBe(stop);
}

function weightsOf({ model }: TrainedNetwork): number[] {
  return model.getWeights().flatMap((weight) => [...weight.dataSync()]);
}

describe('training', () => {
  it("the article's network has 34,808 parameters on ten words", async () => {
    const { buildNetwork } = await import('../../server/training/network.ts');
    expect(buildNetwork(engine.layers, seed.network, 10, 1).countParams()).toBe(34_808);
  });

  it('learns, and leaves nothing behind in memory but the network', async () => {
    const trained = await run(seed, 'learns');
    expect(trained.curves.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4]);
    expect(trained.curves.at(-1)!.loss).toBeLessThan(trained.curves[0]!.loss);
    const tensors = engine.tf.memory().numTensors;
    const again = await run(seed, 'learns');
    trained.model.dispose();
    // One scalar a run stays: tfjs's momentum optimiser never gives its learning rate back.
    expect(engine.tf.memory().numTensors).toBeLessThanOrEqual(tensors + 1);
    again.model.dispose();
  });

  it.each([
    ['SGD with momentum', () => seed],
    ['Adam on a cosine', () => live],
  ])('%s, interrupted and resumed, ends with the same weights', async (name, recipe) => {
    const straight = weightsOf(await run(recipe(), `${name} straight`));
    await interrupted(recipe(), `${name} cut`, 2);
    const resumed = await run(recipe(), `${name} cut`, { resume: true });
    expect(resumed.curves).toHaveLength(4);
    weightsOf(resumed).forEach((weight, index) =>
      expect(Math.abs(weight - straight[index]!)).toBeLessThan(1e-5),
    );
  });

  it('resumes no other run than its own', async () => {
    await interrupted(seed, 'mine', 1);
    const checkpointFile = join(dir, 'mine.checkpoint');
    await expect(run(seed, 'yours', { checkpointFile, resume: true })).rejects.toThrow(
      /other words, data or settings/,
    );
  });

  it('writes a version that the server reads, with the figures of the weights it stores', async () => {
    const trained = await run(live, 'version');
    roundWeights(engine, trained.model, 'float16');
    const measured = measure(engine, trained.model, collection.validation, 1);
    expect(measured.metrics.byInk).toHaveLength(10);
    const version = await writeVersion(dir, 'tiny', trained.model, 'float16', {
      createdAt: '2026-01-01T00:00:00.000Z',
      name: 'tiny',
      description: 'for a test',
      words: live.words as string[],
      recipe: live,
      seed: 1,
      data: { sources: [], train: 60, validation: 18 },
      ...measured,
      curves: [...trained.curves],
      engine: engine.description,
      durationSeconds: 0,
    });
    const { card, artifacts } = await readModelVersion(join(dir, version));
    expect(card.parameters).toBe(trained.model.countParams());
    const loaded = await engine.layers.loadLayersModel({ load: () => Promise.resolve(artifacts as never) });
    const stored = loaded.getWeights().flatMap((weight) => [...weight.dataSync()]);
    expect(stored).toEqual(weightsOf(trained));
  });
});
