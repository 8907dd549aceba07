import {
  applyOp,
  emptyDrawing,
  type DrawingSnapshot,
  type InkMessage,
  type LiveDrawing,
  type LiveGuess,
  type RoomSync,
  type RoomView,
} from '../../shared/protocol/index.ts';
import type { SheetId } from '../../shared/game/state.ts';
import { Signal } from './signal.ts';

export type InkResult = 'applied' | 'stale' | 'gap';

/** A live drawing made from the server's snapshot. */
export function drawingFromSnapshot(snapshot: DrawingSnapshot): LiveDrawing {
  const strokes = snapshot.strokes.map(({ x, y, t, pressures }) => ({
    x: [...x],
    y: [...y],
    t: [...t],
    ...(pressures && { pressures: [...pressures] }),
  }));
  const lastT = strokes.reduce((latest, { t }) => Math.max(latest, t.at(-1) ?? 0), 0);
  const points = strokes.reduce((sum, { x }) => sum + x.length, 0);
  return { strokes, revision: snapshot.revision, points, lastT };
}

/** What this browser knows of the room it is in. Only holds and tells; it never speaks to the server. */
export class RoomStore {
  /** The room's view changed, or there is none any more. */
  readonly changed = new Signal<undefined>();
  /** A guess about a drawing. */
  readonly guessed = new Signal<LiveGuess>();
  /** A drawing changed. */
  readonly inked = new Signal<SheetId>();
  /** A round began or was learnt of: drawings start anew. */
  readonly roundBegan = new Signal<undefined>();

  #view: RoomView | null = null;
  readonly #drawings = new Map<SheetId, LiveDrawing>();
  readonly #guesses = new Map<SheetId, LiveGuess>();
  /** What the network took each drawing of this round for, in order, without repeats in a row. */
  readonly #trails = new Map<SheetId, string[]>();

  get view(): RoomView | null {
    return this.#view;
  }

  drawing(sheet: SheetId): LiveDrawing | undefined {
    return this.#drawings.get(sheet);
  }

  guess(sheet: SheetId): LiveGuess | undefined {
    return this.#guesses.get(sheet);
  }

  /** What the network took a drawing of this round for, one after the other. */
  trail(sheet: SheetId): readonly string[] {
    return this.#trails.get(sheet) ?? [];
  }

  /** Everything anew. My own sheet is left to whoever owns it: see `setDrawing`. */
  applySync(sync: RoomSync, mySheet: SheetId | null): void {
    const sameRound = this.#isSameRound(sync.view);
    if (!sameRound) this.#beginRound();
    for (const id of [...this.#drawings.keys()]) if (id !== mySheet) this.#drawings.delete(id);
    for (const snapshot of sync.drawings) {
      if (snapshot.sheet !== mySheet) this.#drawings.set(snapshot.sheet, drawingFromSnapshot(snapshot));
    }
    this.#guesses.clear();
    for (const guess of sync.guesses) this.#note(guess);
    this.#view = sync.view;
    if (!sameRound) this.roundBegan.emit(undefined);
    for (const id of this.#drawings.keys()) this.inked.emit(id);
    this.changed.emit(undefined);
  }

  applyView(view: RoomView): void {
    const sameRound = this.#isSameRound(view);
    if (!sameRound) this.#beginRound();
    this.#view = view;
    if (!sameRound) this.roundBegan.emit(undefined);
    this.changed.emit(undefined);
  }

  /** `gap` when operations are missing before these: only a sync helps. */
  applyInk(message: InkMessage): InkResult {
    if (this.#view?.game.round?.id !== message.round) return 'stale';
    let drawing = this.#drawings.get(message.sheet);
    if (drawing === undefined) {
      drawing = emptyDrawing();
      this.#drawings.set(message.sheet, drawing);
    }
    if (message.revision > drawing.revision) return 'gap';
    const fresh = message.ops.slice(drawing.revision - message.revision);
    if (fresh.length === 0) return 'stale';
    for (const op of fresh) applyOp(drawing, op);
    this.inked.emit(message.sheet);
    return 'applied';
  }

  applyGuess(guess: LiveGuess): void {
    if (this.#view?.game.round?.id !== guess.round) return;
    this.#note(guess);
    this.guessed.emit(guess);
  }

  /** Puts a drawing that is made here, not heard of, in its place among the others. */
  setDrawing(sheet: SheetId, drawing: LiveDrawing): void {
    this.#drawings.set(sheet, drawing);
    this.inked.emit(sheet);
  }

  clear(): void {
    this.#view = null;
    this.#drawings.clear();
    this.#guesses.clear();
    this.#trails.clear();
    this.changed.emit(undefined);
  }

  #note(guess: LiveGuess): void {
    this.#guesses.set(guess.sheet, guess);
    const top = guess.guesses[0]?.word;
    if (top === undefined) return;
    const trail = this.#trails.get(guess.sheet) ?? [];
    if (trail.at(-1) !== top) trail.push(top);
    this.#trails.set(guess.sheet, trail);
  }

  #isSameRound(next: RoomView): boolean {
    return this.#view?.code === next.code && this.#view.game.round?.id === next.game.round?.id;
  }

  #beginRound(): void {
    this.#drawings.clear();
    this.#guesses.clear();
    this.#trails.clear();
  }
}
