import type { Tensor4D } from '@tensorflow/tfjs-core';
import { ALL_WORDS } from '../../../../../shared/categories/deck.ts';
import { IMAGE_PIXELS, IMAGE_SIDE_PIXELS } from '../../../../../shared/drawing/index.ts';
import { createRandom } from '../../../../training/random.ts';
import { loadRecipe } from '../../../../training/recipe.ts';
import type { Curve } from '../fill.ts';
import type { WordsAsked, WordsPoint } from '../points.ts';
import { learnEpoch, type LearntEpoch } from './epoch.ts';

/** As many as the server gathers where a room of eight draws. */
const GUESSED_AT_ONCE = 8;
const GUESSES = 60;
const FIRST_GUESSES = 10;

/** What more words cost the network that ships, in learning and in guessing. */
export function wordsCurve(asked: readonly WordsAsked[]): Curve<WordsAsked, WordsPoint> {
  return {
    label: 'Words',
    unit: 'pictures',
    asked,
    workOf: ({ pictures }) => pictures,
    measure: async ({ words, pictures, copies }, onPictures) => {
      const recipe = { ...(await loadRecipe('live-345')), words: ALL_WORDS.slice(0, words) };
      const learnt = await learnEpoch({ recipe, pictures, copies, onPictures });
      const guessMs = guessMilliseconds(learnt);
      learnt.model.dispose();
      return { words, pictures, copies, epochSeconds: learnt.seconds, guessMs };
    },
  };
}

/** The median over many guesses, after the first ones. */
function guessMilliseconds({ engine: { tf }, model }: LearntEpoch): number {
  const random = createRandom('curves', 'guess');
  const pictures = tf.tensor4d(
    Float32Array.from({ length: GUESSED_AT_ONCE * IMAGE_PIXELS }, () => random()),
    [GUESSED_AT_ONCE, IMAGE_SIDE_PIXELS, IMAGE_SIDE_PIXELS, 1],
  );
  const guess = () => {
    const begun = performance.now();
    tf.tidy(() => void (model.predict(pictures) as Tensor4D).dataSync());
    return performance.now() - begun;
  };
  const took = Array.from({ length: FIRST_GUESSES + GUESSES }, guess).slice(FIRST_GUESSES);
  pictures.dispose();
  return took.toSorted((a, b) => a - b)[GUESSES / 2]!;
}
