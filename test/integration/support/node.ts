import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';

const PROGRAM = path.join(import.meta.dirname, 'node-process.ts');

/** Those that run: a test that fails leaves nobody behind. */
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** A node in a process of its own. */
export interface GameNode {
  readonly url: string;
  readonly port: number;
  readonly isRunning: boolean;
  /** Ends it at once, without a word. */
  kill(): Promise<void>;
  /** Asks it to end. Resolves when it has. */
  stop(): Promise<void>;
}

/**
 * Starts a node; resolves once it listens.
 *
 * @param launcher a command that runs another, such as one that enters a network namespace
 */
export async function startNode(
  environment: Readonly<Record<string, string>>,
  launcher: readonly string[] = [],
): Promise<GameNode> {
  const host = environment['HOST'] ?? '127.0.0.1';
  const node = [process.execPath, '--import', 'tsx', PROGRAM];
  const [command, ...args] = [...launcher, ...node];
  const child = spawn(command!, args, {
    env: { ...process.env, HOST: host, PORT: '0', LOG_LEVEL: 'warn', ...environment },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  running.add(child);
  const ended = new Promise<void>((resolve) =>
    child.once('exit', () => {
      running.delete(child);
      resolve();
    }),
  );
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message) => resolve((message as { port: number }).port));
    void ended.then(() => reject(new Error('The node did not start.')));
  });
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await ended;
  };
  return {
    url: `http://${host}:${port}`,
    port,
    get isRunning() {
      return running.has(child);
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
}
