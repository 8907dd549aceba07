import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { COMMAND_TIMEOUT_MS } from '../../server/cluster/redis.ts';
import { Store } from '../../server/doodles/store.ts';
import { startNode, type GameNode } from './support/node.ts';
import { Player } from './support/player.ts';
import { openRedis, REDIS_SERVER, type TestRedis } from './support/redis.ts';
import { SteadfastTable } from './support/steadfast.ts';
import { stroke } from '../unit/rooms/house.ts';

const ROOMS = 5;

let redis: TestRedis;
let dataDir: string;
let nodes: GameNode[] = [];
const players: Player[] = [];

beforeAll(async () => {
  if (REDIS_SERVER === undefined) return;
  dataDir = await mkdtemp(path.join(tmpdir(), 'inkling-cluster-'));
  redis = await openRedis();
  // Tables are made by one; PostgreSQL sees to that by itself.
  await (await Store.open({ databaseUrl: undefined, dataDir })).close();
  await twoNodes();
}, 5 * 60_000);
afterEach(() => {
  for (const player of players.splice(0)) player.close();
});
afterAll(async () => {
  if (REDIS_SERVER === undefined) return;
  await Promise.all(nodes.map((node) => node.kill()));
  await redis.close();
  await rm(dataDir, { recursive: true });
});

/** Two nodes that are one site; the database they share is a file, as they are on one machine. */
async function twoNodes(): Promise<[GameNode, GameNode]> {
  const environment = { REDIS_URL: redis.url, DATA_DIR: dataDir, LOG_LEVEL: 'fatal' };
  nodes = nodes.filter((node) => node.isRunning);
  const missing = Array.from({ length: 2 - nodes.length }, () => startNode(environment));
  nodes.push(...(await Promise.all(missing)));
  return nodes as [GameNode, GameNode];
}

async function at(node: GameNode, token?: string): Promise<Player> {
  const player = await Player.connect(node.url, token);
  players.push(player);
  return player;
}

