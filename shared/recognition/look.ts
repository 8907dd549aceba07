import { rasterize, relativeInk, simplify, type Drawing } from '../drawing/index.ts';
import { bestGuesses, calibrate } from './calibration.ts';
import type { ModelCard } from './card.ts';
import { GUESSES_SHOWN, type Verdict } from './recogniser.ts';

const WHITE = 255;

/** What is looked at of a drawing. */
export interface Look {
  /** IMAGE_PIXELS grey levels. */
  readonly image: Uint8Array;
  readonly ink: number;
}

/** The network sees the simplified drawing, as in training, and its ink is measured on the same one. */
export function lookAt(drawing: Drawing): Look {
  const seen = simplify(drawing.map(({ x, y }) => ({ x, y })));
  return { image: rasterize(seen), ink: relativeInk(seen) };
}

/** Pictures as the network takes them: 0..1. */
export function networkInput(images: Uint8Array): Float32Array {
  return Float32Array.from(images, (level) => level / WHITE);
}

/** Reads a model version's logits. */
export class VerdictReader {
  readonly #card: Pick<ModelCard, 'words' | 'calibration'>;
  readonly #indexOf: ReadonlyMap<string, number>;

  constructor(card: Pick<ModelCard, 'words' | 'calibration'>) {
    this.#card = card;
    this.#indexOf = new Map(card.words.map((word, index) => [word, index]));
  }

  /**
   * @param logits the network's output for the picture of this look
   * @param deck words to choose among; one that the network does not know has no chance
   */
  read(logits: ArrayLike<number>, { ink }: Pick<Look, 'ink'>, deck: readonly string[]): Verdict {
    const { calibration, words } = this.#card;
    const places = deck.map((word) => this.#indexOf.get(word) ?? -1);
    const open = calibrate(logits, words.length, ink, calibration);
    return {
      guesses: bestGuesses(words, open, GUESSES_SHOWN),
      deckProbabilities: [...calibrate(logits, words.length, ink, calibration, places)],
      unknown: Math.max(0, 1 - open.reduce((sum, probability) => sum + probability, 0)),
    };
  }
}
