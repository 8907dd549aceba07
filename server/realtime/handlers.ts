import {
  PROTOCOL_VERSION,
  type Replies,
  type RequestName,
  type RequestPayload,
  type RoomSync,
} from '../../shared/protocol/index.ts';
import type { PlayerId } from '../../shared/game/index.ts';
import type { Mind } from '../rooms/directory.ts';
import { andThen, leaveQuietly, type MaybePromise, type Reception, type RoomDoor } from '../rooms/door.ts';
import { RequestError } from '../rooms/errors.ts';
import type { Command } from '../rooms/options.ts';
import type { Lab } from '../lab/lab.ts';
import type { LabModels } from '../lab/models.ts';
import { createToken, playerIdOf } from '../identity.ts';
import type { Seats } from './seats.ts';
import type { Shelf } from './shelf.ts';
import type { InklingSocket } from './session.ts';

/** In place of a reply: nothing is sent, as what was asked for is seen by what the room tells everybody. */
export const UNANSWERED = Symbol('unanswered');
type Answered<N extends RequestName> = Replies[N] | typeof UNANSWERED;

/** One function a request: from a parsed payload to a room's command to the reply, at once or later. Refusals are thrown. */
export type Handlers = {
  readonly [N in RequestName]: (
    socket: InklingSocket,
    payload: RequestPayload<N>,
  ) => Answered<N> | Promise<Answered<N>>;
};

