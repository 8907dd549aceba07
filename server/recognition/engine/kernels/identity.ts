import type { NamedTensorInfoMap, TensorInfo } from '@tensorflow/tfjs-core';
import type { KernelContext } from './context.ts';

/**
 * The same tensor under another handle. The gradient tape clones every tensor that it keeps; the backend's own kernel
 * copies the elements for that, this one counts references, as the other backends do.
 */
export function identity({ backend }: KernelContext, inputs: NamedTensorInfoMap): TensorInfo {
  const { x } = inputs as { x: TensorInfo };
  backend.incRef(x.dataId);
  return { dataId: x.dataId, shape: x.shape, dtype: x.dtype };
}
