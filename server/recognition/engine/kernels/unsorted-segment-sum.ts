import type { NamedTensorInfoMap, TensorInfo, UnsortedSegmentSumAttrs } from '@tensorflow/tfjs-core';
import type { KernelContext } from './context.ts';

/**
 * Sums the rows of x that share a segment id; the gradient of `gather`, hence of embeddings.
 * @param inputs x [rows, ...rest], segmentIds [rows]; ids outside 0..numSegments-1 drop their row
 * @returns [numSegments, ...rest]
 */
export function unsortedSegmentSum(
  context: KernelContext,
  inputs: NamedTensorInfoMap,
  { numSegments }: UnsortedSegmentSumAttrs,
): TensorInfo {
  const { x, segmentIds } = inputs as { x: TensorInfo; segmentIds: TensorInfo };
  const [rows = 0, ...rest] = x.shape;
  const width = context.tf.util.sizeFromShape(rest);
  const sums = context.allocate([numSegments, ...rest], x.dtype);
  const [sumValues, xValues, ids] = [context.view(sums).fill(0), context.view(x), context.view(segmentIds)];
  for (let row = 0; row < rows; row++) {
    const segment = ids[row]!;
    if (segment < 0 || segment >= numSegments) continue;
    for (let column = 0; column < width; column++) {
      const at = segment * width + column;
      sumValues[at] = sumValues[at]! + xValues[row * width + column]!;
    }
  }
  return sums;
}
