import { isDeepStrictEqual } from 'node:util';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { ModelCard } from '../../shared/recognition/card.ts';
import type { Engine } from '../recognition/engine/engine.ts';
import { buildNetwork } from './network.ts';
import { RecipeError, wordsOf, type Recipe } from './recipe.ts';
import { slimmed } from './slimming.ts';

/**
 * What a network begins with that goes on from an earlier version: its weights, and of its outputs those of the recipe's words,
 * so that a network of a few words begins with all that one of many words knows of them. Of a layer that is wider than the
 * recipe's, the strongest outputs stay.
 *
 * @throws RecipeError where the version's layers are not the recipe's, or it does not know all words
 */
export function startWeights(
  engine: Engine,
  model: LayersModel,
  card: Pick<ModelCard, 'version' | 'words' | 'unknown'>,
  recipe: Recipe,
): Tensor[] {
  const columns = outputsFor(card, recipe);
  const wanted = buildNetwork(engine, recipe.network, columns.length, recipe.seed);
  const shapes = shapesOf(wanted.getWeights());
  wanted.dispose();
  const { tf } = engine;
  return tf.tidy(() => {
    const weights = asWideAs(engine, model.getWeights(), shapes);
    const begun = weights.map((weight, index) => {
      // The last two are the kernel and the biases of the outputs.
      if (index < weights.length - 2) return weight.clone();
      const chosen = tf.gather(weight, tf.tensor1d(columns, 'int32'), weight.rank - 1);
      // The WASM backend remembers what it gathered as of rank 4, and takes no such biases: a copy is what it says it is.
      return tf.tensor(chosen.dataSync(), chosen.shape);
    });
    if (!isDeepStrictEqual(shapesOf(begun), shapes)) {
      throw new RecipeError(
        `The network of ${recipe.name} has other layers, or wider ones, than ${card.version}, whose weights it was to begin with.`,
      );
    }
    return begun;
  });
}

function shapesOf(tensors: readonly Tensor[]): number[][] {
  return tensors.map(({ shape }) => shape);
}

/** The weights with layers no wider than wanted, where the network is as deep as wanted and has nothing but kernels and biases. */
function asWideAs(engine: Engine, weights: Tensor[], shapes: readonly (readonly number[])[]): Tensor[] {
  const isOfPairs = weights.every(({ rank }, index) => (index % 2 === 0 ? rank > 1 : rank === 1));
  const isAsDeep = isDeepStrictEqual(
    weights.map(({ rank }) => rank),
    shapes.map(({ length }) => length),
  );
  if (!isOfPairs || !isAsDeep) return weights;
  const kernels = shapes.filter((_, index) => index % 2 === 0);
  return slimmed(
    engine,
    weights,
    kernels.map((shape) => shape.at(-1)!),
  );
}

/** The version's outputs for the recipe's. */
function outputsFor(
  { version, words, unknown }: Pick<ModelCard, 'version' | 'words' | 'unknown'>,
  recipe: Recipe,
): number[] {
  const wanted = wordsOf(recipe);
  const missing = wanted.filter((word) => !words.includes(word));
  if (missing.length > 0)
    throw new RecipeError(`${version} cannot be begun with, as it does not know: ${missing.join(', ')}.`);
  if (recipe.unknown && !unknown)
    throw new RecipeError(`${version} cannot be begun with, as it has no output for what is no word.`);
  return [...wanted.map((word) => words.indexOf(word)), ...(recipe.unknown ? [words.length] : [])];
}
