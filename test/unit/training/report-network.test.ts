import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEngine, type Engine } from '../../../server/recognition/engine/engine.ts';
import { hashDrawing, openDataset, splitOf, writeNdjson } from '../../../server/training/data/index.ts';
import { chooseAmong, EvaluationError } from '../../../server/training/evaluation/choice.ts';
import type { FinishedDrawing } from '../../../server/training/evaluation/drawings.ts';
import { evaluate, show, type EvaluationOptions } from '../../../server/training/evaluation/evaluate.ts';
import { Album } from '../../../server/training/evaluation/report/album.ts';
import { makeReport } from '../../../server/training/evaluation/report/make-report.ts';
import { firstLayerOf, framesOf } from '../../../server/training/evaluation/report/network-views.ts';
import { makeMap } from '../../../server/training/map.ts';
import { rasterize, simplify, type Drawing } from '../../../shared/drawing/index.ts';
import { doodles } from './doodles.ts';
import { CARD, PICTURE, readable } from './evaluated.ts';
import { stubborn, untrained } from './networks.ts';

const WORDS = ['circle', 'ladder', 'zigzag'];
const card = { ...CARD, words: WORDS };
const choice = chooseAmong(card, undefined);
let engine: Engine;
let dir: string;
beforeAll(async () => {
  engine = await openEngine({ prefer: 'wasm', purpose: 'train' });
  dir = await mkdtemp(path.join(tmpdir(), 'inkling-report-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

/** Drawings with strokes, or their bitmaps only, of each word so many. */
async function report(model: LayersModel, counts: readonly number[], withStrokes = true): Promise<string> {
  const album = new Album(WORDS.length);
  const finished = new Map(
    doodles(Math.max(...counts), 'report').map(({ word, strokes }, label) => [
      word,
      strokes.slice(0, counts[label]).map((drawing): FinishedDrawing => {
        return { drawing: withStrokes ? drawing : null, picture: rasterize(drawing), recognized: null };
      }),
    ]),
  );
  const options = { engine, model, card, choice, now: () => 0 };
  async function* chunks(word: string) {
    yield await Promise.resolve(finished.get(word)!);
  }
  const evaluation = await show({ ...options, onDrawing: (judged) => album.add(judged) }, chunks);
  return makeReport({ ...options, evaluation, album });
}

describe('a report of a network', () => {
  it('of bitmaps tells no story, and of a network without filters shows none', async () => {
    const page = await report(stubborn(engine, [2, 1, 0]), [2, 1, 0], false);
    const text = readable({ text: page });
    expect(text).toContain('tiny-1 looked at 3 drawings of 2 words');
    expect(text).toContain('66.7 % right at first guess');
    expect(text).toContain('No strokes are known');
    expect(text).toContain('no convolution');
    expect(page).not.toContain('class="story"');
    // Whatever it is shown, it makes the same of it: there is nothing that axes could explain.
    expect(text).toContain('Embedding, PCA 0 % of the variance');
  });

  it('may be of a single drawing', async () => {
    const text = readable({ text: await report(stubborn(engine, [2, 1, 0]), [1, 0, 0]) });
    expect(text).toContain('1 drawings, near each other if they are alike');
    expect(text).not.toMatch(/NaN|undefined/u);
  });

  it('tells how a drawing grows that the network knows', async () => {
    const model = untrained(engine, WORDS.length, { filters: 4, kernel: 5, padding: 'same' });
    const page = await report(model, [9, 9, 9]);
    const [, story] = page.split('class="story"');
    expect(story!.split('</ol>')[0]!.match(/<li/gu)).toHaveLength(5);
    expect(readable({ text: story!.split('</ol>')[0]! })).toMatch(/100 % ink, \d+ % sure$/u);
    expect(page.match(/class="kernel"/gu)).toHaveLength(4);
    expect(readable({ text: page })).toContain('27 drawings, near each other if they are alike');
  });

  it('has pictures of the first layer even where the network knows no drawing at all', async () => {
    const conv = untrained(engine, WORDS.length, { filters: 4, kernel: 3, padding: 'valid' });
    const weights = conv.getWeights();
    const bias = engine.tf.tensor1d([0, 0, 50]);
    conv.setWeights([...weights.slice(0, -1), bias]);
    const page = await report(conv, [3, 2, 0]);
    expect(page).not.toContain('class="story"');
    expect(page).toContain('class="kernel"');
    expect(readable({ text: page })).toContain('0.0 % right at first guess');
  });
});

describe('a network from inside', () => {
  it('may begin with a dense layer', () => {
    expect(untrained(engine, 3).layers.map(({ name }) => name)).toEqual(['flatten', 'dense_1', 'logits']);
    expect(untrained(engine, 3).inputs[0]!.shape).toEqual([null, 28, 28, 1]);
  });

  it('has filters and what they find, where its first weights are a square convolution', () => {
    const model = untrained(engine, 3, { filters: 6, kernel: 5, padding: 'valid' });
    const first = firstLayerOf(engine, model, PICTURE)!;
    expect([first.kernelSide, first.mapSide]).toEqual([5, 12]);
    expect(first.filters.map(({ length }) => length)).toEqual(Array(6).fill(25));
    expect(first.maps.map(({ length }) => length)).toEqual(Array(6).fill(144));
    // The ink of that picture is at its top: whatever a filter finds, it finds in the first row.
    for (const map of first.maps) expect(Math.max(...map.slice(12))).toBe(0);
  });

  it('has none where the kernels are no squares, or there is no convolution', () => {
    const { layers } = engine;
    const oblong = layers.sequential({
      layers: [
        layers.layers.conv2d({ inputShape: [28, 28, 1], filters: 2, kernelSize: [3, 5] }),
        layers.layers.flatten(),
        layers.layers.dense({ units: 3 }),
      ],
    });
    expect(firstLayerOf(engine, oblong, PICTURE)).toBeNull();
    expect(firstLayerOf(engine, untrained(engine, 3), PICTURE)).toBeNull();
  });

  it('says what it thinks of a drawing at each share of its ink', () => {
    const [drawing] = doodles(1, 'frames')[0]!.strokes;
    const frames = framesOf(engine, stubborn(engine, [0, 5, 0]), card, choice, drawing!, [0.2, 1]);
    expect(frames.map(({ ink, guess }) => [ink, guess])).toEqual([
      [0.2, 1],
      [1, 1],
    ]);
    const sure = Math.exp(5) / (Math.exp(5) + 2);
    for (const { confidence } of frames) expect(confidence).toBeCloseTo(sure, 5);
  });

  it('has a map of its drawings, by neighbourhoods where there are enough of them', () => {
    const model = untrained(engine, 3);
    const words = (count: number) => doodles(count, 'map');
    for (const perWord of [2, 4]) {
      const map = makeMap(engine, model, 'tiny-1', words(5), perWord);
      expect(map.modelVersion).toBe('tiny-1');
      expect(map.labels).toEqual([0, 1, 2].flatMap((label) => Array<number>(perWord).fill(label)));
    }
  });
});

describe('an evaluation of a data folder', () => {
  const drawings = (count: number): Drawing[] => doodles(count, 'folder')[0]!.strokes.map(simplify);

  async function options(strokes: readonly Drawing[], change: Partial<EvaluationOptions['selection']> = {}) {
    const data = await mkdtemp(path.join(dir, 'data-'));
    await mkdir(path.join(data, 'simplified'));
    const record = { word: 'circle', recognized: null, countrycode: null, timestamp: null, keyId: null };
    await writeNdjson(
      path.join(data, 'simplified', 'circle.ndjson'),
      strokes.map((drawing) => ({ ...record, drawing })),
    );
    return {
      engine,
      model: stubborn(engine, [1, 0, 0]),
      card,
      choice,
      dataset: await openDataset(data),
      selection: { validationShare: null, perWord: Infinity, ...change },
      now: () => 0,
    };
  }

  it('looks at no more of each word than it is asked to, and at all of them otherwise', async () => {
    const all = drawings(70);
    expect((await evaluate(await options(all))).figures.drawings).toBe(70);
    expect((await evaluate(await options(all, { perWord: 3 }))).figures.drawings).toBe(3);
  });

  it('looks at each content of the validation split once', async () => {
    const all = drawings(30);
    const kept = all.filter((drawing) => splitOf(hashDrawing(drawing), 0.5) === 'validation');
    const { figures } = await evaluate(await options([...all, ...all], { validationShare: 0.5 }));
    expect(figures.drawings).toBe(kept.length);
    expect(figures).toMatchObject({ top1: 1, imagesPerSecond: 0 });
  });

  it('says what to do where there is nothing of its words', async () => {
    const empty = evaluate({ ...(await options([])), choice: chooseAmong(card, ['ladder', 'zigzag']) });
    await expect(empty).rejects.toThrow(EvaluationError);
    await expect(empty).rejects.toThrow(/no drawings of "ladder", "zigzag"[\s\S]*dataset download/u);
  });

  it('says so where nothing belongs to the validation split', async () => {
    const learnt = drawings(30).filter((drawing) => splitOf(hashDrawing(drawing), 0.1) === 'train');
    const nothing = evaluate(await options(learnt, { validationShare: 0.1 }));
    await expect(nothing).rejects.toThrow(/None of the drawings in .* belongs to the validation split/u);
    await expect(nothing).rejects.not.toThrow(/dataset download/u);
  });
});
