import type { Conv2DBackpropFilterAttrs, NamedTensorInfoMap, TensorInfo } from '@tensorflow/tfjs-core';
import { type KernelContext, requireNhwc, type Shape4D } from './context.ts';
import { convolve } from './convolve.ts';

/**
 * The gradient of a convolution with respect to its filter, as a forward convolution:
 *
 *     dw[i, j, c, k] = sum over n, y, x of x[n, y * stride + i - pad, x * stride + j - pad, c] * dy[n, y, x, k]
 *
 * is a convolution over rows y and columns x that sums over the batch n as a convolution sums over channels: input
 * channels take the place of the batch, dy that of the filter, and the stride becomes the dilation.
 *
 * @param inputs x [batch, height, width, inChannels], dy [batch, outHeight, outWidth, outChannels]
 * @returns dw [filterHeight, filterWidth, inChannels, outChannels]
 */
export function conv2dBackpropFilter(
  context: KernelContext,
  inputs: NamedTensorInfoMap,
  attrs: Conv2DBackpropFilterAttrs,
): TensorInfo {
  requireNhwc('Conv2DBackpropFilter', attrs.dataFormat);
  const { x, dy } = inputs as { x: TensorInfo; dy: TensorInfo };
  const { strides, pad, dimRoundingMode, filterShape } = attrs;
  const inputShape = x.shape as Shape4D;
  const info = context.tf.backend_util.computeConv2DInfo(
    inputShape,
    filterShape,
    strides,
    1,
    pad,
    dimRoundingMode,
  );

  // Rows and columns that no filter position reaches are cut away, so that the result has the filter's own size.
  const usedHeight = (info.outHeight - 1) * info.strideHeight + info.filterHeight;
  const usedWidth = (info.outWidth - 1) * info.strideWidth + info.filterWidth;
  const { top, left } = info.padInfo;
  const borders = {
    top,
    left,
    bottom: usedHeight - info.inHeight - top,
    right: usedWidth - info.inWidth - left,
  };

  const channelsAsBatch = context.run('Transpose', { x }, { perm: [3, 1, 2, 0] });
  const dyAsFilter = context.run('Transpose', { x: dy }, { perm: [1, 2, 0, 3] });
  const gradient = convolve(context, channelsAsBatch, dyAsFilter, borders, [
    info.strideHeight,
    info.strideWidth,
  ]);
  return context.run('Transpose', { x: gradient }, { perm: [1, 2, 0, 3] });
}
