import { describe, expect, it } from 'vitest';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { halved, mapFileSchema, MAP_FILE, MapSpace, packSpace } from '../../../shared/lab/map.ts';
import { project } from '../../../server/training/evaluation/report/projection.ts';
import { createRandom } from '../../../server/training/random.ts';
import { findModel } from '../../../server/recognition/champion-file.ts';
import { readModelVersion } from '../../../server/recognition/registry.ts';

const MODELS = path.join(import.meta.dirname, '..', '..', '..', 'models');
const DIMENSIONS = 6;

/** Two clouds of points, far from each other. */
function clouds(): number[][] {
  const random = createRandom('clouds');
  return Array.from({ length: 60 }, (_, index) =>
    Array.from({ length: DIMENSIONS }, (__, axis) => (index % 2) * (axis < 2 ? 10 : 0) + random()),
  );
}

const rows = clouds();
const { mean, axes, components, umap, explained } = project(rows, 'test', 4);
const space = new MapSpace(packSpace({ mean, axes, points: components, umap: umap!, explained }));

describe('a map of drawings', () => {
  it.each(['pca', 'umap'] as const)('puts what it knows where it was (%s)', (method) => {
    const places = space.places(method);
    rows.forEach((row, index) => {
      const [x, y] = space.place(row, method);
      expect(Math.hypot(x - places[index]![0], y - places[index]![1])).toBeLessThan(0.12);
    });
  });

  it.each(['pca', 'umap'] as const)('puts something new among what is like it (%s)', (method) => {
    const places = space.places(method);
    const [x, y] = space.place([10.5, 10.5, 0.5, 0.5, 0.5, 0.5], method);
    const nearest = places
      .map(([px, py], index) => ({ index, distance: Math.hypot(px - x, py - y) }))
      .sort((a, b) => a.distance - b.distance)
      .slice(0, 5);
    expect(nearest.map(({ index }) => index % 2)).toEqual([1, 1, 1, 1, 1]);
  });

  it('keeps the projection through its file to two digits', () => {
    rows.slice(0, 5).forEach((row, index) => {
      space.project(row).forEach((value, component) => {
        expect(Math.abs(value - components[index]![component]!)).toBeLessThan(0.15);
      });
    });
  });

  it('packs what it is told, each axis and each component on a scale of its own', () => {
    const packed = packSpace({
      mean: [1.234567, -2],
      axes: [
        [0.5, -1],
        [4, 2],
        [0, 0],
      ],
      points: [
        [10, -0.1, 0],
        [-5, 0.05, 0],
      ],
      umap: [
        [-3, 7],
        [1, 7],
      ],
      explained: [0.6, 0.3],
    });
    expect(packed).toEqual({
      dimensions: 2,
      components: 3,
      mean: [1.2346, -2],
      axes: [64, -127, 127, 64, 0, 0],
      axisScales: [1, 4, 0],
      points: [127, -127, 0, -63, 64, 0],
      pointScales: [10, 0.1, 0],
      umap: [0, 0, 1_023, 0],
      explained: [0.6, 0.3],
    });
  });

  it('puts a drawing among the eight that are nearest, the nearer the heavier', () => {
    // On a line, one unit apart; in UMAP two units apart, and beside it.
    const line = Array.from({ length: 11 }, (_, i) => i);
    const along = new MapSpace({
      dimensions: 1,
      components: 2,
      mean: [5],
      axes: [127, 0],
      axisScales: [1, 1],
      points: line.flatMap((i) => [Math.round(((i - 5) / 5) * 127), 0]),
      pointScales: [5, 1],
      umap: line.flatMap((i) => [i === 10 ? 1_023 : 100 * i, 512]),
      explained: [1, 0],
    });
    expect(along.explained).toEqual([1, 0]);
    expect([...along.project([7])]).toEqual([2, 0]);
    expect(along.place([5], 'pca')).toEqual([0.5, 0]);
    expect(along.place([15], 'pca')[0]).toBeCloseTo(1.5, 6);
    // Each axis is as wide as what is known.
    const upright = new MapSpace(
      packSpace({
        mean: [0, 0],
        axes: [
          [1, 0],
          [0, 1],
        ],
        points: [
          [1, 3],
          [2, 7],
        ],
        umap: [
          [0, 0],
          [1, 1],
        ],
        explained: [0.5, 0.5],
      }),
    );
    expect(upright.place([2, 4], 'pca')[0]).toBeCloseTo(1, 1);
    expect(upright.place([2, 4], 'pca')[1]).toBeCloseTo(0.25, 1);
    expect(upright.places('pca')).toHaveLength(2);
    expect(upright.places('umap')).toEqual([
      [0, 0],
      [1, 1],
    ]);
    // On a known drawing that one alone counts; in the middle of two, both.
    expect(along.place([5], 'umap')[0]).toBeCloseTo(500 / 1_023, 4);
    expect(along.place([5], 'umap')[1]).toBeCloseTo(512 / 1_023, 6);
    // By hand: the inverse squares of the distances to the eight nearest.
    const near = [0, 1, 2, 3, 4, 5, 6, 7];
    const weights = near.map((i) => 1 / (i + 0.4) ** 2);
    const mean = near.reduce((sum, i) => sum + weights[i]! * 100 * i, 0) / weights.reduce((a, b) => a + b);
    expect(along.place([-0.4], 'umap')[0]).toBeCloseTo(mean / 1_023, 2);
    expect(Math.abs(along.place([-0.4], 'umap')[0] - mean / 1_023)).toBeLessThan(0.002);
  });

  it('has a middle where it has nothing', () => {
    const nothing = new MapSpace({
      dimensions: 1,
      components: 2,
      mean: [0],
      axes: [1, 1],
      axisScales: [1, 1],
      points: [],
      pointScales: [1, 1],
      umap: [],
      explained: [0, 0],
    });
    expect(nothing.place([1], 'umap')).toEqual([0.5, 0.5]);
    expect(nothing.places('pca')).toEqual([]);
  });

  it('is refused where its file is none', () => {
    const file = {
      modelVersion: 'v',
      labels: [0],
      inputs: packSpace({ mean: [0], axes: [[1], [1]], points: [[1, 1]], umap: [[0, 0]], explained: [1, 0] }),
    };
    const good = { ...file, embedding: file.inputs };
    const takes = (change: object, space: object = {}) =>
      mapFileSchema.safeParse({ ...good, ...change, inputs: { ...good.inputs, ...space } }).success;
    expect(mapFileSchema.parse(good)).toEqual(good);
    expect(takes({ labels: [-1] })).toBe(false);
    expect(takes({ labels: [0.5] })).toBe(false);
    expect(takes({ embedding: {} })).toBe(false);
    for (const wrong of [
      { dimensions: 0 },
      { components: 1 },
      { axes: [128] },
      { points: [-128] },
      { points: [0.5] },
      { umap: [-1] },
      { umap: [1_024] },
      { explained: [1] },
      { mean: ['0'] },
    ]) {
      expect(takes({}, wrong), JSON.stringify(wrong)).toBe(false);
    }
    expect(takes({}, { axes: [-127, 127], umap: [0, 1_023] })).toBe(true);
  });

  it('halves a picture by the mean of its points', () => {
    const picture = Uint8Array.of(0, 100, 8, 8, 200, 100, 8, 8, 0, 0, 4, 0, 0, 0, 0, 0);
    expect(halved(picture, 4)).toEqual([100, 8, 0, 1]);
  });

  it('ships with the model that guesses, and is made with it', async () => {
    const folder = await findModel(undefined, MODELS);
    const { card } = await readModelVersion(folder);
    const map = mapFileSchema.parse(JSON.parse(await readFile(path.join(folder, MAP_FILE), 'utf8')));
    expect(map.modelVersion).toBe(card.version);
    expect(map.labels.length).toBeGreaterThan(1_000);
    expect(Math.max(...map.labels)).toBeLessThan(card.words.length);
    for (const { points, components: count, umap: places } of [map.inputs, map.embedding]) {
      expect(points).toHaveLength(map.labels.length * count);
      expect(places).toHaveLength(map.labels.length * 2);
    }
  });
});
