import type { PlayerId } from '../../shared/game/index.ts';
import type { Audience } from '../rooms/audience.ts';
import type { Room } from '../rooms/room.ts';
import type { InklingServer, InklingSocket } from './session.ts';

/**
 * Which connection sits where. Each seat is a Socket.IO room of one, inside the Socket.IO room of its Inkling room: a
 * message to many is encoded once, and travels between processes where an adapter carries it.
 */
export class Seats {
  readonly #io: InklingServer;
  readonly #sockets = new Map<string, InklingSocket>();

  constructor(io: InklingServer) {
    this.#io = io;
  }

  audienceOf(code: string): Audience {
    return {
      // Nothing is volatile: Socket.IO would drop a message for a connection that is just sending another one, and the guess
      // that is lost would be the latest. Nothing piles up either, for a lost connection leaves its rooms.
      toAll: (event, message) => emit(this.#io.to(channelOf(code)), event, message),
      toOthers: (than, event, message) =>
        emit(this.#io.to(channelOf(code)).except(seatOf(code, than)), event, message),
      toSome: (playerIds, event, message) => {
        // To no room at all means to everybody, for Socket.IO.
        if (playerIds.length === 0) return;
        emit(this.#io.to(playerIds.map((id) => seatOf(code, id))), event, message);
      },
      dismiss: (playerId, reason) => {
        const socket = this.#sockets.get(seatOf(code, playerId));
        if (!socket?.data.room) return;
        this.#unseat(socket, playerId, socket.data.room);
        socket.emit('room:closed', { reason });
      },
    };
  }

  /** Gives this connection the player's seat, and tells an older connection that it has it no more. */
  take(socket: InklingSocket, playerId: PlayerId, room: Room): void {
    const seat = seatOf(room.code, playerId);
    const before = this.#sockets.get(seat);
    if (before === socket) return;
    if (before) {
      this.#unseat(before, playerId, room);
      before.emit('room:closed', { reason: 'taken-over' });
    }
    this.#sockets.set(seat, socket);
    socket.data.room = room;
    void socket.join([channelOf(room.code), seat]);
  }

  /** Takes this connection's seat from it, if it has one; returns whose seat it was and where. */
  free(socket: InklingSocket): { playerId: PlayerId; room: Room } | null {
    const { playerId, room } = socket.data;
    if (playerId === null || !room) return null;
    this.#unseat(socket, playerId, room);
    return { playerId, room };
  }

  #unseat(socket: InklingSocket, playerId: PlayerId, room: Room): void {
    const seat = seatOf(room.code, playerId);
    this.#sockets.delete(seat);
    socket.data.room = null;
    void socket.leave(channelOf(room.code));
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
