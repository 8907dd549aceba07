import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Tensor } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEngine, type Engine } from '../../server/recognition/engine/engine.ts';
import { rasterize } from '../../shared/drawing/index.ts';
import { readModelVersion } from '../../server/recognition/registry.ts';
import type { Collection } from '../../server/training/collection.ts';
import { measure } from '../../server/training/measure.ts';
import { loadRecipe, type Recipe } from '../../server/training/recipe.ts';
import { allViews, askTeacher, type Ask } from '../../server/training/soft-labels.ts';
import { withTeachers } from '../../server/training/teacher-threads.ts';
import { loadTeacher, opinionsOf } from '../../server/training/teacher.ts';
import { startWeights } from '../../server/training/transfer.ts';
import { train, type TrainedNetwork, type TrainingOptions } from '../../server/training/trainer.ts';
import { buildNetwork } from '../../server/training/network.ts';
import { predictLogits } from '../../server/training/predict.ts';
import { roundWeights, writeVersion } from '../../server/training/version.ts';
import { doodles } from '../unit/training/doodles.ts';
import { VerdictReader } from '../../shared/recognition/look.ts';
import { growingDrawings } from '../../server/training/validation.ts';

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
    unknown: null,
    ...small,
    network: [
      { type: 'conv', filters: 8, kernel: 5, stride: 2, padding: 'same' },
      { type: 'dense', units: 16 },
    ],
    sampling: { ...large.sampling, picturesPerWord: 20 },
  };
});
afterAll(() => rm(dir, { recursive: true, force: true }));

function run(
  recipe: Recipe,
  name: string,
  more: { [K in keyof TrainingOptions]?: TrainingOptions[K] & {} } = {},
): Promise<TrainedNetwork> {
  const options = {
    engine,
    recipe,
    collection,
    fingerprint: name,
    checkpointFile: join(dir, `${name}.checkpoint`),
    resume: false,
    teacher: null,
    startWeights: null,
    replicas: 1,
    now: () => 0,
  };
  return train({ ...options, ...more });
}

/** Trains until an epoch has ended, then stops as Ctrl-C does: without a word. */
async function interrupted(recipe: Recipe, name: string, epochs: number): Promise<void> {
  const stop = new Error('interrupted');
  const onStep = ({ epoch }: { epoch: number }) => {
    if (epoch === epochs) throw stop;
  };
  await expect(run(recipe, name, { onStep })).rejects.toBe(stop);
}

/** Writes a model as tfjs's own tools do, without a card. */
async function saveLayersModel(model: TrainedNetwork['model'], folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const weightsManifest = [{ paths: ['weights.bin'], weights: [] as object[] }];
  const values: Buffer[] = [];
  for (const weight of model.weights) {
    weightsManifest[0]!.weights.push({ name: weight.originalName, shape: weight.shape, dtype: 'float32' });
    values.push(Buffer.from(Float32Array.from(weight.read().dataSync()).buffer));
  }
  await writeFile(join(folder, 'weights.bin'), Buffer.concat(values));
  const modelTopology = model.toJSON(null, false) as object;
  await writeFile(
    join(folder, 'model.json'),
    JSON.stringify({ format: 'layers-model', modelTopology, weightsManifest }),
  );
}

function weightsOf({ model }: TrainedNetwork): number[] {
  return model.getWeights().flatMap((weight) => [...weight.dataSync()]);
}

