import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RETURN_MS } from '../../server/rooms/awaited.ts';
import type { RoomView } from '../../shared/protocol/index.ts';
import { DistantPlayer } from './support/distant-player.ts';
import { freePort } from './support/free-port.ts';
import { POSTGRES_BIN } from './support/postgres.ts';
import { REDIS_SERVER } from './support/redis.ts';
import { SteadfastTable } from './support/steadfast.ts';

const REPOSITORY = path.join(import.meta.dirname, '..', '..');
const isPossible =
  REDIS_SERVER !== undefined && POSTGRES_BIN !== undefined && existsSync('/usr/sbin/haproxy');

let dataDir: string;
let site: ChildProcess;
let url: string;
let said = '';

const until = async (isSo: () => Promise<boolean> | boolean) => {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 50));
};
const nodeProcesses = () =>
  [...said.matchAll(/^ {2}node\d: .* process (\d+)$/gm)].map(([, pid]) => Number(pid));
const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

// `npm test` installs what is missing of these on Debian.
describe.skipIf(!isPossible)('npm run cluster', () => {
  beforeAll(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'inkling-site-'));
    // PostgreSQL has a user of its own.
    await chmod(dataDir, 0o755);
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    const args = ['scripts/cluster.mjs', '--port', String(port), '--data', dataDir];
    site = spawn(process.execPath, args, {
      cwd: REPOSITORY,
      env: { ...process.env, ROUNDS: '1', DRAWING_SECONDS: '10', LOG_LEVEL: 'fatal' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    site.stdout!.on('data', (text: Buffer) => (said += text.toString()));
    await until(() => said.includes('Kill a node') || site.exitCode !== null);
    expect(site.exitCode, said).toBe(null);
  });
  afterAll(async () => {
    if (site.exitCode === null) site.kill('SIGKILL');
    await rm(dataDir, { recursive: true, force: true });
  });

  it('is one site behind its proxy, and goes on with the games of a node that is killed', async () => {
    const tables = Array.from({ length: 4 }, () => new SteadfastTable(() => url));
    for (const table of tables) await table.sitDown(['Ada', 'Bob']);
    for (const table of tables) await table.play();
    await Promise.all(tables.map((table) => table.until(({ phase }) => phase === 'drawing')));
    await Promise.all(tables.map((table) => table.draw()));
    const before = await Promise.all(tables.map((table) => table.lookWhatIsKept()));
    const [victim] = nodeProcesses();
    process.kill(victim!, 'SIGKILL');
    await Promise.all(tables.map((table) => table.comeBack()));
    for (const [index, table] of tables.entries()) {
      const { game } = await table.look();
      expect(game.players.map(({ id }) => id)).toEqual(before[index]!.game.players.map(({ id }) => id));
      expect(game.round!.id).toBeGreaterThanOrEqual(before[index]!.game.round!.id);
    }
    await Promise.all(tables.map((table) => table.until(({ phase }) => phase === 'final')));
    for (const table of tables) table.close();
  });

  it('brings the players of a room together at its node, wherever the proxy had sent them', async () => {
    const nodes = ['node1', 'node2', 'node1', 'node2'];
    const players = nodes.map((node, index) => {
      // What the proxy's cookie says, as browsers do after they have the page.
      return new DistantPlayer(url, `Player ${index}`, ['polling', 'websocket'], `inkling-node=${node}`);
    });
    const [ada, ...others] = players as [DistantPlayer, ...DistantPlayer[]];
    await ada.sitDown();
    const { code } = await ada.sees(() => true);
    for (const other of others) await other.sitDown(code);
    for (const player of players) await until(() => player.isAtHome());
    // Nobody has seen an empty seat on the way.
    const isWhole = ({ game }: RoomView) =>
      game.players.length === players.length &&
      game.players.every(({ disconnectedAt }) => disconnectedAt === null);
    for (const player of players) await player.sees(isWhole);
    await new Promise((resolve) => setTimeout(resolve, 2 * RETURN_MS));
    for (const player of players) expect(isWhole(await player.sees(() => true))).toBe(true);
    expect(ada.awaySeen).toBe(0);
    for (const player of players) player.close();
  });

  it('ends with everything that it began', async () => {
    const nodes = nodeProcesses();
    expect(nodes).toHaveLength(2);
    site.kill('SIGTERM');
    await until(() => site.exitCode !== null);
    expect(site.exitCode).toBe(0);
    expect(nodes.filter(isAlive)).toEqual([]);
    await expect(fetch(`${url}/readyz`)).rejects.toThrow();
  });
});
