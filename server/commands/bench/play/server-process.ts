import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const START_LIMIT_MS = 120_000;
const SAMPLE_MS = 1_000;
const STOP_LIMIT_MS = 8_000;

const SERVERS = {
  inkling: new URL('../../../main.ts', import.meta.url),
  baseline: new URL('./baseline.ts', import.meta.url),
} as const;
export type ServerKind = keyof typeof SERVERS;

/** What a server says of itself at one moment, on its page for Prometheus. */
export interface ServerSample {
  /** Seconds since the server was asked for the first time. */
  readonly at: number;
  readonly cpuSeconds: number;
  readonly rssBytes: number;
  /** Of the time since the sample before. */
  readonly lagP99Ms: number;
  readonly lagMaxMs: number;
  /** What has failed so far by the server's own account, and how often. */
  readonly failures: Readonly<Record<string, number>>;
}

export interface ServerOptions {
  readonly kind: ServerKind;
  readonly environment?: Readonly<Record<string, string>>;
  /** Flags for Node, such as `--cpu-prof`. */
  readonly nodeFlags?: readonly string[];
}

/** A server in a process of its own, on this machine only, that ends with whoever started it. */
export class ServerProcess {
  readonly url: string;
  readonly samples: ServerSample[] = [];
  readonly #child: ChildProcess;
  readonly #dataDir: string;
  readonly #startedAt = performance.now();
  #sampling: NodeJS.Timeout | null = null;

  private constructor(child: ChildProcess, dataDir: string, port: number) {
    this.#child = child;
    this.#dataDir = dataDir;
    this.url = `http://127.0.0.1:${port}`;
  }

  static async start({ kind, environment = {}, nodeFlags = [] }: ServerOptions): Promise<ServerProcess> {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'inkling-bench-'));
    const child = spawn(process.execPath, [...nodeFlags, '--import', 'tsx', fileURLToPath(SERVERS[kind])], {
      env: {
        ...process.env,
        PORT: '0',
        HOST: '127.0.0.1',
        DATA_DIR: dataDir,
        LOG_FORMAT: 'json',
        LOG_LEVEL: 'info',
        ROUNDS: '1',
        DRAWING_SECONDS: '300',
        // A whole crowd comes from this one address.
        UNLIMITED_ADDRESSES: '127.0.0.1',
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    return new ServerProcess(child, dataDir, await portOf(child));
  }

  get pid(): number {
    return this.#child.pid!;
  }

  /** Takes a sample now and one every second from now on. */
  async watch(): Promise<void> {
    await this.sample();
    this.#sampling = setInterval(() => void this.sample().catch(() => undefined), SAMPLE_MS);
  }

  async sample(): Promise<ServerSample> {
    const response = await fetch(`${this.url}/metrics`);
    const figures = parseMetrics(await response.text());
    const sample: ServerSample = {
      at: (performance.now() - this.#startedAt) / 1_000,
      cpuSeconds: figures.get('process_cpu_seconds_total') ?? NaN,
      rssBytes: figures.get('process_resident_memory_bytes') ?? NaN,
      lagP99Ms: 1_000 * (figures.get('nodejs_eventloop_lag_p99_seconds') ?? NaN),
      lagMaxMs: 1_000 * (figures.get('nodejs_eventloop_lag_max_seconds') ?? NaN),
      failures: failuresIn(figures),
    };
    this.samples.push(sample);
    return sample;
  }

  /** The last sample is taken now. */
  async stopWatching(): Promise<void> {
    if (this.#sampling) clearInterval(this.#sampling);
    await this.sample().catch(() => undefined);
  }

  async stop(): Promise<void> {
    if (this.#sampling) clearInterval(this.#sampling);
    const exited = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.kill('SIGTERM');
    const killing = setTimeout(() => this.#child.kill('SIGKILL'), STOP_LIMIT_MS);
    if (this.#child.exitCode === null) await exited;
    clearTimeout(killing);
    await rm(this.#dataDir, { recursive: true, force: true });
  }
}

/** The port that a server's log tells. @throws Error where it ends before it listens */
async function portOf(child: ChildProcess): Promise<number> {
  const lines = createInterface({ input: child.stdout! });
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => reject(new Error('The server did not start in time.')), START_LIMIT_MS);
    child.once('exit', (code) => reject(new Error(`The server ended with code ${code}.`)));
    lines.on('line', (text) => {
      const port = /"port":(\d+)/u.exec(text)?.[1];
      if (port === undefined || !text.includes('listening')) return;
      clearTimeout(limit);
      resolve(Number(port));
    });
  });
}

/** Requests that were refused, and guesses that failed. */
function failuresIn(figures: ReadonlyMap<string, number>): Record<string, number> {
  const failures: Record<string, number> = {};
  for (const [name, value] of figures) {
    const code = /^inkling_refused_requests_total\{code="(.+)"\}$/u.exec(name)?.[1];
    if (code !== undefined) failures[`server refused: ${code}`] = value;
  }
  const failed = figures.get('inkling_guess_failures_total') ?? 0;
  return failed > 0 ? { ...failures, 'guesses failed': failed } : failures;
}

/** The figures of a page for Prometheus, by name and labels. */
function parseMetrics(text: string): Map<string, number> {
  const figures = new Map<string, number>();
  for (const row of text.split('\n')) {
    const [name, value] = row.split(' ');
    if (name !== undefined && value !== undefined && !name.startsWith('#')) figures.set(name, Number(value));
  }
  return figures;
}
