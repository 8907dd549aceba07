import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Tf } from '../../../server/recognition/engine/engine.ts';
import { expectSame, onBackend, openBoth } from './backends.ts';

type Tensor = InstanceType<Tf['Tensor']>;
type Attributes = Parameters<ReturnType<Tf['engine']>['runKernel']>[2];

let tf: Tf;
beforeAll(async () => {
  ({ tf } = await openBoth());
});

const RUNS = 60;
const SEED = 20_170_214;
const size = (min: number, max: number) => fc.integer({ min, max });

/** Random windows over random pictures, all NHWC; `pad` in every form that TensorFlow.js knows. */
const window = fc.record({
  batch: size(1, 4),
  height: size(5, 12),
  width: size(5, 12),
  channels: size(1, 5),
  filterHeight: size(1, 5),
  filterWidth: size(1, 5),
  outChannels: size(1, 6),
  strides: fc.tuple(size(1, 3), size(1, 3)),
  pad: fc.oneof(
    fc.constantFrom('valid' as const, 'same' as const),
    size(0, 2),
    fc
      .tuple(size(0, 4), size(0, 4), size(0, 4), size(0, 4))
      .map(([top, bottom, left, right]): [number, number][] => [
        [0, 0],
        [top, bottom],
        [left, right],
        [0, 0],
      ]),
  ),
  seed: size(1, 1_000_000),
});
type Window = typeof window extends fc.Arbitrary<infer Value> ? Value : never;
type Pad = Parameters<Tf['backend_util']['computeConv2DInfo']>[4];

/** Checks that a kernel says the same on WebAssembly as in JavaScript, whatever the inputs. */
async function expectSameKernel<Case>(
  arbitrary: fc.Arbitrary<Case>,
  kernelName: string,
  arrange: (theCase: Case) => { inputs: Record<string, Tensor>; attrs: Attributes },
): Promise<void> {
  const compute = (theCase: Case) => () => {
    const { inputs, attrs } = arrange(theCase);
    return { result: tf.engine().runKernel<Tensor>(kernelName, inputs, attrs) };
  };
  const property = fc.asyncProperty(arbitrary, async (theCase) => {
    const expected = await onBackend(tf, 'cpu', compute(theCase));
    expectSame(await onBackend(tf, 'wasm', compute(theCase)), expected);
  });
  await fc.assert(property, { numRuns: RUNS, seed: SEED });
}

/** The same normal random numbers on every backend. */
const random = (shape: number[], seed: number) => tf.randomNormal(shape, 0, 1, 'float32', seed);

function convolution(theCase: Window, multiplier?: number) {
  const inputShape: [number, number, number, number] = [
    theCase.batch,
    theCase.height,
    theCase.width,
    theCase.channels,
  ];
  const filterShape: [number, number, number, number] = [
    theCase.filterHeight,
    theCase.filterWidth,
    theCase.channels,
    multiplier ?? theCase.outChannels,
  ];
  const pad = theCase.pad as Pad;
  const { strides } = theCase;
  const depthwise = multiplier !== undefined;
  const { outShape } = tf.backend_util.computeConv2DInfo(
    inputShape,
    filterShape,
    strides,
    1,
    pad,
    'floor',
    depthwise,
  );
  return { inputShape, filterShape, outShape, attrs: { strides, pad, dimRoundingMode: 'floor' } };
}

function averagePooling(theCase: Window, pad: 'valid' | 'same') {
  const inputShape: [number, number, number, number] = [
    theCase.batch,
    theCase.height,
    theCase.width,
    theCase.channels,
  ];
  const filterSize: [number, number] = [theCase.filterHeight, theCase.filterWidth];
  const { strides } = theCase;
  const { outShape } = tf.backend_util.computePool2DInfo(inputShape, filterSize, strides, 1, pad);
  const [input, dy] = [random(inputShape, theCase.seed), random(outShape, theCase.seed + 1)];
  return { input, dy, attrs: { filterSize, strides, pad } };
}

