import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Store } from '../../server/doodles/store.ts';
import { startNode } from '../integration/support/node.ts';
import { openRedis } from '../integration/support/redis.ts';
import { lossesOf } from '../integration/support/room-kills.ts';
import { SteadfastTable } from '../integration/support/steadfast.ts';

const ROOMS = Number(process.env['ROOMS'] ?? 100);
/** Rooms that sit down at once: a rush at the door is another bench. */
const AT_ONCE = 5;
/** Rounds outlive the kill, however slow the machine is. */
const DRAWING_MS = 60_000;
/** Everybody is back within so long, or the bench fails: the project's own promise. */
const MOST_MS = 5_000;

/**
 * Kills the node that has all rooms, in the middle of their rounds, and measures how long it takes until each goes on at the
 * other one, with everybody in their seats. `ROOMS` says how many there are; 100 is usual. People come back as soon as their
 * connection breaks, to the node that lives, as a proxy would send them.
 */
export async function run(): Promise<void> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'inkling-failover-'));
  const redis = await openRedis();
  const environment = {
    REDIS_URL: redis.url,
    DATA_DIR: dataDir,
    LOG_LEVEL: 'fatal',
    UNLIMITED_ADDRESSES: '127.0.0.1',
    NODE_DRAWING_MS: String(DRAWING_MS),
  };
  // Tables are made by one; PostgreSQL sees to that by itself.
  await (await Store.open({ databaseUrl: undefined, dataDir })).close();
  const [one, two] = await Promise.all([startNode(environment), startNode(environment)]);
  let here = one;
  const tables = Array.from({ length: ROOMS }, () => new SteadfastTable(() => here.url));
  const toSit = [...tables];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let table = toSit.pop(); table !== undefined; table = toSit.pop()) {
        await table.sitDown(['Ada', 'Bob']);
      }
    }),
  );
  await Promise.all(tables.map((table) => table.play()));
  await Promise.all(tables.map((table) => table.until(({ phase }) => phase === 'drawing')));
  await Promise.all(tables.map((table) => table.draw()));
  const before = await Promise.all(tables.map((table) => table.lookWhatIsKept()));

  const killedAt = performance.now();
  await one.kill();
  here = two;
  const tookMs = await Promise.all(
    tables.map(async (table) => {
      await table.comeBack();
      return performance.now() - killedAt;
    }),
  );
  const after = await Promise.all(tables.map((table) => table.look()));
  const losses = after.flatMap((seen, index) => lossesOf(before[index]!, seen));
  for (const table of tables) table.close();
  await two.kill();
  await redis.close();
  await rm(dataDir, { recursive: true });

  tookMs.sort((a, b) => a - b);
  const at = (share: number) => (tookMs[Math.floor(share * (ROOMS - 1))]! / 1_000).toFixed(1);
  console.log(
    `${ROOMS} rooms of two went on at the other node after ${at(0.5)} s (half), ${at(0.95)} s (95 %), ${at(1)} s (all)`,
  );
  console.log(`lost: ${losses.length === 0 ? 'nothing' : losses.join(', ')}`);
  if (losses.length > 0 || tookMs.at(-1)! > MOST_MS) process.exitCode = 1;
}
