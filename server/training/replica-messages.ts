import type { EngineName } from '../recognition/engine/engine.ts';
import type { Recipe } from './recipe.ts';
import type { Batch } from './sampling.ts';

/** What a replica's thread is started with. */
export interface ReplicaSetup {
  readonly engine: EngineName;
  readonly recipe: Recipe;
  /** 0, 1, … of `replicas`. */
  readonly index: number;
  readonly replicas: number;
  /** Of the optimiser that all of them share, and begin with. */
  readonly memory: SharedArrayBuffer;
  /** [replicas, parameters] floats: each replica writes its gradients into its row. */
  readonly gradients: SharedArrayBuffer;
  /** See `Barrier`. */
  readonly barrier: SharedArrayBuffer;
}

/** Asked of a replica: to learn its part of a batch, and to take its part of the step that all gradients call for. */
export interface ReplicaRequest {
  readonly batch: Batch;
  /** What part of the whole batch this is. */
  readonly share: number;
  readonly learningRate: number;
}

/** What it answers. */
export type ReplicaReply =
  | { type: 'ready' }
  /** The loss of its part, times its share. */
  | { type: 'stepped'; loss: number };

const ARRIVED = 0;
const GENERATION = 1;
/**
 * A replica that has not come after so many waits has died. Several short ones: while the whole process is stopped (Ctrl-Z, a
 * laptop that sleeps) only one of them runs out.
 */
const MOST_WAITS = 120;
const WAIT_MS = 1_000;

/** A place where threads wait until all of them have come. */
export class Barrier {
  static readonly BYTES = 2 * Int32Array.BYTES_PER_ELEMENT;
  readonly #counters: Int32Array;
  readonly #parties: number;

  constructor(buffer: SharedArrayBuffer, parties: number) {
    this.#counters = new Int32Array(buffer);
    this.#parties = parties;
  }

  /** Blocks the thread. @throws Error where the others do not come */
  wait(): void {
    const generation = Atomics.load(this.#counters, GENERATION);
    if (Atomics.add(this.#counters, ARRIVED, 1) === this.#parties - 1) {
      Atomics.store(this.#counters, ARRIVED, 0);
      Atomics.add(this.#counters, GENERATION, 1);
      Atomics.notify(this.#counters, GENERATION);
      return;
    }
    for (let wait = 0; wait < MOST_WAITS; wait += 1) {
      if (Atomics.wait(this.#counters, GENERATION, generation, WAIT_MS) !== 'timed-out') return;
    }
    throw new Error('Another replica of the network has stopped.');
  }
}
