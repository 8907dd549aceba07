import type { GameState, PlayerId, SheetId } from '../../shared/game/index.ts';
import {
  DRAW_BATCH_MS,
  encodeLive,
  LIVE_TICK_MS,
  percentsOf,
  type InkMessage,
  type LiveGuess,
  type LiveNews,
} from '../../shared/protocol/index.ts';
import type { Cadence } from '../recognition/cadence.ts';
import type { Audience } from './audience.ts';
import type { Cancel, Clock } from './clock.ts';
import { forGuessers, hearsWholeGuess } from './secrets.ts';

export interface LiveFeedOptions {
  readonly audience: Audience;
  readonly clock: Clock;
  readonly game: () => GameState;
  /** How often; undefined is every LIVE_TICK_MS. */
  readonly newsCadence?: Cadence | undefined;
}

/** A guess as it was last told. */
interface Told {
  readonly round: number;
  readonly revision: number;
  readonly percents: string;
}

/**
 * Tells a room what is new on its sheets: ink and guesses of all sheets together, once a tick, for what costs is not what is
 * said but how often. Only an artist's own guess does not wait.
 */
export class LiveFeed {
  readonly #options: LiveFeedOptions;
  /** Ink that nobody was told of yet, without a gap on any sheet. */
  readonly #ink = new Map<SheetId, InkMessage>();
  readonly #guesses = new Map<SheetId, LiveGuess>();
  readonly #told = new Map<SheetId, Told>();
  #gatherMs = DRAW_BATCH_MS;
  #cancelTick: Cancel | null = null;

  constructor(options: LiveFeedOptions) {
    this.#options = options;
  }

  /** For how long this room's artists gather ink: what they were told last. */
  get gatherMs(): number {
    return this.#gatherMs;
  }

  drawn(message: InkMessage): void {
    const before = this.#ink.get(message.sheet);
    // What was drawn in another round is of no use any more.
    const follows = before?.round === message.round;
    this.#ink.set(message.sheet, follows ? { ...before, ops: [...before.ops, ...message.ops] } : message);
    this.#await();
  }

  guessed(guess: LiveGuess): void {
    const { sheet, round, revision } = guess;
    const percents = JSON.stringify(percentsOf(guess));
    const told = this.#told.get(sheet);
    const isSame = told?.round === round && told.percents === percents;
    if (isSame && told.revision === revision) return;
    this.#told.set(sheet, { round, revision, percents });
    // That it looked once more is news for those who wait for what it sees in their newest ink.
    this.#tellArtists(guess);
    if (isSame) return;
    this.#guesses.set(sheet, guess);
    this.#await();
  }

  /** Tells now what is still to be told. */
  flush(): void {
    this.stop();
    const ink = [...this.#ink.values()];
    const guesses = [...this.#guesses.values()];
    this.#ink.clear();
    this.#guesses.clear();
    const game = this.#options.game();
    if (ink.length + guesses.length === 0 || !game.round) return;
    const news: LiveNews = { ink, guesses, ...(ink.length > 0 && this.#askToGather()) };
    const ids = game.players.map(({ id }) => id);
    const insiders = ids.filter((id) => hearsWholeGuess(game, id));
    if (news.guesses.length === 0 || insiders.length === ids.length) {
      this.#options.audience.toAll('live', encodeLive(game.round, news));
      return;
    }
    this.#tell(insiders, news);
    this.#tell(
      ids.filter((id) => !insiders.includes(id)),
      { ...news, guesses: news.guesses.map((guess) => forGuessers(game, guess)) },
    );
  }

  /** Tells nothing any more by itself. */
  stop(): void {
    this.#cancelTick?.();
    this.#cancelTick = null;
  }

  /** Hands are to gather ink for as long as news are gathered: what comes more often is not told on in time. */
  #askToGather(): Pick<LiveNews, 'gatherMs'> {
    const { clock, newsCadence } = this.#options;
    this.#gatherMs = Math.round(newsCadence?.intervalAt(clock.now()) ?? DRAW_BATCH_MS);
    return this.#gatherMs > DRAW_BATCH_MS ? { gatherMs: this.#gatherMs } : {};
  }

  #tellArtists(guess: LiveGuess): void {
    const artistIds =
      this.#options.game().round?.sheets.find(({ id }) => id === guess.sheet)?.artistIds ?? [];
    this.#tell(artistIds, { ink: [], guesses: [guess] });
  }

  #tell(playerIds: readonly PlayerId[], news: LiveNews): void {
    const { round } = this.#options.game();
    if (round) this.#options.audience.toSome(playerIds, 'live', encodeLive(round, news));
  }

  #await(): void {
    if (this.#cancelTick) return;
    const { clock, newsCadence } = this.#options;
    const begunAt = clock.now();
    const interval = newsCadence?.intervalAt(begunAt) ?? LIVE_TICK_MS;
    this.#cancelTick = clock.after(interval, () => {
      const now = clock.now();
      newsCadence?.answered(Math.max(0, now - begunAt - interval), now);
      this.flush();
    });
  }
}
