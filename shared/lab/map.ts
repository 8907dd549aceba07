/**
 * A map of drawings: where a network, or the bare pixels, put each of a few thousand drawings, and what it takes to put a new one
 * among them. It holds places and words, never drawings. It lies beside the model version that it was made with.
 */
import { z } from 'zod';
import { IMAGE_SIDE_PIXELS } from '../drawing/index.ts';

export const MAP_FILE = 'map.json';

/** Neighbours by whose places in UMAP a new drawing is put there. */
const UMAP_NEIGHBOURS = 8;
/** Two drawings nearer than this are at the same place: keeps a weight from becoming infinite. */
const LEAST_DISTANCE = 1e-3;
const LARGEST_BYTE = 127;
const MEAN_DIGITS = 5;
/** Steps across a map: finer than anybody sees. */
const LARGEST_PLACE = 1_023;

const bytes = z.array(z.int().min(-LARGEST_BYTE).max(LARGEST_BYTE));
const spaceFile = z.object({
  /** Numbers of what is projected: pixels, or units of the last hidden layer. */
  dimensions: z.int().positive(),
  /** Principal components that are kept; the first two are the PCA map. */
  components: z.int().min(2),
  /** One a dimension. */
  mean: z.array(z.number()),
  /** [components, dimensions]: each component in -LARGEST_BYTE..LARGEST_BYTE, of its own scale. */
  axes: bytes,
  axisScales: z.array(z.number()),
  /** [points, components], likewise. */
  points: bytes,
  pointScales: z.array(z.number()),
  /** [points, 2] in 0..LARGEST_PLACE, the map's width and height. */
  umap: z.array(z.int().min(0).max(LARGEST_PLACE)),
  /** Shares of the variance that the axes of the PCA map explain, 0..1. */
  explained: z.tuple([z.number(), z.number()]),
});
type SpaceFile = z.infer<typeof spaceFile>;

export const mapFileSchema = z.object({
  modelVersion: z.string(),
  /** The word of each point, as its place among the card's words. */
  labels: z.array(z.int().min(0)),
  inputs: spaceFile,
  embedding: spaceFile,
});
export type MapFile = z.infer<typeof mapFileSchema>;

/** x and y, 0..1 within the map; beyond that for what lies outside of all that was known. */
export type MapPlace = readonly [x: number, y: number];

export const MAP_METHODS = ['umap', 'pca'] as const;
export type MapMethod = (typeof MAP_METHODS)[number];

/** What a projection has to be told to be packed. Row by row. */
export interface SpaceParts {
  readonly mean: readonly number[];
  /** [components][dimensions] */
  readonly axes: readonly (readonly number[])[];
  /** [points][components] */
  readonly points: readonly (readonly number[])[];
  readonly umap: readonly (readonly [number, number])[];
  readonly explained: readonly [number, number];
}

/** Packs a projection; its numbers keep two to three digits. */
export function packSpace({ mean, axes, points, umap, explained }: SpaceParts): SpaceFile {
  const axisScales = axes.map(largestOf);
  const pointScales = axes.map((_, component) => largestOf(points.map((point) => point[component]!)));
  const packed = (
    rows: readonly (readonly number[])[],
    scaleOf: (row: number, column: number) => number,
  ): number[] =>
    rows.flatMap((row, r) =>
      row.map((value, c) => Math.round((value / (scaleOf(r, c) || 1)) * LARGEST_BYTE)),
    );
  const [xs, ys] = ([0, 1] as const).map((axis) => toUnit(umap.map((place) => place[axis])));
  return {
    dimensions: mean.length,
    components: axes.length,
    mean: mean.map((value) => Number(value.toPrecision(MEAN_DIGITS))),
    axes: packed(axes, (row) => axisScales[row]!),
    axisScales,
    points: packed(points, (_, column) => pointScales[column]!),
    pointScales,
    umap: umap.flatMap((_, i) => [xs![i]!, ys![i]!].map((at) => Math.round(at * LARGEST_PLACE))),
    explained: [...explained],
  };
}

/** One projection, ready for new drawings. */
export class MapSpace {
  readonly explained: readonly [number, number];
  readonly #components: number;
  readonly #mean: Float32Array;
  readonly #axes: Float32Array;
  readonly #points: Float32Array;
  readonly #umap: readonly MapPlace[];
  readonly #pca: readonly MapPlace[];
  readonly #pcaRange: readonly (readonly [from: number, extent: number])[];

