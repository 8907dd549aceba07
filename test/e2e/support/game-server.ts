import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'vite';

const REPOSITORY = path.join(import.meta.dirname, '..', '..', '..');
const CLIENT_PAGE = path.join(REPOSITORY, 'dist', 'client', 'index.html');
const START_LIMIT_MS = 60_000;

export interface GameServer {
  readonly port: number;
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Starts the real server as a process of its own, with the model that ships (or MODEL) and a folder of its own for data.
 * @param environment settings beyond that
 */
export async function startGameServer(environment: Readonly<Record<string, string>>): Promise<GameServer> {
  if (!existsSync(CLIENT_PAGE)) {
    await build({ configFile: path.join(REPOSITORY, 'vite.config.ts'), logLevel: 'warn' });
  }
  const dataDir = await mkdtemp(path.join(tmpdir(), 'inkling-e2e-'));
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
    cwd: REPOSITORY,
    env: {
      ...process.env,
      PORT: '0',
      HOST: '127.0.0.1',
      DATA_DIR: dataDir,
      LOG_LEVEL: 'warn',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    await rm(dataDir, { recursive: true, force: true });
  };

  let said = '';
  const port = new Promise<number>((resolve, reject) => {
    const listen = (text: Buffer) => {
      said += text.toString();
      const [, found] = /http:\/\/127\.0\.0\.1:(\d+)/.exec(said) ?? [];
      if (found !== undefined) resolve(Number(found));
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    void ended.then(() => reject(new Error(`The server did not start: ${said}`)));
    setTimeout(() => reject(new Error(`The server is not listening yet: ${said}`)), START_LIMIT_MS).unref();
  });
  try {
    const found = await port;
    return { port: found, url: `http://127.0.0.1:${found}`, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
