import type { Socket } from 'socket.io-client';
import {
  PROTOCOL_VERSION,
  type ClientToServerEvents,
  type ErrorCode,
  type Replies,
  type Reply,
  type RequestInput,
  type RequestName,
  type ServerToClientEvents,
} from '../../shared/protocol/index.ts';
import { Signal } from './signal.ts';

/** How long a request may take before it counts as lost. */
const REQUEST_TIMEOUT_MS = 5_000;
/** How long a connection may take to show that it still stands after the device slept. */
const WAKE_TIMEOUT_MS = 2_500;
/** How long to wait before the session is tried again on a connection that stands. */
const SESSION_RETRY_MS = 1_000;
/** Players of a node that ends connect again within this time. */
const MOVE_SPREAD_MS = 300;

/**
 * `connecting` until the first session stands, or on the way to another node, then `ready`; `lost` while the connection is away and being mended;
 * `wrong-version` when only a reload helps.
 */
export type LinkState = 'connecting' | 'ready' | 'lost' | 'wrong-version';

/** What can go wrong with a request: what the server may answer, or no answer at all. */
export type FailureCode = ErrorCode | 'offline' | 'timeout';

export interface Failure {
  readonly code: FailureCode;
  readonly message: string;
  readonly revision?: number;
  readonly words?: readonly string[];
  readonly waitMs?: number;
}

const NOT_CONNECTED: Failure = { code: 'offline', message: 'not connected' };

export type Answer<N extends RequestName> =
  (Replies[N] & { readonly ok: true }) | { readonly ok: false; readonly error: Failure };

export type InklingSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

interface TokenMemory {
  get(): string | null;
  set(token: string | null): void;
}

/** The emit of a socket with a timeout, as far as the portal needs it. */
type EmitWithAck = (
  name: RequestName,
  payload: unknown,
  ack: (timedOut: Error | null, reply?: Reply) => void,
) => void;

/**
 * The one door to the server: typed requests out, typed events in, and a session that stands up again by itself after
 * every reconnection. It knows nothing of rooms.
 */
export class Portal {
  /** Emits on every change of `state`. */
  readonly stateChanged = new Signal<LinkState>();
  /** Emits whenever a session stands: the first time, and after every reconnection. */
  readonly sessionStarted = new Signal<string>();

  readonly #tokens: TokenMemory;
  #socket: InklingSocket | null = null;
  /** Who listens; they were there before the socket. */
  readonly #listeners: ((socket: InklingSocket) => void)[] = [];
  #state: LinkState = 'connecting';
  #playerId: string | null = null;
  /** The node that we have asked for last. */
  #node: string | null = null;

  constructor(tokens: TokenMemory) {
    this.#tokens = tokens;
  }

  /** Connects, once and for all: what is lost is mended. What was asked for before is asked now. */
  connect(socket: InklingSocket): void {
    this.#socket = socket;
    for (const listen of this.#listeners) listen(socket);
    socket.on('connect', () => void this.#startSession());
    socket.on('disconnect', (reason) => {
      if (this.#state === 'wrong-version' || reason === 'io client disconnect') return;
      this.#setState('lost');
      // The server closed it on purpose (it is stopping): only then does the socket not try again by itself. Another node
      // may be there at once; not all come in the same moment.
      if (reason === 'io server disconnect')
        setTimeout(() => socket.connect(), Math.random() * MOVE_SPREAD_MS);
    });
    socket.on('connect_error', () => {
      if (this.#state !== 'wrong-version') this.#setState('lost');
    });
    socket.connect();
  }

  get state(): LinkState {
    return this.#state;
  }

  /** My public name in the protocol; null before the first session. */
  get playerId(): string | null {
    return this.#playerId;
  }

  /**
   * Connects to another node of the site, without anybody noticing. Where the proxy does not send us there all is as well as
   * before, and we do not try again.
   */
  moveTo(node: string): void {
    const socket = this.#socket;
    if (this.#node === node || this.#state !== 'ready' || socket === null) return;
    this.#node = node;
    this.#setState('connecting');
    socket.io.opts.query = { node };
    socket.disconnect().connect();
  }

  on<E extends keyof ServerToClientEvents>(event: E, listener: ServerToClientEvents[E]): void {
    const listen = (socket: InklingSocket) => socket.on<keyof ServerToClientEvents>(event, listener);
    this.#listeners.push(listen);
    if (this.#socket !== null) listen(this.#socket);
  }

  /** Asks the server. Never rejects and never waits for ever: no connection and no answer are answers too. */
  async request<N extends RequestName>(name: N, payload: RequestInput<N>): Promise<Answer<N>> {
    // Who taps before the page is connected has tapped.
    if (this.#state === 'connecting') await this.#connected();
    if (this.#state !== 'ready') return { ok: false, error: NOT_CONNECTED };
    return this.#ask(name, payload);
  }

  /** Waits until the first session stands, or does not come. */
  #connected(): Promise<void> {
    return new Promise((resolve) => {
      const stopListening = this.stateChanged.subscribe(settle);
      const late = setTimeout(settle, REQUEST_TIMEOUT_MS);
      function settle(): void {
        clearTimeout(late);
        stopListening();
        resolve();
      }
    });
  }

  /**
   * The device may have slept, and the connection have died without a word: asks for a sign of life, and connects anew where
   * none comes. Its own heartbeat would take up to three quarters of a minute to notice.
   */
  async wake(): Promise<void> {
    if (this.#state !== 'ready') return;
    const answer = await this.#ask('room:list', {}, WAKE_TIMEOUT_MS);
    if (!answer.ok && answer.error.code === 'timeout' && this.state === 'ready')
      this.#socket?.io.engine.close();
  }

  #ask<N extends RequestName>(
    name: N,
    payload: RequestInput<N>,
    timeoutMs = REQUEST_TIMEOUT_MS,
  ): Promise<Answer<N>> {
    const timed = this.#socket?.timeout(timeoutMs);
    if (timed === undefined) return Promise.resolve({ ok: false, error: NOT_CONNECTED });
    const emit = timed.emit.bind(timed) as unknown as EmitWithAck;
    return new Promise((resolve) => {
      emit(name, payload, (timedOut, reply) => {
        if (timedOut !== null || reply === undefined) {
          resolve({ ok: false, error: { code: 'timeout', message: 'no answer' } });
        } else {
          resolve(reply);
        }
      });
    });
  }

  async #startSession(): Promise<void> {
    const token = this.#tokens.get();
    const reply = await this.#ask('session:start', { protocol: PROTOCOL_VERSION, token });
    // Another tab may have come back meanwhile, and has the newer token.
    const isNewest = this.#tokens.get() === token;
    if (reply.ok) {
      if (isNewest) this.#tokens.set(reply.token);
      this.#playerId = reply.playerId;
      this.#setState('ready');
      this.sessionStarted.emit(reply.playerId);
    } else if (reply.error.code === 'wrong-version') {
      this.#setState('wrong-version');
      this.#socket?.disconnect();
    } else {
      // A token that the server does not take is of no use; everything else passes.
      if (reply.error.code === 'bad-request' && isNewest) this.#tokens.set(null);
      setTimeout(() => {
        if (this.#socket?.connected === true && this.#state !== 'ready') void this.#startSession();
      }, SESSION_RETRY_MS);
    }
  }

  #setState(state: LinkState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.stateChanged.emit(state);
  }
}
