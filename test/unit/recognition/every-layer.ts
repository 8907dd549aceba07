import type { Engine, Layers, Tf } from '../../../server/recognition/engine/engine.ts';

type Tensor = InstanceType<Tf['Tensor']>;
export type Model = ReturnType<Layers['sequential']>;

const BATCH_SIZE = 8;
const CLASSES = 5;

/**
 * A net small enough for a test that has every layer that ours may use. (But for average pooling with padding, whose
 * gradient the JavaScript backend has wrong; see kernels.test.ts.) Its initial weights are always the same.
 */
export function everyLayer({ layers }: Engine): Model {
  const { conv2d, batchNormalization, reLU, leakyReLU, maxPooling2d, averagePooling2d } = layers.layers;
  const { depthwiseConv2d, separableConv2d, globalAveragePooling2d, dense, dropout } = layers.layers;
  let seed = 1;
  const init = () => layers.initializers.heNormal({ seed: seed++ });
  return layers.sequential({
    layers: [
      conv2d({
        inputShape: [20, 20, 1],
        kernelSize: 5,
        filters: 6,
        activation: 'relu',
        kernelInitializer: init(),
      }),
      maxPooling2d({ poolSize: 2 }),
      conv2d({ kernelSize: 3, filters: 8, padding: 'same', useBias: false, kernelInitializer: init() }),
      batchNormalization(),
      reLU(),
      conv2d({ kernelSize: 3, filters: 8, strides: 2, padding: 'same', kernelInitializer: init() }),
      leakyReLU(),
      depthwiseConv2d({ kernelSize: 3, padding: 'same', depthwiseInitializer: init() }),
      averagePooling2d({ poolSize: 2, strides: 1 }),
      separableConv2d({
        kernelSize: 3,
        filters: 6,
        depthwiseInitializer: init(),
        pointwiseInitializer: init(),
      }),
      globalAveragePooling2d({}),
      dense({ units: 12, activation: 'relu', kernelInitializer: init() }),
      dropout({ rate: 0.25, seed: 3 }),
      dense({ units: CLASSES, kernelInitializer: init() }),
    ],
  });
}

/** [batch, height, width, 1], always the same. */
export const pictures = ({ tf }: Engine): Tensor =>
  tf.randomUniform([BATCH_SIZE, 20, 20, 1], 0, 1, 'float32', 7);

/** [batch, classes], one-hot. */
export const labels = ({ tf }: Engine): Tensor =>
  tf.oneHot(
    tf.tensor1d(
      Array.from({ length: BATCH_SIZE }, (_, index) => index % CLASSES),
      'int32',
    ),
    CLASSES,
  );

export function loss({ tf }: Engine, model: Model, x: Tensor, y: Tensor): ReturnType<Tf['scalar']> {
  return tf.losses.softmaxCrossEntropy(y, model.apply(x, { training: true }) as Tensor);
}

/** The loss of a fresh net and its gradients, in the order of the net's weights. */
export function gradientsOf(engine: Engine): Record<string, Tensor> {
  const model = everyLayer(engine);
  const { value, grads } = engine.tf.variableGrads(() =>
    loss(engine, model, pictures(engine), labels(engine)),
  );
  // By number, because names count upwards from model to model.
  return {
    value,
    ...Object.fromEntries(Object.values(grads).map((gradient, index) => [`gradient ${index}`, gradient])),
  };
}
