import type { PlayerId } from '../../shared/game/index.ts';
import type { ClosedReason } from '../../shared/protocol/index.ts';
import type { Audience } from '../rooms/audience.ts';
import type { RoomDoor } from '../rooms/door.ts';
import type { InklingServer, InklingSocket } from './session.ts';

/** What is known of those who hear rooms at other nodes. */
export interface Elsewhere {
  /** Whether there may be any. */
  isHeardElsewhere(code: string): boolean;
  /** Takes a seat from a connection at another node. */
  dismiss(code: string, playerId: PlayerId, reason: ClosedReason): void;
}

/**
 * Which connection sits where. Each seat is a Socket.IO room of one, inside the Socket.IO room of its Inkling room: a
 * message to many is encoded once, and travels between processes where an adapter carries it.
 */
export class Seats {
  readonly #io: InklingServer;
  readonly #sockets = new Map<string, InklingSocket>();

  readonly #elsewhere: Elsewhere | undefined;

  constructor(io: InklingServer, elsewhere?: Elsewhere) {
    this.#io = io;
    this.#elsewhere = elsewhere;
  }

  audienceOf(code: string): Audience {
    // What nobody hears elsewhere does not take the way over Redis, and goes on without it.
    const hearers = () => (this.#elsewhere?.isHeardElsewhere(code) === false ? this.#io.local : this.#io);
    return {
      // Nothing is volatile: Socket.IO would drop a message for a connection that is just sending another one, and the guess
      // that is lost would be the latest. Nothing piles up either, for a lost connection leaves its rooms.
      toAll: (event, message) => emit(hearers().to(channelOf(code)), event, message),
      toSome: (playerIds, event, message) => {
        // To no room at all means to everybody, for Socket.IO.
        if (playerIds.length === 0) return;
        emit(hearers().to(playerIds.map((id) => seatOf(code, id))), event, message);
      },
      dismiss: (playerId, reason) => {
        this.unseat(code, playerId, reason);
        this.#elsewhere?.dismiss(code, playerId, reason);
      },
    };
  }

  /** Who has a connection here that sits in this room. */
  playersIn(code: string): PlayerId[] {
    const ids = this.#io.of('/').adapter.rooms.get(channelOf(code)) ?? new Set();
    return [...ids].flatMap((id) => this.#io.sockets.sockets.get(id)?.data.playerId ?? []);
  }

  /** Tells a player's connection here, if there is one, why it has its seat no more. */
  unseat(code: string, playerId: PlayerId, reason: ClosedReason): void {
    const socket = this.#sockets.get(seatOf(code, playerId));
    if (!socket?.data.room) return;
    this.#unseat(socket, playerId, code);
    socket.emit('room:closed', { reason });
  }

  /** Cuts a player's connection here: its browser comes back by itself. */
  drop(code: string, playerId: PlayerId): void {
    this.#sockets.get(seatOf(code, playerId))?.conn.close();
  }

  /** Gives this connection the player's seat, and tells an older connection that it has it no more. */
  take(socket: InklingSocket, playerId: PlayerId, room: RoomDoor): void {
    const seat = seatOf(room.code, playerId);
    if (this.#sockets.get(seat) === socket) return;
    this.unseat(room.code, playerId, 'taken-over');
    this.#sockets.set(seat, socket);
    socket.data.room = room;
    void socket.join([channelOf(room.code), seat]);
  }

  /** Takes this connection's seat from it, if it has one; returns whose seat it was and where. */
  free(socket: InklingSocket): { playerId: PlayerId; room: RoomDoor } | null {
    const { playerId, room } = socket.data;
    if (playerId === null || !room) return null;
    this.#unseat(socket, playerId, room.code);
    return { playerId, room };
  }

  #unseat(socket: InklingSocket, playerId: PlayerId, code: string): void {
    const seat = seatOf(code, playerId);
    this.#sockets.delete(seat);
    socket.data.room = null;
    void socket.leave(channelOf(code));
    void socket.leave(seat);
  }
}

function channelOf(code: string): string {
  return `room/${code}`;
}

function seatOf(code: string, playerId: PlayerId): string {
  return `seat/${code}/${playerId}`;
}

/** Socket.IO types an event's arguments one event at a time; ours is one of several, each with its one message. */
function emit(to: { emit: unknown }, event: string, message: unknown): void {
  (to as { emit: (event: string, message: unknown) => void }).emit(event, message);
}
