import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { KEYS } from '../../server/cluster/redis.ts';
import type { RoomView } from '../../shared/protocol/index.ts';
import { Player } from './support/player.ts';
import { openRedis, REDIS_SERVER, type TestRedis } from './support/redis.ts';
import { openServer, type TestServer } from './support/server.ts';

let redis: TestRedis;
let asked: Redis;
let dataDir: string;
let one: TestServer;
let two: TestServer;
const players: Player[] = [];

const openNode = (NODE_NAME: string) => openServer({ REDIS_URL: redis.url, DATA_DIR: dataDir, NODE_NAME });

async function at({ url }: TestServer, token: string | null = null): Promise<Player> {
  const player = await Player.connect(url, token);
  players.push(player);
  return player;
}

/** Ada opens a room at the first node. */
async function adasRoom(settings: object = {}): Promise<{ ada: Player; code: string }> {
  const ada = await at(one);
  const { view } = await ada.ask('room:create', { name: 'Ada', color: 0, settings });
  return { ada, code: view.code };
}

const namesIn = ({ game }: RoomView) => game.players.map(({ name }) => name).sort();
/** What this player sees of the room when asking now; null where the room is on its way. */
const seenBy = (player: Player) =>
  player.ask('room:sync', {}).then(
    ({ view }) => namesIn(view),
    () => null,
  );
const ownerOf = (code: string) => asked.hget(KEYS.room(code), 'owner');
const isDegraded = async ({ url }: TestServer) =>
  ((await (await fetch(`${url}/readyz`)).json()) as { degraded: string[] }).degraded.length > 0;

