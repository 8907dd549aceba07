import {
  PROTOCOL_VERSION,
  type Replies,
  type RequestName,
  type RequestPayload,
  type RoomSync,
} from '../../shared/protocol/index.ts';
import type { PlayerId } from '../../shared/game/index.ts';
import type { Mind, RoomDirectory } from '../rooms/directory.ts';
import { RequestError } from '../rooms/errors.ts';
import type { Command } from '../rooms/options.ts';
import type { Room } from '../rooms/room.ts';
import type { Lab } from '../lab/lab.ts';
import type { LabModels } from '../lab/models.ts';
import { createToken, playerIdOf } from '../identity.ts';
import type { Seats } from './seats.ts';
import type { Shelf } from './shelf.ts';
import type { InklingSocket } from './session.ts';

/** One function a request: from a parsed payload to a room's command to the reply, at once or later. Refusals are thrown. */
export type Handlers = {
  readonly [N in RequestName]: (
    socket: InklingSocket,
    payload: RequestPayload<N>,
  ) => Replies[N] | Promise<Replies[N]>;
};

/** What requests are about. */
export interface House {
  readonly directory: RoomDirectory;
  readonly shelf: Shelf;
  readonly lab: Lab;
  readonly labModels: LabModels;
  readonly tokens: TokenKeeper;
}

/** Who knows whose a token is, and changes it each time. */
export interface TokenKeeper {
  /** null: the token is retired. */
  rotate(token: string): Promise<Replies['session:start'] | null>;
}

/** The Socket.IO room of those who watch the lab. */
export const LAB_CHANNEL = 'lab';

