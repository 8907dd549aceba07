import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'vite';
import type { LastingPhase, Order } from './patient-server.ts';

const REPOSITORY = path.join(import.meta.dirname, '..', '..', '..');
const CLIENT_PAGE = path.join(REPOSITORY, 'dist', 'client', 'index.html');
const START_LIMIT_MS = 240_000;

export interface GameServer {
  readonly port: number;
  readonly url: string;
  stop(): Promise<void>;
}

type Environment = Readonly<Record<string, string>>;
type RunningServer = GameServer & { readonly child: ChildProcess };

export interface PatientServer extends GameServer {
  /** Lets what goes on in a room be over, unless it is over already. */
  endPhase(path: string, phase: LastingPhase): Promise<void>;
  /** From now on time passes, and what takes time takes it. */
  letClockGo(): Promise<void>;
}

/**
 * Starts the real server as a process of its own, with the model that ships (or MODEL) and a folder of its own for data.
 * @param environment settings beyond that
 */
export function startGameServer(environment: Environment): Promise<GameServer> {
  return start('server/main.ts', environment);
}

/**
 * The same, but no time passes in its rooms: drawings, reveals and turns last until the test ends them, and none is missed
 * however slow the machine is.
 */
export async function startPatientServer(environment: Environment): Promise<PatientServer> {
  const { child, ...server } = await start('test/e2e/support/patient-server.ts', environment);
  const tell = async (order: Order) => {
    const done = once(child, 'message');
    child.send(order);
    await done;
  };
  return {
    ...server,
    endPhase: (path, over) => tell({ code: path.split('/').at(-1)!, over }),
    letClockGo: () => tell('go'),
  };
}

async function start(program: string, environment: Environment): Promise<RunningServer> {
  if (!existsSync(CLIENT_PAGE)) {
    await build({ configFile: path.join(REPOSITORY, 'vite.config.ts'), logLevel: 'warn' });
  }
  const dataDir = await mkdtemp(path.join(tmpdir(), 'inkling-e2e-'));
  const child = spawn(process.execPath, ['--import', 'tsx', program], {
    cwd: REPOSITORY,
    env: {
      ...process.env,
      PORT: '0',
      HOST: '127.0.0.1',
      DATA_DIR: dataDir,
      LOG_LEVEL: 'warn',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
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
    child.stdout!.on('data', listen);
    child.stderr!.on('data', listen);
    void ended.then(() => reject(new Error(`The server did not start: ${said}`)));
    setTimeout(() => reject(new Error(`The server is not listening yet: ${said}`)), START_LIMIT_MS).unref();
  });
  try {
    const found = await port;
    return { child, port: found, url: `http://127.0.0.1:${found}`, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
