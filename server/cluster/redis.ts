import { Redis, type RedisOptions } from 'ioredis';
import { ROOM_KEPT_MS } from '../rooms/keeper.ts';

/** A Redis that says nothing for so long counts as gone. */
export const COMMAND_TIMEOUT_MS = 2_000;
const MOST_RETRY_MS = 500;
/** Reads that wait for news begin anew after so long: before they count as commands that Redis did not answer. */
export const STREAM_WAIT_MS = COMMAND_TIMEOUT_MS / 2;
/** How long the start waits for Redis. */
const CONNECT_LIMIT_MS = 5_000;

/** A node without a sign of life for so long is dead, and its rooms go on elsewhere. */
export const DEAD_AFTER_MS = 2_500;

const PREFIX = 'inkling:';
export const KEYS = {
  /** Sorted set: the nodes by their last sign of life, on Redis's clock. */
  nodes: `${PREFIX}nodes`,
  /** Hash: what each node's own clock said then. */
  clocks: `${PREFIX}clocks`,
  /** Hash: the public rooms as strangers may know them, with their owners. */
  public: `${PREFIX}public`,
  /** Hash: `owner`, `room`, `album`. */
  room: (code: string) => `${PREFIX}room:${code}`,
  /** List: the ink of the current round. */
  ink: (code: string) => `${PREFIX}ink:${code}`,
  /** Set: the rooms of a node. */
  roomsOf: (node: string) => `${PREFIX}rooms-of:${node}`,
  /** Stream: what rooms say to those who are connected elsewhere, by Socket.IO's adapter. */
  stream: `${PREFIX}stream`,
  /** String: who does something for all nodes. */
  leaseOf: (task: string) => `${PREFIX}lease:${task}`,
  /** Channel: bags of letters to one node, and to all. What they look like has this name: nodes of versions that write others do not hear them. */
  mailOf: (node: string) => `${PREFIX}letters:${node}`,
  mailOfAll: `${PREFIX}letters`,
};

const NOW = `local time = redis.call('TIME'); local now = time[1] * 1000 + math.floor(time[2] / 1000);`;

/** nodes, clocks; id, own clock. A sign of life. Returns who is dead and who is alive. */
const BEAT = `${NOW}
  redis.call('ZADD', KEYS[1], now, ARGV[1])
  redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
  local edge = now - ${DEAD_AFTER_MS}
  return {
    redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', edge),
    redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. edge, '+inf')
  }`;

/**
 * room, nodes, clocks, my rooms; me, code, 'new' | 'kept', 'may-take' or ''. Takes a room that is nobody's, or whose owner is dead.
 * Returns its owner; '' where there is no such room (kept), or where there is one (new).
 */
const CLAIM = `${NOW}
  local owner = redis.call('HGET', KEYS[1], 'owner')
  if ARGV[3] == 'new' and owner then return '' end
  if ARGV[3] == 'kept' and not owner then return '' end
  if owner and owner ~= '' and owner ~= ARGV[1] then
    local seen = redis.call('ZSCORE', KEYS[2], owner)
    if ARGV[4] ~= 'may-take' or (seen and tonumber(seen) > now - ${DEAD_AFTER_MS}) then return owner end
    redis.call('SREM', '${PREFIX}rooms-of:' .. owner, ARGV[2])
    local clock = redis.call('HGET', KEYS[3], owner)
    if clock then redis.call('HSET', KEYS[1], 'aliveAt', clock) end
  end
  redis.call('HSET', KEYS[1], 'owner', ARGV[1])
  redis.call('PEXPIRE', KEYS[1], ${ROOM_KEPT_MS})
  redis.call('SADD', KEYS[4], ARGV[2])
  return ARGV[1]`;

/**
 * room, ink, my rooms, public; me, code, room | '', album | '', '1' to clear the ink, ink | '', listing | '' (as it was) | '-'.
 * Keeps what has changed. Returns 0, and does nothing, where the room is somebody else's.
 */
