import type { NamedAttrMap, NamedTensorInfoMap, TensorInfo } from '@tensorflow/tfjs-core';
import type { Tf } from '../tfjs.ts';
import { KernelContext, type WasmBackend } from './context.ts';
import { conv2dBackpropFilter } from './conv2d-backprop-filter.ts';
import { conv2dBackpropInput } from './conv2d-backprop-input.ts';
import { depthwiseBackpropFilter, depthwiseBackpropInput } from './depthwise-backprop.ts';
import { unsortedSegmentSum } from './unsorted-segment-sum.ts';

/** A kernel under its TensorFlow.js name. */
type Kernel<Attrs> = (context: KernelContext, inputs: NamedTensorInfoMap, attrs: Attrs) => TensorInfo;

/**
 * Adds to the WASM backend the kernels that training conv nets needs and it lacks, or has in a slow form.
 * Call it once the backend's package is loaded and before the first training step.
 */
export function registerTrainingKernels(tf: Tf): void {
  register(tf, 'Conv2DBackpropFilter', conv2dBackpropFilter);
  register(tf, 'Conv2DBackpropInput', conv2dBackpropInput);
  register(tf, 'DepthwiseConv2dNativeBackpropFilter', depthwiseBackpropFilter);
  register(tf, 'DepthwiseConv2dNativeBackpropInput', depthwiseBackpropInput);
  register(tf, 'UnsortedSegmentSum', unsortedSegmentSum);
}

function register<Attrs>(tf: Tf, kernelName: string, kernel: Kernel<Attrs>): void {
  // TensorFlow.js warns on the console when a kernel is registered twice.
  const shipped = tf.getKernelsForBackend('wasm').some((known) => known.kernelName === kernelName);
  if (shipped) tf.unregisterKernel(kernelName, 'wasm');
  tf.registerKernel({
    kernelName,
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs, backend }) => {
      const context = new KernelContext(tf, backend as WasmBackend);
      return context.finish(kernel(context, inputs, attrs as NamedAttrMap as Attrs));
    },
  });
}
