import type { Drawing } from '../../shared/drawing/index.ts';
import {
  judgedWords,
  modeOf,
  type GameState,
  type PlayerId,
  type Round,
  type SheetId,
} from '../../shared/game/index.ts';
import type { DrawingOp, DrawingSnapshot, LiveDrawing, LiveGuess } from '../../shared/protocol/index.ts';
import type { RecogniserOfNow } from '../recognition/recogniser.ts';
import type { Clock } from './clock.ts';
import { RoundDrawings, type AppliedOps } from './drawings.ts';
import { RequestError } from './errors.ts';
import type { KeptInk } from './kept-ink.ts';
import { Pace } from './pace.ts';
import { Guessing } from '../../shared/recognition/guessing.ts';
import { RoundShadow, type Shadow } from './shadowing.ts';

export interface DrawRequest {
  /** The round's id. */
  readonly round: number;
  readonly sheet: SheetId;
  readonly revision: number;
  readonly ops: readonly DrawingOp[];
  /** The pen was lifted after them. */
  readonly isLifted?: true | undefined;
}

export interface TableOptions {
  readonly recogniser: RecogniserOfNow;
  readonly shadow?: Shadow | undefined;
  readonly clock: Clock;
  /** How often a hand that moves sends ink now; undefined is every DRAW_BATCH_MS. */
  readonly inkIntervalMs?: (() => number) | undefined;
  readonly onGuess: (guess: LiveGuess) => void;
  readonly onRecognised: (round: number, sheet: SheetId) => void;
  readonly onLatency: (strokeToGuessMs: number) => void;
  readonly onError: (error: unknown) => void;
}

/** What lies on a room's table: the drawings of the current round, and the network that looks at them. */
export class Table {
  readonly #options: TableOptions;
  #drawings = new RoundDrawings();
  #guessing: Guessing | null = null;
  #shadow: RoundShadow | null = null;
  /** Whether the ink that was kept lies on the table no more. */
  #clearsKept = false;
  #pace: Pace | null = null;

  constructor(options: TableOptions) {
    this.#options = options;
  }

  /** A round's pens are free: fresh sheets, and the network looks at them. */
  begin(game: GameState, round: Round): void {
    this.clear();
    this.#look(game, round);
  }

  /** Lays out again what was kept of a round; nobody looks at it yet. */
  restore(ink: readonly KeptInk[]): void {
    this.#drawings = RoundDrawings.from(ink);
  }

  /** The network looks at what lies there already. */
  lookAgain(game: GameState, round: Round): void {
    if (this.#guessing) return;
    const guessing = this.#look(game, round);
    const isRecognised = (id: SheetId) => round.recognitions.some(({ sheetId }) => sheetId === id);
    for (const { sheet, strokes } of this.#drawings.snapshots()) {
      if (strokes.length > 0 && !isRecognised(sheet)) guessing.inkChanged(sheet);
    }
  }

  /** What is new of the ink since the last time, and whether what was kept before is of no use any more. */
  takeInk(): { readonly clearsInk: boolean; readonly ink: readonly KeptInk[] } {
    const clearsInk = this.#clearsKept;
    this.#clearsKept = false;
    return { clearsInk, ink: this.#drawings.takeInk() };
  }

  /** All the ink, in the place of what was kept. */
  allInk(): { readonly clearsInk: boolean; readonly ink: readonly KeptInk[] } {
    this.#clearsKept = false;
    return { clearsInk: true, ink: this.#drawings.allInk() };
  }

  #look(game: GameState, round: Round): Guessing {
    const { onGuess, onRecognised, recogniser, shadow, ...options } = this.#options;
    const drawings = this.#drawings;
    // A round ends with the version that it began with.
    const champion = recogniser.current();
    const pace = new Pace({
      clock: options.clock,
      onMore: (sheet) => {
        this.#guessing?.inkChanged(sheet);
        this.#shadow?.inkChanged(sheet);
      },
    });
    this.#pace = pace;
    const looked = {
      round: round.id,
      targets: new Map(
        round.sheets.map(({ id, prompt }) => [id, { prompt, deck: judgedWords(game, prompt) }]),
      ),
      drawingOf: (sheet: SheetId) => pace.seen(sheet, drawings.of(sheet)),
    };
    // A version that has become champion meanwhile has nobody to be compared with.
    const along =
      shadow && shadow.recogniser.modelVersion !== champion.modelVersion
        ? new RoundShadow({
            ...looked,
            shadow,
            championVersion: champion.modelVersion,
            clock: options.clock,
          })
        : null;
    this.#shadow = along;
    const guessing = new Guessing({
      ...options,
      ...looked,
      recogniser: champion,
      onGuess: (guess) => {
        along?.championGuessed(guess);
        onGuess(guess);
      },
      onRecognised: (sheet) => {
        along?.championRecognised(sheet);
        onRecognised(round.id, sheet);
      },
    });
    this.#guessing = guessing;
    return guessing;
  }

  clear(): void {
    this.stopLooking();
    this.#guessing = null;
    this.#pace = null;
    this.#drawings = new RoundDrawings();
    this.#clearsKept = true;
  }

  /** The drawings stay as they are, to be looked at by people. */
  stopLooking(): void {
    this.#guessing?.stop();
    const compared = this.#shadow?.end();
    this.#shadow = null;
    if (compared) this.#options.shadow?.keep(compared);
    this.#pace?.stop();
  }

  /** Appends to a drawing what its artist sends. @throws RequestError where the rules do not let this player, or the sheet is full */
  draw(
    game: GameState,
    playerId: PlayerId,
    { round, sheet, revision, ops, isLifted }: DrawRequest,
  ): AppliedOps {
    const { phase, round: current } = game;
    const target = current?.sheets.find(({ id }) => id === sheet);
    const isMine = target?.artistIds.includes(playerId) === true;
    if (phase !== 'drawing' || current?.id !== round || !target || !isMine) {
      throw new RequestError('not-drawing', 'You have nothing to draw now: wait for the next round.');
    }
    const mode = modeOf(current.mode);
    const { revision: here } = this.#drawings.of(sheet);
    if (!mode.mayDraw(target, playerId)) {
      throw new RequestError('not-your-turn', 'It is not your turn: wait for the pen.', { revision: here });
    }
    const applied =
      mode.turnMs === null
        ? this.#drawings.append(sheet, revision, ops)
        : this.#drawings.appendInTurn(sheet, target.turn, revision, ops);
    if (applied.ops.length > 0) {
      this.#pace?.add(sheet, applied.ops);
      for (const looking of [this.#guessing, this.#shadow]) {
        looking?.inkChanged(sheet);
        if (isLifted) looking?.lifted(sheet);
      }
    }
    return applied;
  }

  /** A copy of the ink on a sheet now. */
  ink(sheet: SheetId): Drawing {
    return this.#drawings.ink(sheet);
  }

  /** A drawing as it is now; it goes on changing. */
  drawingOf(sheet: SheetId): LiveDrawing {
    return this.#drawings.of(sheet);
  }

  snapshots(): DrawingSnapshot[] {
    return this.#drawings.snapshots();
  }

  guesses(): LiveGuess[] {
    return this.#guessing?.latest() ?? [];
  }
}
