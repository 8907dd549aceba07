import type { GameState, PlayerId } from '../../../shared/game/index.ts';
import { PLAYER_COLOR_COUNT } from '../../../shared/protocol/index.ts';
import type { JoinRequest } from '../options.ts';
import { Company, type KeptCompany } from './company.ts';
import { BotDriver, type BotDriverOptions, type BotsRoom } from './driver.ts';
import { freeBotName } from './names.ts';

/** A room that bots can come into. */
export interface HospitableRoom extends BotsRoom {
  game(): GameState;
  join(request: JoinRequest): void;
  leave(playerId: PlayerId): void;
  start(hostId: PlayerId): void;
}

export interface BotsOptions extends Omit<BotDriverOptions, 'room'> {
  readonly room: HospitableRoom;
  /** Whether bots come by themselves where people are missing. */
  readonly keepsCompany: boolean;
  /** What was kept of them; undefined is a new room. */
  readonly kept?: KeptBots | undefined;
}

/** As they outlive the process. */
export interface KeptBots {
  readonly seated: number;
  /** null where bots come only when they are asked. */
  readonly company: KeptCompany | null;
}

/** The bots of one room: who they are, when they come and go, and what they do. */
export class Bots {
  readonly #room: HospitableRoom;
  readonly #driver: BotDriver;
  readonly #company: Company | null;
  #seated: number;

  constructor({ room, keepsCompany, kept, ...options }: BotsOptions) {
    this.#room = room;
    this.#seated = kept?.seated ?? 0;
    this.#driver = new BotDriver({ ...options, room });
    const company = {
      clock: options.clock,
      game: () => room.game(),
      seat: (skill: number) => this.seat(skill),
      unseat: (botId: PlayerId) => room.leave(botId),
      start: (hostId: PlayerId) => room.start(hostId),
    };
    const comesByItself = kept ? kept.company !== null : keepsCompany;
    this.#company = comesByItself ? new Company(company, kept?.company ?? undefined) : null;
  }

  kept(): KeptBots {
    return { seated: this.#seated, company: this.#company?.kept() ?? null };
  }

  /** When the game begins by itself, milliseconds since the epoch; null where it waits for its host. */
  get startsAt(): number | null {
    return this.#company?.startsAt ?? null;
  }

  /** One more bot. Returns its id. @throws RequestError `room-full` */
  seat(skill: number): PlayerId {
    this.#seated += 1;
    const playerId = `bot-${this.#seated}`;
    const name = freeBotName(this.#room.game().players.map((player) => player.name));
    this.#room.join({ playerId, name, color: this.#seated % PLAYER_COLOR_COUNT, bot: { skill } });
    return playerId;
  }

  /** To be told after everything that has changed the game. */
  follow(game: GameState): void {
    this.#driver.follow(game);
    this.#company?.follow(game);
  }

  /** The host is about to begin a game. */
  beforeStart(): void {
    this.#company?.adjust();
  }

  /** The host takes things in hand. Returns whether a game was about to begin by itself. */
  hold(): boolean {
    return this.#company?.hold() ?? false;
  }

  stop(): void {
    this.#driver.stop();
    this.#company?.stop();
  }
}
