import type { LayersModel } from '@tensorflow/tfjs-layers';

/**
 * Weights in 8 bits, as tfjs's weights manifest has them: one scale and one minimum a tensor. One channel with large weights
 * would make the steps coarse for all others, so channels are equalised across layers first, which changes no output
 * (Nagel et al. 2019, "Data-Free Quantization Through Weight Equalization and Bias Correction").
 */

const LARGEST_CODE = 255;
/** A layer in the middle is scaled from both sides; after this many sweeps nothing moves any more that 8 bits could tell. */
const SWEEPS = 8;
/** The smallest normal float: below it floats are too far from each other to have 255 steps between them. */
const SMALLEST_RANGE = 2 ** -126;
/** Clipping ranges tried: these shares of the whole range, of either side. */
const CLIPPING_SHARES = Array.from({ length: 31 }, (_, step) => 1 - step / 50);

/** Layers with a kernel and perhaps a bias, by tfjs's names. */
const KERNEL_LAYERS = ['Conv2D', 'Dense'];
/** Layers that a positive scale of a channel goes through, and that leave channels last. */
const PASSING_LAYERS = ['MaxPooling2D', 'Flatten'];

type Layer = LayersModel['layers'][number];

/** A layer with weights, as equalisation sees it. */
interface LayerWeights {
  /**
   * The last axis are the outputs, and before it come the inputs, channels last: [height, width, inputs, outputs] of a
   * convolution, [inputs, outputs] of a dense layer, [positions x channels, outputs] of one after a flattened picture.
   */
  readonly kernel: Float32Array;
  readonly bias: Float32Array | undefined;
  readonly outputs: number;
  /** Whether the outputs reach the next layer, and no other, through ReLU and at most max-pooling and flattening. */
  readonly scalesIntoNext: boolean;
}

/**
 * Scales channels between layers until each has about the same range on both sides: `scale * relu(x / scale)` is `relu(x)` for
 * positive scales, so what the network puts out stays the same but for rounding. A channel that is all zero on one side is
 * left as it is, and so are layers with anything else between them than ReLU, max-pooling and flattening.
 *
 * @param model a network of ours, channels last
 * @param values its weights in the order of `model.weights`, changed in place
 */
export function equalise(model: LayersModel, values: readonly Float32Array[]): void {
  const layers = layersOf(model, values);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    layers.forEach((layer, index) => {
      if (layer.scalesIntoNext) equalisePair(layer, layers[index + 1]!);
    });
  }
}

function layersOf(model: LayersModel, values: readonly Float32Array[]): LayerWeights[] {
  // Elsewhere than in a sequence, an output may go to more layers than the next one.
  if (model.getClassName() !== 'Sequential') return [];
  return model.layers.filter(hasKernel).map((layer) => {
    const following = model.layers.slice(model.layers.indexOf(layer) + 1);
    const next = following.find((other) => !PASSING_LAYERS.includes(other.getClassName()));
    const [kernel, bias] = layer.weights.map((weight) => values[model.weights.indexOf(weight)]!);
    return {
      kernel: kernel!,
      bias,
      outputs: layer.weights[0]!.shape.at(-1)!,
      scalesIntoNext: layer.getConfig()['activation'] === 'relu' && next !== undefined && hasKernel(next),
    };
  });
}

function hasKernel(layer: Layer): boolean {
  return KERNEL_LAYERS.includes(layer.getClassName());
}

function equalisePair(layer: LayerWeights, next: LayerWeights): void {
  const channels = layer.outputs;
  const outgoing = new Float64Array(channels);
  layer.kernel.forEach((weight, index) => {
    const channel = index % channels;
    outgoing[channel] = Math.max(outgoing[channel]!, Math.abs(weight));
  });
  const incoming = new Float64Array(channels);
  next.kernel.forEach((weight, index) => {
    const channel = inputOf(index, next.outputs, channels);
    incoming[channel] = Math.max(incoming[channel]!, Math.abs(weight));
  });
  const scales = outgoing.map((range, channel) => {
    const both = range * incoming[channel]!;
    return both > 0 ? Math.sqrt(range / incoming[channel]!) : 1;
  });
  for (let index = 0; index < layer.kernel.length; index++) layer.kernel[index]! /= scales[index % channels]!;
  if (layer.bias)
    for (let channel = 0; channel < channels; channel++) layer.bias[channel]! /= scales[channel]!;
  for (let index = 0; index < next.kernel.length; index++)
    next.kernel[index]! *= scales[inputOf(index, next.outputs, channels)]!;
}

/** Which of the previous layer's channels a weight multiplies; channels are the fastest axis of a flattened picture too. */
function inputOf(index: number, outputs: number, channels: number): number {
  return Math.floor(index / outputs) % channels;
}

/** What 8-bit codes mean: `code * scale + min`. */
interface Grid {
  readonly scale: number;
  readonly min: number;
}

/**
 * The nearest 8-bit codes of a tensor's values, on the grid with the least mean squared error among those that clip some of
 * either end. Zero is always one of the grid's values, so that what is switched off stays off.
 */
export function quantize(values: Float32Array): Grid & { codes: Uint8Array } {
  let lowest = 0;
  let highest = 0;
  for (const value of values) {
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  }
  const gridOf = (low: number, high: number) => gridFor(low * lowest, high * highest);
  const together = bestOf(CLIPPING_SHARES, (share) => squaredError(values, gridOf(share, share)));
  const low = bestOf(CLIPPING_SHARES, (share) => squaredError(values, gridOf(share, together)));
  const high = bestOf(CLIPPING_SHARES, (share) => squaredError(values, gridOf(low, share)));
  const grid = gridOf(low, high);
  return { ...grid, codes: Uint8Array.from(values, (value) => codeOf(value, grid)) };
}

/** What codes mean, by tfjs's own arithmetic: reckoned in double precision, then rounded to a float. */
export function dequantize(codes: Uint8Array, { scale, min }: Grid): Float32Array {
  return Float32Array.from(codes, (code) => code * scale + min);
}

function gridFor(lowest: number, highest: number): Grid {
  // No weight differs from zero by anything that counts: any step will do.
  if (highest - lowest < SMALLEST_RANGE) return { scale: 1, min: 0 };
  const scale = (highest - lowest) / LARGEST_CODE;
  const zeroCode = Math.round(-lowest / scale);
  return { scale, min: zeroCode === 0 ? 0 : -(zeroCode * scale) };
}

function codeOf(value: number, { scale, min }: Grid): number {
  return Math.min(LARGEST_CODE, Math.max(0, Math.round((value - min) / scale)));
}

function squaredError(values: Float32Array, grid: Grid): number {
  let sum = 0;
  for (const value of values) {
    const error = codeOf(value, grid) * grid.scale + grid.min - value;
    sum += error * error;
  }
  return sum;
}

/** The candidate with the lowest cost, the first of them where several have it. */
function bestOf(candidates: readonly number[], cost: (candidate: number) => number): number {
  let best = candidates[0]!;
  let lowest = Infinity;
  for (const candidate of candidates) {
    const found = cost(candidate);
    if (found < lowest) [best, lowest] = [candidate, found];
  }
  return best;
}
