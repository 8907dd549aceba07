import { fork } from 'node:child_process';
import { setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { TrainerReport, TrainerRequest } from '../training/lab/messages.ts';

const DOOR = fileURLToPath(new URL('../training/lab/process.mjs', import.meta.url));
/** Games come first: 19 is the least that a process can want. */
const NICENESS = 15;

/** A run in its own process. */
export interface Trainer {
  stop(): void;
  /** At once, whatever it is doing. */
  kill(): void;
}

export interface TrainerOptions {
  readonly order: Extract<TrainerRequest, { type: 'start' }>;
  readonly onReport: (report: TrainerReport) => void;
  /** The process has ended; `complaint` is what it wrote to stderr. */
  readonly onEnd: (complaint: string) => void;
}

/** As much of what a process says before it dies is kept. */
const MAX_COMPLAINT = 2_000;

/** Starts the process that trains. */
export function startTrainer({ order, onReport, onEnd }: TrainerOptions): Trainer {
  const child = fork(DOOR, { execArgv: [], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  if (child.pid !== undefined) setPriority(child.pid, NICENESS);
  let complaint = '';
  child.stderr?.on('data', (text: Buffer) => {
    complaint = (complaint + text.toString()).slice(-MAX_COMPLAINT);
  });
  child.on('message', (report: TrainerReport) => onReport(report));
  child.on('error', (error) => {
    complaint += String(error);
  });
  child.once('close', () => onEnd(complaint));
  const say = (request: TrainerRequest) => {
    if (child.connected) child.send(request);
  };
  say(order);
  return { stop: () => say({ type: 'stop' }), kill: () => child.kill('SIGKILL') };
}
