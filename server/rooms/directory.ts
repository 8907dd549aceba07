import { DEFAULT_SETTINGS, modeOf, type ModeName, type SettingsChange } from '../../shared/game/index.ts';
import {
  PROTOCOL_VERSION,
  ROOM_CODE_LENGTH,
  ROOM_CODE_LETTERS,
  type ErrorCode,
  type RoomListing,
} from '../../shared/protocol/index.ts';
import type { Audience } from './audience.ts';
import { drawableWords } from './bots/repertoire.ts';
import { RequestError } from './errors.ts';
import type { RoomSnapshot } from './keeper.ts';
import type { KeepableRoom } from './keeping.ts';
import { requireFriendlyWords } from './manners.ts';
import type { JoinRequest, RoomOptions } from './options.ts';
import { Room } from './room.ts';
import { isShadowed } from './shadowing.ts';

/** Rooms that one process holds: a small part of the codes there are, so that a free one is found at once. */
const MAX_ROOMS = 10_000;
/** As many public rooms are listed: more than anybody reads. */
const MAX_LISTED = 50;
/** Reasons for which somebody cannot join a room and another one may do. */
const ANOTHER_MAY_DO: ReadonlySet<ErrorCode> = new Set([
  'room-full',
  'name-taken',
  'banned',
  'no-such-room',
  'room-moving',
]);

export interface DirectoryOptions extends Omit<
  RoomOptions,
  'code' | 'audience' | 'onEmpty' | 'onChange' | 'password' | 'keepsCompany'
> {
  readonly audienceOf: (code: string) => Audience;
  /** Who keeps rooms, that they outlive this process; undefined is nobody. */
  readonly keeping?: { changed(room: KeepableRoom): void; ended(room: KeepableRoom): void } | undefined;
  readonly maxRooms?: number;
  /** The share of rooms that have the shadow, 0..1. */
  readonly shadowShare?: number | undefined;
}

/** A network that guesses in one room only, and all that belongs to it. */
export interface Mind extends Pick<RoomOptions, 'recogniser' | 'explainer' | 'words'> {
  /** The room is over. */
  readonly release: () => void;
}

/** How a new room differs from others. */
export interface NewRoom {
  readonly settings?: SettingsChange | undefined;
  readonly password?: string | undefined;
  /** Whether bots come by themselves where people are missing. */
  readonly keepsCompany?: boolean | undefined;
  /** Its code, where that was chosen already; `freeCode` has one. */
  readonly code?: string | undefined;
  /** Who guesses here, where it is not who guesses everywhere. */
  readonly mind?: Mind | undefined;
}

/** What kind of room somebody wants who takes any; undefined is whatever there is. */
export interface QuickWish {
  readonly mode?: ModeName | undefined;
  /** Rooms in which people speak it come first, and one that is opened speaks it. */
  readonly language?: string | undefined;
}

/** All rooms of this server, by code. */
export class RoomDirectory {
  readonly #options: DirectoryOptions;
  readonly #rooms = new Map<string, Room>();

  constructor(options: DirectoryOptions) {
    this.#options = options;
  }

  get rooms(): number {
    return this.#rooms.size;
  }

