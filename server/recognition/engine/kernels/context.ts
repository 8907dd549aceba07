import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { DataType, NamedAttrMap, NamedTensorInfoMap, TensorInfo } from '@tensorflow/tfjs-core';
import { EngineError } from '../errors.ts';
import type { Tf } from '../types.ts';

/** The part of the WASM backend that kernels use. */
export type WasmBackend = Pick<BackendWasm, 'makeOutput' | 'incRef' | 'disposeData' | 'typedArrayFromHeap'>;

/** Runs the kernel that the backend ships under the same name. */
export type Shipped = (inputs: NamedTensorInfoMap, attrs: NamedAttrMap) => TensorInfo;

/** The shape of a tensor of rank 4. */
export type Shape4D = [number, number, number, number];

/**
 * What a kernel works with: the backend, other kernels to call, and a list of what to free. Kernels run below the
 * engine's own bookkeeping (`tf.tidy` does not see them), so they free their intermediates themselves.
 */
export class KernelContext {
  readonly tf: Tf;
  readonly backend: WasmBackend;
  readonly #intermediates: TensorInfo[] = [];

  constructor(tf: Tf, backend: WasmBackend) {
    this.tf = tf;
    this.backend = backend;
  }

  /** Runs another WASM kernel; `finish` frees its output, unless it is the result. */
  run(kernelName: string, inputs: NamedTensorInfoMap, attrs: NamedAttrMap): TensorInfo {
    const kernel = this.tf.getKernel(kernelName, 'wasm');
    const output = kernel.kernelFunc({ inputs, attrs, backend: this.backend }) as TensorInfo;
    this.#intermediates.push(output);
    return output;
  }

  /** A new tensor on the WASM heap with undefined contents; `finish` frees it, unless it is the result. */
  allocate(shape: number[], dtype: DataType = 'float32'): TensorInfo {
    const output = this.backend.makeOutput(shape, dtype);
    this.#intermediates.push(output);
    return output;
  }

  /**
   * The tensor's elements, in place on the WASM heap. An allocation may grow the heap, which detaches every view of it:
   * take views only after the last `run` or `allocate`.
   */
  view(tensor: TensorInfo): Float32Array {
    return this.backend.typedArrayFromHeap(tensor) as Float32Array;
  }

  /** Frees every intermediate but `result`. */
  finish(result: TensorInfo): TensorInfo {
    for (const intermediate of this.#intermediates) {
      if (intermediate !== result) this.backend.disposeData(intermediate.dataId);
    }
    return result;
  }
}

/** @throws EngineError `kernel-unsupported` for any format but NHWC, the only one that the WASM convolutions know. */
export function requireNhwc(kernelName: string, dataFormat: string): void {
  if (dataFormat !== 'NHWC') {
    throw new EngineError(
      'kernel-unsupported',
      `${kernelName} on WebAssembly takes NHWC tensors, not ${dataFormat}.`,
    );
  }
}
