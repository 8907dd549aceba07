import type * as TfCore from '@tensorflow/tfjs-core';
import type * as TfLayers from '@tensorflow/tfjs-layers';

/** The namespace of `@tensorflow/tfjs-core`. */
export type Tf = typeof TfCore;
/** The namespace of `@tensorflow/tfjs-layers`. */
export type Layers = typeof TfLayers;

export type EngineName = 'wasm' | 'native';

/** TensorFlow.js, started on one backend. */
export interface Engine {
  readonly name: EngineName;
  /** For the log, such as "WebAssembly (SIMD), tfjs 4.22.0". */
  readonly description: string;
  readonly tf: Tf;
  readonly layers: Layers;
}
