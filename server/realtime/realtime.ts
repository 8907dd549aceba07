import type { Server as HttpServer } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { Server, type ServerOptions } from 'socket.io';
import type { WireError } from '../../shared/protocol/index.ts';
import type { Audience } from '../rooms/audience.ts';
import type { Addresses } from '../addresses.ts';
import { Turns } from '../turns.ts';
import { dispatch, type DispatchOptions } from './dispatch.ts';
import { FairWebSocketServer, read } from './fair-sockets.ts';
import type { Gate } from './gate.ts';
import { createHandlers, LAB_CHANNEL, type House } from './handlers.ts';
import { RETURN_MS } from '../rooms/awaited.ts';
import { leaveQuietly } from '../rooms/door.ts';
import { MAX_MESSAGE_BYTES, MOST_WAITING } from './limits.ts';
import { Seats, type Elsewhere } from './seats.ts';
import { createSession, type InklingServer, type InklingSocket } from './session.ts';

/** How long a client may take to fetch what is still to be said to it, before a server that stops cuts it off. */
const GOODBYE_LIMIT_MS = 1_000;
type EngineSocket = InklingSocket['conn'];

/** ISO 3166-1 alpha-2. */
const COUNTRY = /^[A-Za-z]{2}$/;

/** A connection that has not begun to speak Socket.IO after this long is closed. */
const CONNECT_TIMEOUT_MS = 10_000;

export interface RealtimeOptions {
  readonly gate: Gate;
  readonly addresses: Addresses;
  /** The request header that says a player's country, in lower case; without one no country is known. */
  readonly countryHeader?: string | undefined;
  /** How what is said reaches connections at other nodes, and who is there; undefined is that there are none. */
  readonly cluster?:
    { readonly adapter: ServerOptions['adapter']; readonly elsewhere: Elsewhere } | undefined;
  readonly onRefused: (code: WireError['code']) => void;
  readonly onInternalError: (error: unknown, request: string) => void;
}

/**
 * The Socket.IO edge of an HTTP server: it parses what comes, commands rooms, and carries what rooms say. No rules here.
 * Rooms need its audiences and it needs the rooms, hence two steps: create, then `open`.
 */
export class Realtime {
  readonly #io: InklingServer;
  /** Which connection sits where. */
  readonly seats: Seats;
  readonly #options: RealtimeOptions;
  /** What those ask who misbehave. */
  readonly #suspects = new Turns();
  #isStopping = false;
  /** Whether rooms go on elsewhere, and wait there for those who are connected here. */
  #isMoving = false;
  #isDegraded = false;

  constructor(httpServer: HttpServer, options: RealtimeOptions) {
    this.#options = options;
    const { gate } = options;
    this.#io = new Server(httpServer, {
      maxHttpBufferSize: MAX_MESSAGE_BYTES,
      connectTimeout: CONNECT_TIMEOUT_MS,
      serveClient: false,
      wsEngine: FairWebSocketServer,
      ...(options.cluster && { adapter: options.cluster.adapter }),
      allowRequest: (request, decide) => {
        // Who comes back while the server stops would be told that the room is gone: they come back to the next server.
        const refusal = this.#isStopping
          ? 'server-stopping: come back in a moment.'
          : gate.refusalOf(request);
        decide(refusal, refusal === null);
      },
    });
    this.#io.engine.on('connection', (connection: EngineSocket) => {
      connection.once('close', gate.opened(connection.request));
    });
    this.seats = new Seats(this.#io, options.cluster?.elsewhere);
  }

  audienceOf(code: string): Audience {
    return this.seats.audienceOf(code);
  }

  /** Lets players in. */
  open(house: House): void {
    house.lab.audience = {
      run: (run) => this.#io.local.to(LAB_CHANNEL).emit('lab:run', run),
      step: (step) => this.#io.local.to(LAB_CHANNEL).emit('lab:step', step),
    };
    const options: DispatchOptions = {
      handlers: createHandlers(house, this.seats, (error) =>
        this.#options.onInternalError(error, 'room:leave'),
      ),
      ...this.#options,
    };
    this.#io.on('connection', (socket) => this.#connect(socket, options));
  }

  /** Tells everybody, those who come later too, whether rooms of other nodes are out of reach. */
  tellDegraded(isDegraded: boolean): void {
    this.#isDegraded = isDegraded;
    this.#io.local.emit('site:state', { isDegraded });
  }

  /**
   * Lets nobody in any more, sends everybody what is still to be sent and ends their connections.
   * @param isMoving whether rooms go on at other nodes, to which their players find the way
   */
  async sayGoodbye(isMoving = false): Promise<void> {
    this.#isStopping = true;
    this.#isMoving = isMoving;
    const connections = [...this.#io.sockets.sockets.values()].map(({ conn }) => conn);
    const gone = Promise.all(connections.map((one) => new Promise((resolve) => one.once('close', resolve))));
    // Closing the whole server at once would throw away what a slow connection has not taken yet.
    this.#io.local.disconnectSockets(true);
    await Promise.race([gone, delay(GOODBYE_LIMIT_MS, null, { ref: false })]);
  }

  /** Closes all connections and the HTTP server under them. */
  async close(): Promise<void> {
    await this.#io.close();
  }

  /**
   * One request of all who misbehave a turn, and as long as theirs wait nothing more is read of them. What was read before goes
   * on coming, up to a limit.
   */
  #hearLater(socket: InklingSocket, hear: () => void): void {
    const { conn, data } = socket;
    if (data.waiting >= MOST_WAITING) {
      socket.disconnect(true);
      return;
    }
    data.waiting += 1;
    read(conn.transport, false);
    this.#suspects.wait(() => {
      data.waiting -= 1;
      if (data.waiting === 0) read(conn.transport, true);
      if (socket.connected) hear();
    });
  }

  #countryOf({ handshake }: InklingSocket): string | null {
    const { countryHeader } = this.#options;
    const value = countryHeader === undefined ? undefined : handshake.headers[countryHeader];
    return typeof value === 'string' && COUNTRY.test(value) ? value.toUpperCase() : null;
  }

  #connect(socket: InklingSocket, options: DispatchOptions): void {
    const { gate, addresses } = this.#options;
    const address = addresses.limitedKeyOf(socket.request);
    const session = createSession(performance.now(), { country: this.#countryOf(socket), address });
    Object.assign(socket.data, session);
    if (this.#isDegraded) socket.emit('site:state', { isDegraded: true });
    socket.conn.on('packet', ({ data }: { data?: string | Buffer }) => {
      gate.weigh(socket.data, data?.length ?? 0);
    });
    // One way in for every event, known or not.
    socket.onAny((name: string, ...args: unknown[]) => {
      const hear = () => dispatch(socket, name, args, options);
      if (gate.isSuspect(socket.data)) this.#hearLater(socket, hear);
      else hear();
    });
    // A client may send an event of this name, and Node throws an `error` to which nobody listens.
    socket.on('error', () => undefined);
    socket.on('disconnect', () => {
      const seat = this.seats.free(socket);
      if (!seat || this.#isMoving) return;
      const tell = () =>
        leaveQuietly(
          () => seat.room.disconnect(seat.playerId),
          (error) => options.onInternalError(error, 'disconnect'),
        );
      // Who goes to the room's own node is there in a moment, and nobody is to see an empty seat.
      if (socket.data.isMoving) setTimeout(tell, RETURN_MS).unref();
      else tell();
    });
  }
}
