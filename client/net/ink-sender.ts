import { DRAW_BATCH_MS, encodeDraw, MAX_OPS_PER_BATCH } from '../../shared/protocol/index.ts';
import type { MyDrawing } from '../drawing/my-drawing.ts';
import type { Answer, Failure, Portal } from './portal.ts';

/** What is refused for good: a sync tells what the sheet is like without it. */
const REFUSED = ['not-your-turn', 'ink-refused'];
/** How long to wait at least after the server said that this was too fast, or that the room is on its way. */
const TOO_FAST_PAUSE_MS = 300;

/**
 * Why the server's drawing has to be fetched: what it has is `unknown` or cannot be continued by this log, or the rules have
 * `refused` what came last.
 */
export type LossReason = 'unknown' | 'refused';

/**
 * Sends a drawing's operations in order, without waiting for what becomes of each. That the server has taken them is heard
 * with what the room tells everybody; only what it refuses is answered. When it misses some it says from which revision on,
 * and sending starts again there.
 */
export class InkSender {
  readonly #portal: Pick<Portal, 'request'>;
  readonly #drawing: MyDrawing;
  readonly #now: () => number;
  readonly #onLost: (why: LossReason) => void;
  /** The next operation to send. */
  #cursor: number;
  /** Operations that the server has confirmed. */
  #confirmed: number;
  /** Answers to what was sent before the last rewind say nothing any more. */
  #epoch = 0;
  #pausedUntilMs = 0;
  /** A server that is behind wants ink less often. */
  #gatherMs = DRAW_BATCH_MS;
  #sentAtMs = -Infinity;
  /** Nothing is sent until the server's revision is known again. */
  #waiting = false;

  constructor(
    portal: Pick<Portal, 'request'>,
    drawing: MyDrawing,
    options: { now: () => number; onLost: (why: LossReason) => void },
  ) {
    this.#portal = portal;
    this.#drawing = drawing;
    this.#now = options.now;
    this.#onLost = options.onLost;
    this.#cursor = drawing.revision;
    this.#confirmed = drawing.revision;
  }

  /** Whether the server has everything. */
  get settled(): boolean {
    return this.#confirmed === this.#drawing.revision;
  }

  /** Whether nothing is sent until `resume`. */
  get isWaiting(): boolean {
    return this.#waiting;
  }

  /** Sends what is new. To be called every DRAW_BATCH_MS, and when the pen is lifted. */
  flush(): void {
    this.#drawing.gather();
    const now = this.#now();
    if (this.#waiting || now < this.#pausedUntilMs) return;
    // This is only asked every DRAW_BATCH_MS: the nearest time is meant.
    if (now - this.#sentAtMs < this.#gatherMs - DRAW_BATCH_MS / 2) return;
    for (;;) {
      const ops = this.#drawing.opsFrom(this.#cursor)?.slice(0, MAX_OPS_PER_BATCH);
      if (ops === undefined || ops.length === 0) return;
      this.#sentAtMs = now;
      const epoch = this.#epoch;
      const revision = this.#cursor;
      this.#cursor += ops.length;
      const { round, sheet, isPenDown } = this.#drawing;
      const isLifted = (!isPenDown && this.#cursor === this.#drawing.revision) || undefined;
      void this.#portal
        .request('draw:ops', encodeDraw({ round, sheet, revision, ops, isLifted, onlyRefusals: true }))
        .then((answer) => this.#onAnswer(epoch, revision + ops.length, answer));
    }
  }

  /** The connection stands again and the server has `revision` operations: goes on from there. */
  resume(revision: number): void {
    this.#waiting = false;
    this.#rewind(revision);
  }

  /** Gives up what the server has not taken: nothing is sent until the server's drawing is known. */
  giveUp(): void {
    this.#epoch += 1;
    this.#waiting = true;
    this.#onLost('refused');
  }

  /** The room has told of this log up to this revision. */
  confirm(revision: number): void {
    this.#confirmed = Math.max(this.#confirmed, Math.min(revision, this.#drawing.revision));
    // What was to be sent again, after a pause, has come after all.
    this.#cursor = Math.max(this.#cursor, this.#confirmed);
  }

  /** For how long ink is gathered from now on before it is sent. */
  gatherFor(gatherMs: number): void {
    this.#gatherMs = gatherMs;
  }

  /** @param revision after what was sent */
  #onAnswer(epoch: number, revision: number, answer: Answer<'draw:ops'>): void {
    if (epoch !== this.#epoch) return;
    if (answer.ok) this.confirm(revision);
    else if (this.#confirmed < revision) this.#onFailure(answer.error);
    // Else that no answer came is as it should be.
  }

  #onFailure({ code, revision, waitMs = 0 }: Failure): void {
    if (code === 'out-of-step' && revision !== undefined) this.#rewind(revision);
    else if (code === 'too-fast' || code === 'room-moving') {
      this.#pausedUntilMs = this.#now() + Math.max(waitMs, TOO_FAST_PAUSE_MS);
      this.#rewind(this.#confirmed);
    } else if (code === 'offline' || code === 'timeout') {
      // What arrived is unknown: the sync after the reconnection tells.
      this.#epoch += 1;
      this.#waiting = true;
      if (code === 'timeout') this.#onLost('unknown');
    } else if (REFUSED.includes(code)) this.giveUp();
    // Everything else ('not-drawing' above all: the round is over) is final.
  }

  #rewind(revision: number): void {
    this.#epoch += 1;
    if (this.#drawing.opsFrom(revision) === null) {
      this.#waiting = true;
      this.#onLost('unknown');
    } else {
      this.#cursor = revision;
      this.#confirmed = revision;
    }
  }
}
