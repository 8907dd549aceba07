import type { Tensor } from '@tensorflow/tfjs-core';
import type { layers as TfLayers, LayersModel } from '@tensorflow/tfjs-layers';
import type { Engine } from '../recognition/engine/engine.ts';

type Layer = TfLayers.Layer;

const NORMALISATION = 'BatchNormalization';
const CONVOLUTION = 'Conv2D';

/**
 * Works each batch normalisation that follows a convolution into the convolution's own weights, in place: a network that only
 * answers computes the same numbers without it. In a residual network of small pictures it is two thirds of the time.
 *
 * What is not a convolution with a bias, no activation and this one reader is left as it is.
 *
 * @returns how many were worked in
 */
export function foldNormalisations({ tf }: Engine, model: LayersModel): number {
  const folded = model.layers.flatMap((layer) => {
    if (layer.getClassName() !== NORMALISATION) return [];
    const before = convolutionBefore(layer);
    return before ? [{ normalisation: layer, convolution: before }] : [];
  });
  for (const { normalisation, convolution } of folded) {
    tf.tidy(() => {
      const [gamma, beta, mean, variance] = normalisation.getWeights() as [Tensor, Tensor, Tensor, Tensor];
      const { epsilon } = normalisation.getConfig() as { epsilon: number };
      const [kernel, bias] = convolution.getWeights() as [Tensor, Tensor];
      const factor = tf.div(gamma, tf.sqrt(tf.add(variance, epsilon)));
      convolution.setWeights([
        // The last axis of a kernel is its filters.
        tf.mul(kernel, factor),
        tf.add(tf.mul(tf.sub(bias, mean), factor), beta),
      ]);
    });
    normalisation.call = (inputs) => [inputs].flat()[0]!.clone();
  }
  return folded.length;
}

function convolutionBefore(normalisation: Layer): Layer | null {
  if (normalisation.getWeights().length !== 4) return null;
  const [before, ...others] = normalisation.inboundNodes.flatMap(({ inboundLayers }) => inboundLayers);
  if (before?.getClassName() !== CONVOLUTION || others.length > 0) return null;
  const { activation, useBias } = before.getConfig() as { activation: unknown; useBias: boolean };
  const plain = activation === 'linear' && useBias && before.outboundNodes.length === 1;
  return plain ? before : null;
}
