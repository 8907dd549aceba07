import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { ModelCard } from '../../../../shared/recognition/card.ts';
import type { Engine } from '../../../recognition/engine/engine.ts';
import type { Drawing } from '../../../../shared/drawing/index.ts';
import { predictLogits } from '../../predict.ts';
import { pictureAt } from '../../validation.ts';
import { probabilitiesOf, type Choice } from '../choice.ts';

/** What can be seen of a network from inside. */

type Layer = LayersModel['layers'][number];

/** The activations of the layer before the logits, one row a picture. */
export function embeddingsOf(
  engine: Engine,
  model: LayersModel,
  pictures: readonly Uint8Array[],
): number[][] {
  const rows = activationsOf(engine, model, model.layers.at(-2)!, pictures);
  return rows.map((row) => [...row]);
}

/** The filters of the first convolution, and what each makes of one picture. */
export interface FirstLayer {
  readonly kernelSide: number;
  /** One list a filter: kernelSide x kernelSide weights, row by row. */
  readonly filters: readonly (readonly number[])[];
  readonly mapSide: number;
  /** One a filter: mapSide x mapSide activations, row by row. */
  readonly maps: readonly (readonly number[])[];
}

/** null for a network whose first weights are no square convolution of the picture. */
export function firstLayerOf(engine: Engine, model: LayersModel, picture: Uint8Array): FirstLayer | null {
  const layer = model.layers.find((candidate) => candidate.getWeights().length > 0);
  const kernel = layer?.getWeights()[0];
  if (layer?.getClassName() !== 'Conv2D' || kernel === undefined) return null;
  const [height, width, , count] = kernel.shape as [number, number, number, number];
  if (height !== width) return null;
  const [, mapSide] = layer.outputShape as [null, number, number, number];
  const activations = activationsOf(engine, model, layer, [picture])[0]!;
  const channel = (values: ArrayLike<number>, index: number, area: number) =>
    Array.from({ length: area }, (_, place) => values[place * count + index]!);
  const weights = kernel.dataSync();
  return {
    kernelSide: height,
    filters: Array.from({ length: count }, (_, filter) => channel(weights, filter, height * width)),
    mapSide,
    maps: Array.from({ length: count }, (_, filter) => channel(activations, filter, mapSide ** 2)),
  };
}

/** Any layer's output, flattened, one row a picture. */
function activationsOf(
  engine: Engine,
  model: LayersModel,
  layer: Layer,
  pictures: readonly Uint8Array[],
): Float32Array[] {
  const { layers } = engine;
  if (Array.isArray(layer.output)) throw new Error(`The layer ${layer.name} has more than one output.`);
  const flat = layer.output.shape.length > 2;
  const outputs = flat ? layers.layers.flatten().apply(layer.output) : layer.output;
  const probe = layers.model({ inputs: model.inputs, outputs: outputs as typeof layer.output });
  const values = predictLogits(engine, probe, pictures);
  const size = values.length / pictures.length;
  return pictures.map((_, row) => values.subarray(row * size, (row + 1) * size));
}

/** What the network says of a drawing at a share of its ink. */
export interface Frame {
  readonly ink: number;
  /** Index into the words of the choice. */
  readonly guess: number;
  readonly confidence: number;
}

/** A drawing as it grows, with the network's open guesses. */
export function framesOf(
  engine: Engine,
  model: LayersModel,
  card: ModelCard,
  choice: Choice,
  drawing: Drawing,
  inks: readonly number[],
): Frame[] {
  const views = inks.map((ink) => pictureAt(drawing, ink));
  const all = predictLogits(
    engine,
    model,
    views.map(({ picture }) => picture),
  );
  const outputs = all.length / inks.length;
  return inks.map((ink, row) => {
    const seen = all.subarray(row * outputs, (row + 1) * outputs);
    const probabilities = probabilitiesOf(seen, card, choice, views[row]!.relativeInk);
    const confidence = Math.max(...probabilities);
    return { ink, guess: probabilities.indexOf(confidence), confidence };
  });
}
