import type { NamedAttrMap, NamedTensorInfoMap, TensorInfo } from '@tensorflow/tfjs-core';
import type { Tf } from '../types.ts';
import { avgPoolGrad } from './avg-pool-grad.ts';
import { batchMatMul } from './batch-mat-mul.ts';
import { KernelContext, type Shipped, type WasmBackend } from './context.ts';
import { conv2dBackpropFilter } from './conv2d-backprop-filter.ts';
import { conv2dBackpropInput } from './conv2d-backprop-input.ts';
import { depthwiseBackpropFilter, depthwiseBackpropInput } from './depthwise-backprop.ts';
import { identity } from './identity.ts';
import { maxPoolGrad } from './max-pool-grad.ts';
import { unsortedSegmentSum } from './unsorted-segment-sum.ts';

type Kernel<Attrs> = (
  context: KernelContext,
  inputs: NamedTensorInfoMap,
  attrs: Attrs,
  shipped: Shipped,
) => TensorInfo;

/**
 * Adds to the WASM backend the kernels that training conv nets needs and it lacks, and replaces those that it has in a
 * wrong or slow form. Call it when the backend's package is loaded and before the backend is set.
 */
export function registerTrainingKernels(tf: Tf): void {
  register(tf, 'Conv2DBackpropFilter', conv2dBackpropFilter);
  register(tf, 'DepthwiseConv2dNativeBackpropFilter', depthwiseBackpropFilter);
  register(tf, 'DepthwiseConv2dNativeBackpropInput', depthwiseBackpropInput);
  register(tf, 'UnsortedSegmentSum', unsortedSegmentSum);
  // Shipped, but wrong at borders:
  register(tf, 'AvgPoolGrad', avgPoolGrad);
  // Shipped, but slow:
  register(tf, 'Conv2DBackpropInput', conv2dBackpropInput);
  register(tf, 'MaxPoolGrad', maxPoolGrad);
  register(tf, 'BatchMatMul', batchMatMul);
  register(tf, 'Identity', identity);
}

function register<Attrs>(tf: Tf, kernelName: string, kernel: Kernel<Attrs>): void {
  const shipped = tf.getKernelsForBackend('wasm').find((known) => known.kernelName === kernelName);
  // TensorFlow.js warns on the console when a kernel is registered twice.
  if (shipped) tf.unregisterKernel(kernelName, 'wasm');
  tf.registerKernel({
    ...shipped,
    kernelName,
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs, backend }) => {
      const context = new KernelContext(tf, backend as WasmBackend);
      const runShipped: Shipped = (otherInputs, otherAttrs) => {
        if (!shipped) throw new Error(`the WASM backend ships no ${kernelName}`);
        return shipped.kernelFunc({ inputs: otherInputs, attrs: otherAttrs, backend }) as TensorInfo;
      };
      return context.finish(kernel(context, inputs, attrs as NamedAttrMap as Attrs, runShipped));
    },
  });
}
