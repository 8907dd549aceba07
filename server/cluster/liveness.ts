import type { Clock } from '../rooms/clock.ts';
import { DEAD_AFTER_MS, KEYS, type RedisConnections } from './redis.ts';

/** Signs of life, and looks at those of others. */
const BEAT_MS = 500;

export interface LivenessOptions {
  readonly me: string;
  readonly commands: RedisConnections['commands'];
  readonly clock: Pick<Clock, 'now'>;
  /** A node gives no sign of life any more. Asked again at every beat, until it is forgotten. */
  readonly onDead: (node: string) => Promise<void>;
  /** Redis is away (true), or back. */
  readonly onDegraded: (isDegraded: boolean) => void;
  readonly onError: (error: unknown) => void;
}

/** This node's signs of life in Redis, and what they say of the other nodes and of Redis itself. */
export class Liveness {
  readonly #options: LivenessOptions;
  #alive: readonly string[] = [];
  #timer: NodeJS.Timeout | undefined;
  #isDegraded = false;
  #isBeating = false;
  /** Before that, others may not have had the time for a sign of life. */
  #mayTakeFrom = Infinity;

  constructor(options: LivenessOptions) {
    this.#options = options;
  }

  /** Nodes that gave a sign of life, this one included, by the last beat. */
  get alive(): readonly string[] {
    return this.#alive;
  }

  /** Whether Redis is away. */
  get isDegraded(): boolean {
    return this.#isDegraded;
  }

  /** Whether who is silent can be taken for dead. */
  get mayTake(): boolean {
    return Date.now() >= this.#mayTakeFrom;
  }

  async begin(): Promise<void> {
    this.#mayTakeFrom = Date.now() + DEAD_AFTER_MS;
    await this.#beat();
    this.#timer = setInterval(() => void this.#beat(), BEAT_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** The other nodes, as they are now. */
  async others(): Promise<string[]> {
    // A node that came a moment ago is not among those of the last sign of life.
    await this.#beat();
    return this.#isDegraded ? [] : this.#alive.filter((node) => node !== this.#options.me);
  }

  async #beat(): Promise<void> {
    if (this.#isBeating) return;
    this.#isBeating = true;
    const { me, commands, clock, onDead, onError } = this.#options;
    try {
      const [dead, alive] = await commands.beat(KEYS.nodes, KEYS.clocks, me, String(clock.now()));
      this.#alive = alive;
      this.#setDegraded(false);
      // Whoever has read anything of the stream reads on from there; before that, what comes between two reads is lost.
      if (!this.mayTake) await commands.xadd(KEYS.stream, '*', 'node', me);
      if (this.mayTake) for (const node of dead) await onDead(node);
    } catch (error) {
      if (!this.#isDegraded) onError(error);
      this.#setDegraded(true);
    } finally {
      this.#isBeating = false;
    }
  }

  #setDegraded(isDegraded: boolean): void {
    if (this.#isDegraded === isDegraded) return;
    this.#isDegraded = isDegraded;
    // Redis may have lost everything; and the other nodes have been as silent as this one.
    if (!isDegraded) this.#mayTakeFrom = Date.now() + DEAD_AFTER_MS;
    this.#options.onDegraded(isDegraded);
  }
}
