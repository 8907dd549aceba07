import { createRequire } from 'node:module';
import { capsulesFor } from './capsules.ts';
import type { Layers, Tf } from './types.ts';

/**
 * Every part of TensorFlow.js is loaded through this one CommonJS `require`. Layers, backends and tfjs-node `require`
 * tfjs-core themselves; an ESM import beside them may be served another file (bundlers prefer the `module` field), and
 * with two copies of tfjs-core tensors of the one are strangers to the other.
 */
export const require = createRequire(import.meta.url);

/** Loads tfjs-core and tfjs-layers, the same instances on every call, with their advice on the console switched off. */
export function loadTfjs(): { tf: Tf; layers: Layers } {
  const tf = require('@tensorflow/tfjs-core') as Tf;
  tf.enableProdMode();
  const layers = require('@tensorflow/tfjs-layers') as Layers;
  capsulesFor(tf, layers);
  return { tf, layers };
}
