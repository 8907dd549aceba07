import { z } from 'zod';
import { IMAGE_SIDE_PIXELS } from '../../shared/drawing/index.ts';
import { SEQUENCE_STEPS, VALUES_PER_STEP } from '../../shared/recognition/sequence.ts';
import { capsulesFor } from '../recognition/engine/capsules.ts';
import type { Engine, Layers } from '../recognition/engine/engine.ts';

/** A network as a list of layers. The input is 28x28x1, the output one logit a word, added by `buildNetwork`. */
export const networkSchema = z.array(
  z.discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('conv'),
      filters: z.int().positive(),
      kernel: z.int().positive(),
      stride: z.int().positive().default(1),
      padding: z.enum(['same', 'valid']),
    }),
    z.strictObject({ type: z.literal('maxpool'), size: z.int().positive() }),
    z.strictObject({ type: z.literal('dense'), units: z.int().positive() }),
    /** Reads strokes instead of the picture; it can only be the first. */
    z.strictObject({ type: z.literal('gru'), units: z.int().positive() }),
    /** One capsule a word, instead of logits; it can only be the last. */
    z.strictObject({
      type: z.literal('capsules'),
      dimensions: z.int().positive(),
      iterations: z.int().positive(),
    }),
  ]),
);
export type Network = z.infer<typeof networkSchema>;

/** Standard deviation of the last layer's first weights: all words begin almost equally likely. */
const OUTPUT_STDDEV = 0.02;

type LayersModel = ReturnType<Layers['sequential']>;

/** Whether a network is given the pen's movements (see `toSequence`) and not the picture. */
export function readsStrokes(network: Network): boolean {
  return network[0]?.type === 'gru';
}

/**
 * Builds a network with ReLU after every convolution and dense layer but the last, He-normal weights, zero biases.
 * Maps [batch, 28, 28, 1] in 0..1, white on black, to [batch, words] logits.
 *
 * @param seed decides the first weights
 */
export function buildNetwork(
  { tf, layers }: Pick<Engine, 'tf' | 'layers'>,
  network: Network,
  words: number,
  seed: number,
): LayersModel {
  const model = layers.sequential({ name: 'inkling' });
  const picture = [IMAGE_SIDE_PIXELS, IMAGE_SIDE_PIXELS, 1];
  const input = { inputShape: readsStrokes(network) ? [SEQUENCE_STEPS, VALUES_PER_STEP] : picture };
  let flat = false;
  const flatten = () => {
    const first = model.layers.length === 0 ? input : {};
    if (!flat) model.add(layers.layers.flatten({ ...first, name: 'flatten' }));
    flat = true;
  };
  network.forEach((layer, index) => {
    const first = index === 0 ? input : {};
    const name = `${layer.type}_${index + 1}`;
    const kernelInitializer = layers.initializers.heNormal({ seed: seed + index });
    if (layer.type === 'conv') {
      const { filters, kernel, stride, padding } = layer;
      model.add(
        layers.layers.conv2d({
          ...first,
          name,
          filters,
          kernelSize: kernel,
          strides: stride,
          padding,
          activation: 'relu',
          kernelInitializer,
        }),
      );
    } else if (layer.type === 'maxpool') {
      model.add(layers.layers.maxPooling2d({ ...first, name, poolSize: layer.size, strides: layer.size }));
    } else if (layer.type === 'gru') {
      flat = true;
      const recurrentInitializer = layers.initializers.glorotNormal({ seed: seed + index });
      const { units } = layer;
      model.add(
        layers.layers.gru({
          ...first,
          name,
          units,
          kernelInitializer,
          recurrentInitializer,
          recurrentActivation: 'sigmoid',
        }),
      );
    } else if (layer.type === 'capsules') {
      const { dimensions, iterations } = layer;
      model.add(capsulesFor(tf, layers)({ name, capsules: words, dimensions, iterations }));
    } else {
      flatten();
      model.add(layers.layers.dense({ name, units: layer.units, activation: 'relu', kernelInitializer }));
    }
  });
  // Capsules are their own logits.
  if (network.at(-1)?.type === 'capsules') return model;
  flatten();
  const kernelInitializer = layers.initializers.randomNormal({
    stddev: OUTPUT_STDDEV,
    seed: seed + network.length,
  });
  model.add(layers.layers.dense({ name: 'logits', units: words, kernelInitializer }));
  return model;
}
