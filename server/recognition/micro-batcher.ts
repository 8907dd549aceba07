import { RecogniserError } from './recogniser.ts';

export interface BatcherOptions<In, Out> {
  /** Handles several items at once, and answers in their order. */
  readonly run: (items: readonly In[]) => Promise<readonly Out[]>;
  readonly maxBatch: number;
  /**
   * How many full batches may be on their way at once. Their answers are only heard once an event loop comes round: where that
   * takes long, one at a time would leave whoever runs them idle most of it.
   */
  readonly maxRunning: number;
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
 * Gathers items that come one by one into batches: while one is running, the next one grows until it is full. A network that is
 * asked for eight pictures at once answers sooner than one that is asked eight times.
 */
export class MicroBatcher<In, Out> {
  readonly #options: BatcherOptions<In, Out>;
  readonly #queue: Waiting<In, Out>[] = [];
  #running = 0;
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
      this.#begin();
    });
  }

  /** Runs what is full, and what is not where nothing runs and it has waited for company. */
  #begin(): void {
    const { maxBatch, maxRunning, maxWaitMs } = this.#options;
    while (this.#queue.length >= maxBatch && this.#running < maxRunning) void this.#runNext();
    if (this.#running > 0 || this.#queue.length === 0) return;
    this.#timer ??= setTimeout(() => void this.#runNext(), maxWaitMs);
  }

  async #runNext(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const batch = this.#queue.splice(0, this.#options.maxBatch);
    this.#running += 1;
    try {
      const results = await this.#options.run(batch.map(({ item }) => item));
      batch.forEach(({ resolve }, index) => resolve(results[index]!));
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
    this.#running -= 1;
    // What came meanwhile has waited for company long enough.
    if (this.#running === 0 && this.#queue.length > 0) void this.#runNext();
    this.#begin();
  }
}
