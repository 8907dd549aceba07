import { PCA } from 'ml-pca';
import { UMAP } from 'umap-js';
import { createRandom } from '../../random.ts';
import type { Point } from './chart.ts';

/** Maps of many dimensions on a sheet of paper: principal components, and UMAP (McInnes et al. 2018) on the first of them. */

const COMPONENTS = 30;
const NEIGHBOURS = 15;
const MIN_DISTANCE = 0.15;
const EPOCHS = 250;
/** Fewer points have no neighbourhoods to keep. */
const LEAST_POINTS = 8;

export interface Projection {
  readonly pca: readonly Point[];
  /** Shares of the variance that the two axes of `pca` explain. */
  readonly explained: Point;
  /** null for too few points. */
  readonly umap: readonly Point[] | null;
}

/** Projects rows of numbers, always in the same way. */
export function project(rows: readonly (readonly number[])[], seed: string): Projection {
  const data = rows.map((row) => [...row]);
  const pca = new PCA(data, { method: 'covarianceMatrix' });
  const nComponents = Math.min(COMPONENTS, data[0]!.length);
  const components = pca.predict(data, { nComponents }).to2DArray();
  const flat = ([x = 0, y = 0]: readonly number[]): Point => [x, y];
  return { pca: components.map(flat), explained: flat(pca.getExplainedVariance()), umap: umapOf() };

  function umapOf(): Point[] | null {
    if (rows.length < LEAST_POINTS) return null;
    const umap = new UMAP({
      nNeighbors: Math.min(NEIGHBOURS, rows.length - 1),
      minDist: MIN_DISTANCE,
      nEpochs: EPOCHS,
      random: createRandom(seed),
    });
    return umap.fit(components).map(flat);
  }
}

/** Pictures at half the resolution (means of 2x2 pixels): a quarter of the dimensions, and PCA takes their cube. */
export function halved(picture: Uint8Array, side: number): number[] {
  const half = side / 2;
  return Array.from({ length: half * half }, (_, index) => {
    const at = 2 * Math.floor(index / half) * side + 2 * (index % half);
    return (picture[at]! + picture[at + 1]! + picture[at + side]! + picture[at + side + 1]!) / 4;
  });
}
