import { ROOM_CODE_LENGTH, ROOM_CODE_LETTERS } from '../../shared/protocol/index.ts';
import type { Audience } from './audience.ts';
import { RequestError } from './errors.ts';
import { Room, type JoinRequest, type RoomOptions } from './room.ts';

/** Rooms that one process holds: a small part of the codes there are, so that a free one is found at once. */
const MAX_ROOMS = 10_000;

export interface DirectoryOptions extends Omit<RoomOptions, 'code' | 'audience' | 'onEmpty'> {
  readonly audienceOf: (code: string) => Audience;
  readonly maxRooms?: number;
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

  /** Opens a room with its first player. @throws RequestError `server-full` */
  create(first: JoinRequest): Room {
    if (this.#rooms.size >= (this.#options.maxRooms ?? MAX_ROOMS)) {
      throw new RequestError('server-full', 'This server has no room left: try again in a few minutes.');
    }
    const code = this.#freeCode();
    const room = new Room({
      ...this.#options,
      code,
      audience: this.#options.audienceOf(code),
      onEmpty: () => this.#remove(code),
    });
    room.join(first);
    this.#rooms.set(code, room);
    return room;
  }

  /** @throws RequestError `no-such-room` */
  find(code: string): Room {
    const room = this.#rooms.get(code);
    if (!room) throw new RequestError('no-such-room', `There is no room ${code}: check the four letters.`);
    return room;
  }

  /** Ends every room, for the server stops. */
  close(): void {
    for (const room of this.#rooms.values()) {
      this.#options.audienceOf(room.code).toAll('room:closed', { reason: 'server-stopping' });
      room.close();
    }
    this.#rooms.clear();
  }

  #remove(code: string): void {
    this.#rooms.get(code)?.close();
    this.#rooms.delete(code);
  }

  #freeCode(): string {
    for (;;) {
      let code = '';
      for (let i = 0; i < ROOM_CODE_LENGTH; i += 1) {
        code += ROOM_CODE_LETTERS[Math.floor(this.#options.random() * ROOM_CODE_LETTERS.length)]!;
      }
      if (!this.#rooms.has(code)) return code;
    }
  }
}
