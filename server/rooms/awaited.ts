import type { PlayerId } from '../../shared/game/index.ts';
import type { Cancel, Clock } from './clock.ts';

/** So long a room waits for people whose connections were lost with the process that had them. */
export const RETURN_MS = 3_000;

export interface AwaitedOptions {
  readonly clock: Clock;
  /** Nobody is waited for any more; `missing` are those who have not come. */
  readonly onOver: (missing: readonly PlayerId[]) => void;
}

/** People who are not here through no fault of theirs, and will be back in a moment. */
export class Awaited {
  readonly #options: AwaitedOptions;
  readonly #ids = new Set<PlayerId>();
  #cancel: Cancel = () => undefined;

  constructor(options: AwaitedOptions) {
    this.#options = options;
  }

  /** Waits for these, too. */
  expect(ids: readonly PlayerId[]): void {
    for (const id of ids) this.#ids.add(id);
    this.#cancel();
    this.#cancel = this.#options.clock.after(RETURN_MS, () => this.#end());
  }

  /** This player is here, or will not come. */
  settle(id: PlayerId): void {
    if (this.#ids.delete(id) && this.#ids.size === 0) this.#end();
  }

  stop(): void {
    this.#cancel();
  }

  #end(): void {
    this.#cancel();
    const missing = [...this.#ids];
    this.#ids.clear();
    this.#options.onOver(missing);
  }
}
