import type { GameView, PlayerId, SheetView } from '../../shared/game/index.ts';
import { modeOf } from '../../shared/game/modes/index.ts';
import {
  emptyDrawing,
  encodeOps,
  type DrawingOp,
  type DrawingSnapshot,
  type InkMessage,
} from '../../shared/protocol/index.ts';
import { MyDrawing } from '../drawing/my-drawing.ts';
import { InkSender } from './ink-sender.ts';
import type { Portal } from './portal.ts';
import { drawingFromSnapshot, type InkResult } from './room-store.ts';

export interface MyInkOptions {
  readonly portal: Pick<Portal, 'request'>;
  readonly me: PlayerId;
  /** The round's id. */
  readonly round: number;
  readonly sheet: SheetView;
  readonly now: () => number;
  /** The server's drawing has to be fetched. */
  readonly onLost: () => void;
}

/**
 * My part of a round's drawing: the sheet that I draw on, alone or in turns with a team, and its way to the server. While it
 * is my turn nobody else can add to the sheet, so my log continues the server's; whatever of it the server has not taken when
 * the turn is over is given up for the server's picture.
 */
export class MyInk {
  readonly drawing: MyDrawing;
  readonly #options: MyInkOptions;
  readonly #sender: InkSender;
  /** The sheet as the rules last had it. */
  #sheet: SheetView;
  /** The turn of my latest stroke; null where I had none yet, or artists have no turns. */
  #strokeTurn: number | null = null;
  /** What has become of that stroke: the server hears of its end when it has all of its ink. */
  #stroke: 'none' | 'drawing' | 'lifted' | 'handing-on' | 'handed-on' = 'none';
  /** Whether the end of this log is nothing that the server will ever take. */
  #isRefused = false;

  constructor(options: MyInkOptions) {
    const { portal, round, sheet, now, onLost } = options;
    this.#options = options;
    this.#sheet = sheet;
    this.drawing = new MyDrawing(round, sheet.id);
    this.drawing.isOpen = false;
    this.#sender = new InkSender(portal, this.drawing, {
      now,
      onLost: (why) => {
        if (why === 'refused') this.#refuse();
        onLost();
      },
    });
    this.drawing.pen.subscribe((move) => {
      // Whoever lifts the pen waits for what is seen in the drawing.
      if (move === 'up') this.#sender.flush();
      if (this.#sheet.turnEndsAt === null) return;
      if (move === 'down') this.#strokeTurn = this.#sheet.turn;
      this.#stroke = move === 'down' ? 'drawing' : 'lifted';
      if (move === 'up') this.drawing.isOpen = false;
    });
  }

  /** Takes note of what the rules say of this sheet now. */
  follow(game: GameView): void {
    const { round, phase } = game;
    const sheet = round?.sheets.find(({ id }) => id === this.#sheet.id);
    if (!round || !sheet || round.id !== this.drawing.round) return;
    this.#sheet = sheet;
    if (this.#strokeTurn !== null && this.#strokeTurn !== sheet.turn) this.#endTurn();
    const mayDraw = phase === 'drawing' && modeOf(round.mode).mayDraw(sheet, this.#options.me);
    this.drawing.isOpen = mayDraw && (this.#stroke === 'none' || this.#stroke === 'drawing');
  }

  /** Sends what is new. To be called every DRAW_BATCH_MS. */
  flush(): void {
    this.#sender.flush();
    if (this.#stroke === 'lifted' && this.#sender.settled && !this.#sender.isWaiting) void this.#handOn();
  }

  /** What was added to this sheet, by another artist or by me: of mine there is nothing that I have not. */
  hear({ revision, ops }: InkMessage): InkResult {
    if (this.#sender.isWaiting) return 'stale';
    if (!this.#sender.settled) {
      // What is another's came before mine, which is too late for my turn: the sync after its refusal has these operations.
      if (this.#areMine(revision, ops)) this.#sender.confirm(revision + ops.length);
      return 'stale';
    }
    const here = this.drawing.revision;
    if (revision > here) return 'gap';
    const fresh = ops.slice(here - revision);
    if (fresh.length === 0) return 'stale';
    this.drawing.hear(fresh);
    this.#sender.resume(this.drawing.revision);
    return 'applied';
  }

  /**
   * Goes on from the server's drawing. To be called after `follow`.
   * @param theirs undefined is an empty sheet
   */
  takeSync(theirs: DrawingSnapshot | undefined): void {
    const revision = theirs?.revision ?? 0;
    // A log that does not continue the server's drawing (a reload, another tab, a turn that is over) makes way for it.
    if (this.#isRefused || this.drawing.opsFrom(revision) === null) {
      this.#isRefused = false;
      this.drawing.adopt(theirs === undefined ? emptyDrawing() : drawingFromSnapshot(theirs));
    }
    this.#sender.resume(revision);
  }

  /** For how long ink is gathered from now on before it is sent. */
  gatherFor(gatherMs: number): void {
    this.#sender.gatherFor(gatherMs);
  }

  /** Whether these are operations of this log. */
  #areMine(revision: number, ops: readonly DrawingOp[]): boolean {
    if (this.#sheet.turnEndsAt === null) return true;
    const mine = this.drawing.opsFrom(revision)?.slice(0, ops.length);
    return mine !== undefined && encodeOps(mine) === encodeOps(ops);
  }

  /** The pen has passed on, whether I lifted it or not. */
  #endTurn(): void {
    this.drawing.isOpen = false;
    this.drawing.gather();
    if (!this.#sender.settled) this.#sender.giveUp();
    this.#strokeTurn = null;
    this.#stroke = 'none';
  }

  /** A stroke that is refused in my own turn is one too many: all that is left to do is to hand the pen on. */
  #refuse(): void {
    this.#isRefused = true;
    this.drawing.penUp();
  }

  async #handOn(): Promise<void> {
    this.#stroke = 'handing-on';
    const turn = this.#strokeTurn;
    const { round, sheet } = this.drawing;
    const answer = await this.#options.portal.request('draw:stroke-done', { round, sheet });
    if (this.#strokeTurn !== turn) return;
    const isLost =
      !answer.ok && ['offline', 'timeout', 'too-fast', 'room-moving'].includes(answer.error.code);
    this.#stroke = isLost ? 'lifted' : 'handed-on';
  }
}