export function createHandlers({ directory, shelf, lab, labModels, tokens }: House, seats: Seats): Handlers {
  return {
    'session:start': (socket, { protocol, token }) => {
      if (protocol !== PROTOCOL_VERSION) {
        throw new RequestError('wrong-version', 'The game has been updated: reload this page.');
      }
      const begin = ({ token: mine, playerId }: Replies['session:start']) => {
        if (socket.data.playerId !== null && socket.data.playerId !== playerId) {
          throw new RequestError(
            'bad-request',
            'This connection has started as another player: open a new one.',
          );
        }
        socket.data.playerId = playerId;
        return { token: mine, playerId };
      };
      if (token === null) {
        const first = createToken();
        return begin({ token: first, playerId: playerIdOf(first) });
      }
      return tokens.rotate(token).then((rotation) => {
        if (rotation) return begin(rotation);
        throw new RequestError('bad-request', 'Another browser has come back with this token: start anew.');
      });
    },
    'room:create': (socket, { settings, password, model, ...profile }) => {
      const playerId = playerOf(socket);
      const create = (mind?: Mind) => {
        const wishes = { settings: settings && defined(settings), password, mind };
        return sit(socket, playerId, directory.create({ playerId, ...profile }, wishes));
      };
      if (model === undefined) return create();
      return labModels.open(model).then((mind) => {
        try {
          return create(mind);
        } catch (error) {
          mind.release();
          throw error;
        }
      });
    },
    'room:join': (socket, { code, ...request }) => {
      const playerId = playerOf(socket);
      const room = directory.find(code);
      room.join({ playerId, ...request });
      return sit(socket, playerId, room);
    },
    'room:quick': (socket, { mode, language, ...profile }) => {
      const playerId = playerOf(socket);
      return sit(socket, playerId, directory.quick({ playerId, ...profile }, { mode, language }));
    },
    'room:list': () => ({ rooms: directory.list() }),
    'room:leave': (socket) => {
      if (!leave(socket)) throw notInRoom();
      return {};
    },
    'room:sync': (socket) => roomOf(socket).sync(playerOf(socket)),

    'player:update': (socket, change) => command(socket, { type: 'update', ...defined(change) }),
    'player:role': (socket, { role }) => command(socket, { type: 'role', role }),
    'player:giving': (socket, wish) => {
      const playerId = playerOf(socket);
      socket.data.giving = { ...wish, country: socket.data.country };
      socket.data.room?.wishToGive(playerId, socket.data.giving);
      return {};
    },
    'player:vote-kick': (socket, { playerId }) => command(socket, { type: 'vote-kick', targetId: playerId }),
    'player:kick': (socket, { playerId }) => command(socket, { type: 'kick', targetId: playerId }),
    'player:make-host': (socket, { playerId }) => command(socket, { type: 'make-host', targetId: playerId }),
    'bot:add': (socket, { skill }) => ({ playerId: roomOf(socket).addBot(playerOf(socket), skill) }),
    'bot:remove': (socket, { playerId }) => {
      roomOf(socket).removeBot(playerOf(socket), playerId);
      return {};
    },
    'settings:change': (socket, { settings, password }) => {
      roomOf(socket).changeSettings(playerOf(socket), defined(settings), password);
      return {};
    },
    'game:start': (socket) => command(socket, { type: 'start' }),
    'game:lobby': (socket) => command(socket, { type: 'lobby' }),
    'game:next': (socket) => command(socket, { type: 'next' }),
    'round:skip': (socket) => command(socket, { type: 'skip' }),

    'game:drawings': (socket) => ({ drawings: roomOf(socket).drawings(playerOf(socket)) }),
    'game:share': (socket, { inGallery }) => {
      const playerId = playerOf(socket);
      return shelf.share(roomOf(socket).finishedGame(playerId), playerId, inGallery);
    },
    'replay:take-back': (socket, { id }) => granted(shelf.takeBack(id, playerOf(socket))),
    'drawing:report': (socket, { id }) => granted(shelf.report(id, playerOf(socket))),
    'preferences:get': (socket) => shelf.preferences(playerOf(socket)),
    'preferences:set': (socket, change) => shelf.choose(playerOf(socket), change),

    'draw:ops': (socket, request) => ({ revision: roomOf(socket).draw(playerOf(socket), request) }),
    'draw:stroke-done': (socket, { round, sheet }) =>
      command(socket, { type: 'stroke-done', round, sheetId: sheet }),
    'reveal:explain': (socket, request) => roomOf(socket).explain(playerOf(socket), request),
    'guess:say': (socket, request) => ({ closeness: roomOf(socket).guess(playerOf(socket), request) }),
    'chat:say': (socket, { text }) => {
      roomOf(socket).chat(playerOf(socket), text);
      return {};
    },
    'lab:watch': (socket) => {
      void socket.join(LAB_CHANNEL);
      return lab.view();
    },
    'lab:leave': (socket) => {
      void socket.leave(LAB_CHANNEL);
      return {};
    },
    'lab:train': async (socket, choices) => ({ run: await lab.train(playerOf(socket), choices) }),
    'lab:stop': (socket, { id }) => {
      lab.stop(playerOf(socket), id);
      return {};
    },
    'reaction:send': (socket, { reaction, sheet }) => {
      roomOf(socket).react(playerOf(socket), reaction, sheet ?? null);
      return {};
    },
  };

  /** Moves a connection to a seat that its player has been given already. */
  function sit(socket: InklingSocket, playerId: PlayerId, room: Room): RoomSync {
    if (socket.data.room !== room) leave(socket);
    seats.take(socket, playerId, room);
    if (socket.data.giving !== null) room.wishToGive(playerId, socket.data.giving);
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

/** Hands on to the rules what they alone decide, in the name of whoever has this connection. */
function command(socket: InklingSocket, request: DistributiveOmit<Command, 'playerId'>): object {
  roomOf(socket).command({ ...request, playerId: playerOf(socket) });
  return {};
}

async function granted(found: Promise<boolean>): Promise<object> {
  if (await found) return {};
  throw new RequestError('not-shared', 'This is not shared any more, or not by you.');
}

function roomOf({ data }: InklingSocket): Room {
  if (!data.room) throw notInRoom();
  return data.room;
}

function notInRoom(): RequestError {
  return new RequestError('not-in-room', 'You are not in a room: create or join one first.');
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The fields that are there: what is left out stays as it is, and must not become undefined. */
function defined<T extends object>(fields: T): Defined<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>;
}
