import path from 'node:path';
import type { PlayerId } from '../../shared/game/index.ts';
import type { LabChoices, LabRun, LabStep, LabView } from '../../shared/protocol/index.ts';
import type { Clock } from '../rooms/clock.ts';
import { RequestError } from '../rooms/errors.ts';
import type { TrainerReport } from '../training/lab/messages.ts';
import { startTrainer, type Trainer, type TrainerOptions } from './trainer.ts';
import { labWords } from './words.ts';

/** Runs that may wait for their turn. */
const MAX_WAITING = 4;
/** Finished runs that are remembered, the newest. */
const MAX_KEPT = 12;
const MINUTE_MS = 60_000;
/** After so long a run has to make do with what it has learnt. */
const RUN_LIMIT_MS = 8 * MINUTE_MS;
/** Measuring and writing take less. */
const FINISH_LIMIT_MS = 2 * MINUTE_MS;

export interface LabOptions {
  /** Where the server keeps what it keeps; drawings are in `quickdraw` in there, and models go to `lab`. */
  readonly dataDir: string;
  readonly clock: Clock;
  readonly start?: (options: TrainerOptions) => Trainer;
  /** A run that broke, for whoever runs the server. */
  readonly onBroken: (complaint: string) => void;
}

/** Those who look on. */
export interface LabAudience {
  run(run: LabRun): void;
  step(step: LabStep): void;
}

type Changes = Partial<Omit<LabRun, 'id' | 'ownerId' | 'choices'>>;

interface Entry {
  run: LabRun;
  trainer: Trainer | null;
  startedAt: number;
  isStopped: boolean;
  callOff: () => void;
}

/** Networks that learn while people watch: one at a time, each in a process of its own, the next ones in a queue. */
export class Lab {
  readonly #options: LabOptions;
  /** Oldest first. */
  readonly #entries: Entry[] = [];
  #audience: LabAudience = { run: () => undefined, step: () => undefined };
  #nextId = 1;
  #isClosed = false;

  constructor(options: LabOptions) {
    this.#options = options;
  }

