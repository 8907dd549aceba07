import type { RoomListing } from '../../shared/protocol/index.ts';
import type { RoomChange, RoomKeeper, RoomSnapshot } from '../rooms/keeper.ts';
import type { KeptInk } from '../rooms/kept-ink.ts';
import type { KeptAlbum, KeptRoom } from '../rooms/snapshot.ts';
import { KEYS, type ScriptedRedis } from './redis.ts';

const NO_LISTING = '-';

export interface RedisKeeperOptions {
  readonly redis: ScriptedRedis;
  /** This node's name. */
  readonly me: string;
  readonly listingOf: (code: string) => RoomListing | null;
  /** The room has become another node's: this one was taken for dead. */
  readonly onLost: (code: string) => void;
}

/** A public room and where it is. */
interface Listed {
  readonly owner: string;
  readonly listing: RoomListing;
}

/** Keeps rooms in Redis, where every node finds them. */
export class RedisKeeper implements RoomKeeper {
  readonly #options: RedisKeeperOptions;
  readonly #listings = new Map<string, string>();

  constructor(options: RedisKeeperOptions) {
    this.#options = options;
  }

  async save(changes: readonly RoomChange[], endedCodes: readonly string[]): Promise<void> {
    const { redis, me, onLost } = this.#options;
    const ended = endedCodes.map((code) => {
      this.#listings.delete(code);
      return redis.endRoom(KEYS.room(code), KEYS.ink(code), KEYS.roomsOf(me), KEYS.public, me, code);
    });
    const saved = changes.map(async (change) => {
      if ((await this.#write(change)) === 0) onLost(change.code);
    });
    await Promise.all([...ended, ...saved]);
  }

  /** A room that was claimed; null where not all of it is there. */
  async load(code: string): Promise<RoomSnapshot | null> {
    const { redis } = this.#options;
    const [kept, ink] = await Promise.all([
      redis.hgetall(KEYS.room(code)),
      redis.lrange(KEYS.ink(code), 0, -1),
    ]);
    if (kept.room === undefined || kept.album === undefined) return null;
    const room = JSON.parse(kept.room) as KeptRoom;
    return {
      code,
      room,
      album: JSON.parse(kept.album) as KeptAlbum,
      ink: ink.flatMap((entry) => JSON.parse(entry) as KeptInk[]),
      aliveAt: Number(kept.aliveAt ?? room.savedAt),
    };
  }

  /** The public rooms of these nodes. */
  async listings(nodes: readonly string[]): Promise<RoomListing[]> {
    const all = await this.#options.redis.hvals(KEYS.public);
    return all
      .map((listed) => JSON.parse(listed) as Listed)
      .filter(({ owner }) => nodes.includes(owner))
      .map(({ listing }) => listing);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  /** Everything is to be listed anew: Redis may have lost it. */
  forgetListings(): void {
    this.#listings.clear();
  }

  #write({ code, room, album, clearsInk, ink }: RoomChange): Promise<number> {
    const { redis, me } = this.#options;
    return redis.saveRoom(
      KEYS.room(code),
      KEYS.ink(code),
      KEYS.roomsOf(me),
      KEYS.public,
      me,
      code,
      room ? JSON.stringify(room) : '',
      album ? JSON.stringify(album) : '',
      clearsInk ? '1' : '',
      ink.length > 0 ? JSON.stringify(ink) : '',
      this.#newListing(code),
    );
  }

  /** What has to be said of it in the public list; nothing where that has not changed. */
  #newListing(code: string): string {
    const { me, listingOf } = this.#options;
    const listing = listingOf(code);
    const listed = listing === null ? NO_LISTING : JSON.stringify({ owner: me, listing } satisfies Listed);
    if (this.#listings.get(code) === listed) return '';
    this.#listings.set(code, listed);
    return listed;
  }
}
