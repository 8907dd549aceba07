import { Worker } from 'node:worker_threads';
import {
  threadClock,
  type InferRequest,
  type WorkerMessage,
  type WorkerSetup,
} from './inference-messages.ts';
import type { Encoded } from '../../shared/recognition/look.ts';
import { RecogniserError } from './recogniser.ts';

/** A worker that broke is replaced after this pause. */
const RESTART_PAUSE_MS = 1_000;

type Rows = Pick<Extract<WorkerMessage, { type: 'logits' }>, 'logits' | 'embeddings' | 'readyAt'>;

/** What the network makes of one picture. */
export interface Answer {
  /** One an output. */
  readonly logits: Float32Array;
  /** How long its thread took, what it had to do before included; not how long this thread took to hear of it. */
  readonly tookMs: number;
}

export interface Insight extends Pick<Answer, 'logits'> {
  /** What the layer before the last one says, one a unit. */
  readonly embedding: Float32Array;
}

interface Pending {
  readonly resolve: (rows: Rows) => void;
  readonly reject: (error: unknown) => void;
}

export interface InferenceOptions extends WorkerSetup {
  /** The worker broke, or its replacement did. */
  readonly onBroken: (error: unknown) => void;
}

/**
 * The network in its thread, seen from the server. A thread that breaks fails what was asked of it and is replaced; one that
 * breaks before it was ready is not, for the next one would break too.
 */
export class Inference {
  readonly #options: InferenceOptions;
  readonly #pending = new Map<number, Pending>();
  #worker!: Worker;
  #nextId = 1;
  #closed = false;
  /** What computes, such as "WebAssembly (SIMD), tfjs 4.22.0"; null while there is no working thread. */
  #engine: string | null = null;
  #restart: NodeJS.Timeout | null = null;

  private constructor(options: InferenceOptions) {
    this.#options = options;
  }

  /** Starts the thread and waits until the network is warm. @throws RecogniserError `unavailable` */
  static async start(options: InferenceOptions): Promise<Inference> {
    const inference = new Inference(options);
    await inference.#spawn();
    return inference;
  }

  get engine(): string | null {
    return this.#engine;
  }

  /**
   * Runs drawings through the network.
   * @param inputs what it is given of each, at least one, all of one kind
   * @returns one for each drawing
   */
  async infer(inputs: readonly Encoded[]): Promise<Answer[]> {
    const askedAt = threadClock();
    const { logits, readyAt } = await this.#ask(inputs, false);
    return rowsOf(logits, inputs.length).map((row) => ({ logits: row, tookMs: readyAt - askedAt }));
  }

  /** Runs drawings through the network, as `infer` does, and tells what went into its last layer, too. */
  async study(inputs: readonly Encoded[]): Promise<Insight[]> {
    const { logits, embeddings } = await this.#ask(inputs, true);
    const embeddingRows = rowsOf(embeddings!, inputs.length);
    return rowsOf(logits, inputs.length).map((row, index) => ({
      logits: row,
      embedding: embeddingRows[index]!,
    }));
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#restart) clearTimeout(this.#restart);
    await this.#worker.terminate();
  }

  async #ask(inputs: readonly Encoded[], embed: boolean): Promise<Rows> {
    if (this.#engine === null) throw new RecogniserError('unavailable', 'The network is not running.');
    const together = joined(inputs);
    return new Promise((resolve, reject) => {
      const id = this.#nextId++;
      this.#pending.set(id, { resolve, reject });
      this.#worker.postMessage({ id, inputs: together, embed } satisfies InferRequest, [
        together.buffer as ArrayBuffer,
      ]);
    });
  }

  /** Starts a thread; resolves when it is ready, rejects when it cannot be. */
  #spawn(): Promise<void> {
    const { engine, artifacts, niceness } = this.#options;
    const worker = new Worker(new URL('./inference.worker.mjs', import.meta.url), {
      workerData: { engine, artifacts, niceness } satisfies WorkerSetup,
    });
    this.#worker = worker;
    return new Promise((resolve, reject) => {
      let cause = new Error('the thread stopped');
      worker.on('error', (error: Error) => (cause = error));
      worker.on('message', (message: WorkerMessage) => {
        if (message.type === 'ready') {
          this.#engine = message.engine;
          resolve();
        } else {
          this.#hear(message);
        }
      });
      worker.on('exit', () => {
        this.#lose(cause);
        reject(new RecogniserError('unavailable', `The network cannot run: ${cause.message}`, { cause }));
      });
    });
  }

  #hear(message: Exclude<WorkerMessage, { type: 'ready' }>): void {
    const pending = this.#pending.get(message.id);
    this.#pending.delete(message.id);
    if (message.type === 'logits') pending?.resolve(message);
    else pending?.reject(new RecogniserError('unavailable', message.message));
  }

  #lose(cause: Error): void {
    const wasReady = this.#engine !== null;
    this.#engine = null;
    for (const { reject } of this.#pending.values()) {
      reject(new RecogniserError('unavailable', 'The network broke.', { cause }));
    }
    this.#pending.clear();
    if (this.#closed || !wasReady) return;
    const { onBroken } = this.#options;
    onBroken(cause);
    this.#restart = setTimeout(() => void this.#spawn().catch(onBroken), RESTART_PAUSE_MS);
  }
}

/** @param inputs at least one */
function joined(inputs: readonly Encoded[]): Encoded {
  const first = inputs[0]!;
  const size = first.length;
  const together = new (first instanceof Float32Array ? Float32Array : Uint8Array)(size * inputs.length);
  inputs.forEach((input, index) => together.set(input, index * size));
  return together;
}

function rowsOf(values: Float32Array, count: number): Float32Array[] {
  const width = values.length / count;
  return Array.from({ length: count }, (_, row) => values.subarray(row * width, (row + 1) * width));
}
