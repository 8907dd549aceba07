import type { PlayFigures } from '../../../server/commands/bench/play/play.ts';

/** What a bench of eight players for two seconds might have found; everything went well. */
export function madeUpRun(changes: Partial<PlayFigures> = {}): PlayFigures {
  const sample = { cpuSeconds: 1, lagP99Ms: 12, lagMaxMs: 20, failures: {} };
  return {
    server: 'inkling',
    players: 8,
    rooms: 1,
    seconds: 2,
    guessesPerSecond: 40,
    packetsPerSecond: 120,
    guessEveryMs: 200,
    strokeToGuessMs: { p50: 9.5, p95: 60, p99: 140 },
    inkToGuessMs: { p50: 100, p95: 200, p99: 300 },
    eventLoopLagMs: { p99: 12, max: 20 },
    crowdLagMs: { p50: 1, p95: 2, p99: 3 },
    serverCpuSecondsPer1000Guesses: 2.5,
    serverCpuSecondsPer1000Packets: 0.75,
    serverCores: 0.5,
    crowdCores: 0.25,
    kilobytesPerSecondUp: 1.5,
    kilobytesPerSecondDown: 4.25,
    bytesPerSecondUp: { 'draw:ops': 900, reply: 12.4 },
    bytesPerSecondDown: { live: 3_000 },
    messagesPerSecondDown: 8.5,
    serverRssMegabytes: { start: 200, end: 210 },
    rssKilobytesPerPlayer: 64,
    errors: {},
    series: [
      { guesses: 30, packets: 110, p50: 9, p95: 50, p99: 100 },
      { guesses: 50, packets: 130, p50: 10, p95: 70, p99: 180 },
    ],
    serverSeries: [
      { at: 7, rssBytes: 200e6, ...sample },
      { at: 9, rssBytes: 210e6, ...sample },
    ],
    ...changes,
  };
}
