import type { serialization, Tensor } from '@tensorflow/tfjs-core';
import type { layers as TfLayers } from '@tensorflow/tfjs-layers';
import type { Layers, Tf } from './types.ts';

/** Numbers of a primary capsule. */
const PRIMARY_DIMENSIONS = 8;
/** Lengths are 0..1; so much larger they make a softmax that can be sure. */
export const CAPSULE_GAIN = 10;
/** Keeps a root's slope finite at 0. */
const EPSILON = 1e-7;
const WEIGHT_STDDEV = 0.1;

export interface CapsulesConfig {
  readonly name: string;
  /** One capsule a word. */
  readonly capsules: number;
  readonly dimensions: number;
  /** Rounds of routing by agreement. */
  readonly iterations: number;
}

type Layer = TfLayers.Layer;
type LayerConfig = CapsulesConfig & ConstructorParameters<typeof TfLayers.Layer>[0];

const known = new WeakMap<Tf, (config: CapsulesConfig) => Layer>();

/**
 * Capsules with routing by agreement (Sabour, Frosst and Hinton 2017): the maps before become small vectors, each of which predicts
 * each word's vector, and counts where its prediction agrees with the others'. How long a word's vector is says how surely the word
 * is there; that, times CAPSULE_GAIN, is what comes out, [batch, words].
 *
 * Makes the class for this instance of TensorFlow.js and registers it, so that versions with it can be loaded.
 */
export function capsulesFor(tf: Tf, layers: Layers): (config: CapsulesConfig) => Layer {
  const before = known.get(tf);
  if (before) return before;

  class Capsules extends layers.layers.Layer {
    static readonly className = 'Capsules';
    readonly #config: CapsulesConfig;
    #weights: ReturnType<Layer['addWeight']> | undefined;

    constructor(config: LayerConfig) {
      super(config);
      this.#config = config;
    }

    override build(inputShape: number[]): void {
      const { capsules, dimensions } = this.#config;
      this.#weights = this.addWeight(
        'routes',
        [primariesOf(inputShape), PRIMARY_DIMENSIONS, capsules * dimensions],
        'float32',
        layers.initializers.randomNormal({ stddev: WEIGHT_STDDEV, seed: primariesOf(inputShape) }),
      );
      this.built = true;
    }

    override computeOutputShape([batch]: number[]): (number | null)[] {
      return [batch ?? null, this.#config.capsules];
    }

    override call(inputs: Tensor | Tensor[]): Tensor {
      return tf.tidy(() => this.#route([inputs].flat()[0]!));
    }

    override getConfig(): serialization.ConfigDict {
      const { capsules, dimensions, iterations } = this.#config;
      return { ...super.getConfig(), capsules, dimensions, iterations };
    }

    #route(maps: Tensor): Tensor {
      const { capsules, dimensions, iterations } = this.#config;
      const [batch, primaries] = [maps.shape[0], primariesOf(maps.shape)];
      const primary = squash(tf.reshape(maps, [batch, primaries, PRIMARY_DIMENSIONS]));
      const byPrimary = tf.matMul(tf.transpose(primary, [1, 0, 2]), this.#weights!.read());
      const predictions = tf.reshape(tf.transpose(byPrimary, [1, 0, 2]), [
        batch,
        primaries,
        capsules,
        dimensions,
      ]);
      let agreement: Tensor = tf.zeros([batch, primaries, capsules]);
      let words: Tensor = tf.zeros([batch, capsules, dimensions]);
      for (let iteration = 0; iteration < iterations; iteration += 1) {
        const shares = tf.reshape(tf.softmax(agreement), [batch, primaries, capsules, 1]);
        words = squash(tf.sum(tf.mul(predictions, shares), 1));
        if (iteration === iterations - 1) break;
        const alike = tf.sum(tf.mul(predictions, tf.reshape(words, [batch, 1, capsules, dimensions])), 3);
        agreement = tf.add(agreement, alike);
      }
      return tf.mul(tf.sqrt(tf.add(tf.sum(tf.square(words), 2), EPSILON)), CAPSULE_GAIN);
    }
  }

  /** Keeps a vector's direction and brings its length below 1. */
  function squash(vectors: Tensor): Tensor {
    const squared = tf.sum(tf.square(vectors), -1, true);
    const factor = tf.div(tf.sqrt(tf.add(squared, EPSILON)), tf.add(squared, 1));
    return tf.mul(vectors, factor);
  }

  tf.serialization.registerClass(Capsules);
  const make = (config: CapsulesConfig) => new Capsules(config);
  known.set(tf, make);
  return make;
}

function primariesOf(shape: readonly (number | null)[]): number {
  const values = shape.slice(1).reduce<number>((product, size) => product * (size ?? 1), 1);
  return values / PRIMARY_DIMENSIONS;
}
