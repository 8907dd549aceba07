import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from './free-port.ts';

const PROGRAMS = ['/usr/bin/redis-server', '/usr/local/bin/redis-server'];
/** This machine's Redis, or undefined where there is none. `npm test` installs it where it may. */
export const REDIS_SERVER = PROGRAMS.find((file) => existsSync(file));
const START_LIMIT_MS = 30_000;

export interface TestRedis {
  readonly url: string;
  /** Ends it at once; what it had is lost, as without a disk. */
  kill(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

/** A Redis of the test's own. */
export async function openRedis(): Promise<TestRedis> {
  const port = await freePort();
  const folder = await mkdtemp(path.join(tmpdir(), 'inkling-redis-'));
  const url = `redis://127.0.0.1:${port}`;
  let child: ChildProcess;
  let ended: Promise<unknown>;
  const start = async () => {
    const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', ''];
    child = spawn(REDIS_SERVER!, args, { stdio: 'ignore' });
    ended = new Promise((resolve) => child.once('exit', resolve));
    await answers(url);
  };
  const kill = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  await start();
  return {
    url,
    start,
    kill,
    close: async () => {
      await kill();
      await rm(folder, { recursive: true });
    },
  };
}

async function answers(url: string): Promise<void> {
  const redis = new Redis(url, { retryStrategy: () => 50, maxRetriesPerRequest: null });
  redis.on('error', () => undefined);
  const late = new Promise<never>((_, reject) =>
    setTimeout(() => reject(new Error('Redis did not start.')), START_LIMIT_MS).unref(),
  );
  await Promise.race([redis.ping(), late]);
  redis.disconnect();
}
