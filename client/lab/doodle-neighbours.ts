import { DOODLES, doodleToDrawing, type Doodle } from '../../shared/doodles/index.ts';
import type { Neighbour } from '../../shared/protocol/index.ts';
import { lookAt } from '../../shared/recognition/look.ts';
import { cosineSimilarity } from '../../shared/recognition/similarity.ts';
import type { LabNetwork } from './lab-network.ts';

/** Doodles that are looked at in one go, between which the page may breathe. */
const AT_ONCE = 8;

/** The doodles that ship with the project, as the network of this page sees them: real drawings of others never come here. */
export class DoodleNeighbours {
  readonly #known: { readonly word: string; readonly doodle: Doodle; readonly embedding: Float32Array }[] =
    [];

  /** Has the network look at all of them, a few at a time. */
  async prepare(network: LabNetwork, rest: () => Promise<void>): Promise<void> {
    const all = Object.entries(DOODLES).flatMap(([word, doodles]) =>
      doodles.map((doodle) => ({ word, doodle })),
    );
    for (let first = 0; first < all.length; first += AT_ONCE) {
      const some = all.slice(first, first + AT_ONCE);
      const seen = network.lookAtAll(some.map(({ doodle }) => lookAt(doodleToDrawing(doodle)).image));
      some.forEach((each, index) => this.#known.push({ ...each, embedding: seen[index]!.embedding }));
      await rest();
    }
  }

  /** The nearest of those that were looked at so far, the nearest first. */
  nearest(embedding: Float32Array, count: number): Neighbour[] {
    return this.#known
      .map(({ word, doodle, embedding: other }): Neighbour => ({
        word,
        strokes: doodle,
        similarity: cosineSimilarity(embedding, other),
        origin: 'inkling',
      }))
      .sort((a, b) => b.similarity - a.similarity)
      .slice(0, count);
  }
}
