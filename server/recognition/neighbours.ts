import { DOODLES, doodleToDrawing, type Doodle } from '../../shared/doodles/index.ts';
import { simplify } from '../../shared/drawing/index.ts';
import type { Neighbour } from '../../shared/protocol/index.ts';
import { cosineSimilarity } from '../../shared/recognition/similarity.ts';
import type { Scholar } from './recogniser.ts';

/** Drawings among which neighbours are looked for; each source looks in its own way. */
export interface NeighbourSource {
  /**
   * The nearest drawings, the nearest first.
   * @param embedding of a drawing, see `Study`
   * @throws RecogniserError when it cannot look
   */
  nearest(embedding: Float32Array, count: number): Promise<readonly Neighbour[]>;
}

/** The nearest drawings of all sources together, the nearest first. */
export async function nearestOf(
  sources: readonly NeighbourSource[],
  embedding: Float32Array,
  count: number,
): Promise<Neighbour[]> {
  const found = await Promise.all(sources.map((source) => source.nearest(embedding, count)));
  return nearestFirst(found.flat()).slice(0, count);
}

interface Embedded {
  readonly word: string;
  readonly doodle: Doodle;
  readonly embedding: Float32Array;
}

/** The doodles that ship with the project. The network looks at them once, when they are first asked for. */
export class ShippedDoodles implements NeighbourSource {
  readonly #recogniser: Scholar;
  #embedded: Promise<readonly Embedded[]> | null = null;
  /** Which version looked: embeddings of another one say nothing. */
  #version = '';

  constructor(recogniser: Scholar) {
    this.#recogniser = recogniser;
  }

  /** Has the network look now, so that the first who asks need not wait. Never rejects: the one who asks will hear of it. */
  async prepare(): Promise<void> {
    await this.#all().catch(() => undefined);
  }

  async nearest(embedding: Float32Array, count: number): Promise<readonly Neighbour[]> {
    const neighbours = (await this.#all()).map(({ word, doodle, embedding: other }): Neighbour => ({
      word,
      strokes: doodle,
      similarity: cosineSimilarity(embedding, other),
      origin: 'inkling',
    }));
    return nearestFirst(neighbours).slice(0, count);
  }

  async #all(): Promise<readonly Embedded[]> {
    const { modelVersion } = this.#recogniser;
    if (modelVersion !== this.#version) this.#embedded = null;
    this.#version = modelVersion;
    this.#embedded ??= this.#embed();
    try {
      return await this.#embedded;
    } catch (error) {
      // The network was away: whoever asks next has another try.
      this.#embedded = null;
      throw error;
    }
  }

  #embed(): Promise<readonly Embedded[]> {
    const all = Object.entries(DOODLES).flatMap(([word, doodles]) =>
      doodles.map(async (doodle): Promise<Embedded> => {
        const { embedding } = await this.#recogniser.study(simplify(doodleToDrawing(doodle)));
        return { word, doodle, embedding };
      }),
    );
    return Promise.all(all);
  }
}

function nearestFirst(neighbours: readonly Neighbour[]): Neighbour[] {
  return [...neighbours].sort((a, b) => b.similarity - a.similarity);
}
