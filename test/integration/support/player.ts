import { io, type Socket } from 'socket.io-client';
import {
  PROTOCOL_VERSION,
  type ErrorCode,
  type Replies,
  type Reply,
  type RequestInput,
  type RequestName,
  type RoomSync,
  type RoomView,
  type ServerToClientEvents,
} from '../../../shared/protocol/index.ts';

/** For what never comes: a busy machine may take long. */
const REPLY_TIMEOUT_MS = 120_000;

type EventName = keyof ServerToClientEvents;
type Message<E extends EventName> = Parameters<ServerToClientEvents[E]>[0];

/** A player with a real connection, who remembers everything heard. */
export class Player {
  readonly socket: Socket;
  readonly heard: { event: string; message: unknown }[] = [];
  token = '';
  id = '';

  /** @param extraHeaders what a proxy would add */
  constructor(url: string, transports = ['websocket'], extraHeaders: Record<string, string> = {}) {
    this.socket = io(url, { transports, reconnection: false, forceNew: true, extraHeaders });
    this.socket.onAny((event: string, message: unknown) => this.heard.push({ event, message }));
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
    return (await this.socket.timeout(REPLY_TIMEOUT_MS).emitWithAck(name, payload)) as Reply;
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