const SAVE = `
  local owner = redis.call('HGET', KEYS[1], 'owner')
  if owner and owner ~= ARGV[1] then return 0 end
  redis.call('HSET', KEYS[1], 'owner', ARGV[1])
  redis.call('SADD', KEYS[3], ARGV[2])
  if ARGV[3] ~= '' then redis.call('HSET', KEYS[1], 'room', ARGV[3]) end
  if ARGV[4] ~= '' then redis.call('HSET', KEYS[1], 'album', ARGV[4]) end
  if ARGV[5] == '1' then redis.call('DEL', KEYS[2]) end
  if ARGV[6] ~= '' then redis.call('RPUSH', KEYS[2], ARGV[6]) end
  if ARGV[7] == '-' then redis.call('HDEL', KEYS[4], ARGV[2])
  elseif ARGV[7] ~= '' then redis.call('HSET', KEYS[4], ARGV[2], ARGV[7]) end
  redis.call('PEXPIRE', KEYS[1], ${ROOM_KEPT_MS})
  redis.call('PEXPIRE', KEYS[2], ${ROOM_KEPT_MS})
  return 1`;

/** room, ink, my rooms, public; me, code. The room is over. */
const END = `
  if redis.call('HGET', KEYS[1], 'owner') == ARGV[1] then redis.call('DEL', KEYS[1], KEYS[2]) end
  redis.call('SREM', KEYS[3], ARGV[2])
  redis.call('HDEL', KEYS[4], ARGV[2])`;

/** room, my rooms; me, code. The room is nobody's until somebody takes it. */
const RELEASE = `
  if redis.call('HGET', KEYS[1], 'owner') == ARGV[1] then
    redis.call('HSET', KEYS[1], 'owner', '')
    redis.call('HDEL', KEYS[1], 'aliveAt')
  end
  redis.call('SREM', KEYS[2], ARGV[2])`;

const SCRIPTS = {
  beat: { numberOfKeys: 2, lua: BEAT },
  claimRoom: { numberOfKeys: 4, lua: CLAIM },
  saveRoom: { numberOfKeys: 4, lua: SAVE },
  endRoom: { numberOfKeys: 4, lua: END },
  releaseRoom: { numberOfKeys: 2, lua: RELEASE },
};

export interface ScriptedRedis extends Redis {
  beat(...keysAndValues: string[]): Promise<[dead: string[], alive: string[]]>;
  claimRoom(...keysAndValues: string[]): Promise<string>;
  saveRoom(...keysAndValues: string[]): Promise<number>;
  endRoom(...keysAndValues: string[]): Promise<null>;
  releaseRoom(...keysAndValues: string[]): Promise<null>;
}

/** What this node has of Redis. Each mends itself when Redis comes back. */
export interface RedisConnections {
  /** Fails at once while Redis is away. */
  readonly commands: ScriptedRedis;
  /** For channels. */
  readonly mail: Redis;
  /** For Socket.IO's adapter, which waits while Redis is away. */
  readonly adapter: Redis;
}

/** Redis cannot be used; `message` is for a person. */
export class RedisError extends Error {
  override readonly name = 'RedisError';
}

/** @throws RedisError where Redis does not answer */
export async function connectRedis(url: string): Promise<RedisConnections> {
  const options: RedisOptions = {
    lazyConnect: true,
    commandTimeout: COMMAND_TIMEOUT_MS,
    maxRetriesPerRequest: null,
    retryStrategy: (attempt) => Math.min(attempt * 100, MOST_RETRY_MS),
  };
  const open = (more: RedisOptions) => {
    const redis = new Redis(url, { ...options, ...more });
    // Trouble is noticed by the signs of life; an error that nobody hears would end the process.
    redis.on('error', () => undefined);
    return redis;
  };
  const commands = open({ enableOfflineQueue: false, scripts: SCRIPTS }) as ScriptedRedis;
  const connections = { commands, mail: open({}), adapter: open({}) };
  const all = Object.values(connections);
  try {
    await Promise.race([
      Promise.all(all.map((redis) => redis.connect())),
      new Promise((_, reject) => setTimeout(() => reject(new Error('no answer')), CONNECT_LIMIT_MS).unref()),
    ]);
    return connections;
  } catch (cause) {
    for (const redis of all) redis.disconnect();
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new RedisError(`The Redis at REDIS_URL cannot be used: ${why}.`, { cause });
  }
}
