import type { Clock } from './clock.ts';
import type { RoomChange, RoomKeeper } from './keeper.ts';

/** What is new in rooms is kept this often: so much of a game can be lost with its process. */
export const KEEP_INTERVAL_MS = 250;
/** While nothing is new, that the process is alive is noted this often. */
const SIGN_OF_LIFE_MS = 1_000;

/** A room, as far as it is kept. */
export interface KeepableRoom {
  readonly code: string;
  takeUnkept(anew?: boolean): RoomChange;
}

export interface KeepingOptions {
  readonly keeper: RoomKeeper;
  readonly clock: Pick<Clock, 'now'>;
  /** Keeping has begun to fail, for this reason, or (null) works again. Games go on meanwhile. */
  readonly onTrouble: (error: unknown) => void;
}

/** Keeps what is new in all rooms of this process, away from the moment in which it happens. */
export class Keeping {
  readonly #options: KeepingOptions;
  readonly #rooms = new Set<KeepableRoom>();
  readonly #changed = new Set<KeepableRoom>();
  /** Those of which something was handed out that was not kept. */
  readonly #unsure = new Set<KeepableRoom>();
  readonly #ended = new Set<string>();
  readonly #timer: NodeJS.Timeout;
  #isTroubled = false;
  #saving: Promise<void> | null = null;
  #savedAt = 0;

  constructor(options: KeepingOptions) {
    this.#options = options;
    this.#timer = setInterval(() => void this.#turn(), KEEP_INTERVAL_MS);
    this.#timer.unref();
  }

  /** Whether what is new is being kept. */
  get isTroubled(): boolean {
    return this.#isTroubled;
  }

  /** Something is new in this room. */
  changed(room: KeepableRoom): void {
    this.#rooms.add(room);
    this.#changed.add(room);
  }

  /** This room is over for good. */
  ended(room: KeepableRoom): void {
    this.letGo(room);
    this.#ended.add(room.code);
  }

  /** This room is somebody else's business from now on. */
  letGo(room: KeepableRoom): void {
    this.#rooms.delete(room);
    this.#changed.delete(room);
    this.#unsure.delete(room);
  }

  /** Everything of every room is to be kept once more. */
  keepAnew(): void {
    for (const room of this.#rooms) {
      this.#changed.add(room);
      this.#unsure.add(room);
    }
  }

  /** Keeps what is new now. Does not throw: see `onTrouble`. */
  async flush(): Promise<void> {
    while (this.#saving) await this.#saving;
    this.#saving = this.#save().finally(() => (this.#saving = null));
    await this.#saving;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.flush();
    await this.#options.keeper.close();
  }

  /** A keeper that is slower than the clock gets more at once, not one more to wait for. */
  async #turn(): Promise<void> {
    const isQuiet = this.#changed.size === 0 && this.#ended.size === 0;
    const isDue = this.#rooms.size > 0 && this.#options.clock.now() - this.#savedAt >= SIGN_OF_LIFE_MS;
    if (this.#saving || (isQuiet && !isDue)) return;
    await this.flush();
  }

  async #save(): Promise<void> {
    const { keeper, clock } = this.#options;
    const rooms = [...this.#changed];
    const ended = [...this.#ended];
    const changes = rooms.map((room) => room.takeUnkept(this.#unsure.has(room)));
    this.#changed.clear();
    this.#ended.clear();
    this.#savedAt = clock.now();
    try {
      await keeper.save(changes, ended, this.#savedAt);
      for (const room of rooms) this.#unsure.delete(room);
      this.#tell(null);
    } catch (error) {
      for (const room of rooms.filter((one) => this.#rooms.has(one))) {
        this.#changed.add(room);
        this.#unsure.add(room);
      }
      for (const code of ended) this.#ended.add(code);
      this.#tell(error);
    }
  }

  #tell(error: unknown): void {
    if (this.#isTroubled === (error !== null)) return;
    this.#isTroubled = error !== null;
    this.#options.onTrouble(error);
  }
}
