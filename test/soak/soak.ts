import { setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { rehearse } from '../../server/commands/bench/play/drawings.ts';
import { Histogram } from '../../server/commands/bench/play/histogram.ts';
import { emptyNotebook } from '../../server/commands/bench/play/player.ts';
import { drawAlong } from '../../server/commands/bench/play/seating.ts';
import { createRandom } from '../../server/training/random.ts';
import { ServerProcess } from '../integration/support/server-process.ts';
import { visitAgainAndAgain, type House } from './visitor.ts';

const SECOND_MS = 1_000;
const MINUTE_SECONDS = 60;
const BYTES_PER_MEGABYTE = 1e6;
/** Of the time, before memory counts: caches fill, and as many as are wanted have come. */
const WARM_UP_SHARE = 1 / 3;
/** Seats of those who vanished are kept, and rooms in which nobody is, for less than this. */
const MOST_EMPTYING_MS = 5 * MINUTE_SECONDS * SECOND_MS;
export const MOST_GROWTH_MB_PER_MINUTE = 1;
export const MOST_LAG_MS = 50;

/** What a server is at one moment. */
export interface SoakSample {
  readonly atSeconds: number;
  readonly rssMegabytes: number;
  readonly heapMegabytes: number;
  readonly descriptors: number;
  readonly timers: number;
  readonly sockets: number;
  readonly rooms: number;
  readonly players: number;
  /** Of the time since the sample before, a hundredth was later than this. */
  readonly lagP99Ms: number;
}

export interface SoakOptions {
  readonly players: number;
  readonly seconds: number;
  readonly sampleSeconds: number;
  readonly seed: string;
  /** Of visitors, as many are gone without a word, 0..1: their seats and rooms outlast the others by two minutes. */
  readonly vanishingShare: number;
  readonly onSample?: (report: SoakReport) => void | Promise<void>;
}

export interface SoakReport {
  readonly players: number;
  readonly seconds: number;
  readonly visits: number;
  readonly samples: readonly SoakSample[];
  /** Before anybody came but a first room that opened what is opened once; and when all were gone. null is not yet. */
  readonly before: SoakSample;
  readonly after: SoakSample | null;
  /** Of the server, and of players. */
  readonly complaints: readonly string[];
}

/** Lets players come, play and leave at random at a server of its own, and looks at what is left of them. */
export async function soak(options: SoakOptions): Promise<SoakReport> {
  const { players, seconds, sampleSeconds, onSample = () => undefined } = options;
  const server = await ServerProcess.start({
    // Short games end often.
    ROUNDS: '3',
    DRAWING_SECONDS: '15',
    UNLIMITED_ADDRESSES: '127.0.0.1',
  });
  const errors = new Set<string>();
  const house = await openHouse(server.url, options, (what) => errors.add(`player: ${what}`));
  const drawing = drawAlong(house.playing, house.player.notebook, new Histogram());
  try {
    await visitFor(house, 2, 4 * SECOND_MS);
    const startedAt = performance.now();
    const before = await emptied(server, startedAt);
    const samples: SoakSample[] = [];
    const report = (after: SoakSample | null): SoakReport => ({
      players,
      seconds,
      visits: house.visits,
      samples,
      before,
      after,
      complaints: [...server.complaints, ...errors],
    });
    const visited = visitFor(house, players, seconds * SECOND_MS);
    for (let at = sampleSeconds; at <= seconds; at += sampleSeconds) {
      await Promise.race([pause(sampleSeconds * SECOND_MS), visited.then(() => pause(0))]);
      samples.push(await sampleOf(server, startedAt));
      await onSample(report(null));
    }
    await visited;
    return report(await emptied(server, startedAt, before));
  } finally {
    clearInterval(drawing);
    await server.stop();
  }
}

/** Megabytes a minute by which memory grows after the warm-up: the slope of the line that fits best (least squares). */
export function growthOf({ samples, seconds }: Pick<SoakReport, 'samples' | 'seconds'>): number {
  const late = samples.filter(({ atSeconds }) => atSeconds >= WARM_UP_SHARE * seconds);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const minutes = late.map(({ atSeconds }) => atSeconds / MINUTE_SECONDS);
  const memory = late.map(({ rssMegabytes }) => rssMegabytes);
  const [meanMinutes, meanMemory] = [mean(minutes), mean(memory)];
  const covariance = mean(
    late.map((_, index) => (minutes[index]! - meanMinutes) * (memory[index]! - meanMemory)),
  );
  return covariance / mean(minutes.map((at) => (at - meanMinutes) ** 2));
}

/** The latest hundredth in the worst time between two samples, milliseconds. */
export function lagOf({ samples }: Pick<SoakReport, 'samples'>): number {
  return Math.max(...samples.map(({ lagP99Ms }) => lagP99Ms));
}

/** What of the conditions does not hold, in words; `figures` are those of time and memory, which a busy machine spoils. */
export function failuresOf(report: SoakReport): { readonly conduct: string[]; readonly figures: string[] } {
  const { before, after, complaints } = report;
  const conduct = [...complaints];
  for (const what of ['rooms', 'players', 'descriptors', 'timers', 'sockets'] as const) {
    if (after && after[what] > before[what]) {
      conduct.push(`${what}: ${before[what]} before, ${after[what]} when all were gone`);
    }
  }
  const figures: string[] = [];
  const growth = growthOf(report);
  // Too few samples have no slope.
  if (!(growth < MOST_GROWTH_MB_PER_MINUTE)) figures.push(`memory grew by ${growth.toFixed(2)} MB a minute`);
  if (lagOf(report) >= MOST_LAG_MS)
    figures.push(`the event loop's p99 lag reached ${lagOf(report).toFixed(0)} ms`);
  return { conduct, figures };
}

async function openHouse(
  url: string,
  { seed, vanishingShare }: SoakOptions,
  onError: (what: string) => void,
): Promise<House> {
  // Ink that comes when its round is over, and a host who left while starting, are nobody's fault.
  const notebook = emptyNotebook((what) => {
    if (!/not-drawing|game-running|not-host/u.test(what)) onError(what);
  });
  const player = {
    notebook,
    repertoire: await rehearse(null, seed),
    random: createRandom('soak', seed),
    drawsPrompt: true,
  };
  return { url, rooms: [], playing: [], player, vanishingShare, visits: 0, tooLate: 0 };
}

async function visitFor(house: House, players: number, ms: number): Promise<void> {
  const ends = AbortSignal.timeout(ms);
  // Everybody listens for the end.
  setMaxListeners(0, ends);
  await Promise.all(Array.from({ length: players }, () => visitAgainAndAgain(house, ends)));
}

/** Waits until nobody is left, and nothing more than there was before; the last sample where that does not come. */
async function emptied(server: ServerProcess, startedAt: number, before?: SoakSample): Promise<SoakSample> {
  const deadline = performance.now() + MOST_EMPTYING_MS;
  for (;;) {
    const sample = await sampleOf(server, startedAt);
    const isEmpty = sample.rooms === 0 && sample.players === 0;
    const isAsBefore =
      !before ||
      (['descriptors', 'timers', 'sockets'] as const).every((what) => sample[what] <= before[what]);
    if ((isEmpty && isAsBefore) || performance.now() > deadline) return sample;
    await pause(SECOND_MS);
  }
}

async function sampleOf(server: ServerProcess, startedAt: number): Promise<SoakSample> {
  const figure = await server.metrics();
  return {
    atSeconds: (performance.now() - startedAt) / SECOND_MS,
    rssMegabytes: figure('process_resident_memory_bytes') / BYTES_PER_MEGABYTE,
    heapMegabytes: figure('nodejs_heap_size_used_bytes') / BYTES_PER_MEGABYTE,
    descriptors: figure('process_open_fds'),
    timers: figure('nodejs_active_resources{type="Timeout"}'),
    sockets: figure('nodejs_active_resources{type="TCPSocketWrap"}'),
    rooms: figure('inkling_rooms'),
    players: figure('inkling_players'),
    lagP99Ms: SECOND_MS * figure('nodejs_eventloop_lag_p99_seconds'),
  };
}
