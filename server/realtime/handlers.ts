import {
  PROTOCOL_VERSION,
  type Replies,
  type RequestName,
  type RequestPayload,
  type RoomSync,
} from '../../shared/protocol/index.ts';
import type { PlayerId } from '../../shared/game/index.ts';
import type { RoomDirectory } from '../rooms/directory.ts';
import { RequestError } from '../rooms/errors.ts';
import type { Room } from '../rooms/room.ts';
import { createToken, playerIdOf } from './identity.ts';
import type { Seats } from './seats.ts';
import type { InklingSocket } from './session.ts';

/** One function a request: from a parsed payload to a room's command to the reply. Refusals are thrown. */
export type Handlers = {
  readonly [N in RequestName]: (socket: InklingSocket, payload: RequestPayload<N>) => Replies[N];
};

export function createHandlers(directory: RoomDirectory, seats: Seats): Handlers {
  return {
    'session:start': (socket, { protocol, token }) => {
      if (protocol !== PROTOCOL_VERSION) {
        throw new RequestError('wrong-version', 'The game has been updated: reload this page.');
      }
      const mine = token ?? createToken();
      const playerId = playerIdOf(mine);
      if (socket.data.playerId !== null && socket.data.playerId !== playerId) {
        throw new RequestError(
          'bad-request',
          'This connection has started as another player: open a new one.',
        );
      }
      socket.data.playerId = playerId;
      return { token: mine, playerId };
    },
    'room:create': (socket, { name, color }) => {
      const playerId = playerOf(socket);
      const room = directory.create({ playerId, name, color });
      return sit(socket, playerId, room);
    },
    'room:join': (socket, { code, name, color }) => {
      const playerId = playerOf(socket);
      const room = directory.find(code);
      room.join({ playerId, name, color });
      return sit(socket, playerId, room);
    },
    'room:leave': (socket) => {
      if (!leave(socket)) throw notInRoom();
      return {};
    },
    'room:sync': (socket) => roomOf(socket).sync(playerOf(socket)),
    'player:update': (socket, { name, color }) => {
      const change = { ...(name !== undefined && { name }), ...(color !== undefined && { color }) };
      roomOf(socket).update(playerOf(socket), change);
      return {};
    },
    'game:start': (socket) => {
      roomOf(socket).start(playerOf(socket));
      return {};
    },
    'draw:ops': (socket, request) => ({ revision: roomOf(socket).draw(playerOf(socket), request) }),
  };

  /** Moves a connection to a seat that its player has been given already. */
  function sit(socket: InklingSocket, playerId: PlayerId, room: Room): RoomSync {
    if (socket.data.room !== room) leave(socket);
    seats.take(socket, playerId, room);
    return room.sync(playerId);
  }

  function leave(socket: InklingSocket): boolean {
    const seat = seats.free(socket);
    seat?.room.leave(seat.playerId);
    return seat !== null;
  }
}

function playerOf({ data }: InklingSocket): PlayerId {
  if (data.playerId === null) throw new RequestError('bad-request', 'Send session:start first.');
  return data.playerId;
}

function roomOf({ data }: InklingSocket): Room {
  if (!data.room) throw notInRoom();
  return data.room;
}

function notInRoom(): RequestError {
  return new RequestError('not-in-room', 'You are not in a room: create or join one first.');
}
