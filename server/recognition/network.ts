import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { Layers } from './engine/engine.ts';
import type { ModelArtifacts } from '../../shared/recognition/layers-model.ts';

/** Makes a network that computes of what was read from a model's folder. */
export function loadNetwork(layers: Layers, artifacts: ModelArtifacts): Promise<LayersModel> {
  // tfjs's own type for artifacts is wider than what it needs of them.
  const load = () => Promise.resolve(artifacts as Awaited<ReturnType<LoadHandler['load']>>);
  return layers.loadLayersModel({ load });
}

type LoadHandler = Required<Extract<Parameters<Layers['loadLayersModel']>[0], { load?: unknown }>>;
