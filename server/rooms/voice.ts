import type { GameView } from '../../shared/game/index.ts';
import type { InkMessage, LiveGuess, RoomView } from '../../shared/protocol/index.ts';
import type { Cancel } from './clock.ts';
import { LiveFeed, type LiveFeedOptions } from './live-feed.ts';
import { viewGroups } from './secrets.ts';

export interface VoiceOptions extends LiveFeedOptions {
  /** The room around what somebody may see of the game. */
  readonly viewOf: (game: GameView) => RoomView;
}

/** What a room says to those in it, to each as much as they may know. */
export class Voice {
  readonly #options: VoiceOptions;
  readonly #feed: LiveFeed;
  #cancelAnnouncement: Cancel | null = null;

  constructor(options: VoiceOptions) {
    this.#options = options;
    this.#feed = new LiveFeed(options);
  }

  /** Tells everybody how the game stands, once for everything that happened in this turn of the event loop. */
  announce(): void {
    this.#cancelAnnouncement ??= this.#options.clock.after(0, () => {
      this.#cancelAnnouncement = null;
      // What was drawn before belongs to the game before.
      this.#feed.flush();
      this.#tellViews();
    });
  }

  /** For how long this room's artists gather ink, in milliseconds. */
  get gatherMs(): number {
    return this.#feed.gatherMs;
  }

  /** Somebody has drawn. */
  drawn(ink: InkMessage): void {
    this.#feed.drawn(ink);
  }

  /** The network has looked at a drawing. */
  guessed(guess: LiveGuess): void {
    this.#feed.guessed(guess);
  }

  stop(): void {
    this.#feed.stop();
    this.#cancelAnnouncement?.();
  }

  #tellViews(): void {
    const { audience, game, viewOf } = this.#options;
    const [first, ...others] = viewGroups(game());
    if (!first) return;
    if (others.length === 0) audience.toAll('room:state', viewOf(first.game));
    else {
      for (const { playerIds, game: seen } of [first, ...others]) {
        audience.toSome(playerIds, 'room:state', viewOf(seen));
      }
    }
  }
}
