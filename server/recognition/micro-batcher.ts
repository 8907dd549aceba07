import { RecogniserError } from './recogniser.ts';

export interface BatcherOptions<In, Out> {
  /** Handles several items at once, and answers in their order. */
  readonly run: (items: readonly In[]) => Promise<readonly Out[]>;
  readonly maxBatch: number;
  /** How long the first item of a batch waits for company while nothing else is running, in milliseconds. */
  readonly maxWaitMs: number;
  /** How many items may wait; more are refused. */
  readonly maxQueue: number;
}

interface Waiting<In, Out> {
  readonly item: In;
  readonly resolve: (result: Out) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Gathers items that come one by one into batches, one batch at a time: while one is running, the next one grows. A network
 * that is asked for thirty pictures at once answers several times sooner than one that is asked thirty times.
 */
export class MicroBatcher<In, Out> {
  readonly #options: BatcherOptions<In, Out>;
  readonly #queue: Waiting<In, Out>[] = [];
  #running = false;
  #timer: NodeJS.Timeout | null = null;

  constructor(options: BatcherOptions<In, Out>) {
    this.#options = options;
  }

  /** Items that wait, those that are running left out. */
  get waiting(): number {
    return this.#queue.length;
  }

  /** @throws RecogniserError `busy` where too many wait already */
  submit(item: In): Promise<Out> {
    if (this.#queue.length >= this.#options.maxQueue) {
      return Promise.reject(new RecogniserError('busy', 'Too many pictures wait for the network already.'));
    }
    return new Promise((resolve, reject) => {
      this.#queue.push({ item, resolve, reject });
      if (this.#running) return;
      if (this.#queue.length >= this.#options.maxBatch) void this.#runNext();
      else this.#timer ??= setTimeout(() => void this.#runNext(), this.#options.maxWaitMs);
    });
  }

  async #runNext(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#running = true;
    while (this.#queue.length > 0) {
      const batch = this.#queue.splice(0, this.#options.maxBatch);
      try {
        const results = await this.#options.run(batch.map(({ item }) => item));
        batch.forEach(({ resolve }, index) => resolve(results[index]!));
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.#running = false;
  }
}
