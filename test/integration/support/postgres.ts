import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const DEBIAN_FOLDER = '/usr/lib/postgresql';
const START_LIMIT_MS = 120_000;

/** Where Debian's PostgreSQL is, or undefined where it is not installed. */
export const POSTGRES_BIN = existsSync(DEBIAN_FOLDER)
  ? readdirSync(DEBIAN_FOLDER)
      .map((version) => path.join(DEBIAN_FOLDER, version, 'bin'))
      .find((bin) => existsSync(path.join(bin, 'postgres')))
  : undefined;

/** Starts a PostgreSQL of its own with an empty database. */
export async function openPostgres(port: number): Promise<{ url: string; close: () => Promise<void> }> {
  const bin = POSTGRES_BIN!;
  const folder = await mkdtemp(path.join(tmpdir(), 'inkling-postgres-'));
  // PostgreSQL refuses to run as root.
  const user = process.getuid?.() === 0 ? ownerOf('postgres') : undefined;
  if (user) await chown(folder, user.uid, user.gid);
  const data = path.join(folder, 'data');
  execFileSync(path.join(bin, 'initdb'), ['-D', data, '-U', 'inkling', '-A', 'trust', '--no-sync'], {
    ...user,
    cwd: folder,
    stdio: 'ignore',
  });
  const args = [
    '-D',
    data,
    '-p',
    String(port),
    '-k',
    folder,
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    'fsync=off',
  ];
  const postgres = spawn(path.join(bin, 'postgres'), args, { ...user, cwd: folder, stdio: 'ignore' });
  const exit = new Promise((resolve) => postgres.once('exit', resolve));
  const deadline = Date.now() + START_LIMIT_MS;
  while (!isReady(bin, port)) {
    if (Date.now() > deadline) throw new Error('PostgreSQL did not start.');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    url: `postgres://inkling@127.0.0.1:${port}/postgres`,
    close: async () => {
      postgres.kill('SIGINT');
      await exit;
      await rm(folder, { recursive: true });
    },
  };
}

function ownerOf(name: string): { uid: number; gid: number } {
  const id = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

function isReady(bin: string, port: number): boolean {
  try {
    execFileSync(path.join(bin, 'pg_isready'), ['-h', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