  /** Where the versions are that came out. */
  get modelsDir(): string {
    return path.join(this.#options.dataDir, 'lab');
  }

  set audience(audience: LabAudience) {
    this.#audience = audience;
  }

  async view(): Promise<LabView> {
    return { ...(await labWords(this.#dataDir)), runs: this.#entries.map(({ run }) => run).reverse() };
  }

  /** Whether this is the version of a run that is remembered. */
  has(version: string): boolean {
    return this.#entries.some(({ run }) => run.version === version);
  }

  /**
   * Begins a run, or lets it wait for its turn.
   * @throws RequestError `lab-busy`, `unknown-words`
   */
  async train(ownerId: PlayerId, choices: LabChoices): Promise<LabRun> {
    const { words } = await labWords(this.#dataDir);
    const unknown = choices.words.filter((word) => !words.includes(word));
    if (unknown.length > 0) {
      throw new RequestError(
        'unknown-words',
        `There are no drawings of ${unknown.join(', ')}: choose others.`,
      );
    }
    const open = this.#entries.filter(({ run }) => !isOver(run));
    if (open.some(({ run }) => run.ownerId === ownerId)) {
      throw new RequestError('lab-busy', 'You have a run already: wait for it, or stop it.');
    }
    if (this.#isClosed || open.length > MAX_WAITING) {
      throw new RequestError('lab-busy', 'Too many runs are waiting: try again in a few minutes.');
    }
    const run: LabRun = {
      id: this.#nextId++,
      ownerId,
      choices,
      state: 'waiting',
      place: open.length,
      source: null,
      drawings: null,
      parameters: null,
      step: null,
      curve: [],
      confusion: [],
      samples: [],
      seconds: 0,
      version: null,
    };
    const entry: Entry = { run, trainer: null, startedAt: 0, isStopped: false, callOff: () => undefined };
    this.#entries.push(entry);
    this.#forget();
    this.#audience.run(run);
    this.#startNext();
    return entry.run;
  }

  /** Ends a run early: what it has learnt so far is what comes out. @throws RequestError `no-such-run` */
  stop(playerId: PlayerId, id: number): void {
    const entry = this.#entries.find(({ run }) => run.id === id && run.ownerId === playerId);
    if (!entry) throw new RequestError('no-such-run', 'This run is not yours, or it is over.');
    this.#stop(entry);
  }

  close(): void {
    this.#isClosed = true;
    for (const { trainer, callOff } of this.#entries) {
      callOff();
      trainer?.kill();
    }
  }

  get #dataDir(): string {
    return path.join(this.#options.dataDir, 'quickdraw');
  }

  #stop(entry: Entry): void {
    if (isOver(entry.run) || entry.isStopped) return;
    entry.isStopped = true;
    if (entry.run.state === 'waiting') {
      this.#change(entry, { state: 'stopped', place: null });
      this.#countPlaces();
      return;
    }
    entry.trainer?.stop();
    entry.callOff();
    entry.callOff = this.#options.clock.after(FINISH_LIMIT_MS, () => entry.trainer?.kill());
  }

  #startNext(): void {
    if (this.#isClosed || this.#entries.some(({ trainer }) => trainer !== null)) return;
    const entry = this.#entries.find(({ run }) => run.state === 'waiting');
    if (!entry) return;
    const { clock, start = startTrainer } = this.#options;
    entry.startedAt = clock.now();
    entry.callOff = clock.after(RUN_LIMIT_MS, () => this.#stop(entry));
    entry.trainer = start({
      order: { type: 'start', choices: entry.run.choices, dataDir: this.#dataDir, modelsDir: this.modelsDir },
      onReport: (report) => this.#take(entry, report),
      onEnd: (complaint) => this.#end(entry, complaint),
    });
    this.#change(entry, { state: 'preparing', place: null });
    this.#countPlaces();
  }

  #take(entry: Entry, report: TrainerReport): void {
    const seconds = this.#secondsOf(entry);
    switch (report.type) {
      case 'ready': {
        const { samples, source, drawings, parameters } = report;
        this.#change(entry, { state: 'training', samples, source, drawings, parameters });
        break;
      }
      case 'step':
        entry.run = { ...entry.run, step: report.step, seconds };
        this.#audience.step({ id: entry.run.id, step: report.step, seconds });
        break;
      case 'epoch':
        this.#change(entry, {
          curve: [...entry.run.curve, report.point],
          confusion: report.confusion,
          samples: entry.run.samples.map((sample, index) => ({
            ...sample,
            guess: report.guesses[index] ?? null,
          })),
        });
        break;
      case 'measuring':
        this.#change(entry, { state: 'measuring', step: null });
        break;
      case 'done':
        this.#change(entry, {
          state: entry.isStopped ? 'stopped' : 'done',
          step: null,
          version: report.version,
        });
    }
  }

  /** The process is gone, having said that it is done or not. */
  #end(entry: Entry, complaint: string): void {
    entry.callOff();
    entry.trainer = null;
    if (!isOver(entry.run)) {
      if (!this.#isClosed && !entry.isStopped) this.#options.onBroken(complaint);
      this.#change(entry, { state: entry.isStopped ? 'stopped' : 'failed', step: null });
    }
    this.#startNext();
  }

  #countPlaces(): void {
    const waiting = this.#entries.filter(({ run }) => run.state === 'waiting');
    const before = this.#entries.some(({ trainer }) => trainer !== null) ? 1 : 0;
    for (const [index, entry] of waiting.entries()) {
      if (entry.run.place !== index + before) this.#change(entry, { place: index + before });
    }
  }

  #change(entry: Entry, changes: Changes): void {
    entry.run = { ...entry.run, seconds: this.#secondsOf(entry), ...changes };
    this.#audience.run(entry.run);
  }

  #secondsOf({ startedAt, run }: Entry): number {
    if (startedAt === 0 || isOver(run)) return run.seconds;
    return Math.round((this.#options.clock.now() - startedAt) / 1000);
  }

  #forget(): void {
    const over = this.#entries.filter(({ run }) => isOver(run));
    for (const entry of over.slice(0, Math.max(0, over.length - MAX_KEPT))) {
      this.#entries.splice(this.#entries.indexOf(entry), 1);
    }
  }
}

function isOver({ state }: LabRun): boolean {
  return state === 'done' || state === 'stopped' || state === 'failed';
}
