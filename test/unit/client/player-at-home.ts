import { vi } from 'vitest';
import type { Portal, Answer } from '../../../client/net/portal.ts';
import { RoomSession } from '../../../client/net/room-session.ts';
import { ServerClock } from '../../../client/net/server-clock.ts';
import { Signal } from '../../../client/net/signal.ts';
import { RequestError } from '../../../server/rooms/errors.ts';
import type { Room } from '../../../server/rooms/room.ts';
import type { ModeName } from '../../../shared/game/index.ts';
import {
  DRAW_BATCH_MS,
  LIVE_TICK_MS,
  requests,
  type RequestName,
  type RequestPayload,
  type ServerToClientEvents,
} from '../../../shared/protocol/index.ts';
import { openHouse } from '../rooms/house.ts';

const ANSWER_LIMIT_MS = 5_000;
const NO_ANSWER = { ok: false, error: { code: 'timeout', message: '' } } as const;

type EventName = keyof ServerToClientEvents;
type Listener = (message: unknown) => void;

/**
 * The browser's side of a player and a wire to a real room: what is asked is answered at once, what the room says comes when
 * the table lets it, and the wire can be cut.
 */
export class PlayerAtHome {
  readonly id: string;
  readonly session: RoomSession;
  readonly clock = new ServerClock(() => performance.now());
  readonly asked: RequestName[] = [];
  readonly #room: Room;
  readonly #started = new Signal<string>();
  readonly #listeners = new Map<string, Listener>();
  isCut = false;

  /** @param isSeated whether this tab had a seat before: it comes back by itself */
  constructor(room: Room, id: string, isSeated = true) {
    this.id = id;
    this.#room = room;
    let seat: string | null = isSeated ? room.code : null;
    const profile = { name: id, color: 0 };
    const portal = {
      playerId: id,
      sessionStarted: this.#started,
      on: (event: EventName, listener: Listener) => this.#listeners.set(event, listener),
      request: (name: RequestName, payload: unknown) => this.#ask(name, payload),
    };
    this.session = new RoomSession(portal as unknown as Portal, this.clock, {
      seat: { get: () => seat, set: (code) => (seat = code) },
      profile: { get: () => profile, set: () => undefined },
    });
    this.#started.emit(id);
  }

  get game() {
    return this.session.store.view!.game;
  }

  hear(event: string, message: unknown): void {
    if (!this.isCut) this.#listeners.get(event)?.(structuredClone(message));
  }

  cut(): void {
    if (this.isCut) return;
    this.isCut = true;
    this.#room.disconnect(this.id);
  }

  mend(): void {
    if (!this.isCut) return;
    this.isCut = false;
    this.#started.emit(this.id);
  }

  /** A stroke from top to bottom, not lifted. */
  beginStroke(x: number): void {
    const timeMs = performance.now();
    this.session.pen?.penDown({ x, y: 100, timeMs });
    this.session.mine?.penMove({ x, y: 400, timeMs: timeMs + 20 });
  }

  draw(x: number): void {
    this.beginStroke(x);
    this.session.mine?.penUp();
  }

  /** What is on a sheet here, as the first x of every stroke and how many points it has. */
  strokes(sheet: string): [number, number][] {
    return (this.session.store.drawing(sheet)?.strokes ?? []).map(({ x }) => [x[0]!, x.length]);
  }

  #ask<N extends RequestName>(name: N, payload: unknown): Promise<Answer<N>> {
    this.asked.push(name);
    const refuse = (code: 'offline') => ({ ok: false, error: { code, message: '' } }) as Answer<N>;
    if (this.isCut) return Promise.resolve(refuse('offline'));
    try {
      const parsed = requests[name].parse(structuredClone(payload));
      const reply = structuredClone(this.#answer(name, parsed as RequestPayload<N>));
      // Ink that was taken is told by the room, and not answered.
      if (name === 'draw:ops')
        return new Promise((resolve) => setTimeout(resolve, ANSWER_LIMIT_MS, NO_ANSWER));
      return Promise.resolve({ ok: true, ...reply } as Answer<N>);
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      const { code, message, revision } = error;
      return Promise.resolve({
        ok: false,
        error: { code, message, ...(revision !== undefined && { revision }) },
      } as Answer<N>);
    }
  }

  #answer(name: RequestName, payload: unknown): object {
    const { id: playerId } = this;
    const request = payload as never;
    if (name === 'room:join') {
      this.#room.join({ playerId, ...(request as RequestPayload<'room:join'>) });
      return this.#room.sync(playerId);
    }
    if (name === 'room:sync') return this.#room.sync(playerId);
    if (name === 'draw:ops') return { revision: this.#room.draw(playerId, request) };
    if (name === 'draw:stroke-done') {
      const { round, sheet } = request as RequestPayload<'draw:stroke-done'>;
      this.#room.command({ type: 'stroke-done', playerId, round, sheetId: sheet });
    }
    if (name === 'round:skip') this.#room.command({ type: 'skip', playerId });
    return {};
  }
}

/** A room with a clock of the test's, and players with clients of their own. Needs fake timers, all but setImmediate. */
export class TableAtHome {
  readonly house: ReturnType<typeof openHouse>;
  readonly room: Room;
  readonly players = new Map<string, PlayerAtHome>();
  /** What the room has said that was delivered or lost. */
  #heard = 0;

  constructor(mode: ModeName, names: readonly string[]) {
    this.house = openHouse(5, { mode, rounds: 4 });
    const [host, ...others] = names;
    this.room = this.house.directory.create({ playerId: host!, name: host!, color: 0 });
    for (const name of others) this.room.join({ playerId: name, name, color: 0 });
    for (const name of names) this.open(name);
  }

  /** A player's page, fresh: also what a reload is. */
  open(name: string): PlayerAtHome {
    this.players.get(name)?.cut();
    this.players.get(name)?.cut();
    const player = new PlayerAtHome(this.room, name);
    this.players.set(name, player);
    return player;
  }

  player(name: string): PlayerAtHome {
    return this.players.get(name)!;
  }

  get sheet() {
    return this.room.sync([...this.players.keys()][0]!).view.game.round!.sheets[0]!;
  }

  /** Lets time pass for the server and for every browser, and delivers what was said. */
  async pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= DRAW_BATCH_MS) {
      const step = Math.min(left, DRAW_BATCH_MS);
      await this.house.clock.advance(step);
      this.deliver();
      await vi.advanceTimersByTimeAsync(step);
      this.deliver();
    }
  }

  deliver(): void {
    const { said } = this.house;
    while (this.#heard < said.length) {
      const { to, event, message } = said[this.#heard++]!;
      for (const player of this.players.values()) {
        if (to === null || to.includes(player.id)) player.hear(event, message);
      }
    }
  }

  /** What was said since the last delivery, and what is on the tongue, is lost on the way to this player. */
  async loseFor(name: string): Promise<void> {
    const player = this.player(name);
    await this.house.clock.advance(LIVE_TICK_MS);
    const { isCut } = player;
    player.isCut = true;
    this.deliver();
    player.isCut = isCut;
  }

  /** What is on a sheet by the server. */
  strokes(sheet: string): [number, number][] {
    const [anybody] = this.players.keys();
    const found = this.room.sync(anybody!).drawings.find((drawing) => drawing.sheet === sheet);
    return (found?.strokes ?? []).map(({ x }) => [x[0]!, x.length]);
  }
}