  constructor(file: SpaceFile) {
    const { components, dimensions } = file;
    this.explained = file.explained;
    this.#components = components;
    this.#mean = Float32Array.from(file.mean);
    this.#axes = Float32Array.from(
      file.axes,
      (value, i) => (value / LARGEST_BYTE) * file.axisScales[Math.floor(i / dimensions)]!,
    );
    this.#points = Float32Array.from(
      file.points,
      (value, i) => (value / LARGEST_BYTE) * file.pointScales[i % components]!,
    );
    const places = file.umap;
    const count = this.#points.length / components;
    const each = <T>(make: (point: number) => T) => Array.from({ length: count }, (_, point) => make(point));
    this.#umap = each((i) => [places[2 * i]! / LARGEST_PLACE, places[2 * i + 1]! / LARGEST_PLACE]);
    this.#pcaRange = [0, 1].map((axis) => {
      const values = each((i) => this.#points[i * components + axis]!);
      const from = values.reduce((least, value) => Math.min(least, value), Infinity);
      const to = values.reduce((most, value) => Math.max(most, value), -Infinity);
      return [from, to - from || 1];
    });
    this.#pca = each((i) => this.#toPca(this.#points.subarray(i * components)));
  }

  /** Where the known drawings are. */
  places(method: MapMethod): readonly MapPlace[] {
    return method === 'pca' ? this.#pca : this.#umap;
  }

  /**
   * Where a new drawing is: on the principal axes exactly; in UMAP, which has no formula for what it has not seen, in the middle of
   * the known drawings that are nearest to it, the nearer the heavier.
   */
  place(values: ArrayLike<number>, method: MapMethod): MapPlace {
    const components = this.project(values);
    if (method === 'pca') return this.#toPca(components);
    let [x, y, weights] = [0, 0, 0];
    for (const { point, distance } of this.#nearest(components, UMAP_NEIGHBOURS)) {
      const weight = 1 / Math.max(distance, LEAST_DISTANCE) ** 2;
      x += weight * this.#umap[point]![0];
      y += weight * this.#umap[point]![1];
      weights += weight;
    }
    return weights === 0 ? [0.5, 0.5] : [x / weights, y / weights];
  }

  /** The principal components of something new. */
  project(values: ArrayLike<number>): Float32Array {
    const dimensions = this.#mean.length;
    return Float32Array.from({ length: this.#components }, (_, component) => {
      let sum = 0;
      for (let i = 0; i < dimensions; i += 1) {
        sum += (values[i]! - this.#mean[i]!) * this.#axes[component * dimensions + i]!;
      }
      return sum;
    });
  }

  #toPca(components: ArrayLike<number>): MapPlace {
    const [[fromX, wide], [fromY, high]] = this.#pcaRange as [[number, number], [number, number]];
    return [(components[0]! - fromX) / wide, (components[1]! - fromY) / high];
  }

  #nearest(components: Float32Array, count: number): { point: number; distance: number }[] {
    const points = this.#points.length / this.#components;
    const all = Array.from({ length: points }, (_, point) => {
      let squared = 0;
      for (let i = 0; i < this.#components; i += 1) {
        squared += (components[i]! - this.#points[point * this.#components + i]!) ** 2;
      }
      return { point, distance: Math.sqrt(squared) };
    });
    return all.sort((a, b) => a.distance - b.distance).slice(0, count);
  }
}

/** A picture at half the resolution (means of 2x2 pixels): the pixels' map has a quarter of the dimensions. */
export function halved(picture: ArrayLike<number>, side = IMAGE_SIDE_PIXELS): number[] {
  const half = side / 2;
  return Array.from({ length: half * half }, (_, index) => {
    const at = 2 * Math.floor(index / half) * side + 2 * (index % half);
    return (picture[at]! + picture[at + 1]! + picture[at + side]! + picture[at + side + 1]!) / 4;
  });
}

function largestOf(values: readonly number[]): number {
  return values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
}

function toUnit(values: readonly number[]): number[] {
  const least = values.reduce((a, b) => Math.min(a, b), Infinity);
  const most = values.reduce((a, b) => Math.max(a, b), -Infinity);
  return values.map((value) => (value - least) / (most - least || 1));
}
