import { IMAGE_PIXELS } from '../../shared/drawing/index.ts';
import type { EngineName } from '../recognition/engine/engine.ts';
import type { SavedTensor } from './checkpoint.ts';
import type { Learning } from './learner.ts';
import type { Optimiser } from './optimiser.ts';
import { outputsOf, type Recipe } from './recipe.ts';
import { Barrier, type ReplicaReply, type ReplicaRequest, type ReplicaSetup } from './replica-messages.ts';
import type { Batch } from './sampling.ts';
import { Thread } from './thread.ts';

type ReplicaThread = Thread<ReplicaRequest, ReplicaReply>;
const MODULE = new URL('./replica.worker.ts', import.meta.url);

/**
 * Several copies of a network, each in a thread of its own, that learn as one: each takes its part of every batch, and by
 * the sum of all gradients its part of the step, for all of them work on the weights of one optimiser. It is the same as
 * learning the whole batch at once, and uses the cores better than TensorFlow does by itself with pictures as small as ours.
 */
export class Replicas implements Learning {
  readonly #threads: readonly ReplicaThread[];
  readonly #recipe: Recipe;
  readonly #optimiser: Optimiser;

  private constructor(threads: readonly ReplicaThread[], recipe: Recipe, optimiser: Optimiser) {
    this.#threads = threads;
    this.#recipe = recipe;
    this.#optimiser = optimiser;
  }

  /** @param optimiser holds what all of them begin with; whoever calls leaves it alone from now on */
  static async start(
    count: number,
    engine: EngineName,
    recipe: Recipe,
    optimiser: Optimiser,
  ): Promise<Replicas> {
    const { memory, size } = optimiser;
    const gradients = new SharedArrayBuffer(count * size * Float32Array.BYTES_PER_ELEMENT);
    const barrier = new SharedArrayBuffer(Barrier.BYTES);
    const threads = Array.from({ length: count }, (_, index): ReplicaThread => {
      const setup: ReplicaSetup = { engine, recipe, index, replicas: count, memory, gradients, barrier };
      return new Thread(MODULE, setup);
    });
    const replicas = new Replicas(threads, recipe, optimiser);
    try {
      await Promise.all(threads.map((thread) => thread.next('ready')));
    } catch (error) {
      await replicas.close();
      throw error;
    }
    return replicas;
  }

  async step(batch: Batch, learningRate: number): Promise<number> {
    const size = batch.labels.length;
    this.#optimiser.begin();
    const replies = this.#threads.map((thread, index) => {
      const from = Math.floor((index * size) / this.#threads.length);
      const to = Math.floor(((index + 1) * size) / this.#threads.length);
      const part = rowsOf(batch, from, to, outputsOf(this.#recipe));
      thread.ask({ batch: part, share: (to - from) / size, learningRate });
      return thread.next('stepped');
    });
    return (await Promise.all(replies)).reduce((sum, { loss }) => sum + loss, 0);
  }

  state(): SavedTensor[] {
    return this.#optimiser.state();
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.stop()));
  }
}

/** The rows `from` … `to` of a batch. */
function rowsOf(batch: Batch, from: number, to: number, outputs: number): Batch {
  return {
    seed: `${batch.seed}/${from}`,
    pictures: batch.pictures.slice(from * IMAGE_PIXELS, to * IMAGE_PIXELS),
    labels: batch.labels.slice(from, to),
    others: batch.others && batch.others.slice(from, to),
    shares: batch.shares && batch.shares.slice(from, to),
    opinions: batch.opinions && batch.opinions.slice(from * outputs, to * outputs),
  };
}
