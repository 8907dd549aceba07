import type { BatchMatMulAttrs, NamedTensorInfoMap, TensorInfo } from '@tensorflow/tfjs-core';
import type { KernelContext, Shipped } from './context.ts';

/**
 * Matrix product. The backend's own kernel is fast (XNNPACK) only where nothing is to be transposed, and the gradients
 * of dense layers ask for a transposed factor: transposing it first, then multiplying, is the quicker way.
 *
 * @param inputs a [..., rows, inner], b [..., inner, columns], or transposed as `attrs` says
 * @returns [..., rows, columns]
 */
export function batchMatMul(
  context: KernelContext,
  inputs: NamedTensorInfoMap,
  attrs: BatchMatMulAttrs,
  shipped: Shipped,
): TensorInfo {
  const { a, b } = inputs as { a: TensorInfo; b: TensorInfo };
  const factors = {
    a: attrs.transposeA ? transposed(context, a) : a,
    b: attrs.transposeB ? transposed(context, b) : b,
  };
  return shipped(factors, { transposeA: false, transposeB: false });
}

function transposed(context: KernelContext, matrix: TensorInfo): TensorInfo {
  const perm = matrix.shape.map((_, axis) => axis);
  const last = perm.length - 1;
  perm.splice(last - 1, 2, last, last - 1);
  return context.run('Transpose', { x: matrix }, { perm });
}
