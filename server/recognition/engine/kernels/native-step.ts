import type { Tensor } from '@tensorflow/tfjs-core';
import type { Tf } from '../types.ts';

/**
 * Replaces tfjs-node's Step, which every gradient of a ReLU goes through: the package fills tensors as large as its input
 * from JavaScript first, and that took twice as long as the convolutions. Call it when the package is loaded.
 */
export function registerNativeStep(tf: Tf): void {
  const shipped = tf.getKernelsForBackend('tensorflow').find(({ kernelName }) => kernelName === 'Step')!;
  tf.unregisterKernel(shipped.kernelName, shipped.backendName);
  tf.registerKernel({
    ...shipped,
    kernelFunc: (call) => {
      const isReluGradient = call.attrs!['alpha'] === 0;
      if (!isReluGradient) return shipped.kernelFunc(call);
      return tf.tidy(() => tf.sign(tf.relu(call.inputs['x'] as Tensor)));
    },
  });
}
