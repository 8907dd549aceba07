import cliProgress from 'cli-progress';

export type ProgressFields = Readonly<Record<string, string | number>>;

export interface ProgressOptions {
  readonly label: string;
  /** What is to be done, in `unit`; null where nobody knows. */
  readonly total: number | null;
  /** Plural, for people: `images`, `drawings`; `bytes` are shown as KB, MB or GB. */
  readonly unit: string;
  /** What was done before (a resumed work): it counts for the bar, not for the rate. */
  readonly initial?: number;
  /** Where plain lines go; without it a bar is drawn on a terminal, and plain lines go to standard error elsewhere. */
  readonly write?: (text: string) => void;
  /** Milliseconds of any clock that only grows. */
  readonly now?: () => number;
}

export interface Progress {
  /** `done` counts from 0 to the total; `fields` are shown as they are and stay until they are given anew. */
  update(done: number, fields?: ProgressFields): void;
  /** Says how it ended; to be called in any case (a bar keeps the process alive). Later calls do nothing. */
  stop(): void;
}

/** Where no terminal is, a line this often is enough to see that it goes on. */
const PLAIN_LINE_INTERVAL_MS = 5_000;
/** The rate is that of the last seconds: steady enough to read, new enough to show that something got slower. */
const RATE_WINDOW_MS = 10_000;
const BAR_COLUMNS = 24;
const REDRAWS_PER_SECOND = 5;
const MS_PER_SECOND = 1_000;
const BYTE_UNITS = ['B', 'KB', 'MB', 'GB', 'TB'] as const;
const BYTES_PER_STEP = 1_000;

/** Runs something long with a progress that is stopped however it ends. */
export async function withProgress<T>(
  options: ProgressOptions,
  work: (progress: Progress) => T | Promise<T>,
): Promise<T> {
  const progress = createProgress(options);
  try {
    return await work(progress);
  } finally {
    progress.stop();
  }
}

/**
 * Shows how far a long command is: share, rate, time left and free fields (loss, accuracy). A bar on a terminal, a plain
 * line every few seconds elsewhere (a log, a pipe).
 */
export function createProgress(options: ProgressOptions): Progress {
  const { label, total, unit, initial = 0, now = () => performance.now() } = options;
  const startedAt = now();
  const samples = [{ at: startedAt, done: initial }];
  let done = initial;
  let fields: ProgressFields = {};
  let stopped = false;

  const describe = (): string => {
    const parts = [
      total === null
        ? amount(done, unit)
        : `${share(done, total)} (${unit === 'bytes' ? formatBytes(done) : formatCount(done)} of ${amount(total, unit)})`,
    ];
    const rate = rateOf(samples);
    if (rate !== null) {
      parts.push(`${amount(rate, unit)}/s`);
      if (total !== null && rate > 0)
        parts.push(`${formatDuration(((total - done) / rate) * MS_PER_SECOND)} left`);
    }
    return [...parts, ...fieldTexts(fields)].join(' | ');
  };
  const sample = (): void => {
    const at = now();
    samples.push({ at, done });
    while (samples.length > 2 && at - samples[1]!.at > RATE_WINDOW_MS) samples.shift();
  };
  const view =
    options.write === undefined && process.stderr.isTTY
      ? barView(label, total, describe)
      : lineView(options.write ?? ((text) => process.stderr.write(text)), label, describe, now);

  return {
    update(newDone, newFields = {}) {
      if (stopped) return;
      done = newDone;
      fields = { ...fields, ...newFields };
      sample();
      view.draw(done);
    },
    stop() {
      if (stopped) return;
      stopped = true;
      const took = `${amount(done, unit)} in ${formatDuration(now() - startedAt)}`;
      view.finish([took, ...fieldTexts(fields)].join(' | '));
    },
  };
}

interface View {
  draw(done: number): void;
  finish(summary: string): void;
}

function barView(label: string, total: number | null, describe: () => string): View {
  const bar = new cliProgress.SingleBar({
    format: (options, { progress }) =>
      total === null
        ? `${label} ${describe()}`
        : `${label} [${cliProgress.Format.BarFormat(progress, options)}] ${describe()}`,
    barsize: BAR_COLUMNS,
    fps: REDRAWS_PER_SECOND,
    clearOnComplete: true,
    // An interrupted command shall stop as it would without a bar.
    gracefulExit: false,
  });
  bar.start(Math.max(1, total ?? 1), 0);
  return {
    draw: (done) => bar.update(done),
    finish: (summary) => {
      bar.stop();
      process.stderr.write(`${label}: ${summary}\n`);
    },
  };
}

function lineView(
  write: (text: string) => void,
  label: string,
  describe: () => string,
  now: () => number,
): View {
  let writtenAt = now();
  return {
    draw: () => {
      if (now() - writtenAt < PLAIN_LINE_INTERVAL_MS) return;
      writtenAt = now();
      write(`${label}: ${describe()}\n`);
    },
    finish: (summary) => write(`${label}: ${summary}\n`),
  };
}

/** Units a second over the samples; null while too little time has passed to tell. */
function rateOf(samples: readonly { at: number; done: number }[]): number | null {
  const first = samples[0]!;
  const last = samples.at(-1)!;
  return last.at > first.at ? ((last.done - first.done) * MS_PER_SECOND) / (last.at - first.at) : null;
}

function fieldTexts(fields: ProgressFields): string[] {
  return Object.entries(fields).map(([name, value]) => `${name} ${value}`);
}

function share(done: number, total: number): string {
  return `${Math.floor(total === 0 ? 100 : (100 * done) / total)} %`;
}

function amount(value: number, unit: string): string {
  return unit === 'bytes' ? formatBytes(value) : `${formatCount(value)} ${unit}`;
}

/** `12,345`; small fractions keep one digit. */
export function formatCount(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 1 : 0 });
}

/** Decimal units, as disks and networks count: `1.2 MB`. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let step = 0;
  while (value >= BYTES_PER_STEP && step < BYTE_UNITS.length - 1) {
    value /= BYTES_PER_STEP;
    step++;
  }
  return `${value.toLocaleString('en', { maximumFractionDigits: value < 10 && step > 0 ? 1 : 0 })} ${BYTE_UNITS[step]!}`;
}

/** `0:07`, `12:30`, `3:05:00`. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / MS_PER_SECOND));
  const pad = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(seconds % 60)}` : `${minutes}:${pad(seconds % 60)}`;
}
