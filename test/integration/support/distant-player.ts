import { setTimeout as pause } from 'node:timers/promises';
import { io } from 'socket.io-client';
import { Portal, type InklingSocket } from '../../../client/net/portal.ts';
import { RoomSession } from '../../../client/net/room-session.ts';
import { ServerClock } from '../../../client/net/server-clock.ts';
import type { RoomView } from '../../../shared/protocol/index.ts';

const LOOK_MS = 20;
const POINTS_A_STROKE = 24;
const POINT_MS = 16;

/** All that a browser does to play over a network, without the browser: the very code of the page, on a real connection. */
export class DistantPlayer {
  readonly session: RoomSession;
  readonly name: string;
  readonly #socket: InklingSocket;
  readonly #portal: Portal;
  #token: string | null = null;
  #seat: string | null = null;

  /** How often somebody in the room was seen to be away. */
  awaySeen = 0;

  /** @param cookie what a browser would send along */
  constructor(url: string, name: string, transports: ('websocket' | 'polling')[], cookie?: string) {
    this.name = name;
    this.#socket = io(url, {
      transports,
      autoConnect: false,
      forceNew: true,
      reconnectionDelayMax: 2_000,
      ...(cookie !== undefined && { extraHeaders: { cookie } }),
    });
    this.#socket.on('room:state', ({ game }) => {
      if (game.players.some(({ disconnectedAt }) => disconnectedAt !== null)) this.awaySeen += 1;
    });
    const token = { get: () => this.#token, set: (value: string | null) => (this.#token = value) };
    this.#portal = new Portal(token);
    this.session = new RoomSession(this.#portal, new ServerClock(() => performance.now()), {
      seat: { get: () => this.#seat, set: (code) => (this.#seat = code) },
      profile: { get: () => ({ name, color: 0 }), set: () => undefined },
    });
    this.#portal.connect(this.#socket);
  }

  /** Takes a seat: in this room, or in one of their own. Taps again where nothing came of it. */
  async sitDown(code?: string): Promise<void> {
    const profile = { name: this.name, color: 0 };
    await this.#until(async () => {
      const { session } = this;
      return (code ? await session.join(code, profile) : await session.create(profile, 'en')) === null;
    });
  }

  /** What this player sees of the room, once it is so. */
  async sees(isSo: (view: RoomView) => boolean): Promise<RoomView> {
    await this.#until(() => this.session.store.view !== null && isSo(this.session.store.view));
    return this.session.store.view!;
  }

  /** Draws a stroke by hand, point by point. */
  async draw(): Promise<void> {
    await this.#until(() => this.session.pen !== null);
    for (let point = 0; point < POINTS_A_STROKE; point += 1) {
      const at = { x: 100 + 30 * point, y: 200 + 20 * point, timeMs: performance.now() };
      if (point === 0) this.session.pen?.penDown(at);
      else this.session.pen?.penMove(at);
      await pause(POINT_MS);
    }
    this.session.pen?.penUp();
  }

  /** Whether the server that this player is connected to has the room itself. */
  async isAtHome(): Promise<boolean> {
    const answer = await this.#portal.request('room:sync', {});
    return answer.ok && answer.home === undefined;
  }

  close(): void {
    this.#socket.disconnect();
  }

  async #until(isSo: () => boolean | Promise<boolean>): Promise<void> {
    while (!(await isSo())) await pause(LOOK_MS);
  }
}
