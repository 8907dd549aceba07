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