/** What requests are about. */
export interface House {
  readonly reception: Reception;
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

export function createHandlers(
  { reception, shelf, lab, labModels, tokens }: House,
  seats: Seats,
  onBroken: (error: unknown) => void,
): Handlers {
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
        const created = reception.create({ playerId, ...profile }, wishes);
        return andThen(created, (room) => sit(socket, playerId, room));
      };
      if (model === undefined) return create();
      return labModels.open(model).then(async (mind) => {
        try {
          return await create(mind);
        } catch (error) {
          mind.release();
          throw error;
        }
      });
    },
    'room:join': (socket, { code, ...request }) => {
      const playerId = playerOf(socket);
      return andThen(reception.find(code), (room) =>
        andThen(room.join({ playerId, ...request }), () => sit(socket, playerId, room)),
      );
    },
    'room:quick': (socket, { mode, language, ...profile }) => {
      const playerId = playerOf(socket);
      const found = reception.quick({ playerId, ...profile }, { mode, language });
      return andThen(found, (room) => sit(socket, playerId, room));
    },
    'room:list': () => andThen(reception.list(), (rooms) => ({ rooms })),
    'room:leave': (socket) => {
      if (!leave(socket)) throw notInRoom();
      return {};
    },
    'room:sync': (socket) => syncOf(socket, playerOf(socket), roomOf(socket)),

    'player:update': (socket, change) => command(socket, { type: 'update', ...defined(change) }),
    'player:role': (socket, { role }) => command(socket, { type: 'role', role }),
    'player:giving': (socket, wish) => {
      const playerId = playerOf(socket);
      socket.data.giving = { ...wish, country: socket.data.country };
      const { giving, room } = socket.data;
      return room ? done(room.wishToGive(playerId, giving)) : {};
    },
    'player:vote-kick': (socket, { playerId }) => command(socket, { type: 'vote-kick', targetId: playerId }),
    'player:kick': (socket, { playerId }) => command(socket, { type: 'kick', targetId: playerId }),
    'player:make-host': (socket, { playerId }) => command(socket, { type: 'make-host', targetId: playerId }),
    'bot:add': (socket, { skill }) =>
      andThen(roomOf(socket).addBot(playerOf(socket), skill), (playerId) => ({ playerId })),
    'bot:remove': (socket, { playerId }) => done(roomOf(socket).removeBot(playerOf(socket), playerId)),
    'settings:change': (socket, { settings, password }) =>
      done(roomOf(socket).changeSettings(playerOf(socket), defined(settings), password)),
    'game:start': (socket) => command(socket, { type: 'start' }),
    'game:lobby': (socket) => command(socket, { type: 'lobby' }),
    'game:next': (socket) => command(socket, { type: 'next' }),
    'round:skip': (socket) => command(socket, { type: 'skip' }),

    'game:drawings': (socket) =>
      andThen(roomOf(socket).drawings(playerOf(socket)), (drawings) => ({ drawings })),
    'game:share': (socket, { inGallery }) => {
      const playerId = playerOf(socket);
      const finished = roomOf(socket).finishedGame(playerId);
      return andThen(finished, (game) => shelf.share(game, playerId, inGallery));
    },
    'replay:take-back': (socket, { id }) => granted(shelf.takeBack(id, playerOf(socket))),
    'drawing:report': (socket, { id }) => granted(shelf.report(id, playerOf(socket))),
    'preferences:get': (socket) => shelf.preferences(playerOf(socket)),
    'preferences:set': (socket, change) => shelf.choose(playerOf(socket), change),

    'draw:ops': (socket, request) =>
      andThen(roomOf(socket).draw(playerOf(socket), request), (revision) =>
        request.onlyRefusals ? UNANSWERED : { revision },
      ),
    'draw:stroke-done': (socket, { round, sheet }) =>
      command(socket, { type: 'stroke-done', round, sheetId: sheet }),
    'reveal:explain': (socket, request) => roomOf(socket).explain(playerOf(socket), request),
    'guess:say': (socket, request) =>
      andThen(roomOf(socket).guess(playerOf(socket), request), (closeness) => ({ closeness })),
    'chat:say': (socket, { text }) => done(roomOf(socket).chat(playerOf(socket), text)),
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
    'reaction:send': (socket, { reaction, sheet }) =>
      done(roomOf(socket).react(playerOf(socket), reaction, sheet ?? null)),
  };

  /** Moves a connection to a seat that its player has been given already. */
  function sit(socket: InklingSocket, playerId: PlayerId, room: RoomDoor): MaybePromise<RoomSync> {
    // The seat of a connection that was lost in the meantime is kept like any other.
    if (!socket.connected) {
      leaveQuietly(() => room.disconnect(playerId), onBroken);
      throw notInRoom();
    }
    if (socket.data.room?.code !== room.code) leave(socket);
    seats.take(socket, playerId, room);
    const { giving } = socket.data;
    if (giving === null) return syncOf(socket, playerId, room);
    return andThen(room.wishToGive(playerId, giving), () => syncOf(socket, playerId, room));
  }

  function syncOf(socket: InklingSocket, playerId: PlayerId, room: RoomDoor): MaybePromise<RoomSync> {
    return andThen(room.sync(playerId), (sync) => {
      const home = reception.homeOf?.(room.code);
      socket.data.isMoving = home !== undefined;
      return home === undefined ? sync : { ...sync, home };
    });
  }

  function leave(socket: InklingSocket): boolean {
    const seat = seats.free(socket);
    if (seat) leaveQuietly(() => seat.room.leave(seat.playerId), onBroken);
    return seat !== null;
  }
}

function playerOf({ data }: InklingSocket): PlayerId {
  if (data.playerId === null) throw new RequestError('bad-request', 'Send session:start first.');
  return data.playerId;
}

/** Hands on to the rules what they alone decide, in the name of whoever has this connection. */
function command(socket: InklingSocket, request: DistributiveOmit<Command, 'playerId'>) {
  return done(roomOf(socket).command({ ...request, playerId: playerOf(socket) }));
}

function done(what: MaybePromise<unknown>): MaybePromise<object> {
  return andThen(what, () => ({}));
}

async function granted(found: Promise<boolean>): Promise<object> {
  if (await found) return {};
  throw new RequestError('not-shared', 'This is not shared any more, or not by you.');
}

function roomOf({ data }: InklingSocket): RoomDoor {
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
