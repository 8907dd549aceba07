import {
  createGame,
  nextTickAt,
  reduce,
  type GameEffect,
  type GameEvent,
  type GameState,
  type PlayerId,
  type Random,
  type Settings,
} from '../../shared/game/index.ts';
import type { DrawingOp, RoomSync, RoomView } from '../../shared/protocol/index.ts';
import type { Recogniser } from '../recognition/recogniser.ts';
import type { Audience } from './audience.ts';
import type { Cancel, Clock } from './clock.ts';
import { RoundDrawings } from './drawings.ts';
import { RequestError } from './errors.ts';
import { Guessing } from './guessing.ts';
import { summarise, type GameSummary } from './summary.ts';

/** Who wants to know what happens in rooms: the metrics, the store, the log. */
export interface RoomObserver {
  guessed(strokeToGuessMs: number): void;
  guessFailed(error: unknown): void;
  gameEnded(summary: GameSummary): void;
}

export interface RoomOptions {
  readonly code: string;
  readonly settings: Settings;
  /** What games here may be about; the recogniser knows all of them. */
  readonly words: readonly string[];
  readonly clock: Clock;
  readonly random: Random;
  readonly recogniser: Recogniser;
  readonly audience: Audience;
  readonly observer: RoomObserver;
  /** The last seat is free: nobody will come back. */
  readonly onEmpty: () => void;
}

export interface JoinRequest {
  readonly playerId: PlayerId;
  readonly name: string;
  readonly color: number;
}

export interface DrawRequest {
  readonly round: number;
  readonly revision: number;
  readonly ops: readonly DrawingOp[];
}

/**
 * One room, an actor: it alone owns its game, its drawings and its one timer, and everything that happens to it comes in
 * through the methods below, one at a time. The rules themselves are in shared/game. A request that is not granted throws a
 * RequestError.
 */
export class Room {
  readonly #options: RoomOptions;
  #game: GameState;
  #drawings = new RoundDrawings();
  #guessing: Guessing | null = null;
  /** When the running game began, milliseconds since the epoch. */
  #gameStartedAt = 0;
  #cancelTick: Cancel | null = null;
  #cancelAnnouncement: Cancel | null = null;
  #closed = false;

  constructor(options: RoomOptions) {
    this.#options = options;
    this.#game = createGame(options.settings);
  }

  get code(): string {
    return this.#options.code;
  }

  /** Players who are here now, those who lost their connection left out. */
  get connectedPlayers(): number {
    return this.#game.players.filter(({ disconnectedAt }) => disconnectedAt === null).length;
  }

  /** Takes a seat, or comes back to the one that this player has. */
  join(request: JoinRequest): void {
    this.#request({ type: 'join', ...request });
  }

  leave(playerId: PlayerId): void {
    this.#request({ type: 'leave', playerId });
  }

  /** The player's connection is lost; the seat is kept for a while. */
  disconnect(playerId: PlayerId): void {
    if (!this.#closed) this.#happen({ type: 'disconnect', playerId });
  }

  update(playerId: PlayerId, change: { readonly name?: string; readonly color?: number }): void {
    this.#request({ type: 'update', playerId, ...change });
  }

  start(playerId: PlayerId): void {
    this.#request({ type: 'start', playerId, words: this.#options.words });
  }

  /** Appends to the player's own drawing and shows it to the others. Returns the drawing's revision after it. */
  draw(playerId: PlayerId, { round, revision, ops }: DrawRequest): number {
    this.#happen({ type: 'tick' });
    const { phase, round: current } = this.#game;
    const mayDraw = phase === 'drawing' && current?.number === round && current.playerIds.includes(playerId);
    if (!mayDraw || !this.#hasSeat(playerId)) {
      throw new RequestError('not-drawing', 'You have nothing to draw now: wait for the next round.');
    }
    const applied = this.#drawings.append(playerId, revision, ops);
    if (applied.ops.length > 0) {
      const message = { playerId, round, revision, ops: applied.ops };
      this.#options.audience.toOthers(playerId, 'draw:ops', message);
      this.#guessing?.inkChanged(playerId);
    }
    if (applied.tooLarge) {
      throw new RequestError(
        'drawing-too-large',
        'This sheet is full: take something back or start anew.',
        applied.revision,
      );
    }
    return applied.revision;
  }

  /** Everything that a player needs who has just come. */
  sync(playerId: PlayerId): RoomSync {
    this.#happen({ type: 'tick' });
    if (!this.#hasSeat(playerId)) {
      throw new RequestError('not-in-room', 'You are not in this room: join it first.');
    }
    return {
      view: this.#view(),
      drawings: this.#drawings.snapshots(),
      guesses: this.#guessing?.latest() ?? [],
    };
  }

  /** Stops everything. The room is of no use afterwards. */
  close(): void {
    this.#closed = true;
    this.#guessing?.stop();
    this.#cancelTick?.();
    this.#cancelAnnouncement?.();
  }

  #hasSeat(playerId: PlayerId): boolean {
    return this.#game.players.some(({ id }) => id === playerId);
  }

