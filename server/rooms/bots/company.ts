import {
  BOT_SKILLS,
  isConnected,
  isPerson,
  playsAlong,
  type GameState,
  type PlayerId,
} from '../../../shared/game/index.ts';
import type { Cancel, Clock } from '../clock.ts';

/** With so many at the table a game is fun: as many bots come as people are missing. */
const AT_TABLE = 3;
/** Two duel; with a second bot the only person would have to watch. */
const AT_DUEL = 2;
/** Who is alone has so long to look around before the game begins by itself. */
export const LONE_START_MS = 8_000;
/** How well the bots draw that come first and second: one to beat, and one to look up to. */
const SKILLS: readonly number[] = [BOT_SKILLS.easy, BOT_SKILLS.normal];

export interface CompanyOptions {
  readonly clock: Clock;
  readonly game: () => GameState;
  readonly seat: (skill: number) => PlayerId;
  readonly unseat: (botId: PlayerId) => void;
  /** Begins the game in the host's name. */
  readonly start: (hostId: PlayerId) => void;
}

/** As it outlives the process. */
export interface KeptCompany {
  readonly botIds: readonly PlayerId[];
  readonly mayStart: boolean;
}

/**
 * Keeps people company whom quick play has brought into an empty room: seats bots while people are missing, takes them away
 * again between games, and begins the first game by itself, as whoever pressed "quick play" wants to play. A host who
 * touches anything is not hurried.
 */
export class Company {
  readonly #options: CompanyOptions;
  /** Bots that came by themselves; those whom the host has seated stay. */
  #botIds: PlayerId[] = [];
  #startsAt: number | null = null;
  #cancelStart: Cancel = () => undefined;
  #cancelAdjust: Cancel | null = null;
  #mayStart = true;

  /** @param kept undefined is a new room */
  constructor(options: CompanyOptions, kept?: KeptCompany) {
    this.#options = options;
    if (!kept) return;
    this.#botIds = [...kept.botIds];
    this.#mayStart = kept.mayStart;
  }

  kept(): KeptCompany {
    return { botIds: this.#botIds, mayStart: this.#mayStart };
  }

  /** When the game begins by itself, milliseconds since the epoch; null where it does not. */
  get startsAt(): number | null {
    return this.#startsAt;
  }

  follow(game: GameState): void {
    if (game.phase !== 'lobby') this.hold();
    else {
      this.#cancelAdjust ??= this.#options.clock.after(0, () => {
        this.#cancelAdjust = null;
        if (this.#options.game().phase === 'lobby') this.adjust();
      });
    }
    const host = game.players.find(({ id }) => id === game.hostId);
    if (!this.#mayStart || !host || this.#startsAt !== null) return;
    this.#startsAt = this.#options.clock.now() + LONE_START_MS;
    this.#cancelStart = this.#options.clock.after(LONE_START_MS, () => this.#start());
  }

  /** As many bots as it takes; to be called when a game is about to begin. */
  adjust(): void {
    const { game, seat, unseat } = this.#options;
    const { players, settings, pending } = game();
    this.#botIds = this.#botIds.filter((botId) => players.some(({ id }) => id === botId));
    const others = players.filter((player) => playsAlong(player) && !this.#botIds.includes(player.id)).length;
    const atTable = (pending ?? settings).mode === 'duel' ? AT_DUEL : AT_TABLE;
    const seats = Math.min(atTable, (pending ?? settings).maxPlayers);
    const wanted = players.some(isPerson) ? Math.max(0, seats - others) : 0;
    while (this.#botIds.length > wanted) unseat(this.#botIds.pop()!);
    while (this.#botIds.length < wanted) {
      this.#botIds.push(seat(SKILLS[this.#botIds.length] ?? SKILLS.at(-1)!));
    }
  }

  /** Nobody is hurried any more: the host has taken things in hand. Returns whether that changes anything. */
  hold(): boolean {
    const changes = this.#startsAt !== null;
    this.#mayStart = false;
    this.#startsAt = null;
    this.#cancelStart();
    return changes;
  }

  stop(): void {
    this.hold();
    this.#cancelAdjust?.();
  }

  #start(): void {
    const { game, start } = this.#options;
    const { phase, hostId, players } = game();
    const host = players.find(({ id }) => id === hostId);
    this.hold();
    if (phase === 'lobby' && host && isConnected(host)) start(host.id);
  }
}