describe('training', () => {
  it("the article's network has 34,808 parameters on ten words", async () => {
    const { buildNetwork } = await import('../../server/training/network.ts');
    expect(buildNetwork(engine, seed.network, 10, 1).countParams()).toBe(34_808);
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

  it('two replicas in threads of their own learn the same as one network', async () => {
    // What is left out of a layer is by part of a batch.
    const recipe = { ...live, dropout: 0 };
    const alone = await run(recipe, 'alone');
    await interrupted(recipe, 'together', 2);
    const together = await run(recipe, 'together', { replicas: 2, resume: true });
    const expected = weightsOf(alone);
    weightsOf(together).forEach((weight, index) =>
      expect(Math.abs(weight - expected[index]!)).toBeLessThan(1e-4),
    );
  });

  it('learns `unknown` as one more output, with blended pictures and smooth labels', async () => {
    const recipe: Recipe = {
      ...live,
      unknown: { share: 0.25 },
      mixup: { share: 0.5, most: 0.2, asked: false },
      labelSmoothing: 0.05,
    };
    const trained = await run(recipe, 'unknown');
    expect(trained.model.outputShape).toEqual([null, recipe.words.length + 1]);
    expect(trained.curves.at(-1)!.loss).toBeLessThan(trained.curves[0]!.loss);
    const measured = measure(engine, trained.model, collection.validation, 1);
    expect(measured.unknown).toBe(true);
    const reader = new VerdictReader({ words: recipe.words as string[], calibration: measured.calibration });
    const finished = growingDrawings(collection.validation).map(({ drawing }) => rasterize(drawing));
    const logits = predictLogits(engine, trained.model, finished);
    const beyond = finished.filter((_, row) => {
      const outputs = recipe.words.length + 1;
      return reader.read(logits.subarray(row * outputs, (row + 1) * outputs), { ink: 1 }, []).unknown > 0.5;
    });
    expect(beyond.length / finished.length).toBeLessThanOrEqual(0.05);
    expect(measured.metrics.top1).toBeGreaterThan(0.5);
    // There are no decks of more words than it knows.
    expect(measured.metrics.decks.map(({ words }) => words)).toEqual([3]);
    expect(measured.metrics.firstStable.deck).toBe(3);
    expect(Object.keys(measured.judge.perWord!).sort()).toEqual([...(recipe.words as string[])].sort());
  });

  it('learns from a teacher that knows the words in another order, and asks it only once', async () => {
    const teacherDir = join(dir, 'teacher');
    const taught = await run(seed, 'teacher');
    const words = live.words as string[];
    await saveLayersModel(taught.model, teacherDir);
    await writeFile(join(teacherDir, 'class.json'), JSON.stringify(words));
    const recipe: Recipe = { ...seed, distillation: { weight: 1, temperature: 2, picturesPerWord: 20 } };
    const swapped = [collection.train[2]!, collection.train[0]!, collection.train[1]!];
    const teacher = await loadTeacher(
      engine,
      teacherDir,
      swapped.map(({ word }) => word),
    );
    expect(teacher.outputs).toEqual([2, 0, 1]);

    const file = join(dir, 'opinions');
    let asked = 0;
    const views = allViews(swapped, recipe);
    const alone: Ask = (pictures) => opinionsOf(engine, teacher, pictures, 2);
    const ask = (whom = alone) => askTeacher(whom, swapped, views, recipe, file, () => asked++);
    const labels = await ask();
    const opinions = views.map((view) => {
      const opinion = new Float32Array(3);
      labels.read(view, opinion, 0);
      expect(opinion.reduce((sum, share) => sum + share)).toBeCloseTo(1, 3);
      return opinion;
    });
    const right = views.filter(({ label }, row) => opinions[row]![label]! === Math.max(...opinions[row]!));
    expect(right.length / views.length).toBeGreaterThan(0.7);
    const again = new Float32Array(3);
    const last = views.at(-1)!;
    (await ask()).read(last, again, 0);
    expect(again).toEqual(opinions.at(-1));
    expect(asked).toBe(1);

    // As if it had been interrupted while it wrote the third of the opinions, which are others, to tell them from new ones.
    await rm(file);
    const said = Uint16Array.of(65_535, 0, 0, 0, 65_535, 0, 7);
    await writeFile(`${file}.part`, new Uint8Array(said.buffer));
    const resumed = await ask();
    const rows = views.map((view) => {
      const opinion = new Float32Array(3);
      resumed.read(view, opinion, 0);
      return [...opinion];
    });
    expect(rows).toEqual([[1, 0, 0], [0, 1, 0], ...opinions.slice(2).map((opinion) => [...opinion])]);
    expect(asked).toBe(2);
    await expect(readFile(`${file}.part`)).rejects.toThrow('ENOENT');

    // Two copies of it, each asked about half of the pictures, say the same.
    await rm(file);
    const setup = {
      engine: engine.name,
      dir: teacherDir,
      words: swapped.map(({ word }) => word),
      temperature: 2,
    };
    const both = await withTeachers(2, setup, ask);
    for (const [row, view] of views.entries()) {
      const opinion = new Float32Array(3);
      both.read(view, opinion, 0);
      for (const [word, share] of opinion.entries()) expect(share).toBeCloseTo(opinions[row]![word]!, 4);
    }
    await expect(withTeachers(2, { ...setup, dir: join(dir, 'none') }, ask)).resolves.toBeDefined();
    await rm(file);
    await expect(withTeachers(2, { ...setup, dir: join(dir, 'none') }, ask)).rejects.toThrow();

    const learner = await train({
      engine,
      recipe,
      collection: { train: swapped, validation: swapped },
      fingerprint: 'learner',
      checkpointFile: join(dir, 'learner.checkpoint'),
      resume: false,
      teacher: labels,
      startWeights: null,
      replicas: 1,
      now: () => 0,
    });
    // Its labels count for nothing here: whatever it knows comes from the teacher.
    expect(learner.curves.at(-1)!.validationTop1).toBeGreaterThan(0.7);
    await expect(loadTeacher(engine, teacherDir, ['circle', 'unicorn'])).rejects.toThrow(/unicorn/);
    await rm(join(teacherDir, 'class.json'));
    await expect(loadTeacher(engine, teacherDir, ['circle'])).rejects.toThrow(/class\.json/);
    await writeFile(join(teacherDir, 'card.json'), JSON.stringify({ words }));
    expect((await loadTeacher(engine, teacherDir, [words[1]!])).outputs).toEqual([1]);
  });

  it('learns with parts left out, the same again each time, and the finished network has all of them', async () => {
    const recipe = { ...live, distillation: null, dropout: 0.3, epochs: 2 };
    const [first, again, whole] = [
      await run(recipe, 'dropout'),
      await run(recipe, 'dropout-again'),
      await run({ ...recipe, dropout: 0 }, 'whole'),
    ];
    expect(weightsOf(again)).toEqual(weightsOf(first));
    expect(weightsOf(whole)).not.toEqual(weightsOf(first));
    expect(first.model.layers.map(({ name }) => name)).toEqual(whole.model.layers.map(({ name }) => name));
  });

  it('keeps the average of its weights, and goes on from it as if it had never stopped', async () => {
    const recipe: Recipe = { ...live, distillation: null, averaging: 0.9, epochs: 3 };
    const straight = weightsOf(await run(recipe, 'average'));
    const last = weightsOf(await run({ ...recipe, averaging: null }, 'last'));
    expect(straight).not.toEqual(last);
    await interrupted(recipe, 'averaging', 2);
    const resumed = weightsOf(await run(recipe, 'averaging', { resume: true }));
    resumed.forEach((weight, index) => expect(weight).toBeCloseTo(straight[index]!, 5));
    // At a decay of nothing, the average is the last.
    expect(weightsOf(await run({ ...recipe, averaging: 0 }, 'none'))).toEqual(last);
  });

  it('weight decay keeps weights smaller', async () => {
    const recipe: Recipe = { ...live, distillation: null, schedule: { type: 'constant' }, epochs: 3 };
    const lengthOf = (trained: TrainedNetwork) => Math.hypot(...weightsOf(trained));
    const free = lengthOf(await run(recipe, 'free'));
    const held = lengthOf(await run({ ...recipe, weightDecay: 20 }, 'held'));
    expect(held).toBeLessThan(0.95 * free);
  });

  it('begins with the weights that it is given', async () => {
    const first = await run(seed, 'first');
    const further = await run({ ...seed, epochs: 1 }, 'further', { startWeights: first.model.getWeights() });
    expect(further.curves[0]!.loss).toBeLessThan(first.curves[0]!.loss);
  });

  it('begins with what a network of more words knows of its own', async () => {
    const first = await run(seed, 'of more');
    const words = collection.train.map(({ word }) => word);
    const card = { version: 'more-1', words, unknown: false };
    const fewer = { ...seed, words: [words[2]!, words[0]!] };
    const begun = startWeights(engine, first.model, card, fewer);
    const few = buildNetwork(engine, fewer.network, 2, 1);
    few.setWeights(begun);
    const [drawing] = collection.validation[0]!.strokes;
    const pictures = [rasterize(drawing!)];
    const [known, , third] = predictLogits(engine, first.model, pictures);
    const logits = predictLogits(engine, few, pictures);
    expect(logits[0]).toBeCloseTo(third!, 4);
    expect(logits[1]).toBeCloseTo(known!, 4);

    const begin = (recipe: Recipe) => () => startWeights(engine, first.model, card, recipe);
    expect(begin({ ...fewer, words: ['circle', 'unicorn'] })).toThrow(/does not know: unicorn/);
    expect(begin({ ...fewer, unknown: { share: 0.1 } })).toThrow(/no output for what is no word/);
    expect(begin({ ...fewer, network: live.network })).toThrow(/other layers/);
  });

  it('begins with the strongest outputs of wider layers, and answers as they do', () => {
    const layers = (filters: number, units: number): Recipe['network'] => [
      { type: 'conv', filters: 3, kernel: 5, stride: 2, padding: 'same' },
      { type: 'conv', filters, kernel: 3, stride: 1, padding: 'same' },
      { type: 'maxpool', size: 2 },
      { type: 'dense', units },
    ];
    const words = collection.train.map(({ word }) => word);
    const wide = buildNetwork(engine, layers(6, 12), words.length, 1);
    const scaled = (weight: Tensor, factor: (row: number, output: number) => number) => {
      const outputs = weight.shape.at(-1)!;
      const values = weight.dataSync();
      return engine.tf.tensor(
        values.map((value, at) => value * factor(Math.floor(at / outputs), at % outputs)),
        weight.shape,
      );
    };
    // Three filters and seven units are of no use to anybody, though one of them is large.
    const weights = [...wide.getWeights()];
    weights[2] = scaled(weights[2]!, (_, filter) => [0, 1, 0, 1, 50, 1][filter]!);
    weights[4] = scaled(weights[4]!, (row) => (row % 6 === 4 ? 0 : 1));
    weights[6] = scaled(weights[6]!, (unit) => ([3, 4, 6, 9, 10].includes(unit) ? 1 : 0));
    wide.setWeights(weights);

    const slim: Recipe = { ...seed, network: layers(3, 5) };
    const card = { version: 'wide-1', words, unknown: false };
    const few = buildNetwork(engine, slim.network, words.length, 2);
    few.setWeights(startWeights(engine, wide, card, slim));
    const pictures = collection.validation.flatMap(({ strokes }) =>
      [...strokes].map((drawing) => rasterize(drawing)),
    );
    const answers = predictLogits(engine, few, pictures);
    predictLogits(engine, wide, pictures).forEach((logit, at) => expect(answers[at]).toBeCloseTo(logit, 4));
    expect(() => startWeights(engine, few, card, { ...slim, network: layers(6, 12) })).toThrow(/wider ones/);
  });

  it('resumes no other run than its own', async () => {
    await interrupted(seed, 'mine', 1);
    const checkpointFile = join(dir, 'mine.checkpoint');
    await expect(run(seed, 'yours', { checkpointFile, resume: true })).rejects.toThrow(
      /other words, data or settings/,
    );
  });

  it.each(['float16', 'uint8'] as const)(
    'writes a version in %s that computes what was measured',
    async (storage) => {
      const trained = await run(live, `version ${storage}`);
      const pictures = collection.validation.flatMap(({ strokes }) =>
        [...strokes].map((drawing) => rasterize(drawing)),
      );
      const before = predictLogits(engine, trained.model, pictures);
      roundWeights(engine, trained.model, storage);
      // Channels were rescaled and weights rounded; what the network says is much the same.
      predictLogits(engine, trained.model, pictures).forEach((logit, index) =>
        expect(Math.abs(logit - before[index]!)).toBeLessThan(0.2),
      );
      const measured = measure(engine, trained.model, collection.validation, 1);
      expect(measured.metrics.byInk).toHaveLength(10);
      const version = await writeVersion(dir, 'tiny', trained.model, storage, {
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
      const readme = await readFile(join(dir, version, 'README.md'), 'utf8');
      expect(readme).toContain(version);
      expect(readme).toContain(card.contentHash);
      const loaded = await engine.layers.loadLayersModel({ load: () => Promise.resolve(artifacts as never) });
      const stored = loaded.getWeights().flatMap((weight) => [...weight.dataSync()]);
      expect(stored).toEqual(weightsOf(trained));
    },
  );
});
