import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { PlayerId } from '../../shared/game/index.ts';
import type { ClosedReason, RoomListing } from '../../shared/protocol/index.ts';
import { RETURN_MS } from '../rooms/awaited.ts';
import type { Clock } from '../rooms/clock.ts';
import {
  anotherMayDo,
  asShown,
  fitting,
  refuseNoSuchRoom,
  roomFor,
  type NewRoom,
  type QuickWish,
  type RoomDirectory,
} from '../rooms/directory.ts';
import { ROOM_REQUESTS, type Reception, type RoomDoor, type RoomRequest } from '../rooms/door.ts';
import { ROOM_KEPT_MS } from '../rooms/keeper.ts';
import type { Keeping } from '../rooms/keeping.ts';
import type { JoinRequest } from '../rooms/options.ts';
import { call, isComing, playerIn, trimmed } from './asking.ts';
import { Liveness } from './liveness.ts';
import { Mail, roomMoving, type Asked, type Notice } from './mail.ts';
import { RedisKeeper } from './redis-keeper.ts';
import { RemoteSeats } from './remote-seats.ts';
import { KEYS, type RedisConnections } from './redis.ts';

/** Rooms in which nothing happens are kept on, too. */
const REFRESH_MS = 60_000;
/** Whoever does something for all nodes is the only one for so long. */
const LEASE_MS = 60 * 60_000;
/**
 * A node that ends says that it is not ready, and games go on at it for so long: proxies, which look every half second and
 * believe it the second time, then send nobody there who is looking for another node.
 */
const NOTICE_MS = 1_500;
/** How long it then waits for others to have taken its rooms. */
const DRAIN_LIMIT_MS = 3_000;
const DRAIN_LOOK_MS = 20;
/** Between a node's name and what makes it another one after each start. */
const NAME_END = '.';

/** Those who are connected here, as far as rooms elsewhere are about them. */
export interface LocalSeats {
  playersIn(code: string): readonly PlayerId[];
  /** Takes a seat from a connection, and says why. */
  unseat(code: string, playerId: PlayerId, reason: ClosedReason): void;
  /** Cuts a connection: its browser comes back by itself. */
  drop(code: string, playerId: PlayerId): void;
}

export interface ClusterOptions {
  /** What the proxy calls this node, where it can send people to a certain one. */
  readonly name: string | undefined;
  readonly connections: RedisConnections;
  readonly clock: Pick<Clock, 'now'>;
  /** Redis is away (true), or back. */
  readonly onDegraded: (isDegraded: boolean) => void;
  readonly onRestored: (code: string) => void;
  readonly onError: (error: unknown) => void;
}

/** What belongs to it at this node. */
export interface ClusterParts {
  readonly directory: RoomDirectory;
  readonly keeping: Keeping;
  readonly seats: LocalSeats;
}

/**
 * One of several nodes that are one site. A room is at one node, its owner; a player may be connected to any. What a player
 * asks goes to the owner, what the room says comes back by Socket.IO's adapter. Redis knows which room is whose, and who is
 * alive: where an owner is dead another node goes on with its rooms.
 */
export class Cluster implements Reception {
  readonly me: string;
  readonly keeper: RedisKeeper;
  readonly #options: ClusterOptions;
  readonly #mail: Mail;
  readonly #liveness: Liveness;
  #parts!: ClusterParts;
  readonly #doors = new Map<string, RoomDoor>();
  /** Where rooms that are elsewhere were last. */
  readonly #owners = new Map<string, string>();
  readonly #locating = new Map<string, Promise<string>>();
  readonly #remote = new RemoteSeats();
  readonly #gone = new Set<string>();
  #refreshing: NodeJS.Timeout | undefined;

