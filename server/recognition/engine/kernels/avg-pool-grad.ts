import type { AvgPoolGradAttrs, NamedTensorInfoMap, TensorInfo } from '@tensorflow/tfjs-core';
import type { KernelContext, Shape4D } from './context.ts';

/**
 * The gradient of average pooling: each window spreads its gradient evenly over its elements. The average of a window at
 * the border counts the elements inside the picture only, and so must its gradient; the backend's own kernel divides by
 * the whole window there, which trains padded nets with wrong gradients (TensorFlow's own library has it right).
 *
 * @param inputs input [batch, height, width, channels], dy [batch, outHeight, outWidth, channels]
 * @returns dx [batch, height, width, channels]
 */
export function avgPoolGrad(
  context: KernelContext,
  inputs: NamedTensorInfoMap,
  attrs: AvgPoolGradAttrs,
): TensorInfo {
  const { input, dy } = inputs as { input: TensorInfo; dy: TensorInfo };
  const { filterSize, strides, pad } = attrs;
  const shape = input.shape as Shape4D;
  const info = context.tf.backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad);
  const { batchSize, inHeight, inWidth, inChannels: channels, outHeight, outWidth } = info;
  const dx = context.allocate(input.shape);
  const [dxValues, dyValues] = [context.view(dx).fill(0), context.view(dy)];

  let dyAt = 0;
  for (let picture = 0; picture < batchSize; picture++) {
    for (let outY = 0; outY < outHeight; outY++) {
      const corner = outY * info.strideHeight - info.padInfo.top;
      const top = Math.max(corner, 0);
      const bottom = Math.min(corner + info.filterHeight, inHeight);
      for (let outX = 0; outX < outWidth; outX++, dyAt += channels) {
        const edge = outX * info.strideWidth - info.padInfo.left;
        const left = Math.max(edge, 0);
        const right = Math.min(edge + info.filterWidth, inWidth);
        const share = 1 / ((bottom - top) * (right - left));
        for (let y = top; y < bottom; y++) {
          let at = ((picture * inHeight + y) * inWidth + left) * channels;
          for (let x = left; x < right; x++) {
            for (let channel = 0; channel < channels; channel++, at++) {
              dxValues[at] = dxValues[at]! + dyValues[dyAt + channel]! * share;
            }
          }
        }
      }
    }
  }
  return dx;
}
