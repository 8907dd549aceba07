import { Worker } from 'node:worker_threads';
import { IMAGE_PIXELS } from '../../shared/drawing/index.ts';
import type { EngineName } from '../recognition/engine/engine.ts';
import type { SavedTensor } from './checkpoint.ts';
import type { Learning } from './learner.ts';
import type { Optimiser } from './optimiser.ts';
import { outputsOf, type Recipe } from './recipe.ts';
import { Barrier, type ReplicaReply, type ReplicaRequest, type ReplicaSetup } from './replica-messages.ts';
import type { Batch } from './sampling.ts';

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
    const threads = Array.from(
      { length: count },
      (_, index) => new ReplicaThread({ engine, recipe, index, replicas: count, memory, gradients, barrier }),
    );
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

type ReplyOf<Type extends ReplicaReply['type']> = Extract<ReplicaReply, { type: Type }>;

/** One replica seen from outside: asked one thing at a time. */
class ReplicaThread {
  readonly #worker: Worker;
  #waiting: { resolve: (reply: ReplicaReply) => void; reject: (error: unknown) => void } | null = null;
  #broken: Error | null = null;

  constructor(setup: ReplicaSetup) {
    this.#worker = new Worker(new URL('./replica.worker.mjs', import.meta.url), { workerData: setup });
    this.#worker.on('message', (reply: ReplicaReply) => this.#waiting?.resolve(reply));
    this.#worker.on('error', (error: Error) => this.#break(error));
    this.#worker.on('exit', () => this.#break(new Error('A thread that trains has stopped.')));
  }

  ask(request: ReplicaRequest): void {
    this.#worker.postMessage(request);
  }

  /** The next thing it says, which has to be of this type. @throws whatever broke the thread */
  async next<Type extends ReplicaReply['type']>(type: Type): Promise<ReplyOf<Type>> {
    const reply = await new Promise<ReplicaReply>((resolve, reject) => {
      if (this.#broken) reject(this.#broken);
      else this.#waiting = { resolve, reject };
    });
    this.#waiting = null;
    if (reply.type !== type) throw new Error(`A replica said ${reply.type} instead of ${type}.`);
    return reply as ReplyOf<Type>;
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }

  #break(error: Error): void {
    this.#broken ??= error;
    this.#waiting?.reject(this.#broken);
  }
}
