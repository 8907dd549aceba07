import { addConfig as add } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Add';
import { batchMatMulConfig as batchMatMul } from '@tensorflow/tfjs-backend-wasm/dist/kernels/BatchMatMul';
import { castConfig as cast } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Cast';
import { maxPoolGradConfig as maxPoolGradient } from '@tensorflow/tfjs-backend-wasm/dist/kernels/MaxPoolGrad';
import { multiplyConfig as multiply } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Multiply';
import { reluConfig as relu } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Relu';
import { stepConfig as step } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Step';
import { sumConfig as sum } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Sum';
import { transposeConfig as transpose } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Transpose';
import {
  grad,
  registerGradient,
  registerKernel,
  tensor2d,
  tensor4d,
  tidy,
  type Tensor,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { addGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Add_grad';
import { batchMatMulGradConfig } from '@tensorflow/tfjs-core/dist/gradients/BatchMatMul_grad';
import { castGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Cast_grad';
import { identityGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Identity_grad';
import { maxPoolGradConfig } from '@tensorflow/tfjs-core/dist/gradients/MaxPool_grad';
import { reluGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Relu_grad';
import { reshapeGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Reshape_grad';
import { IMAGE_PIXELS, IMAGE_SIDE_PIXELS } from '../../shared/drawing/index.ts';
import { gradCam } from '../../shared/lab/grad-cam.ts';
import type { ModelArtifacts } from '../../shared/recognition/layers-model.ts';
import { networkInput } from '../../shared/recognition/look.ts';
import { openModel, type LayersModel } from '../zen/tensorflow.ts';

/** What the way back through the network takes beyond the way forth. */
for (const kernel of [add, batchMatMul, cast, maxPoolGradient, multiply, relu, step, sum, transpose]) {
  registerKernel(kernel);
}
for (const gradient of [
  addGradConfig,
  batchMatMulGradConfig,
  castGradConfig,
  identityGradConfig,
  maxPoolGradConfig,
  reluGradConfig,
  reshapeGradConfig,
]) {
  registerGradient(gradient);
}

export type LayerKind = 'convolution' | 'pooling' | 'dense' | 'output';

/** One layer as people may look at it: `channels` pictures of side x side; a dense layer is one number a channel. */
export interface LayerShape {
  readonly name: string;
  readonly kind: LayerKind;
  readonly side: number;
  readonly channels: number;
}

/** What all layers make of one picture. */
export interface Insight {
  /** One a layer of `layers`, [side, side, channels]. */
  readonly activations: readonly Float32Array[];
  readonly logits: Float32Array;
  /** What goes into the last layer. */
  readonly embedding: Float32Array;
}

/** The first convolution's filters, [channels][side * side]. */
export interface Filters {
  readonly side: number;
  readonly kernels: readonly Float32Array[];
}

const KINDS: Readonly<Record<string, LayerKind>> = {
  Conv2D: 'convolution',
  MaxPooling2D: 'pooling',
  Dense: 'dense',
};

/** The network of this browser, open to be looked into. */
export class LabNetwork {
  readonly layers: readonly LayerShape[];
  readonly filters: Filters | null;
  readonly #model: LayersModel;
  /** Places of `layers` among the model's. */
  readonly #shown: readonly number[];

  /** @throws where this browser has no WebAssembly */
  static async open(artifacts: ModelArtifacts): Promise<LabNetwork> {
    return new LabNetwork(await openModel(artifacts));
  }

  private constructor(model: LayersModel) {
    this.#model = model;
    this.#shown = model.layers.flatMap((layer, index) => (layer.getClassName() in KINDS ? [index] : []));
    this.layers = this.#shown.map((index): LayerShape => {
      const layer = model.layers[index]!;
      const [, ...shape] = layer.outputShape as number[];
      const isLast = index === model.layers.length - 1;
      return {
        name: layer.name,
        kind: isLast ? 'output' : KINDS[layer.getClassName()]!,
        side: shape.length === 3 ? shape[0]! : 1,
        channels: shape.at(-1)!,
      };
    });
    this.filters = filtersOf(model);
  }

  /** Looks at one picture of IMAGE_PIXELS grey levels. */
  look(image: Uint8Array): Insight {
    return tidy(() => {
      const outputs = this.#outputs(toInput([image]));
      const values = outputs.map((output) => Float32Array.from(output.dataSync()));
      return {
        activations: this.#shown.map((index) => values[index]!),
        logits: values.at(-1)!,
        embedding: values.at(-2)!,
      };
    });
  }

  /** Logits and embeddings of several pictures at once. */
  lookAtAll(images: readonly Uint8Array[]): Pick<Insight, 'logits' | 'embedding'>[] {
    if (images.length === 0) return [];
    return tidy(() => {
      const outputs = this.#outputs(toInput(images));
      const [embeddings, logits] = outputs.slice(-2).map((output) => output.dataSync() as Float32Array);
      const rowOf = (values: Float32Array, row: number) => {
        const size = values.length / images.length;
        return values.slice(row * size, (row + 1) * size);
      };
      return images.map((_, row) => ({ logits: rowOf(logits!, row), embedding: rowOf(embeddings!, row) }));
    });
  }

  /**
   * Where the network looks for a word in a picture that it has just looked at: a small square of 0..1, see `gradCam`; null for a
   * network without convolutions.
   * @param output the word's place among the logits
   */
  whereItLooks({ activations, logits }: Insight, output: number): Float32Array | null {
    const place = this.layers.findLastIndex(({ kind }) => kind === 'convolution');
    if (place < 0) return null;
    const { side, channels } = this.layers[place]!;
    const rest = this.#model.layers.slice(this.#shown[place]! + 1);
    const gradients = tidy(() => {
      const score = new Float32Array(logits.length);
      score[output] = 1;
      const after = (maps: Tensor) => rest.reduce((given, layer) => layer.apply(given) as Tensor, maps);
      const maps = tensor4d(activations[place]!, [1, side, side, channels]);
      return grad(after)(maps, tensor2d(score, [1, score.length])).dataSync();
    });
    return gradCam(activations[place]!, gradients, channels);
  }

  /** What every layer of the model gives. */
  #outputs(input: Tensor4D): Tensor[] {
    let given: Tensor = input;
    return this.#model.layers.map((layer) => {
      given = layer.apply(given) as Tensor;
      return given;
    });
  }
}

function toInput(images: readonly Uint8Array[]): Tensor4D {
  const pixels = new Uint8Array(images.length * IMAGE_PIXELS);
  images.forEach((image, index) => pixels.set(image, index * IMAGE_PIXELS));
  return tensor4d(networkInput(pixels), [images.length, IMAGE_SIDE_PIXELS, IMAGE_SIDE_PIXELS, 1]);
}

function filtersOf(model: LayersModel): Filters | null {
  const layer = model.layers.find((candidate) => candidate.getWeights().length > 0);
  const kernel = layer?.getWeights()[0];
  if (layer?.getClassName() !== 'Conv2D' || kernel === undefined) return null;
  const [side, , , count] = kernel.shape as [number, number, number, number];
  const weights = kernel.dataSync();
  const kernels = Array.from({ length: count }, (_, filter) =>
    Float32Array.from({ length: side * side }, (__, at) => weights[at * count + filter]!),
  );
  return { side, kernels };
}