  constructor(options: ClusterOptions) {
    this.#options = options;
    this.me = `${options.name ?? ''}${NAME_END}${randomUUID().slice(0, 8)}`;
    const { clock, connections, onError } = options;
    const { commands, mail } = connections;
    this.keeper = new RedisKeeper({
      redis: commands,
      me: this.me,
      listingOf: (code) => this.#parts.directory.peek(code)?.listing ?? null,
      onLost: (code) => this.#lose(code),
    });
    this.#mail = new Mail({
      me: this.me,
      commands,
      mail,
      onAsked: (asked) => this.#answer(asked),
      onNotice: (notice) => this.#hear(notice),
      onError,
    });
    this.#liveness = new Liveness({
      me: this.me,
      commands,
      clock,
      onDead: (node) => this.#bury(node),
      onDegraded: (isDegraded) => this.#setDegraded(isDegraded),
      onError,
    });
  }

  get isDegraded(): boolean {
    return this.#liveness.isDegraded;
  }

  async open(parts: ClusterParts): Promise<void> {
    this.#parts = parts;
    await this.#mail.open();
    await this.#liveness.begin();
    this.#refreshing = setInterval(() => this.#refresh(), REFRESH_MS);
  }

  /** Whether somebody who hears this room may be connected elsewhere. */
  isHeardElsewhere(code: string): boolean {
    return !this.isDegraded && this.#remote.isHeard(code);
  }

  homeOf(code: string): string | undefined {
    if (this.#parts.directory.peek(code)) return undefined;
    return this.#owners.get(code)?.split(NAME_END)[0] || undefined;
  }

  /** Takes the seat of a player who is connected elsewhere. */
  dismiss(code: string, playerId: PlayerId, reason: ClosedReason): void {
    const node = this.#remote.nodeOf(code, playerId);
    if (node === undefined) return;
    this.#remote.free(code, playerId);
    this.#mail.tell(node, { type: 'unseat', code, playerId, reason });
  }

  /** Whether this node is the one that does what one node does for all, for the next hour at least. */
  async isElected(task: string): Promise<boolean> {
    const { commands } = this.#options.connections;
    const key = KEYS.leaseOf(task);
    try {
      await commands.set(key, this.me, 'PX', LEASE_MS, 'NX');
      return (await commands.get(key)) === this.me;
    } catch (error) {
      this.#options.onError(error);
      return false;
    }
  }

  async create(first: JoinRequest, wishes: NewRoom = {}): Promise<RoomDoor> {
    const { directory } = this.#parts;
    let code = directory.freeCode();
    while (!this.isDegraded && (await this.#claim(code, 'new')) !== this.me) code = directory.freeCode();
    try {
      directory.create(first, { ...wishes, code });
    } catch (error) {
      if (!this.isDegraded) await this.keeper.save([], [code]);
      throw error;
    }
    return this.#doorTo(code);
  }

  async find(code: string): Promise<RoomDoor> {
    if (!this.#parts.directory.peek(code)) await this.#locate(code);
    return this.#doorTo(code);
  }

  async list(): Promise<RoomListing[]> {
    return asShown(await this.#listings());
  }

  async quick(player: JoinRequest, wish: QuickWish = {}): Promise<RoomDoor> {
    for (const { code } of fitting(await this.#listings(), wish)) {
      try {
        const door = await this.find(code);
        await door.join(player);
        return door;
      } catch (error) {
        if (!anotherMayDo(error)) throw error;
      }
    }
    return this.create(player, roomFor(wish));
  }

  /** Hands all rooms of this node to others, where there are any. Returns whether there are. */
  async drain(): Promise<boolean> {
    const { directory } = this.#parts;
    if ((await this.#liveness.others()).length === 0) return false;
    await delay(NOTICE_MS);
    const others = await this.#liveness.others();
    if (others.length === 0) return false;
    const { codes } = directory;
    for (const [index, code] of codes.entries()) {
      await this.#handOver(code, others[index % others.length]!).catch(this.#options.onError);
    }
    const deadline = Date.now() + DRAIN_LIMIT_MS;
    const moved = () => codes.every((code) => this.#owners.has(code));
    while (!moved() && Date.now() < deadline) {
      await delay(DRAIN_LOOK_MS);
    }
    this.#mail.tell(null, { type: 'left', node: this.me });
    return true;
  }

  async close(): Promise<void> {
    this.#liveness.stop();
    clearInterval(this.#refreshing);
    await this.#mail.empty();
    const { commands, mail, adapter } = this.#options.connections;
    const bye = [commands.zrem(KEYS.nodes, this.me), commands.hdel(KEYS.clocks, this.me)];
    // Rooms that nobody has taken are those of a node that was here a moment ago: the next one goes on with them.
    if ((await commands.scard(KEYS.roomsOf(this.me)).catch(() => 1)) === 0) await Promise.allSettled(bye);
    for (const redis of [commands, mail, adapter]) redis.disconnect();
  }

  #doorTo(code: string): RoomDoor {
    let door = this.#doors.get(code);
    if (!door) {
      const requests = ROOM_REQUESTS.map((method) => [
        method,
        (...args: unknown[]) => this.#ask(code, method, args),
      ]);
      door = { code, ...Object.fromEntries(requests) } as RoomDoor;
      this.#doors.set(code, door);
    }
    return door;
  }

  /** Asks the room where it is: at once if it is here. */
  #ask(code: string, method: RoomRequest, args: readonly unknown[]): unknown {
    const room = this.#parts.directory.peek(code);
    if (!room) return this.#askElsewhere(code, method, args);
    const answer = call(room, method, args);
    if (isComing(method)) this.dismiss(code, playerIn(args), 'taken-over');
    return answer;
  }

  async #askElsewhere(code: string, method: RoomRequest, args: readonly unknown[]): Promise<unknown> {
    const owner = this.#owners.get(code) ?? (await this.#locate(code));
    if (owner === this.me) return this.#ask(code, method, args);
    try {
      return await this.#mail.ask(owner, { code, method, args: trimmed(args) });
    } catch (error) {
      if ((error as { code?: string }).code === 'room-moving') this.#owners.delete(code);
      throw error;
    }
  }

  /** Somebody at another node asks a room of this one. */
  #answer({ from, code, method, args }: Asked): unknown {
    const { directory, seats } = this.#parts;
    const room = directory.peek(code);
    if (!room) throw roomMoving();
    const playerId = playerIn(args);
    const seatedAt = this.#remote.nodeOf(code, playerId);
    // The connection that is lost there is not the one that the player has now.
    if (method === 'disconnect' && seatedAt !== from) return undefined;
    const answer = call(room, method, args);
    if (isComing(method)) {
      if (seatedAt !== undefined && seatedAt !== from) this.dismiss(code, playerId, 'taken-over');
      seats.unseat(code, playerId, 'taken-over');
      this.#remote.take(code, playerId, from);
    } else if (method === 'leave' || method === 'disconnect') this.#remote.free(code, playerId);
    return answer;
  }

  #hear(notice: Notice): void {
    const { seats } = this.#parts;
    if (notice.type === 'unseat') seats.unseat(notice.code, notice.playerId, notice.reason);
    else if (notice.type === 'adopt') this.#locate(notice.code).catch(this.#options.onError);
    else if (notice.type === 'left') this.#waitForPlayersOf(notice.node);
    else if (notice.owner !== this.me) this.#follow(notice.code, notice.owner);
  }

  /** A room has moved: those who are here and have seats there are told of to its new owner. */
  #follow(code: string, owner: string): void {
    const { directory, seats } = this.#parts;
    if (owner === this.me) this.#owners.delete(code);
    else {
      if (directory.peek(code)) this.#lose(code);
      this.#owners.set(code, owner);
    }
    for (const playerId of seats.playersIn(code)) {
      Promise.resolve()
        .then(() => this.#ask(code, 'comeBack', [playerId]))
        .catch(() => seats.drop(code, playerId));
    }
  }

  /** Finds out whose a room is, and goes on with it where it is nobody's. @throws RequestError */
  #locate(code: string): Promise<string> {
    let locating = this.#locating.get(code);
    if (!locating) {
      locating = this.#locateNow(code).finally(() => this.#locating.delete(code));
      this.#locating.set(code, locating);
    }
    return locating;
  }

  async #locateNow(code: string): Promise<string> {
    if (this.isDegraded) throw roomMoving();
    const owner = await this.#claim(code, 'kept');
    if (owner === '') return refuseNoSuchRoom(code);
    if (owner !== this.me) this.#owners.set(code, owner);
    else if (!this.#parts.directory.peek(code)) await this.#restore(code);
    return owner;
  }

  async #restore(code: string): Promise<void> {
    const { directory } = this.#parts;
    const kept = await this.keeper.load(code);
    try {
      if (!kept) refuseNoSuchRoom(code);
      this.#remote.keepLoud(code, 2 * RETURN_MS);
      directory.restore(kept);
    } catch (error) {
      await this.keeper.save([], [code]);
      throw error;
    }
    this.#options.onRestored(code);
    this.#mail.tell(null, { type: 'moved', code, owner: this.me });
    this.#follow(code, this.me);
  }

  async #claim(code: string, which: 'new' | 'kept'): Promise<string> {
    const mayTake = this.#liveness.mayTake ? 'may-take' : '';
    const keys = [KEYS.room(code), KEYS.nodes, KEYS.clocks, KEYS.roomsOf(this.me)];
    try {
      return await this.#options.connections.commands.claimRoom(...keys, this.me, code, which, mayTake);
    } catch (error) {
      this.#options.onError(error);
      throw roomMoving();
    }
  }

  /** Another node has this room, which took this one for dead. */
  #lose(code: string): void {
    const { directory, keeping } = this.#parts;
    const room = directory.release(code);
    if (room) keeping.letGo(room);
    this.#remote.forgetRoom(code);
  }

  async #handOver(code: string, other: string): Promise<void> {
    const { directory, keeping } = this.#parts;
    const room = directory.release(code);
    if (!room) return;
    keeping.letGo(room);
    await this.keeper.save([room.takeUnkept(true)], []);
    this.#remote.forgetRoom(code);
    await this.#options.connections.commands.releaseRoom(
      KEYS.room(code),
      KEYS.roomsOf(this.me),
      this.me,
      code,
    );
    this.#mail.tell(other, { type: 'adopt', code });
  }

  #setDegraded(isDegraded: boolean): void {
    if (!isDegraded) {
      // Redis may have lost everything.
      this.keeper.forgetListings();
      this.#parts.keeping.keepAnew();
    }
    this.#options.onDegraded(isDegraded);
  }

  /** Goes on with the rooms of a node that is dead. */
  async #bury(node: string): Promise<void> {
    const { commands } = this.#options.connections;
    if (!this.#gone.has(node)) this.#waitForPlayersOf(node);
    this.#gone.add(node);
    const codes = await commands.smembers(KEYS.roomsOf(node));
    for (const code of codes) await this.#locate(code).catch(this.#options.onError);
    if (codes.length > 0) return;
    this.#gone.delete(node);
    await Promise.all([commands.zrem(KEYS.nodes, node), commands.hdel(KEYS.clocks, node)]);
  }

  /** Players of rooms of this node who were connected there come back, here or elsewhere. */
  #waitForPlayersOf(node: string): void {
    for (const [code, lost] of this.#remote.freeThoseAt(node)) this.#parts.directory.peek(code)?.expect(lost);
  }

  #refresh(): void {
    for (const code of this.#parts.directory.codes) {
      for (const key of [KEYS.room(code), KEYS.ink(code)]) {
        this.#options.connections.commands.pexpire(key, ROOM_KEPT_MS).catch(() => undefined);
      }
    }
    for (const code of this.#doors.keys()) {
      if (this.#parts.seats.playersIn(code).length === 0) this.#doors.delete(code);
    }
    this.#remote.tidy();
  }

  async #listings(): Promise<RoomListing[]> {
    if (this.isDegraded) return this.#parts.directory.list();
    return this.keeper.listings(this.#liveness.alive);
  }
}
