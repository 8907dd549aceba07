import type { Recogniser } from '../recognition/recogniser.ts';
import type { GivenDrawing } from '../rooms/giving.ts';
import type { Doodle, FirstLook } from './doodle.ts';
import type { Doodles } from './doodles.ts';
import { doubtsAbout } from './doubts.ts';

export interface CollectorOptions {
  readonly doodles: Doodles;
  readonly recogniser: Recogniser;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Keeps what players give, with what speaks against it. */
export class Collector {
  readonly #options: CollectorOptions;

  constructor(options: CollectorOptions) {
    this.#options = options;
  }

  /** Resolves once the drawing is kept for good. @throws where the database does not take it */
  async keep(given: GivenDrawing): Promise<Doodle> {
    const { doodles, recogniser, now } = this.#options;
    const { artistId, word, drawing, recognisedAtInk, pen, country, language } = given;
    const drawnAt = now();
    // A network that is too busy to look is no reason to lose a doodle.
    const firstLook = await this.#look(given).catch(() => null);
    return doodles.save({
      owner: artistId,
      word,
      drawing,
      recognisedAtInk,
      modelVersion: recogniser.modelVersion,
      firstLook,
      pen,
      language,
      country,
      drawnAt,
      doubts: doubtsAbout(drawing, firstLook?.unknown ?? null),
    });
  }

  async #look({ drawing, word }: GivenDrawing): Promise<FirstLook> {
    const { recogniser } = this.#options;
    const { deckProbabilities, unknown } = await recogniser.guess(drawing, recogniser.words);
    const best = Math.max(...deckProbabilities);
    return {
      ownProbability: deckProbabilities[recogniser.words.indexOf(word)] ?? 0,
      bestWord: recogniser.words[deckProbabilities.indexOf(best)]!,
      bestProbability: best,
      unknown,
    };
  }
}
