import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { Histogram } from '../../server/commands/bench/play/histogram.ts';
import { emptyNotebook } from '../../server/commands/bench/play/player.ts';
import { drawAlong, everybodyDraws, seatPlayers } from '../../server/commands/bench/play/seating.ts';
import { ServerProcess } from '../../server/commands/bench/play/server-process.ts';
import { Store } from '../../server/doodles/store.ts';
import { openRedis } from '../integration/support/redis.ts';

const ROOMS = Number(process.env['ROOMS'] ?? 4);
const ROOM_SIZE = 8;
const WARM_UP_MS = 3_000;
const MEASURED_MS = 15_000;
const SECOND_MS = 1_000;

/** What Redis has done so far. */
interface Work {
  readonly cpuSeconds: number;
  readonly commands: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly nodesCpuSeconds: number;
}

/**
 * What rooms of eight who all draw cost Redis: with everybody connected to the node that has the room, and with half of them
 * at another one. Processor time and bytes, which do not depend on what else the machine does. `ROOMS` says how many rooms.
 */
export async function run(): Promise<void> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'inkling-redis-bench-'));
  const redis = await openRedis();
  const client = new Redis(redis.url);
  const environment = { REDIS_URL: redis.url, DATA_DIR: dataDir, LOG_LEVEL: 'info' };
  await (await Store.open({ databaseUrl: undefined, dataDir })).close();
  const nodes = [
    await ServerProcess.start({ kind: 'inkling', environment }),
    await ServerProcess.start({ kind: 'inkling', environment }),
  ];
  const urls = nodes.map(({ url }) => url);
  const work = async (): Promise<Work> => {
    const samples = await Promise.all(nodes.map((node) => node.sample()));
    return {
      ...(await workOf(client)),
      nodesCpuSeconds: samples.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0),
    };
  };
  try {
    const idle = await during(MEASURED_MS, work);
    const rows = [row('two nodes, nobody there', idle, null)];
    for (const [name, at] of [
      ['everybody at the room’s node', [urls[0]!]],
      ['half of them at the other node', urls],
    ] as const) {
      const troubles = new Map<string, number>();
      const notebook = emptyNotebook((what) => troubles.set(what, (troubles.get(what) ?? 0) + 1));
      const rooms = await seatPlayers(
        { urls: at, players: ROOMS * ROOM_SIZE, roomSize: ROOM_SIZE, dataDir: null, seed: name },
        notebook,
      );
      const players = rooms.flatMap((room) => room.players);
      const drawing = drawAlong(players, notebook, new Histogram());
      await everybodyDraws(players);
      await pause(WARM_UP_MS);
      rows.push(row(name, await during(MEASURED_MS, work), idle));
      clearInterval(drawing);
      for (const [what, count] of troubles) console.error(`${what}: ${count} times`);
      for (const player of players) player.close();
      await pause(WARM_UP_MS);
    }
    console.log(
      `A room of ${ROOM_SIZE} who draw, a second (of ${ROOMS} such rooms; what idle nodes cost is taken off):`,
    );
    console.table(Object.fromEntries(rows));
  } finally {
    client.disconnect();
    for (const node of nodes) await node.stop();
    await redis.close();
    await rm(dataDir, { recursive: true });
  }
}

/** What was done meanwhile, a second. */
async function during(ms: number, work: () => Promise<Work>): Promise<Work> {
  const before = await work();
  await pause(ms);
  const after = await work();
  const seconds = ms / SECOND_MS;
  return Object.fromEntries(
    Object.entries(after).map(([name, value]) => [name, (value - before[name as keyof Work]) / seconds]),
  ) as unknown as Work;
}

function row(name: string, all: Work, idle: Work | null): [string, Record<string, string>] {
  const of = (what: keyof Work) => (idle === null ? all[what] : (all[what] - idle[what]) / ROOMS);
  return [
    name,
    {
      'ms of Redis': (1_000 * of('cpuSeconds')).toFixed(2),
      'ms of the nodes': (1_000 * of('nodesCpuSeconds')).toFixed(0),
      commands: of('commands').toFixed(1),
      'KB to Redis': (of('bytesIn') / 1_000).toFixed(1),
      'KB from Redis': (of('bytesOut') / 1_000).toFixed(1),
    },
  ];
}

async function workOf(client: Redis): Promise<Omit<Work, 'nodesCpuSeconds'>> {
  const info = await client.info();
  const value = (name: string) => Number(new RegExp(`^${name}:(.*)$`, 'm').exec(info)?.[1]);
  return {
    cpuSeconds: value('used_cpu_sys') + value('used_cpu_user'),
    commands: value('total_commands_processed'),
    bytesIn: value('total_net_input_bytes'),
    bytesOut: value('total_net_output_bytes'),
  };
}
