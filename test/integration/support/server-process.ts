import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

const REPOSITORY = path.join(import.meta.dirname, '..', '..', '..');
const ERROR_LEVEL = 50;

interface LogLine {
  readonly level: number;
  readonly msg: string;
  readonly port?: number;
  readonly err?: { readonly message?: string; readonly stack?: string };
}

/** The server as a process of its own, so that what it does to its process can be seen from outside. */
export class ServerProcess {
  readonly url: string;
  readonly child: ChildProcess;
  /** Lines of its log that report something of its own that broke, and what it wrote to standard error. */
  readonly complaints: string[];
  readonly #folder: string;
  #isStopping = false;

  private constructor(child: ChildProcess, url: string, folder: string, complaints: string[]) {
    this.child = child;
    this.url = url;
    this.#folder = folder;
    this.complaints = complaints;
    child.once('exit', (code, signal) => {
      if (!this.#isStopping) complaints.push(`The process ended: ${code ?? signal}.`);
    });
  }

  /** @param environment what differs from a server on a free port of this machine with a fresh store */
  static async start(environment: Readonly<Record<string, string>> = {}): Promise<ServerProcess> {
    const folder = await mkdtemp(path.join(tmpdir(), 'inkling-server-'));
    const child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
      cwd: REPOSITORY,
      env: {
        ...process.env,
        PORT: '0',
        HOST: '127.0.0.1',
        DATA_DIR: folder,
        LOG_FORMAT: 'json',
        ...environment,
      },
    });
    const complaints: string[] = [];
    child.stderr.on('data', (text: Buffer) => complaints.push(text.toString()));
    const port = await new Promise<number>((resolve, reject) => {
      child.once('exit', () => reject(new Error(`The server did not start: ${complaints.join('')}`)));
      createInterface(child.stdout).on('line', (text) => {
        const line = parse(text);
        if (line?.port !== undefined) resolve(line.port);
        if (line && line.level >= ERROR_LEVEL) complaints.push(`${line.msg}: ${line.err?.stack ?? ''}`);
      });
    });
    return new ServerProcess(child, `http://127.0.0.1:${port}`, folder, complaints);
  }

  get isAlive(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** A figure of /metrics: the sum over all its labels. */
  async metrics(): Promise<(name: string) => number> {
    const text = await (await fetch(`${this.url}/metrics`)).text();
    return (name) =>
      text
        .split('\n')
        .filter((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`))
        .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    if (this.isAlive) {
      this.child.kill('SIGTERM');
      await ended;
    }
    await rm(this.#folder, { recursive: true, force: true });
  }
}

function parse(text: string): LogLine | null {
  try {
    return JSON.parse(text) as LogLine;
  } catch {
    return null;
  }
}
