import { nextTickAt, shiftTimes, type GameState } from '../../shared/game/index.ts';
import type { Cancel, Clock } from './clock.ts';

/** A game's own time, which may stand still, and the one timer by which it goes on by itself. */
export class GameTime {
  readonly #clock: Clock;
  readonly #onTick: () => void;
  #heldAt: number | null = null;
  #cancel: Cancel = () => undefined;

  /** @param onTick something in the game is due; it may be called a little early */
  constructor(clock: Clock, onTick: () => void) {
    this.#clock = clock;
    this.#onTick = onTick;
  }

  /** Since when the game stands still, to wait for people; null while it goes on. */
  get heldAt(): number | null {
    return this.#heldAt;
  }

  now(): number {
    return this.#heldAt ?? this.#clock.now();
  }

  /** The game as it would be if it went on now. */
  asOfNow(game: GameState): GameState {
    return this.#heldAt === null ? game : shiftTimes(game, this.#clock.now() - this.#heldAt);
  }

  hold(at: number): void {
    this.#heldAt = at;
  }

  goOn(): void {
    this.#heldAt = null;
  }

  /** Sets the timer to the next thing that is due in this game. */
  follow(game: GameState): void {
    this.stop();
    const at = nextTickAt(game);
    if (at !== null && this.#heldAt === null)
      this.#cancel = this.#clock.after(at - this.#clock.now(), this.#onTick);
  }

  stop(): void {
    this.#cancel();
    this.#cancel = () => undefined;
  }
}
