import { Worker } from 'node:worker_threads';

/**
 * A thread of its own, seen from outside: it says when it is ready, and answers one question at a time. Its module finds
 * what it is started with in `workerData.setup`.
 */
export class Thread<Question, Reply extends { readonly type: string }> {
  readonly #worker: Worker;
  #waiting: { resolve: (reply: Reply) => void; reject: (error: unknown) => void } | null = null;
  #broken: Error | null = null;

  /** @param module a file of TypeScript, which speaks through `parentPort` */
  constructor(module: URL, setup: unknown) {
    this.#worker = new Worker(new URL('./thread.mjs', import.meta.url), {
      workerData: { module: module.href, setup },
    });
    this.#worker.on('message', (reply: Reply) => this.#waiting?.resolve(reply));
    this.#worker.on('error', (error: Error) => this.#break(error));
    this.#worker.on('exit', () => this.#break(new Error('A thread that trains has stopped.')));
  }

  ask(question: Question): void {
    this.#worker.postMessage(question);
  }

  /** The next thing it says, which has to be of this type. @throws whatever broke the thread */
  async next<Type extends Reply['type']>(type: Type): Promise<Extract<Reply, { type: Type }>> {
    const reply = await new Promise<Reply>((resolve, reject) => {
      if (this.#broken) reject(this.#broken);
      else this.#waiting = { resolve, reject };
    });
    this.#waiting = null;
    if (reply.type !== type) throw new Error(`A thread said ${reply.type} instead of ${type}.`);
    return reply as Extract<Reply, { type: Type }>;
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }

  #break(error: Error): void {
    this.#broken ??= error;
    this.#waiting?.reject(this.#broken);
  }
}
