import { fork } from 'node:child_process';
import { setPriority } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ServerProcess } from '../integration/support/server-process.ts';
import type { AttackNews, AttackOrder } from './attackers-process.ts';
import { HonestGames, type HonestFigures } from './honest-games.ts';
import type { Tally } from './tally.ts';

const ATTACKERS = path.join(import.meta.dirname, 'attackers-process.ts');
/** Caches fill and code is compiled before anything counts. */
const WARM_UP_MS = 5_000;
/** Memory has this long to come back: seats of attackers are kept for two minutes, and their rooms with them. */
const MOST_CALM_MS = 240_000;
const CALM_LOOK_MS = 1_000;
const BYTES_PER_MEGABYTE = 1e6;
/** As much more memory than before may stay. */
export const MOST_RSS_GROWTH = 0.2;
/** As many times their quiet p99 may honest players wait. */
export const MOST_SLOWDOWN = 2;
/** Attackers bring their own processors: on this machine they get what is left over. */
const ATTACKERS_NICENESS = 19;

/** Short rounds, so that many begin and end; long games; and room at the door for all who are one address here. */
const ENVIRONMENT = {
  ROUNDS: '20',
  DRAWING_SECONDS: '15',
  ADMIN_TOKEN: 'a secret that nobody guesses',
  MAX_PLAYERS_PER_ADDRESS: '5000',
  MAX_ROOMS_PER_ADDRESS: '1000000',
};

export interface FuzzOptions {
  readonly packets: number;
  /** Raw requests of HTTP, beside the packets. */
  readonly requests: number;
  readonly connections: number;
  readonly games: number;
  readonly playersPerGame: number;
  /** Of packets and of requests each. */
  readonly perSecond: number;
  readonly seed: number;
  /** Over how long honest games begin: those of real people are not in step. */
  readonly spreadMs: number;
  /** How long honest players are measured before anybody attacks. */
  readonly quietMs: number;
  /** Whether to wait until memory has come back, which may take a while. */
  readonly waitsForMemory: boolean;
  readonly environment?: Readonly<Record<string, string>>;
  readonly onProgress?: (stage: 'quiet' | 'attack' | 'calm', tally: Tally | null) => void;
}

/** What came of it. `complaints` and `violations` are empty as it should be. */
export interface FuzzReport {
  readonly tally: Tally;
  readonly seconds: number;
  /** Of the server: that it ended, what it logged as an error, what it wrote to standard error, requests that broke. */
  readonly complaints: readonly string[];
  /** Of the rules, as referees saw them, and what went wrong for honest players. */
  readonly violations: readonly string[];
  readonly rounds: number;
  readonly recognitions: number;
  readonly quiet: HonestFigures;
  readonly underAttack: HonestFigures;
  readonly rssMegabytes: { readonly before: number; readonly most: number; readonly after: number };
}

/** Throws everything at a server in a process of its own in which honest games go on. */
export async function fuzz(options: FuzzOptions): Promise<FuzzReport> {
  const { onProgress = () => undefined } = options;
  const server = await ServerProcess.start({ ...ENVIRONMENT, ...options.environment });
  try {
    const honest = await HonestGames.begin({ ...options, url: server.url, seed: String(options.seed) });
    onProgress('quiet', null);
    if (options.quietMs > 0) await pause(WARM_UP_MS);
    const quiet = await honest.measure(pause(options.quietMs));
    const before = await rssOf(server);

    const startedAt = performance.now();
    let most = before;
    const attacked = attack(options, server.url, honest.codes, (tally) => {
      onProgress('attack', tally);
      rssOf(server).then(
        (megabytes) => (most = Math.max(most, megabytes)),
        () => undefined,
      );
    });
    const underAttack = await honest.measure(attacked);
    const tally = await attacked;
    const seconds = (performance.now() - startedAt) / 1_000;

    onProgress('calm', tally);
    const after = server.isAlive ? await rssInCalm(server, before, options.waitsForMemory) : 0;
    const { rounds, recognitions } = honest;
    const violations = server.isAlive ? await honest.end() : ['no game was ended'];
    return {
      tally,
      seconds,
      complaints: [...new Set([...server.complaints, ...tally.broken])],
      violations,
      rounds,
      recognitions,
      quiet,
      underAttack,
      rssMegabytes: { before, most, after },
    };
  } finally {
    await server.stop();
  }
}

/** What of the conditions does not hold, in words; `figures` are those of time and memory, which a busy machine spoils. */
export function failuresOf(report: FuzzReport): { readonly conduct: string[]; readonly figures: string[] } {
  const { complaints, violations, quiet, underAttack, rssMegabytes } = report;
  const figures: string[] = [];
  const mostP99 = MOST_SLOWDOWN * (quiet.latency.p99Ms ?? 0);
  if (underAttack.latency.p99Ms === null || underAttack.latency.p99Ms >= mostP99) {
    figures.push(`honest players' p99 was not below ${MOST_SLOWDOWN} times its quiet value`);
  }
  if (rssMegabytes.after > (1 + MOST_RSS_GROWTH) * rssMegabytes.before) {
    figures.push(`memory did not come back within ${100 * MOST_RSS_GROWTH} %`);
  }
  return { conduct: [...complaints, ...violations], figures };
}

/** Runs all attackers to their end. */
function attack(
  { packets, requests, connections, perSecond, seed }: FuzzOptions,
  url: string,
  codes: readonly string[],
  onTally: (tally: Tally) => void,
): Promise<Tally> {
  const child = fork(ATTACKERS, [], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  setPriority(child.pid!, ATTACKERS_NICENESS);
  child.send({ url, seed, connections, packets, requests, perSecond, codes } satisfies AttackOrder);
  return new Promise((resolve, reject) => {
    child.on('message', ({ isOver, tally }: AttackNews) => {
      onTally(tally);
      if (!isOver) return;
      resolve(tally);
      child.kill();
    });
    child.once('exit', () => reject(new Error('The attackers ended too early.')));
  });
}

async function rssInCalm(server: ServerProcess, before: number, waits: boolean): Promise<number> {
  const deadline = performance.now() + (waits ? MOST_CALM_MS : 0);
  for (;;) {
    const now = await rssOf(server);
    if (now <= (1 + MOST_RSS_GROWTH) * before || performance.now() > deadline) return now;
    await pause(CALM_LOOK_MS);
  }
}

async function rssOf(server: ServerProcess): Promise<number> {
  return (await server.metrics())('process_resident_memory_bytes') / BYTES_PER_MEGABYTE;
}
