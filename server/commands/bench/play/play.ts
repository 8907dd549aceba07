import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Histogram } from './histogram.ts';
import type { CrowdNews, CrowdOrder, CrowdResult, CrowdSetup } from './messages.ts';
import { Tally, type PackedTally } from './tally.ts';
import { ServerProcess, type ServerKind, type ServerSample } from './server-process.ts';

const CROWD_DOOR = fileURLToPath(new URL('./crowd.mjs', import.meta.url));
/** Players of one process of the crowd. */
const MOST_PLAYERS_OF_PROCESS = 512;
export const ROOM_SIZE = 8;
/** Drawing goes on for so long before anything counts: caches fill, the cadence finds its place. */
const WARM_UP_MS = 10_000;
const BYTES_PER_KILOBYTE = 1_000;
const THOUSAND = 1_000;
/** A guess that comes later does not feel live: the 99th percentile that a server has to hold. */
export const MOST_LATENCY_MS = 150;

export interface PlayOptions {
  readonly server: ServerKind;
  readonly players: number;
  readonly seconds: number;
  readonly dataDir: string | null;
  readonly seed: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly nodeFlags?: readonly string[];
  readonly onProgress?: (what: 'seated' | 'second', done: number) => void;
}

export interface Percentiles {
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
}

export interface PlaySecond extends Percentiles {
  readonly guesses: number;
  readonly packets: number;
}

/** How it went. Milliseconds, bytes and seconds, as the names say. */
export interface PlayFigures {
  readonly server: ServerKind;
  readonly players: number;
  readonly rooms: number;
  readonly seconds: number;
  readonly guessesPerSecond: number;
  readonly packetsPerSecond: number;
  /** Of one player: how long from one guess to the next. */
  readonly guessEveryMs: number | null;
  /** From sending the newest ink in a guess to hearing the guess, at the client. */
  readonly strokeToGuessMs: Percentiles;
  /** From sending any ink to hearing the first guess that includes it: the cadence included. */
  readonly inkToGuessMs: Percentiles;
  readonly eventLoopLagMs: { readonly p99: number; readonly max: number };
  /** Of the crowd's own processes, which is part of every latency above. */
  readonly crowdLagMs: Percentiles;
  readonly serverCpuSecondsPer1000Guesses: number | null;
  readonly serverCpuSecondsPer1000Packets: number | null;
  /** Cores that the server and the crowd kept busy. */
  readonly serverCores: number;
  readonly crowdCores: number;
  readonly kilobytesPerSecondUp: number;
  readonly kilobytesPerSecondDown: number;
  /** What a player's bytes a second are for, frames left out. */
  readonly bytesPerSecondUp: PackedTally;
  readonly bytesPerSecondDown: PackedTally;
  /** Messages a second that one player hears. */
  readonly messagesPerSecondDown: number;
  readonly serverRssMegabytes: { readonly start: number; readonly end: number };
  readonly rssKilobytesPerPlayer: number;
  readonly errors: Readonly<Record<string, number>>;
  readonly series: readonly PlaySecond[];
  readonly serverSeries: readonly ServerSample[];
}

/** Lets a crowd play against a server for some seconds. */
export async function play(options: PlayOptions): Promise<PlayFigures> {
  const { players, seconds } = options;
  const server = await ServerProcess.start({
    kind: options.server,
    environment: options.environment ?? {},
    nodeFlags: options.nodeFlags ?? [],
  });
  const crowds: Crowd[] = [];
  try {
    const empty = await server.sample();
    const count = Math.ceil(players / MOST_PLAYERS_OF_PROCESS);
    const perProcess = ROOM_SIZE * Math.ceil(players / count / ROOM_SIZE);
    for (let left = players; left > 0; left -= perProcess) {
      const size = Math.min(perProcess, left);
      crowds.push(
        new Crowd({
          ...options,
          urls: [server.url],
          players: size,
          roomSize: ROOM_SIZE,
          seed: `${options.seed}/${crowds.length}`,
        }),
      );
    }
    const seated = () =>
      options.onProgress?.(
        'seated',
        crowds.reduce((sum, one) => sum + one.seated, 0),
      );
    await Promise.all(crowds.map((crowd) => crowd.drawing(seated)));
    await new Promise((resolve) => setTimeout(resolve, WARM_UP_MS));
    server.samples.length = 0;
    await server.watch();
    let second = 0;
    const ticking = setInterval(() => options.onProgress?.('second', (second += 1)), THOUSAND);
    const results = await Promise.all(crowds.map((crowd) => crowd.measure()));
    clearInterval(ticking);
    await server.stopWatching();
    return summarise(options, empty, server.samples, results, seconds);
  } finally {
    for (const crowd of crowds) crowd.end();
    await server.stop();
  }
}

/** Whether everybody got their guesses in time and nothing failed. */
export function holds({ strokeToGuessMs: { p99 }, errors }: PlayFigures): boolean {
  return p99 !== null && p99 <= MOST_LATENCY_MS && Object.keys(errors).length === 0;
}

/** One process of players, seen from outside. */
class Crowd {
  readonly #child: ChildProcess;
  seated = 0;

  constructor(setup: CrowdSetup) {
    this.#child = fork(CROWD_DOOR, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    this.#order({ type: 'begin', setup });
  }

