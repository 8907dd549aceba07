import { io, type Socket } from 'socket.io-client';
import {
  encodeDraw,
  PROTOCOL_VERSION,
  type DrawingOp,
  type ErrorCode,
  type InkMessage,
  type LiveGuess,
  type Replies,
  type Reply,
  type RequestInput,
  type RequestName,
  type RoomSync,
  type RoomView,
  type ServerToClientEvents,
} from '../../../shared/protocol/index.ts';
import { LiveEar, type Heard } from '../../live-ear.ts';

/** For what never comes: a busy machine may take long. */
const REPLY_TIMEOUT_MS = 120_000;

/** What is heard: what the server says, and what `live` is made of. */
type Messages = { [E in keyof ServerToClientEvents]: Parameters<ServerToClientEvents[E]>[0] } & {
  ink: InkMessage;
  guess: LiveGuess;
};
type EventName = keyof Messages;
type Message<E extends EventName> = Messages[E];

export interface DrawRequest {
  /** The round's id. */
  readonly round: number;
  readonly sheet: string;
  readonly revision: number;
  readonly ops: readonly DrawingOp[];
}

/** A player with a real connection, who remembers everything heard. */
export class Player {
  readonly socket: Socket;
  readonly heard: Heard[] = [];
  readonly #ear = new LiveEar();
  token = '';
  id = '';

  /** @param extraHeaders what a proxy would add */
  constructor(url: string, transports = ['websocket'], extraHeaders: Record<string, string> = {}) {
    this.socket = io(url, { transports, reconnection: false, forceNew: true, extraHeaders });
    this.socket.onAny((event: string, message: unknown) => {
      this.heard.push({ event, message }, ...this.#ear.hear(event, message));
    });
  }

  /** Connects and starts a session, with the token of an earlier one where there is one. */
  static async connect(url: string, token: string | null = null): Promise<Player> {
    const player = new Player(url);
    await player.startSession(token);
    return player;
  }

  async startSession(token: string | null = null): Promise<void> {
    const session = await this.ask('session:start', { protocol: PROTOCOL_VERSION, token });
    this.token = session.token;
    this.id = session.playerId;
  }

  /** Sends anything under any name, and gives back the reply as it is. */
  async send(name: string, payload: unknown): Promise<Reply> {
    const reply = (await this.socket.timeout(REPLY_TIMEOUT_MS).emitWithAck(name, payload)) as Reply;
    if (reply.ok && 'view' in reply && name.startsWith('room:')) this.#ear.follow(reply.view as RoomView);
    return reply;
  }

  /** Sends ink, and gives back the reply as it is. */
  sendInk(request: DrawRequest): Promise<Reply> {
    return this.send('draw:ops', encodeDraw(request));
  }

  /** Draws. */
  draw(request: DrawRequest): Promise<Replies['draw:ops']> {
    return this.ask('draw:ops', encodeDraw(request));
  }

  /** The code with which ink is refused. */
  inkRefusal(request: DrawRequest): Promise<ErrorCode | 'granted'> {
    return this.refusal('draw:ops', encodeDraw(request));
  }

  async ask<N extends RequestName>(name: N, payload: RequestInput<N>): Promise<Replies[N]> {
    const reply = await this.send(name, payload);
    if (!reply.ok) throw new Error(`${name}: ${reply.error.code}: ${reply.error.message}`);
    return reply as unknown as Replies[N];
  }

  /** The code with which a request is refused. */
  async refusal(name: string, payload: unknown): Promise<ErrorCode | 'granted'> {
    const reply = await this.send(name, payload);
    return reply.ok ? 'granted' : reply.error.code;
  }

  create(name: string): Promise<RoomSync> {
    return this.ask('room:create', { name, color: 0 });
  }

  join(code: string, name: string): Promise<RoomSync> {
    return this.ask('room:join', { code, name, color: 1 });
  }

  /** The first message of this kind that fits, heard already or still to come. */
  async hears<E extends EventName>(
    event: E,
    fits: (message: Message<E>) => boolean = () => true,
  ): Promise<Message<E>> {
    const deadline = Date.now() + REPLY_TIMEOUT_MS;
    for (;;) {
      const found = this.heard.find((one) => one.event === event && fits(one.message as Message<E>));
      if (found) return found.message as Message<E>;
      if (Date.now() > deadline) throw new Error(`${event} was not heard.`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  /** The room as it was last heard of. */
  get latestView(): RoomView | undefined {
    return this.heard.findLast(({ event }) => event === 'room:state')?.message as RoomView | undefined;
  }

  /** From now on only what is still to come is heard. */
  forget(): void {
    this.heard.length = 0;
  }

  /** Everything that was sent before this call has been heard when it ends. */
  async isUpToDate(): Promise<void> {
    await this.send('room:sync', {});
  }

  get isConnected(): boolean {
    return this.socket.connected;
  }

  /** Loses the connection without a word, as with the network. */
  cut(): void {
    this.socket.io.engine.close();
  }

  close(): void {
    this.socket.disconnect();
  }
}
