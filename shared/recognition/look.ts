import { IMAGE_SIDE_PIXELS, rasterize, relativeInk, simplify, type Drawing } from '../drawing/index.ts';
import { bestGuesses, calibrate } from './calibration.ts';
import type { InputKind, ModelCard } from './card.ts';
import { GUESSES_SHOWN, type Verdict } from './recogniser.ts';
import { SEQUENCE_STEPS, toSequence, VALUES_PER_STEP } from './sequence.ts';
import { unlikeness } from './unlikeness.ts';

const WHITE = 255;

/** What is looked at of a drawing. */
export interface Look {
  /** IMAGE_PIXELS grey levels. */
  readonly image: Uint8Array;
  readonly ink: number;
}

/** The network sees the simplified drawing, as in training, and its ink is measured on the same one. */
export function lookAt(drawing: Drawing): Look {
  const seen = simplified(drawing);
  return { image: rasterize(seen), ink: relativeInk(seen) };
}

/** A drawing's grey levels, or the pen's movements. */
export type Encoded = Uint8Array | Float32Array;

/** How a network is given a drawing. */
export interface Encoding {
  /** Of one drawing, without the batch. */
  readonly shape: readonly number[];
  /** @param seen simplified */
  readonly encode: (seen: Drawing) => Encoded;
}

const ENCODINGS: Readonly<Record<InputKind, Encoding>> = {
  'raster-28x28-white-on-black': { shape: [IMAGE_SIDE_PIXELS, IMAGE_SIDE_PIXELS, 1], encode: rasterize },
  'pen-48x3': { shape: [SEQUENCE_STEPS, VALUES_PER_STEP], encode: toSequence },
};

export function encodingOf(input: InputKind): Encoding {
  return ENCODINGS[input];
}

/** What a network with inputs of this shape, the batch first, is given. */
export function inputKindOf(shape: readonly (number | null)[]): InputKind {
  return shape.length === 3 ? 'pen-48x3' : 'raster-28x28-white-on-black';
}

/** As `lookAt`, for a network of any kind of input. */
export function encodedLook(drawing: Drawing, { encode }: Encoding): { encoded: Encoded; ink: number } {
  const seen = simplified(drawing);
  return { encoded: encode(seen), ink: relativeInk(seen) };
}

function simplified(drawing: Drawing): Drawing {
  return simplify(drawing.map(({ x, y }) => ({ x, y })));
}

/** Pictures as the network takes them, 0..1; movements as they are. */
export function networkInput(encoded: Encoded): Float32Array {
  if (encoded instanceof Float32Array) return encoded;
  const input = new Float32Array(encoded.length);
  for (let at = 0; at < encoded.length; at += 1) input[at] = encoded[at]! / WHITE;
  return input;
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
      unknown: this.#unknown(logits, open),
    };
  }

  #unknown(logits: ArrayLike<number>, open: Float64Array): number {
    const { calibration, words } = this.#card;
    const { unusual } = calibration;
    if (unusual !== undefined && logits.length > words.length)
      return 1 / (1 + Math.exp(unusual - unlikeness(logits, words.length)));
    // A version that was made before: what its words' probabilities leave.
    return Math.max(0, 1 - open.reduce((sum, probability) => sum + probability, 0));
  }
}