// Without Redis there is nothing to be tested: `npm test` installs it on Debian.
describe.skipIf(REDIS_SERVER === undefined)('a room of one of two nodes', () => {
  beforeAll(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'inkling-cluster-'));
    redis = await openRedis();
    asked = new Redis(redis.url, { retryStrategy: () => 50 });
    asked.on('error', () => undefined);
    // One after the other: the first one makes the tables.
    one = await openNode('one');
    two = await openNode('two');
  });
  afterEach(() => {
    for (const player of players.splice(0)) player.close();
  });
  afterAll(async () => {
    await Promise.all([one.close(), two.close()]);
    asked.disconnect();
    await redis.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('has players at the other, who are away when their connection ends and gone when they leave', async () => {
    const { ada, code } = await adasRoom();
    const [bob, eve] = [await at(two), await at(two)];
    expect((await bob.join(code, 'Bob')).home).toBe('one');
    await eve.join(code, 'Eve');
    bob.close();
    await ada.hears('room:state', ({ game }) =>
      game.players.some(({ id, disconnectedAt }) => id === bob.id && disconnectedAt !== null),
    );
    // What is asked at the other node is done here a moment later.
    await eve.ask('room:leave', {});
    await expect.poll(() => seenBy(ada)).toEqual(['Ada', 'Bob']);
    // Back, and at the room's own node: nobody else has the seat.
    const again = await at(one, bob.token);
    await again.join(code, 'Bob');
    await expect.poll(() => seenBy(ada)).toEqual(['Ada', 'Bob']);
  });

  it('gives a seat to the newest connection, whichever node that is at', async () => {
    const { code } = await adasRoom();
    const far = await at(two);
    await far.join(code, 'Bob');
    const near = await at(one, far.token);
    await near.join(code, 'Bob');
    await far.hears('room:closed', ({ reason }) => reason === 'taken-over');
    const farAgain = await at(two, far.token);
    await farAgain.join(code, 'Bob');
    await near.hears('room:closed', ({ reason }) => reason === 'taken-over');
    // The connection that was lost first has nothing to do with the seat now.
    far.close();
    near.close();
    await expect.poll(() => seenBy(farAgain)).toEqual(['Ada', 'Bob']);
  });

  it('is found by quick play at the other as long as it has a seat, and then another one is opened', async () => {
    const { code } = await adasRoom({ isPublic: true, maxPlayers: 2 });
    const [bob, eve] = [await at(two), await at(two)];
    await expect
      .poll(async () => (await bob.ask('room:list', {})).rooms.map((room) => room.code))
      .toEqual([code]);
    expect((await bob.ask('room:quick', { name: 'Bob', color: 1 })).view.code).toBe(code);
    expect((await eve.ask('room:quick', { name: 'Eve', color: 2 })).view.code).not.toBe(code);
  });

  it('is refused under its code where there is none', async () => {
    const bob = await at(two);
    expect(await bob.refusal('room:join', { code: 'ZZZZ', name: 'Bob', color: 0 })).toBe('no-such-room');
  });

  it('leaves no trace in Redis where it could not be opened', async () => {
    const before = await asked.keys(KEYS.room('*'));
    const ada = await at(one);
    const settings = { customWords: ['fuck'] };
    expect(await ada.refusal('room:create', { name: 'Ada', color: 0, settings })).toBe('rude-words');
    expect(await asked.keys(KEYS.room('*'))).toEqual(before);
  });

  it('goes on at the other node where that one has taken the first for dead', async () => {
    const { ada, code } = await adasRoom();
    await expect.poll(() => asked.hexists(KEYS.room(code), 'room')).toBe(1);
    const nodes = await asked.zrange(KEYS.nodes, 0, -1);
    const [mine, other] = ['one', 'two'].map((name) => nodes.find((node) => node.startsWith(`${name}.`))!);
    expect(await ownerOf(code)).toBe(mine);
    await asked.hset(KEYS.room(code), 'owner', other!);
    await ada.send('chat:say', { text: 'is anybody there' });
    const bob = await at(two);
    await expect.poll(() => bob.refusal('room:join', { code, name: 'Bob', color: 1 })).toBe('granted');
    // Ada has stayed where she was, and plays there.
    await expect.poll(() => seenBy(ada)).toEqual(['Ada', 'Bob']);
    expect(ada.isConnected).toBe(true);
    expect(await ownerOf(code)).toBe(other);
  });

  it('goes on at one that lives where its own is silent for long', async () => {
    const { ada, code } = await adasRoom();
    await expect.poll(() => asked.hexists(KEYS.room(code), 'room')).toBe(1);
    await asked
      .multi()
      .zadd(KEYS.nodes, 0, 'ghost.1')
      .sadd(KEYS.roomsOf('ghost.1'), code)
      .hset(KEYS.room(code), 'owner', 'ghost.1')
      .exec();
    await expect.poll(() => ownerOf(code)).toMatch(/^(one|two)\./u);
    await expect.poll(() => seenBy(ada)).toEqual(['Ada']);
    // Nobody has to look after the dead node any more.
    await expect.poll(() => asked.zscore(KEYS.nodes, 'ghost.1')).toBe(null);
  });

  it('is handed to the other when its own ends, with those who are connected there', async () => {
    const three = await openNode('three');
    const ada = await at(three);
    const { code } = (await ada.create('Ada')).view;
    const bob = await at(two);
    await bob.join(code, 'Bob');
    await three.close();
    await expect.poll(() => ownerOf(code)).toMatch(/^(one|two)\./u);
    const adaAgain = await at(one, ada.token);
    await expect.poll(() => adaAgain.refusal('room:join', { code, name: 'Ada', color: 0 })).toBe('granted');
    await expect.poll(() => seenBy(bob)).toEqual(['Ada', 'Bob']);
    expect(bob.isConnected).toBe(true);
  });

  it('is played on at its own while Redis is away, and new ones are opened; others cannot be come to', async () => {
    const { ada, code } = await adasRoom({ isPublic: true });
    await redis.kill();
    await expect.poll(() => isDegraded(one)).toBe(true);
    await expect.poll(() => isDegraded(two)).toBe(true);
    expect(await seenBy(ada)).toEqual(['Ada']);
    const bob = await at(two);
    expect(await bob.refusal('room:join', { code, name: 'Bob', color: 1 })).toBe('room-moving');
    expect((await bob.ask('room:list', {})).rooms).toEqual([]);
    const own = (await bob.create('Bob')).view.code;
    await redis.start();
    await expect.poll(() => isDegraded(one)).toBe(false);
    await expect.poll(() => isDegraded(two)).toBe(false);
    // Redis has lost everything, and is told of all rooms again.
    const eve = await at(one);
    await expect.poll(() => eve.refusal('room:join', { code: own, name: 'Eve', color: 1 })).toBe('granted');
    expect(await seenBy(bob)).toEqual(['Bob', 'Eve']);
  });
});
