import type {
  DepthwiseConv2dNativeBackpropFilterAttrs,
  DepthwiseConv2dNativeBackpropInputAttrs,
  NamedTensorInfoMap,
  TensorInfo,
} from '@tensorflow/tfjs-core';
import type { KernelContext, Shape4D } from './context.ts';

/*
 * Depthwise gradients as loops over the WASM heap. A depthwise filter has too few taps for the detour through a forward
 * convolution to pay: XNNPACK's depthwise kernels stop at 25 taps, and dy as a filter has hundreds.
 */

type Geometry = ReturnType<KernelContext['tf']['backend_util']['computeConv2DInfo']>;

/**
 * The gradient of a depthwise convolution with respect to its filter.
 * @param inputs x [batch, height, width, channels], dy [batch, outHeight, outWidth, channels * multiplier]
 * @returns dw [filterHeight, filterWidth, channels, multiplier]
 */
export function depthwiseBackpropFilter(
  context: KernelContext,
  inputs: NamedTensorInfoMap,
  attrs: DepthwiseConv2dNativeBackpropFilterAttrs,
): TensorInfo {
  const { x, dy } = inputs as { x: TensorInfo; dy: TensorInfo };
  const geometry = geometryOf(context, x.shape as Shape4D, attrs.filterShape, attrs);
  const dw = context.allocate(attrs.filterShape);
  const [dwValues, xValues, dyValues] = [context.view(dw).fill(0), context.view(x), context.view(dy)];
  const { inChannels } = geometry;
  const multiplier = geometry.outChannels / inChannels;
  forEachTap(geometry, (xAt, dyAt, wAt) => {
    let out = 0;
    for (let channel = 0; channel < inChannels; channel++) {
      const value = xValues[xAt + channel]!;
      for (let copy = 0; copy < multiplier; copy++, out++) {
        dwValues[wAt + out] = dwValues[wAt + out]! + value * dyValues[dyAt + out]!;
      }
    }
  });
  return dw;
}

/**
 * The gradient of a depthwise convolution with respect to its input.
 * @param inputs dy [batch, outHeight, outWidth, channels * multiplier], filter [filterHeight, filterWidth, channels,
 *   multiplier]
 * @returns dx [batch, height, width, channels]
 */
export function depthwiseBackpropInput(
  context: KernelContext,
  inputs: NamedTensorInfoMap,
  attrs: DepthwiseConv2dNativeBackpropInputAttrs,
): TensorInfo {
  const { dy, filter } = inputs as { dy: TensorInfo; filter: TensorInfo };
  const geometry = geometryOf(context, attrs.inputShape, filter.shape as Shape4D, attrs);
  const dx = context.allocate(attrs.inputShape);
  const [dxValues, dyValues, wValues] = [context.view(dx).fill(0), context.view(dy), context.view(filter)];
  const { inChannels } = geometry;
  const multiplier = geometry.outChannels / inChannels;
  forEachTap(geometry, (xAt, dyAt, wAt) => {
    let out = 0;
    for (let channel = 0; channel < inChannels; channel++) {
      let sum = dxValues[xAt + channel]!;
      for (let copy = 0; copy < multiplier; copy++, out++) {
        sum += dyValues[dyAt + out]! * wValues[wAt + out]!;
      }
      dxValues[xAt + channel] = sum;
    }
  });
  return dx;
}

function geometryOf(
  { tf }: KernelContext,
  inputShape: Shape4D,
  filterShape: Shape4D,
  attrs: DepthwiseConv2dNativeBackpropFilterAttrs | DepthwiseConv2dNativeBackpropInputAttrs,
): Geometry {
  const { strides, dilations, pad, dimRoundingMode } = attrs;
  return tf.backend_util.computeConv2DInfo(
    inputShape,
    filterShape,
    strides,
    dilations,
    pad,
    dimRoundingMode,
    true,
  );
}

/** Visits every filter tap of every output position: where its channels begin in x, in dy and in the filter. */
function forEachTap(geometry: Geometry, visit: (xAt: number, dyAt: number, wAt: number) => void): void {
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, outChannels } = geometry;
  const { filterHeight, filterWidth, strideHeight, strideWidth, dilationHeight, dilationWidth, padInfo } =
    geometry;
  for (let picture = 0; picture < batchSize; picture++) {
    for (let outY = 0; outY < outHeight; outY++) {
      for (let row = 0; row < filterHeight; row++) {
        const y = outY * strideHeight + row * dilationHeight - padInfo.top;
        if (y < 0 || y >= inHeight) continue;
        for (let outX = 0; outX < outWidth; outX++) {
          const dyAt = ((picture * outHeight + outY) * outWidth + outX) * outChannels;
          for (let column = 0; column < filterWidth; column++) {
            const x = outX * strideWidth + column * dilationWidth - padInfo.left;
            if (x < 0 || x >= inWidth) continue;
            const xAt = ((picture * inHeight + y) * inWidth + x) * inChannels;
            visit(xAt, dyAt, (row * filterWidth + column) * outChannels);
          }
        }
      }
    }
  }
}
