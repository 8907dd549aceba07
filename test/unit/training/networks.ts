import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { Engine } from '../../../server/recognition/engine/engine.ts';
import { buildNetwork, networkSchema } from '../../../server/training/network.ts';

/** A network that has learnt nothing: perhaps a convolution, and a small layer before its outputs. */
export function untrained(
  engine: Engine,
  outputs: number,
  conv?: { readonly filters: number; readonly kernel: number; readonly padding: 'same' | 'valid' },
): LayersModel {
  const before = conv ? [{ type: 'conv', stride: 2, ...conv }] : [];
  return buildNetwork(engine, networkSchema.parse([...before, { type: 'dense', units: 8 }]), outputs, 1);
}

/** A network that says the same of every picture: these logits. */
export function stubborn(engine: Engine, logits: readonly number[]): LayersModel {
  const { tf } = engine;
  const model = untrained(engine, logits.length);
  const weights = model.getWeights().map(({ shape }) => tf.zeros(shape));
  model.setWeights([...weights.slice(0, -1), tf.tensor1d([...logits])]);
  return model;
}
