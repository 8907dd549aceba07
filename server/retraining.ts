import { spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { setPriority } from 'node:os';
import path from 'node:path';
import type { Clock } from '../shared/clock.ts';

const HOUR_MS = 3_600_000;
/** A server that was away when it was due has a moment to come up first. */
const SOON_MS = 60_000;
/** Games come first: 19 is the least that a process can want. */
const NICENESS = 15;
/** As much of what a process says is kept for the log. */
const MAX_SAID = 4_000;
const TIME_FILE = 'retrained.json';

/** `inkling retrain` in its own process. */
export interface RetrainProcess {
  /** What it said, once it has ended; rejects with what it complained of where it failed. */
  readonly ended: Promise<string>;
  kill(): void;
}

export interface RetrainingOptions {
  readonly everyHours: number;
  /** When it was last begun is remembered here. */
  readonly dataDir: string;
  readonly clock: Clock;
  readonly start: () => RetrainProcess;
  /** Whether this server is the one that trains. Where several share a store, one of them is elected to. */
  readonly isMyTurn: () => Promise<boolean>;
  readonly onEnd: (said: string) => void;
  readonly onFailure: (error: unknown) => void;
}

/** Has the champion trained further with what players gave, again and again, in a process of its own each time. */
export class Retraining {
  readonly #options: RetrainingOptions;
  #callOff: () => void = () => undefined;
  #running: RetrainProcess | null = null;
  #isClosed = false;

  constructor(options: RetrainingOptions) {
    this.#options = options;
  }

  /** Waits until it is due, counted from the last time, be that before this server started. */
  async begin(): Promise<void> {
    const { clock, everyHours } = this.#options;
    const last = (await this.#lastTime()) ?? clock.now();
    // Who is started anew every day has to come to the end of a longer wait, too.
    await this.#noteTime(last);
    const dueAt = last + everyHours * HOUR_MS;
    this.#wait(Math.max(SOON_MS, dueAt - clock.now()));
  }

  close(): void {
    this.#isClosed = true;
    this.#callOff();
    this.#running?.kill();
  }

  #wait(ms: number): void {
    if (this.#isClosed) return;
    this.#callOff = this.#options.clock.after(ms, () => void this.#retrain());
  }

  async #retrain(): Promise<void> {
    const { clock, everyHours, start, isMyTurn, onEnd, onFailure } = this.#options;
    const begunAt = clock.now();
    try {
      if (await isMyTurn()) {
        await this.#noteTime(begunAt);
        if (this.#isClosed) return;
        this.#running = start();
        onEnd(await this.#running.ended);
      }
    } catch (error) {
      if (!this.#isClosed) onFailure(error);
    }
    this.#running = null;
    this.#wait(Math.max(SOON_MS, begunAt + everyHours * HOUR_MS - clock.now()));
  }

  get #file(): string {
    return path.join(this.#options.dataDir, TIME_FILE);
  }

  async #lastTime(): Promise<number | null> {
    try {
      const at = Date.parse((JSON.parse(await readFile(this.#file, 'utf8')) as { at: string }).at);
      return Number.isNaN(at) ? null : at;
    } catch {
      return null;
    }
  }

  async #noteTime(at: number): Promise<void> {
    await mkdir(this.#options.dataDir, { recursive: true });
    await writeFile(this.#file, JSON.stringify({ at: new Date(at).toISOString() }));
  }
}

/**
 * Starts `inkling retrain` on the drawings in `DATA_DIR/quickdraw` and the store of this server.
 * @param repository where it runs, as the versions are in `models` there
 * @param niceness how little of the processor it asks for, 0 to 19
 */
export function startRetrain(repository: string, dataDir: string, niceness = NICENESS): RetrainProcess {
  const script = path.join(repository, 'server', 'commands', 'main.ts');
  const command = ['--import', import.meta.resolve('tsx'), script, 'retrain'];
  const child = spawn(process.execPath, [...command, '--data', path.resolve(dataDir, 'quickdraw')], {
    cwd: repository,
    env: { ...process.env, DATA_DIR: path.resolve(dataDir) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (child.pid !== undefined) setPriority(child.pid, niceness);
  const said = { out: '', complaint: '' };
  child.stdout.on('data', (text: Buffer) => (said.out = (said.out + text.toString()).slice(-MAX_SAID)));
  child.stderr.on(
    'data',
    (text: Buffer) => (said.complaint = (said.complaint + text.toString()).slice(-MAX_SAID)),
  );
  const ended = new Promise<string>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(said.out.trim());
      else reject(new Error(said.complaint.trim() || `retraining ended with ${code ?? 'a signal'}`));
    });
  });
  return { ended, kill: () => void child.kill() };
}
