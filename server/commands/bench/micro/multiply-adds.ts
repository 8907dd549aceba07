import type { Sequential } from '@tensorflow/tfjs-layers';

/** How many multiply-adds one picture costs on its way through a network: those of its convolutions and dense layers. */
export function multiplyAdds(model: Sequential): number {
  let sum = 0;
  for (const layer of model.layers) {
    const [kernel] = layer.getWeights();
    if (kernel === undefined) continue;
    const shape = layer.outputShape as number[];
    // A convolution uses its kernel once for each place of its output, [batch, height, width, channels].
    const places = shape.length === 4 ? shape[1]! * shape[2]! : 1;
    sum += kernel.size * places;
  }
  return sum;
}