describe('gradient kernels on WebAssembly equal those in JavaScript', () => {
  it('Conv2DBackpropFilter', async () => {
    await expectSameKernel(window, 'Conv2DBackpropFilter', (theCase) => {
      const { inputShape, filterShape, outShape, attrs } = convolution(theCase);
      return {
        inputs: { x: random(inputShape, theCase.seed), dy: random(outShape, theCase.seed + 1) },
        attrs: { ...attrs, dataFormat: 'NHWC', filterShape },
      };
    });
  });

  it('Conv2DBackpropInput', async () => {
    await expectSameKernel(window, 'Conv2DBackpropInput', (theCase) => {
      const { inputShape, filterShape, outShape, attrs } = convolution(theCase);
      return {
        inputs: { dy: random(outShape, theCase.seed), filter: random(filterShape, theCase.seed + 1) },
        attrs: { ...attrs, dataFormat: 'NHWC', inputShape },
      };
    });
  });

  it('DepthwiseConv2dNativeBackpropFilter', async () => {
    await expectSameKernel(window, 'DepthwiseConv2dNativeBackpropFilter', (theCase) => {
      const { inputShape, filterShape, outShape, attrs } = convolution(theCase, 1 + (theCase.seed % 3));
      return {
        inputs: { x: random(inputShape, theCase.seed), dy: random(outShape, theCase.seed + 1) },
        attrs: { ...attrs, dilations: [1, 1], filterShape },
      };
    });
  });

  it('DepthwiseConv2dNativeBackpropInput', async () => {
    await expectSameKernel(window, 'DepthwiseConv2dNativeBackpropInput', (theCase) => {
      const { inputShape, filterShape, outShape, attrs } = convolution(theCase, 1 + (theCase.seed % 3));
      return {
        inputs: { dy: random(outShape, theCase.seed), filter: random(filterShape, theCase.seed + 1) },
        attrs: { ...attrs, dilations: [1, 1], inputShape },
      };
    });
  });

  it('MaxPoolGrad, with equal elements in a window', async () => {
    const pooling = window.filter(({ pad }) => typeof pad === 'string');
    await expectSameKernel(pooling, 'MaxPoolGrad', (theCase) => {
      const inputShape: [number, number, number, number] = [
        theCase.batch,
        theCase.height,
        theCase.width,
        theCase.channels,
      ];
      const filterSize: [number, number] = [theCase.filterHeight, theCase.filterWidth];
      const attrs = { filterSize, strides: theCase.strides, pad: theCase.pad as 'valid' | 'same' };
      const { outShape } = tf.backend_util.computePool2DInfo(
        inputShape,
        filterSize,
        attrs.strides,
        1,
        attrs.pad,
      );
      // Rounded numbers and ReLU make ties, of which only the first element may get the gradient.
      const input = tf.relu(tf.round(random(inputShape, theCase.seed)));
      const output = tf.maxPool(input as Parameters<Tf['maxPool']>[0], filterSize, attrs.strides, attrs.pad);
      return { inputs: { input, output, dy: random(outShape, theCase.seed + 1) }, attrs };
    });
  });

  it('AvgPoolGrad, without padding', async () => {
    await expectSameKernel(window, 'AvgPoolGrad', (theCase) => {
      const { input, dy, attrs } = averagePooling(theCase, 'valid');
      return { inputs: { input, dy }, attrs };
    });
  });

  it('BatchMatMul, with every transposition', async () => {
    const product = fc.record({
      batch: size(1, 3),
      rows: size(1, 20),
      inner: size(1, 20),
      columns: size(1, 20),
      transposeA: fc.boolean(),
      transposeB: fc.boolean(),
      seed: size(1, 1_000_000),
    });
    await expectSameKernel(
      product,
      'BatchMatMul',
      ({ batch, rows, inner, columns, transposeA, transposeB, seed }) => ({
        inputs: {
          a: random([batch, ...(transposeA ? [inner, rows] : [rows, inner])], seed),
          b: random([batch, ...(transposeB ? [columns, inner] : [inner, columns])], seed + 1),
        },
        attrs: { transposeA, transposeB },
      }),
    );
  });

  it('UnsortedSegmentSum, with ids out of range', async () => {
    const segments = fc.record({
      ids: fc.array(size(0, 6), { minLength: 1, maxLength: 20 }),
      width: size(1, 4),
      seed: size(1, 1_000_000),
    });
    await expectSameKernel(segments, 'UnsortedSegmentSum', ({ ids, width, seed }) => ({
      inputs: { x: random([ids.length, width, 2], seed), segmentIds: tf.tensor1d(ids, 'int32') },
      attrs: { numSegments: 5 },
    }));
  });
});

describe('AvgPoolGrad on WebAssembly with padding', () => {
  // The JavaScript backend is no reference here: its gradient counts the padding that its average leaves out.
  it('is the adjoint of average pooling: <pool(x), dy> = <x, grad(dy)>', async () => {
    const property = fc.asyncProperty(window, async (theCase) => {
      const products = await onBackend(tf, 'wasm', () => {
        const { input, dy, attrs } = averagePooling(theCase, 'same');
        const pooled = tf.engine().runKernel<Tensor>('AvgPool', { x: input }, attrs);
        const gradient = tf.engine().runKernel<Tensor>('AvgPoolGrad', { input, dy }, attrs);
        return { forward: tf.sum(tf.mul(pooled, dy)), backward: tf.sum(tf.mul(input, gradient)) };
      });
      expectSame({ product: products['backward']! }, { product: products['forward']! });
    });
    await fc.assert(property, { numRuns: RUNS, seed: SEED });
  });
});

describe('Identity on WebAssembly', () => {
  it('keeps the elements until the last handle is disposed', async () => {
    await tf.setBackend('wasm');
    const before = tf.memory();
    const original = tf.tensor1d([1, 2, 3]);
    const clone = tf.clone(original);
    original.dispose();
    expect([...clone.dataSync()]).toEqual([1, 2, 3]);
    clone.dispose();
    expect(tf.memory()).toEqual(before);
  });
});

describe('what WebAssembly cannot do', () => {
  it('refuses channels-first convolutions with a typed error', async () => {
    await tf.setBackend('wasm');
    const attrs = { strides: [1, 1], pad: 'same', dataFormat: 'NCHW', filterShape: [3, 3, 1, 1] };
    const [x, dy] = [tf.zeros([1, 1, 5, 5]), tf.zeros([1, 1, 5, 5])];
    expect(() => tf.engine().runKernel('Conv2DBackpropFilter', { x, dy }, attrs)).toThrow(
      expect.objectContaining({ name: 'EngineError', code: 'kernel-unsupported' }),
    );
    tf.dispose([x, dy]);
  });
});