  /** Resolves when everybody draws. */
  async drawing(onSeated: () => void): Promise<void> {
    await this.#hear('drawing', (news) => {
      if (news.type !== 'seated') return;
      this.seated = news.players;
      onSeated();
    });
  }

  async measure(): Promise<CrowdResult> {
    const done = this.#hear('done');
    this.#order({ type: 'measure' });
    return (await done).result;
  }

  /** Its process ends by itself when nobody is there any more. */
  end(): void {
    if (this.#child.connected) this.#child.disconnect();
  }

  #order(order: CrowdOrder): void {
    this.#child.send(order);
  }

  #hear<T extends CrowdNews['type']>(
    type: T,
    onOther: (news: CrowdNews) => void = () => undefined,
  ): Promise<Extract<CrowdNews, { type: T }>> {
    return new Promise((resolve, reject) => {
      const gone = () => reject(new Error('A process of players ended too early.'));
      const listen = (news: CrowdNews) => {
        if (news.type === 'failed') reject(new Error(news.message));
        else if (news.type === type) {
          this.#child.off('message', listen);
          this.#child.off('exit', gone);
          resolve(news as Extract<CrowdNews, { type: T }>);
        } else onOther(news);
      };
      this.#child.on('message', listen);
      this.#child.once('exit', gone);
    });
  }
}

function summarise(
  { server, players }: PlayOptions,
  empty: ServerSample,
  samples: readonly ServerSample[],
  results: readonly CrowdResult[],
  seconds: number,
): PlayFigures {
  const sum = (of: (result: CrowdResult) => number) => results.reduce((total, one) => total + of(one), 0);
  const [first, last] = [samples[0]!, samples.at(-1)!];
  const serverCpu = last.cpuSeconds - first.cpuSeconds;
  const guesses = sum((one) => one.guesses);
  const packets = sum((one) => one.packets);
  const perPlayerSecond = (total: number) => total / players / seconds;
  const tallied = (ones: readonly PackedTally[]) =>
    Object.fromEntries(
      Object.entries(Tally.of(...ones).pack()).map(([name, bytes]) => [name, perPlayerSecond(bytes)]),
    );
  const watched = samples.slice(1);
  const errors: Record<string, number> = {};
  for (const [what, count] of Object.entries(last.failures)) {
    const more = count - (empty.failures[what] ?? 0);
    if (more > 0) errors[what] = more;
  }
  for (const result of results) {
    for (const [what, count] of Object.entries(result.errors)) errors[what] = (errors[what] ?? 0) + count;
  }
  return {
    server,
    players,
    rooms: Math.ceil(players / ROOM_SIZE),
    seconds,
    guessesPerSecond: guesses / seconds,
    packetsPerSecond: packets / seconds,
    guessEveryMs: guesses === 0 ? null : (THOUSAND * seconds * players) / guesses,
    strokeToGuessMs: percentilesOf(Histogram.of(...results.map(({ latency }) => latency))),
    inkToGuessMs: percentilesOf(Histogram.of(...results.map(({ wait }) => wait))),
    eventLoopLagMs: {
      p99: Math.max(...watched.map(({ lagP99Ms }) => lagP99Ms)),
      max: Math.max(...watched.map(({ lagMaxMs }) => lagMaxMs)),
    },
    crowdLagMs: percentilesOf(Histogram.of(...results.map(({ lag }) => lag))),
    serverCpuSecondsPer1000Guesses: guesses === 0 ? null : (THOUSAND * serverCpu) / guesses,
    serverCpuSecondsPer1000Packets: packets === 0 ? null : (THOUSAND * serverCpu) / packets,
    serverCores: serverCpu / (last.at - first.at),
    crowdCores: sum((one) => one.cpuSeconds) / seconds,
    kilobytesPerSecondUp: perPlayerSecond(sum((one) => one.bytesUp)) / BYTES_PER_KILOBYTE,
    kilobytesPerSecondDown: perPlayerSecond(sum((one) => one.bytesDown)) / BYTES_PER_KILOBYTE,
    bytesPerSecondUp: tallied(results.map(({ up }) => up)),
    bytesPerSecondDown: tallied(results.map(({ down }) => down)),
    messagesPerSecondDown: perPlayerSecond(sum((one) => one.heard)),
    serverRssMegabytes: { start: first.rssBytes / 1e6, end: last.rssBytes / 1e6 },
    rssKilobytesPerPlayer: (last.rssBytes - empty.rssBytes) / BYTES_PER_KILOBYTE / players,
    errors,
    series: Array.from({ length: seconds }, (_, at) => {
      const ones = results.flatMap(({ series }) => series[at] ?? []);
      return {
        guesses: ones.reduce((total, one) => total + one.guesses, 0),
        packets: ones.reduce((total, one) => total + one.packets, 0),
        ...percentilesOf(Histogram.of(...ones.map(({ latency }) => latency))),
      };
    }),
    serverSeries: samples,
  };
}

function percentilesOf(histogram: Histogram): Percentiles {
  return {
    p50: histogram.percentile(0.5),
    p95: histogram.percentile(0.95),
    p99: histogram.percentile(0.99),
  };
}