  #view(): RoomView {
    return { code: this.code, game: this.#game, serverNow: this.#options.clock.now() };
  }

  /** Something that somebody asked for and wants an answer to. */
  #request(event: GameEvent): void {
    for (const effect of this.#happen(event)) {
      if (effect.type === 'refused') throw new RequestError(effect.code, effect.message);
    }
  }

  /** The only way in which the game changes. */
  #happen(event: GameEvent): readonly GameEffect[] {
    if (this.#closed) throw new RequestError('no-such-room', 'This room is closed.');
    const before = this.#game;
    const { state, effects } = reduce(before, event, this.#options.clock.now(), this.#options.random);
    if (state === before) return effects;
    this.#game = state;
    for (const effect of effects) this.#react(effect);
    // A countdown clears the table: what the last round left has been looked at long enough.
    if (state.phase !== before.phase && state.phase === 'countdown') this.#clearTable();
    this.#announce();
    this.#setTimer();
    if (state.players.length === 0) this.#options.onEmpty();
    return effects;
  }

  #react(effect: GameEffect): void {
    if (effect.type === 'game-started') this.#gameStartedAt = this.#options.clock.now();
    if (effect.type === 'drawing-started') this.#beginDrawing(effect.round, effect.prompt);
    if (effect.type === 'round-ended') this.#guessing?.stop();
    if (effect.type === 'game-ended') this.#endGame();
  }

  #endGame(): void {
    const { observer, recogniser, clock } = this.#options;
    const times = { startedAt: this.#gameStartedAt, endedAt: clock.now() };
    observer.gameEnded(summarise(this.#game, times, recogniser.modelVersion));
  }

  #clearTable(): void {
    this.#guessing?.stop();
    this.#guessing = null;
    this.#drawings = new RoundDrawings();
  }

  #beginDrawing(round: number, prompt: string): void {
    const { recogniser, clock, audience, observer } = this.#options;
    this.#clearTable();
    const drawings = this.#drawings;
    this.#guessing = new Guessing({
      round,
      prompt,
      deck: this.#game.deck,
      recogniser,
      clock,
      drawingOf: (playerId) => drawings.of(playerId),
      onGuess: (guess) => audience.toAll('guess:live', guess),
      // The round may end in this very moment; then the rules refuse, and that is that.
      onRecognised: (playerId) => void this.#happen({ type: 'recognised', playerId, round }),
      onLatency: (ms) => observer.guessed(ms),
      onError: (error) => observer.guessFailed(error),
    });
  }

  /** Tells everybody how the game stands, once for everything that happened in this turn of the event loop. */
  #announce(): void {
    this.#cancelAnnouncement ??= this.#options.clock.after(0, () => {
      this.#cancelAnnouncement = null;
      this.#options.audience.toAll('room:state', this.#view());
    });
  }

  #setTimer(): void {
    this.#cancelTick?.();
    this.#cancelTick = null;
    const at = nextTickAt(this.#game);
    if (at === null || this.#closed) return;
    const { clock } = this.#options;
    this.#cancelTick = clock.after(at - clock.now(), () => {
      this.#happen({ type: 'tick' });
      // A timer may fire a little early; then nothing has happened yet, and the wait goes on.
      this.#setTimer();
    });
  }
}
