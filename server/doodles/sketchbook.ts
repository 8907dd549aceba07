import { drawingToDoodle, type Doodle as Sketch } from '../../shared/doodles/index.ts';
import { simplify } from '../../shared/drawing/index.ts';
import type { Sketchbook } from '../rooms/bots/repertoire.ts';
import type { Doodles } from './doodles.ts';

/** Drawings that are kept at hand, the newest ones: more than a game's worth of each word, and little memory. */
const MOST_SKETCHES = 2_000;

/**
 * What players gave and somebody has accepted, for bots to repeat. A copy in memory, as a bot cannot wait for the database;
 * what its drawer takes back, or somebody reports, is gone from it with the next `refresh`.
 */
export class GivenSketches implements Sketchbook {
  readonly #doodles: Doodles;
  #byWord = new Map<string, Sketch[]>();

  constructor(doodles: Doodles) {
    this.#doodles = doodles;
  }

  get words(): readonly string[] {
    return [...this.#byWord.keys()];
  }

  of(word: string): readonly Sketch[] {
    return this.#byWord.get(word) ?? [];
  }

  /** Reads them anew. @throws where the database does not answer: then what is known stays */
  async refresh(): Promise<void> {
    const byWord = new Map<string, Sketch[]>();
    for (const { word, drawing } of await this.#doodles.showable(MOST_SKETCHES)) {
      byWord.set(word, [...(byWord.get(word) ?? []), drawingToDoodle(simplify(drawing))]);
    }
    this.#byWord = byWord;
  }
}
