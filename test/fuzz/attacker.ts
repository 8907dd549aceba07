import { setTimeout as pause } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import type { GameView } from '../../shared/game/index.ts';
import type { Reply } from '../../shared/protocol/index.ts';
import type { Pace } from './pace.ts';
import { prelude, REQUEST_NUMBER, signOf, UNKNOWNS, type Packet, type Unknown } from './packets.ts';
import { count, noteBroken, type Tally } from './tally.ts';

const CONNECT_TIMEOUT_MS = 20_000;
/** Who was refused at the door comes again after this long. */
const REFUSED_WAIT_MS = 50;
/** What may wait to be sent in one connection; more would be this process's memory. */
const MOST_WAITING_BYTES = 4_000_000;
const WAITING_LOOK_MS = 10;
/**
 * Requests of a connection that may be without a reply: the server reads those who misbehave more slowly, and what waits in the
 * system's buffers was thrown at nobody. Some are never replied to, as they were damaged.
 */
const MOST_OWED = 40;
const OWED_WAIT_MS = 5_000;
/** The ready state of a connection that stands. */
const OPEN = 1;
/** Of rooms that attackers opened, the newest: older ones have ended by then. */
const MOST_OPENED_CODES = 60;
/** A reply to a request of Socket.IO, and an event. */
const REPLY = /^3(\d+)(\[.*\])$/su;
const EVENT = /^2(\[.*\])$/su;

/** The connection under a socket, as it is in Node. */
interface WebSocketOfNode {
  readonly bufferedAmount: number;
  readonly readyState: number;
  send(data: string | Uint8Array): void;
}

export interface AttackerOptions {
  readonly url: string;
  /** What to send; several attackers may take from the same. */
  readonly packets: Iterator<Packet, never>;
  /** Whether the first connection is a guest of honest players; they take turns. */
  readonly isGuest: boolean;
  readonly tally: Tally;
  readonly pace: Pace;
  /** Rooms to get into: those of honest players, at least one, and what attackers open meanwhile, for all of them. */
  readonly honestCodes: readonly string[];
  readonly openedCodes: string[];
}

/** One connection after the other that does whatever it can; it knows as much as a client of ours would. */
export class Attacker {
  readonly #options: AttackerOptions;
  readonly #known = new Map<Unknown, string | number>();
  #socket: Socket | null = null;
  #requests = 0;
  #owed = 0;
  #isGuest: boolean;

  constructor(options: AttackerOptions) {
    this.#options = options;
    this.#isGuest = options.isGuest;
  }

  /** Attacks as long as it is wanted. */
  async attack(isWanted: () => boolean): Promise<void> {
    while (isWanted()) {
      if (!this.#socket?.connected) await this.#connect();
      await this.#send(this.#options.packets.next().value);
    }
    this.#socket?.disconnect();
  }

  async #connect(): Promise<void> {
    const { url, tally } = this.#options;
    this.#socket?.disconnect();
    const socket = io(url, {
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      timeout: CONNECT_TIMEOUT_MS,
    });
    this.#socket = socket;
    this.#owed = 0;
    tally.connections += 1;
    const stands = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true));
      socket.once('connect_error', () => resolve(false));
      socket.once('disconnect', () => resolve(false));
    });
    if (!stands) {
      tally.cutOff += 1;
      await pause(REFUSED_WAIT_MS);
      return;
    }
    socket.once('disconnect', (reason) => {
      if (reason !== 'io client disconnect') tally.cutOff += 1;
    });
    socket.io.engine.on('message', (message: unknown) => {
      if (typeof message === 'string') this.#hear(message);
    });
    await this.#send({ kind: 'in order', frames: prelude(this.#isGuest) });
    this.#isGuest = !this.#isGuest;
  }

  async #send({ kind, frames }: Packet): Promise<void> {
    const { tally, pace } = this.#options;
    for (const frame of frames) {
      await pace.take();
      const connection = this.#connection();
      while (connection && connection.bufferedAmount > MOST_WAITING_BYTES) await pause(WAITING_LOOK_MS);
      if (this.#owed >= MOST_OWED) await this.#settle();
      if (connection?.readyState !== OPEN) return;
      if (typeof frame === 'string' && frame.includes(REQUEST_NUMBER)) this.#owed += 1;
      connection.send(typeof frame === 'string' ? this.#filled(frame) : frame);
      count(tally.frames, kind);
    }
  }

  /** Waits for replies. */
  async #settle(): Promise<void> {
    const until = performance.now() + OWED_WAIT_MS;
    while (this.#owed >= MOST_OWED && this.#socket?.connected && performance.now() < until) {
      await pause(WAITING_LOOK_MS);
    }
    if (this.#owed >= MOST_OWED) this.#owed = 0;
  }

  #connection(): WebSocketOfNode | undefined {
    const engine = this.#socket?.io.engine as unknown as { transport?: { ws?: WebSocketOfNode } } | undefined;
    return engine?.transport?.ws;
  }

  /** A frame with all that is known by now. */
  #filled(frame: string): string {
    const { honestCodes, openedCodes } = this.#options;
    const codes = [...honestCodes, ...openedCodes];
    this.#requests += 1;
    this.#known.set('code', codes[this.#requests % codes.length]!);
    return UNKNOWNS.reduce(
      (text, unknown) =>
        text.replaceAll(`"${signOf(unknown)}"`, JSON.stringify(this.#known.get(unknown) ?? 0)),
      frame.replaceAll(REQUEST_NUMBER, String(this.#requests)),
    );
  }

  #hear(message: string): void {
    const { tally } = this.#options;
    const reply = REPLY.exec(message)?.[2];
    if (reply !== undefined) {
      this.#owed = Math.max(0, this.#owed - 1);
      const [answer] = JSON.parse(reply) as [Partial<Reply> | undefined];
      if (answer?.ok === true) count(tally.replies, 'granted');
      else if (answer?.ok === false && answer.error) count(tally.replies, answer.error.code);
      else noteBroken(tally, `a reply that is none: ${message}`);
      if (answer?.ok === false && answer.error?.code === 'internal') noteBroken(tally, 'a request broke');
      this.#learn(answer);
    }
    const event = EVENT.exec(message)?.[1];
    if (event !== undefined) this.#learn((JSON.parse(event) as unknown[])[1]);
  }

  /** Remembers what a reply or an event says that requests have to say in turn. */
  #learn(said: unknown): void {
    if (typeof said !== 'object' || said === null) return;
    const { playerId, token, revision, view } = said as Record<string, unknown>;
    if (typeof playerId === 'string') this.#known.set('player', playerId);
    if (typeof token === 'string') this.#known.set('token', token);
    if (typeof revision === 'number') this.#known.set('revision', revision);
    const { code, game } = (view ?? said) as { code?: unknown; game?: Partial<GameView> };
    const { honestCodes, openedCodes } = this.#options;
    if (typeof code === 'string' && !honestCodes.includes(code) && !openedCodes.includes(code)) {
      openedCodes.push(code);
      if (openedCodes.length > MOST_OPENED_CODES) openedCodes.shift();
    }
    const round = game?.round;
    if (!round) return;
    this.#known.set('round', round.id);
    const mine = round.sheets.find(({ artistIds }) => artistIds.includes(String(this.#known.get('player'))));
    this.#known.set('sheet', (mine ?? round.sheets[0])?.id ?? '');
  }
}
