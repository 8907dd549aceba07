import {
  applyOp,
  emptyDrawing,
  type DrawingOp,
  type DrawingSnapshot,
  type LiveDrawing,
  type LiveGuess,
  type LiveStroke,
  type RoomSync,
  type RoomView,
} from '../../shared/protocol/index.ts';
import type { PlayerId } from '../../shared/game/state.ts';
import { Signal } from './signal.ts';

/** Operations on somebody's drawing as they come from the server. */
export interface InkMessage {
  readonly playerId: PlayerId;
  readonly round: number;
  readonly revision: number;
  readonly ops: readonly DrawingOp[];
}

export type InkResult = 'applied' | 'stale' | 'gap';

/** A live drawing made from the server's snapshot. */
export function drawingFromSnapshot(snapshot: DrawingSnapshot): LiveDrawing {
  const strokes = snapshot.strokes.map(({ x, y, t }) => ({ x: [...x], y: [...y], t: [...t] }));
  const lastT = strokes.reduce((latest, { t }) => Math.max(latest, t.at(-1) ?? 0), 0);
  const points = strokes.reduce((sum, { x }) => sum + x.length, 0);
  return { strokes, revision: snapshot.revision, points, lastT };
}

/** What this browser knows of the room it is in. Only holds and tells; it never speaks to the server. */
export class RoomStore {
  /** The room's view changed, or there is none any more. */
  readonly changed = new Signal<undefined>();
  /** A guess about somebody's drawing. */
  readonly guessed = new Signal<LiveGuess>();
  /** Somebody's drawing changed. */
  readonly inked = new Signal<PlayerId>();
  /** A round began or was learnt of: drawings start anew. */
  readonly roundBegan = new Signal<undefined>();

  #view: RoomView | null = null;
  readonly #drawings = new Map<PlayerId, LiveDrawing>();
  readonly #guesses = new Map<PlayerId, LiveGuess>();
  /** What the network took each drawing of this round for, in order, without repeats in a row. */
  readonly #trails = new Map<PlayerId, string[]>();
  /** Finished drawings of this game by round, for the last screen. */
  readonly #gallery = new Map<number, Map<PlayerId, readonly LiveStroke[]>>();

  get view(): RoomView | null {
    return this.#view;
  }

  drawing(playerId: PlayerId): LiveDrawing | undefined {
    return this.#drawings.get(playerId);
  }

  guess(playerId: PlayerId): LiveGuess | undefined {
    return this.#guesses.get(playerId);
  }

  /** What the network took a drawing of this round for, one after the other. */
  trail(playerId: PlayerId): readonly string[] {
    return this.#trails.get(playerId) ?? [];
  }

  /** The strokes that a player left in a round of this game, as far as this browser saw them. */
  strokesOfRound(round: number, playerId: PlayerId): readonly LiveStroke[] {
    if (this.#view?.game.round?.number === round) return this.#drawings.get(playerId)?.strokes ?? [];
    return this.#gallery.get(round)?.get(playerId) ?? [];
  }

  /** Everything anew. My own drawing is left to whoever owns it: see `setDrawing`. */
  applySync(sync: RoomSync, me: PlayerId | null): void {
    const sameRound = this.#isSameRound(sync.view);
    if (!sameRound) this.#beginRound(sync.view);
    for (const id of [...this.#drawings.keys()]) if (id !== me) this.#drawings.delete(id);
    for (const snapshot of sync.drawings) {
      if (snapshot.playerId !== me) this.#drawings.set(snapshot.playerId, drawingFromSnapshot(snapshot));
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
    if (!sameRound) this.#beginRound(view);
    this.#view = view;
    if (!sameRound) this.roundBegan.emit(undefined);
    this.changed.emit(undefined);
  }

  /** `gap` when operations are missing before these: only a sync helps. */
  applyInk(message: InkMessage): InkResult {
    if (this.#view?.game.round?.number !== message.round) return 'stale';
    let drawing = this.#drawings.get(message.playerId);
    if (drawing === undefined) {
      drawing = emptyDrawing();
      this.#drawings.set(message.playerId, drawing);
    }
    if (message.revision > drawing.revision) return 'gap';
    const fresh = message.ops.slice(drawing.revision - message.revision);
    if (fresh.length === 0) return 'stale';
    for (const op of fresh) applyOp(drawing, op);
    this.inked.emit(message.playerId);
    return 'applied';
  }

  applyGuess(guess: LiveGuess): void {
    if (this.#view?.game.round?.number !== guess.round) return;
    this.#note(guess);
    this.guessed.emit(guess);
  }

  /** Puts a drawing that is made here, not heard of, in its place among the others. */
  setDrawing(playerId: PlayerId, drawing: LiveDrawing): void {
    this.#drawings.set(playerId, drawing);
    this.inked.emit(playerId);
  }

  clear(): void {
    this.#view = null;
    this.#drawings.clear();
    this.#guesses.clear();
    this.#trails.clear();
    this.#gallery.clear();
    this.changed.emit(undefined);
  }

  #note(guess: LiveGuess): void {
    this.#guesses.set(guess.playerId, guess);
    const top = guess.guesses[0]?.word;
    if (top === undefined) return;
    const trail = this.#trails.get(guess.playerId) ?? [];
    if (trail.at(-1) !== top) trail.push(top);
    this.#trails.set(guess.playerId, trail);
  }

  /** Rounds are told apart by their number, and two games' equal numbers by going back to the countdown. */
  #isSameRound(next: RoomView): boolean {
    if (this.#view === null || this.#view.code !== next.code) return false;
    const { round: before, phase: phaseBefore } = this.#view.game;
    const { round: after, phase } = next.game;
    if (before?.number !== after?.number) return false;
    return !(phase === 'countdown' && phaseBefore !== 'countdown');
  }

  #beginRound(next: RoomView): void {
    const before = this.#view?.game.round;
    if (this.#view?.code !== next.code || next.game.history.length === 0) this.#gallery.clear();
    else if (before) {
      const finished = [...this.#drawings].map(([id, { strokes }]) => [id, strokes] as const);
      this.#gallery.set(before.number, new Map(finished));
    }
    this.#drawings.clear();
    this.#guesses.clear();
    this.#trails.clear();
  }
}
