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
  /** What the rows became: [rows][components], and how: the mean that is taken off, and the axes, [components][dimensions]. */
  readonly components: readonly (readonly number[])[];
  readonly mean: readonly number[];
  readonly axes: readonly (readonly number[])[];
}

/**
 * Projects rows of numbers, always in the same way.
 *
 * @param most principal components that are kept, on which UMAP is made
 */
export function project(rows: readonly (readonly number[])[], seed: string, most = COMPONENTS): Projection {
  const data = rows.map((row) => [...row]);
  // A single row varies as little as two of it do, and has no covariance by itself.
  const pca = new PCA(data.length === 1 ? [...data, ...data] : data, { method: 'covarianceMatrix' });
  const nComponents = Math.min(most, data[0]!.length);
  const components = pca.predict(data, { nComponents }).to2DArray();
  const flat = ([x = 0, y = 0]: readonly number[]): Point => [x, y];
  const dimensions = data[0]!.length;
  return {
    pca: components.map(flat),
    // Where all rows are the same there is nothing to explain: 0 of 0.
    explained: flat(pca.getExplainedVariance().map((share) => share || 0)),
    umap: umapOf(),
    components,
    mean: Array.from(
      { length: dimensions },
      (_, at) => data.reduce((sum, row) => sum + row[at]!, 0) / data.length,
    ),
    axes: pca.getEigenvectors().transpose().to2DArray().slice(0, nComponents),
  };

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
