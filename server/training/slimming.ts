import type { Tensor } from '@tensorflow/tfjs-core';
import type { Engine } from '../recognition/engine/engine.ts';

/**
 * Narrower layers from wider ones, after Li et al. 2017, "Pruning Filters for Efficient ConvNets": a network that learnt with more
 * channels than one can afford, and learns on with its strongest, comes further than one that began so narrow.
 */

/** A layer's kernel as a matrix: each row is what one input, at one place, gives to every output. */
interface Matrix {
  readonly values: ArrayLike<number>;
  readonly rows: number;
  readonly outputs: number;
}

/**
 * Takes of each layer but the last as many outputs as are wanted, the strongest, and of the layer after it what came from these.
 *
 * @param weights a kernel [..., inputs, outputs] and biases [outputs] a layer, of convolutions and dense layers in a row
 * @param widths how many outputs are wanted of each layer; as many as there are, or more, leaves it as it is
 * @returns new tensors, in the order of `weights`
 */
export function slimmed({ tf }: Engine, weights: readonly Tensor[], widths: readonly number[]): Tensor[] {
  const kernels = weights.filter((_, index) => index % 2 === 0);
  const matrices = kernels.map(matrixOf);
  let before = kernels[0]!.shape.at(-2)!;
  let inputs = range(before);
  return kernels.flatMap((kernel, layer): Tensor[] => {
    const { values, rows, outputs } = matrices[layer]!;
    const next = matrices[layer + 1];
    const kept = next ? strongest(matrices[layer]!, next, widths[layer]!) : range(outputs);
    // Places come before channels, in convolutions and in what was flattened from them.
    const stays = new Set(inputs);
    const from = range(rows).filter((row) => stays.has(row % before));
    const places = kernel.shape.slice(0, -2);
    const inputsAPlace = from.length / places.reduce((product, side) => product * side, 1);
    const biases = weights[2 * layer + 1]!.dataSync();
    before = outputs;
    inputs = kept;
    return [
      tf.tensor(
        Float32Array.from(from.flatMap((row) => kept.map((output) => values[row * outputs + output]!))),
        [...places, inputsAPlace, kept.length],
      ),
      tf.tensor(
        Float32Array.from(kept, (output) => biases[output]!),
        [kept.length],
      ),
    ];
  });
}

/**
 * The strongest outputs of a layer, in their order. Strength is the norm of what makes an output times the norm of what is made
 * of it: with ReLU between them, one may be any number of times larger for the other being smaller.
 */
function strongest(layer: Matrix, next: Matrix, count: number): number[] {
  const { values, rows, outputs } = layer;
  if (count >= outputs) return range(outputs);
  const strengths = range(outputs).map((output) => {
    let made = 0;
    for (let row = 0; row < rows; row++) made += values[row * outputs + output]! ** 2;
    let used = 0;
    for (let row = output; row < next.rows; row += outputs) {
      for (let after = 0; after < next.outputs; after++)
        used += next.values[row * next.outputs + after]! ** 2;
    }
    return Math.sqrt(made * used);
  });
  return range(outputs)
    .sort((a, b) => strengths[b]! - strengths[a]!)
    .slice(0, count)
    .sort((a, b) => a - b);
}

function matrixOf(kernel: Tensor): Matrix {
  const outputs = kernel.shape.at(-1)!;
  return { values: kernel.dataSync(), rows: kernel.size / outputs, outputs };
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
