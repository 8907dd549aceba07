import type {
  ModerationState,
  QueueCounts,
  QueuedDrawing,
  QueuePage,
} from '../../../shared/protocol/index.ts';
import { Signal } from '../../net/signal.ts';

/** With fewer drawings at hand the next ones are fetched: nobody who is fast waits. */
const FEWEST_AHEAD = 10;
const MINUTE_MS = 60_000;
/** So many steps can be undone. */
const MOST_REMEMBERED = 100;

export interface DeskOptions {
  readonly page: (after: string | null) => Promise<QueuePage>;
  /** Resolves to how many are left; null where the drawing is gone. */
  readonly decide: (drawing: QueuedDrawing, moderation: ModerationState) => Promise<QueueCounts | null>;
  /** Milliseconds, of any beginning. */
  readonly now: () => number;
}

interface Step {
  readonly drawing: QueuedDrawing;
  /** null was skipped. */
  readonly decision: Exclude<ModerationState, 'waiting'> | null;
  readonly at: number;
}

/**
 * One drawing after the other, and what a person says about it. A decision shows the next drawing at once and is saved
 * behind it, one at a time and in order; one that is not saved comes back.
 */
export class Desk {
  readonly changed = new Signal<undefined>();
  readonly #options: DeskOptions;
  #ahead: QueuedDrawing[] = [];
  #steps: Step[] = [];
  #left: QueueCounts | null = null;
  /** Where the next page begins; null where there is none. */
  #next: string | null = null;
  #saving: Promise<void> = Promise.resolve();
  #fetching: Promise<void> | null = null;
  #error: unknown = null;

  constructor(options: DeskOptions) {
    this.#options = options;
  }

  /** null while nothing is at hand. */
  get current(): QueuedDrawing | null {
    return this.#ahead[0] ?? null;
  }

  /** What comes next, to be made ready. */
  get upcoming(): readonly QueuedDrawing[] {
    return this.#ahead.slice(1);
  }

  get left(): QueueCounts | null {
    return this.#left;
  }

  get isFetching(): boolean {
    return this.#fetching !== null;
  }

  get canUndo(): boolean {
    return this.#steps.length > 0;
  }

  /** The last thing that went wrong, until something goes well. */
  get error(): unknown {
    return this.#error;
  }

  /** Decisions of the last minute. */
  get perMinute(): number {
    const since = this.#options.now() - MINUTE_MS;
    return this.#steps.filter(({ decision, at }) => decision !== null && at > since).length;
  }

  /** Begins at the front of the queue, also with what was skipped. */
  async restart(): Promise<void> {
    await this.#saving;
    this.#ahead = [];
    this.#next = null;
    await this.#fetch(null);
  }

  decide(decision: Exclude<ModerationState, 'waiting'>): void {
    const drawing = this.#take(decision);
    if (drawing) this.#save(drawing, decision);
  }

  skip(): void {
    this.#take(null);
  }

  /** Brings the last drawing back, undecided. */
  undo(): void {
    const step = this.#steps.pop();
    if (!step) return;
    this.#ahead = [step.drawing, ...this.#ahead.filter(({ id }) => id !== step.drawing.id)];
    if (step.decision !== null) this.#save(step.drawing, 'waiting');
    this.changed.emit(undefined);
  }

  /** Everything that was decided is saved, or has come back. */
  async settled(): Promise<void> {
    await this.#saving;
    await this.#fetching;
  }

  #take(decision: Step['decision']): QueuedDrawing | undefined {
    const drawing = this.#ahead.shift();
    if (!drawing) return undefined;
    this.#steps.push({ drawing, decision, at: this.#options.now() });
    this.#steps = this.#steps.slice(-MOST_REMEMBERED);
    if (this.#ahead.length < FEWEST_AHEAD && this.#next !== null) void this.#fetch(this.#next);
    this.changed.emit(undefined);
    return drawing;
  }

  #save(drawing: QueuedDrawing, moderation: ModerationState): void {
    this.#saving = this.#saving.then(async () => {
      try {
        this.#left = (await this.#options.decide(drawing, moderation)) ?? this.#left;
        this.#error = null;
      } catch (error) {
        this.#error = error;
        if (moderation !== 'waiting') this.#comeBack(drawing);
      }
      this.changed.emit(undefined);
    });
  }

  #comeBack(drawing: QueuedDrawing): void {
    this.#steps = this.#steps.filter((step) => step.drawing !== drawing);
    if (!this.#ahead.includes(drawing)) this.#ahead.unshift(drawing);
  }

  #fetch(after: string | null): Promise<void> {
    this.#fetching ??= this.#fetchOnce(after).finally(() => {
      this.#fetching = null;
      this.changed.emit(undefined);
    });
    this.changed.emit(undefined);
    return this.#fetching;
  }

  async #fetchOnce(after: string | null): Promise<void> {
    try {
      const page = await this.#options.page(after);
      const known = new Set(this.#ahead.map(({ id }) => id));
      this.#ahead.push(...page.drawings.filter(({ id }) => !known.has(id)));
      this.#next = page.next;
      this.#left = page.left;
      this.#error = null;
    } catch (error) {
      this.#error = error;
    }
  }
}
