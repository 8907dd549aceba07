import path from 'node:path';
import { NetworkExplainer } from '../recognition/explainer.ts';
import { ShippedDoodles } from '../recognition/neighbours.ts';
import { NetworkRecogniser } from '../recognition/network-recogniser.ts';
import { readModelVersion } from '../recognition/registry.ts';
import type { Mind } from '../rooms/directory.ts';
import { RequestError } from '../rooms/errors.ts';
import type { Lab } from './lab.ts';

/** Networks from the lab that can guess at the same time, each in a thread of its own. */
const MAX_RUNNING = 3;

export interface LabModelsOptions {
  readonly lab: Lab;
  readonly engine: 'auto' | 'wasm' | 'native';
  readonly onBroken: (error: unknown) => void;
}

/** The lab's networks that guess in rooms. */
export class LabModels {
  readonly #options: LabModelsOptions;
  readonly #running = new Map<string, { readonly started: Promise<NetworkRecogniser>; rooms: number }>();

  constructor(options: LabModelsOptions) {
    this.#options = options;
  }

  /**
   * A version for a new room, until `release`.
   * @throws RequestError `no-such-run`, `lab-busy`
   */
  async open(version: string): Promise<Mind> {
    const { lab } = this.#options;
    if (!lab.has(version)) {
      throw new RequestError('no-such-run', 'This network is not kept any more: train it again.');
    }
    let running = this.#running.get(version);
    if (!running) {
      if (this.#running.size >= MAX_RUNNING) {
        throw new RequestError(
          'lab-busy',
          'Other rooms play with networks from the lab: wait until one is over.',
        );
      }
      running = { started: this.#start(path.join(lab.modelsDir, version)), rooms: 0 };
      this.#running.set(version, running);
    }
    running.rooms += 1;
    let isReleased = false;
    const release = () => {
      if (isReleased) return;
      isReleased = true;
      this.#release(version);
    };
    try {
      const recogniser = await running.started;
      const doodles = new ShippedDoodles(recogniser);
      return {
        recogniser,
        explainer: new NetworkExplainer(recogniser, [doodles]),
        words: recogniser.words,
        release,
      };
    } catch (error) {
      release();
      throw error;
    }
  }

  async close(): Promise<void> {
    const all = [...this.#running.values()];
    this.#running.clear();
    await Promise.allSettled(all.map(async ({ started }) => (await started).close()));
  }

  async #start(folder: string): Promise<NetworkRecogniser> {
    const { engine, onBroken } = this.#options;
    return NetworkRecogniser.start(await readModelVersion(folder), { engine, onBroken });
  }

  #release(version: string): void {
    const running = this.#running.get(version);
    if (!running) return;
    running.rooms -= 1;
    if (running.rooms > 0) return;
    this.#running.delete(version);
    void running.started.then(
      (recogniser) => recogniser.close(),
      () => undefined,
    );
  }
}
