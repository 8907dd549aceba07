import { tensor4d, tidy, type Tensor } from '@tensorflow/tfjs-core';
import { IMAGE_PIXELS, IMAGE_SIDE_PIXELS } from '../../shared/drawing/index.ts';
import type { ModelArtifacts } from '../../shared/recognition/layers-model.ts';
import { networkInput } from '../../shared/recognition/look.ts';
import { openModel } from './tensorflow.ts';

const INPUT_SHAPE: [number, number, number, number] = [1, IMAGE_SIDE_PIXELS, IMAGE_SIDE_PIXELS, 1];

/** Looks at one picture of IMAGE_PIXELS grey levels; returns its logits. */
export type Network = (image: Uint8Array) => Promise<Float32Array>;

/** Starts TensorFlow.js and makes a network of what was fetched. @throws where this browser has no WebAssembly */
export async function openNetwork(artifacts: ModelArtifacts): Promise<Network> {
  const model = await openModel(artifacts);
  const network: Network = async (image) => {
    // `predict` would cut batches out of what it is given, which takes more kernels and time.
    const input = tensor4d(networkInput(image), INPUT_SHAPE);
    const output = tidy(() => model.apply(input) as Tensor);
    input.dispose();
    const logits = Float32Array.from(await output.data());
    output.dispose();
    return logits;
  };
  // The first pass compiles and allocates; better now than under the pen.
  await network(new Uint8Array(IMAGE_PIXELS));
  return network;
}