  get connectedPlayers(): number {
    return [...this.#rooms.values()].reduce((sum, room) => sum + room.connectedPlayers, 0);
  }

  /** Opens a room with its first player. @throws RequestError `server-full`, `rude-words`, `rude-name` */
  create(first: JoinRequest, { settings, password, keepsCompany, code, mind }: NewRoom = {}): Room {
    if (this.#rooms.size >= (this.#options.maxRooms ?? MAX_ROOMS)) {
      throw new RequestError('server-full', 'This server has no room left: try again in a few minutes.');
    }
    requireFriendlyWords(settings ?? {}, this.#options);
    const room = new Room({
      ...this.#optionsOf(code ?? this.freeCode(), () => mind?.release()),
      // Who guesses in one room only is compared with nobody.
      ...(mind && {
        recogniser: mind.recogniser,
        explainer: mind.explainer,
        words: mind.words,
        shadow: undefined,
      }),
      settings: { ...this.#options.settings, ...(mind && settingsFor(mind)), ...settings },
      password,
      keepsCompany,
    });
    room.join({ ...first, password });
    this.#add(room);
    return room;
  }

  /**
   * Goes on with a room that another process has kept; with the server's own network, whichever it had there.
   * @throws RequestError `no-such-room` where it is of a version that this one does not understand
   */
  restore(kept: RoomSnapshot): Room {
    if (kept.room.protocol !== PROTOCOL_VERSION) {
      throw new RequestError('no-such-room', `The room ${kept.code} is of another version of the game.`);
    }
    const room = new Room(this.#optionsOf(kept.code), kept);
    this.#add(room);
    return room;
  }

  /** @throws RequestError `no-such-room` */
  find(code: string): Room {
    return this.peek(code) ?? refuseNoSuchRoom(code);
  }

  /** The room with this code, if it is here. */
  peek(code: string): Room | undefined {
    return this.#rooms.get(code);
  }

  get codes(): string[] {
    return [...this.#rooms.keys()];
  }

  /** Public rooms: those with a free seat first, and among them the fullest. */
  list(): RoomListing[] {
    return asShown(this.#listings());
  }

  /** Lets go of a room that goes on elsewhere, without a word to anybody. */
  release(code: string): Room | undefined {
    const room = this.#rooms.get(code);
    room?.close();
    this.#rooms.delete(code);
    return room;
  }

  /**
   * Seats somebody in a public room that fits, and opens one where there is none, with bots for company.
   * @throws RequestError `server-full`
   */
  quick(player: JoinRequest, wish: QuickWish = {}): Room {
    for (const listing of fitting(this.#listings(), wish)) {
      const room = this.find(listing.code);
      try {
        room.join(player);
        return room;
      } catch (error) {
        if (!anotherMayDo(error)) throw error;
      }
    }
    return this.create(player, roomFor(wish));
  }

  /** Ends every room, for the server stops. */
  close(): void {
    for (const room of this.#rooms.values()) {
      this.#options.audienceOf(room.code).toAll('room:closed', { reason: 'server-stopping' });
      room.close();
    }
    this.#rooms.clear();
  }

  #listings(): RoomListing[] {
    return [...this.#rooms.values()].flatMap((room) => room.listing ?? []);
  }

  #optionsOf(code: string, onEnd?: () => void): RoomOptions {
    const { lore, sketchbook, keeping, audienceOf, shadow, shadowShare = 0 } = this.#options;
    return {
      ...this.#options,
      code,
      shadow: isShadowed(code, shadowShare) ? shadow : undefined,
      lore: lore && { ...lore, drawable: drawableWords(sketchbook) },
      audience: audienceOf(code),
      onEmpty: () => {
        this.#remove(code);
        onEnd?.();
      },
      onChange:
        keeping &&
        (() => {
          const room = this.#rooms.get(code);
          if (room) keeping.changed(room);
        }),
    };
  }

  #add(room: Room): void {
    this.#rooms.set(room.code, room);
    this.#options.keeping?.changed(room);
  }

  #remove(code: string): void {
    const room = this.#rooms.get(code);
    if (!room) return;
    room.close();
    this.#rooms.delete(code);
    this.#options.keeping?.ended(room);
  }

  /** A code that no room here has. */
  freeCode(): string {
    for (;;) {
      let code = '';
      for (let i = 0; i < ROOM_CODE_LENGTH; i += 1) {
        code += ROOM_CODE_LETTERS[Math.floor(this.#options.random() * ROOM_CODE_LETTERS.length)]!;
      }
      if (!this.#rooms.has(code)) return code;
    }
  }
}

/** A small network knows few words: all of them are played, however hard they are for another one. */
function settingsFor({ words }: Mind): SettingsChange {
  return { difficulty: 'any', rounds: Math.min(DEFAULT_SETTINGS.rounds, words.length) };
}

/** Public rooms as they are listed: those with a free seat first, and among them the fullest. */
export function asShown(listings: readonly RoomListing[]): RoomListing[] {
  return byFullness(listings).slice(0, MAX_LISTED);
}

/** Public rooms that fit a wish, the best one first. */
export function fitting(listings: readonly RoomListing[], wish: QuickWish): RoomListing[] {
  const fit = byFullness(listings).filter((listing) => fits(listing, wish));
  const speaks = ({ language }: RoomListing) => wish.language === undefined || language === wish.language;
  return [...fit.filter(speaks), ...fit.filter((listing) => !speaks(listing))];
}

/** The room that is opened where none fits a wish. */
export function roomFor({ mode, language }: QuickWish): NewRoom {
  const settings = {
    isPublic: true,
    ...(mode !== undefined && { mode }),
    ...(language !== undefined && { language }),
  };
  return { settings, keepsCompany: true };
}

/** Whether somebody who could not join a room for this reason may be luckier with another one. */
export function anotherMayDo(error: unknown): boolean {
  return error instanceof RequestError && ANOTHER_MAY_DO.has(error.code);
}

/** @throws RequestError `no-such-room` */
export function refuseNoSuchRoom(code: string): never {
  throw new RequestError('no-such-room', `There is no room ${code}: check the four letters.`);
}

function byFullness(listings: readonly RoomListing[]): RoomListing[] {
  return [...listings].sort((a, b) => Number(hasSeat(b)) - Number(hasSeat(a)) || b.players - a.players);
}

function hasSeat({ players, seats }: RoomListing): boolean {
  return players < seats;
}

function fits(listing: RoomListing, { mode, language }: QuickWish): boolean {
  // To draw together takes no common language, as everybody reads the word in their own; to guess together does.
  const canTakePart =
    !modeOf(listing.mode).peopleGuess || language === undefined || listing.language === language;
  return (
    hasSeat(listing) && !listing.hasPassword && canTakePart && (mode === undefined || listing.mode === mode)
  );
}
