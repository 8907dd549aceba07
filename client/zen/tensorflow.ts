/**
 * TensorFlow.js in the browser, of which only what our networks are made of comes along: these layers, these kernels. The whole
 * packages are twice as large. One thread and WebAssembly: a picture takes a few milliseconds, on the processor of any phone,
 * and the numbers are the server's own.
 */
import wasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import wasmSimdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm/dist/base';
import { _fusedMatMulConfig as fusedMatMul } from '@tensorflow/tfjs-backend-wasm/dist/kernels/_FusedMatMul';
import { fusedConv2DConfig as fusedConv2D } from '@tensorflow/tfjs-backend-wasm/dist/kernels/FusedConv2D';
import { identityConfig as identity } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Identity';
import { maxPoolConfig as maxPool } from '@tensorflow/tfjs-backend-wasm/dist/kernels/MaxPool';
import { reshapeConfig as reshape } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Reshape';
import { enableProdMode, env, registerKernel, setBackend } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-layers/dist/layers/convolutional';
import '@tensorflow/tfjs-layers/dist/layers/core';
import '@tensorflow/tfjs-layers/dist/layers/pooling';
import { loadLayersModel } from '@tensorflow/tfjs-layers/dist/models';
import type { ModelArtifacts } from '../../shared/recognition/layers-model.ts';

for (const kernel of [fusedConv2D, fusedMatMul, identity, maxPool, reshape]) registerKernel(kernel);

type IoHandler = Exclude<Parameters<typeof loadLayersModel>[0], string>;
type Artifacts = Awaited<ReturnType<NonNullable<IoHandler['load']>>>;
export type LayersModel = Awaited<ReturnType<typeof loadLayersModel>>;

/** Starts TensorFlow.js and makes a network of what was fetched. @throws where this browser has no WebAssembly */
export async function openModel(artifacts: ModelArtifacts): Promise<LayersModel> {
  enableProdMode();
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setWasmPaths({
    'tfjs-backend-wasm.wasm': wasmUrl,
    'tfjs-backend-wasm-simd.wasm': wasmSimdUrl,
    // Never taken, as there is one thread, but asked for.
    'tfjs-backend-wasm-threaded-simd.wasm': wasmSimdUrl,
  });
  if (!(await setBackend('wasm'))) throw new Error('This browser cannot run WebAssembly.');
  // tfjs's own type for artifacts is wider than what it needs of them.
  return loadLayersModel({ load: () => Promise.resolve(artifacts as Artifacts) });
}