// Without Redis there is nothing to be tested: `npm test` installs it on Debian.
describe.skipIf(REDIS_SERVER === undefined)('two nodes', { timeout: 5 * 60_000 }, () => {
  it('hear the first thing that is said between them, however long after they started', async () => {
    const [one, two] = await twoNodes();
    // Longer than a command may take: what waits for the first message must not have given up.
    await new Promise((resolve) => setTimeout(resolve, 2 * COMMAND_TIMEOUT_MS));
    const [ada, bob] = [await at(one), await at(two)];
    const { code } = (await ada.create('Ada')).view;
    await bob.join(code, 'Bob');
    await ada.ask('chat:say', { text: 'the first word' });
    await bob.hears('chat:line', ({ text }) => text === 'the first word');
  });

  it('are one site: a room has players at both, who hear and see each other', async () => {
    const [one, two] = await twoNodes();
    const [ada, bob] = [await at(one), await at(two)];
    const settings = { isPublic: true };
    const { code } = (await ada.ask('room:create', { name: 'Ada', color: 0, settings })).view;
    await bob.join(code, 'Bob');
    await ada.hears('room:state', ({ game }) => game.players.length === 2);
    expect(await bob.refusal('game:start', {})).toBe('not-host');
    await ada.ask('game:start', {});
    const { game } = await bob.hears('room:state', (view) => view.game.phase === 'drawing');
    const round = game.round!.id;
    const draw = { round, sheet: bob.id, revision: 0, ops: [stroke(5)] };
    expect(await bob.draw(draw)).toMatchObject({ revision: 1 });
    expect(await bob.inkRefusal(draw)).toBe('out-of-step');
    await ada.hears('ink', ({ sheet }) => sheet === bob.id);
    await bob.hears('guess', ({ sheet }) => sheet === bob.id);
    await bob.ask('chat:say', { text: 'hello' });
    await ada.hears('chat:line', ({ text }) => text === 'hello');

    // The list and quick play know rooms of both; a seat is taken over by a newer connection, wherever that is.
    const eve = await at(two);
    await until(async () => {
      const { rooms } = await eve.ask('room:list', {});
      return rooms.some((room) => room.code === code && room.players === 2);
    });
    expect((await eve.ask('room:quick', { name: 'Eve', color: 2 })).view.code).toBe(code);
    const elsewhere = await at(one, bob.token);
    await elsewhere.join(code, 'Bob');
    await bob.hears('room:closed', ({ reason }) => reason === 'taken-over');
    const again = await at(two, bob.token);
    await again.join(code, 'Bob');
    await elsewhere.hears('room:closed', ({ reason }) => reason === 'taken-over');
    await ada.ask('player:kick', { playerId: bob.id });
    await again.hears('room:closed', ({ reason }) => reason === 'kicked');
    expect(await (await at(two)).refusal('room:join', { code: 'ZZZZ', name: 'Zoe', color: 0 })).toBe(
      'no-such-room',
    );
  });

  it('go on with the rooms of one that is killed: scores, round, ink, and those who were at the other', async () => {
    const [one, two] = await twoNodes();
    let here = one;
    const tables = Array.from({ length: ROOMS }, () => new SteadfastTable(() => here.url));
    for (const table of tables) await table.sitDown(['Ada', 'Bob']);
    const far = await at(two);
    await far.join(tables[0]!.code, 'Far');
    for (const table of tables) await table.play();
    await Promise.all(tables.map((table) => table.until(({ phase }) => phase === 'drawing')));
    await Promise.all(tables.map((table) => table.draw()));
    const before = await Promise.all(tables.map((table) => table.lookWhatIsKept()));
    far.forget();
    await one.kill();
    here = two;
    await Promise.all(tables.map((table) => table.comeBack()));
    const after = await Promise.all(tables.map((table) => table.look()));
    for (const [index, { game, revisions }] of after.entries()) {
      const was = before[index]!;
      expect(game.round?.id).toBe(was.game.round?.id);
      expect(game.round?.recognitions).toEqual(expect.arrayContaining([...was.game.round!.recognitions]));
      expect(game.players.map(({ id }) => id)).toEqual(was.game.players.map(({ id }) => id));
      for (const [sheet, revision] of was.revisions) expect(revisions.get(sheet)).toBe(revision);
    }
    // Who was connected to the node that lives has noticed nothing but that the room speaks again.
    await far.hears('room:state', ({ game }) =>
      game.players.every(({ disconnectedAt }) => disconnectedAt === null),
    );
    expect(far.isConnected).toBe(true);
    await Promise.all(tables.map((table) => table.until(({ phase }) => phase === 'final')));
    for (const table of tables) table.close();
  });

  it('hand rooms on when one is told to end, and nobody is seen to be away', async () => {
    const [one, two] = await twoNodes();
    let here = one;
    const table = new SteadfastTable(() => here.url);
    await table.sitDown(['Ada', 'Bob']);
    const far = await at(two);
    await far.join(table.code, 'Far');
    await table.play();
    await table.until(({ phase }) => phase === 'drawing');
    far.forget();
    const ended = one.stop();
    // Proxies are told, and games go on until they know.
    await until(async () => !(await readiness(one)).ready);
    await table.draw();
    const before = await table.look();
    here = two;
    await table.areCut();
    await table.comeBack();
    await ended;
    const { game, revisions } = await table.look();
    expect(game.round?.id).toBe(before.game.round?.id);
    expect(revisions).toEqual(before.revisions);
    const views = far.heard.filter(({ event }) => event === 'room:state') as {
      message: { game: { players: { disconnectedAt: number | null }[] } };
    }[];
    expect(
      views.flatMap(({ message }) => message.game.players).filter((one) => one.disconnectedAt !== null),
    ).toEqual([]);
    table.close();
  });

  it('play on while Redis is away, say that they are degraded, and find together again', async () => {
    const [one, two] = await twoNodes();
    const table = new SteadfastTable(() => one.url);
    await table.sitDown(['Ada', 'Bob']);
    await table.play();
    await table.until(({ phase }) => phase === 'drawing');
    await redis.kill();
    await until(async () => (await readiness(one)).degraded.length > 0);
    await table.draw();
    await table.until(({ round }) => (round?.id ?? 0) >= 2);
    const late = await at(two);
    expect(await late.hears('site:state')).toEqual({ isDegraded: true });
    expect(await late.refusal('room:join', { code: table.code, name: 'Late', color: 3 })).toBe('room-moving');
    // All that Redis had is gone: the nodes tell it anew.
    await redis.start();
    await until(async () => (await readiness(two)).degraded.length === 0);
    await late.hears('site:state', ({ isDegraded }) => !isDegraded);
    await until(
      async () =>
        (await late.refusal('room:join', { code: table.code, name: 'Late', color: 3 })) === 'granted',
    );
    const { game } = await table.look();
    expect(game.players.map(({ name }) => name)).toEqual(['Ada', 'Bob', 'Late']);
    table.close();
  });
});

async function readiness({ url }: GameNode): Promise<{ ready: boolean; degraded: string[] }> {
  return (await (await fetch(`${url}/readyz`)).json()) as { ready: boolean; degraded: string[] };
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 100));
}
