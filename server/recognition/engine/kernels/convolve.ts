import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { KernelContext } from './context.ts';

/** Rows and columns to add at the borders (zeros) or, where negative, to cut away. */
export interface Borders {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/**
 * A forward convolution with stride 1 whose padding may be negative. XNNPACK pads but cannot crop, so that negative
 * padding cuts the input first.
 *
 * @param x [batch, height, width, inChannels]
 * @param filter [filterHeight, filterWidth, inChannels, outChannels]
 */
export function convolve(
  context: KernelContext,
  x: TensorInfo,
  filter: TensorInfo,
  borders: Borders,
  dilations: [number, number],
): TensorInfo {
  const pad = [
    [0, 0],
    [Math.max(borders.top, 0), Math.max(borders.bottom, 0)],
    [Math.max(borders.left, 0), Math.max(borders.right, 0)],
    [0, 0],
  ];
  const attrs = { strides: [1, 1], pad, dataFormat: 'NHWC', dilations };
  return context.run('Conv2D', { x: crop(context, x, borders), filter }, attrs);
}

function crop(context: KernelContext, x: TensorInfo, { top, bottom, left, right }: Borders): TensorInfo {
  if (Math.min(top, bottom, left, right) >= 0) return x;
  const [batch, height, width, channels] = x.shape as [number, number, number, number];
  const begin = [0, Math.max(-top, 0), Math.max(-left, 0), 0];
  const size = [
    batch,
    height + Math.min(top, 0) + Math.min(bottom, 0),
    width + Math.min(left, 0) + Math.min(right, 0),
    channels,
  ];
  return context.run('Slice', { x }, { begin, size });
}
