import type { LayersModel } from '@tensorflow/tfjs-layers';
import { halved, packSpace, type MapFile } from '../../shared/lab/map.ts';
import type { Engine } from '../recognition/engine/engine.ts';
import type { WordDrawings } from './collection.ts';
import { embeddingsOf } from './evaluation/report/network-views.ts';
import { project } from './evaluation/report/projection.ts';
import { finishedPictures } from './validation.ts';

/** Principal components that a map keeps: enough to find neighbours by, too few to get a drawing back from. */
const COMPONENTS = 16;

/**
 * Where drawings lie by their pixels, and where a network puts them: what the lab shows around a new drawing. Of the drawings
 * themselves nothing stays but words and places.
 *
 * @param perWord drawings of each word at the most
 */
export function makeMap(
  engine: Engine,
  model: LayersModel,
  modelVersion: string,
  words: readonly WordDrawings[],
  perWord: number,
): MapFile {
  const { pictures, labels } = finishedPictures(words, perWord);
  const space = (rows: readonly (readonly number[])[], seed: string) => {
    const { mean, axes, components, umap, pca, explained } = project(rows, seed, COMPONENTS);
    return packSpace({ mean, axes, points: components, umap: umap ?? pca, explained });
  };
  return {
    modelVersion,
    labels,
    inputs: space(
      pictures.map((picture) => halved(picture)),
      'inputs',
    ),
    embedding: space(embeddingsOf(engine, model, pictures), 'embedding'),
  };
}
