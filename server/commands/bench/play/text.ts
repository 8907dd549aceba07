import type { Percentiles, PlayFigures } from './play.ts';

/** The figures of one run, for a terminal. */
export function describePlay(figures: PlayFigures): string {
  return [figures.server, ...rowsOf(figures).map(([name, value]) => `  ${name.padEnd(16)} ${value}`)].join(
    '\n',
  );
}

/** The figures of one run for people, each with its name. */
export function rowsOf(figures: PlayFigures): [name: string, value: string][] {
  const { errors, serverRssMegabytes: rss } = figures;
  const failed = Object.entries(errors).map(([what, count]) => `${what} (${count})`);
  return [
    ['players', `${figures.players} in ${figures.rooms} rooms, ${figures.seconds} s`],
    ['guesses', `${digits(figures.guessesPerSecond, 0)}/s, a player's every ${ms(figures.guessEveryMs)}`],
    ['stroke to guess', percentiles(figures.strokeToGuessMs)],
    ['ink to guess', `${percentiles(figures.inkToGuessMs)} (the wait for the next guess included)`],
    ['event-loop lag', `p99 ${ms(figures.eventLoopLagMs.p99)}, most ${ms(figures.eventLoopLagMs.max)}`],
    ["crowd's own lag", percentiles(figures.crowdLagMs)],
    [
      'server',
      `${digits(figures.serverCores, 2)} cores; ${seconds(figures.serverCpuSecondsPer1000Guesses)} a 1,000 guesses, ${seconds(figures.serverCpuSecondsPer1000Packets)} a 1,000 packets`,
    ],
    ['crowd', `${digits(figures.crowdCores, 2)} cores`],
    [
      'packets',
      `${digits(figures.packetsPerSecond, 0)}/s of ink; ${digits(figures.messagesPerSecondDown, 1)} messages/s heard by a player`,
    ],
    [
      'a player',
      `${digits(figures.kilobytesPerSecondUp, 2)} KB/s up, ${digits(figures.kilobytesPerSecondDown, 2)} KB/s down, ${digits(figures.rssKilobytesPerPlayer, 0)} KB of the server's memory`,
    ],
    ['bytes up', tally(figures.bytesPerSecondUp)],
    ['bytes down', tally(figures.bytesPerSecondDown)],
    ['memory', `${digits(rss.start, 0)} MB at the beginning, ${digits(rss.end, 0)} MB at the end`],
    ['errors', failed.length === 0 ? 'none' : failed.join(', ')],
  ];
}

function percentiles({ p50, p95, p99 }: Percentiles): string {
  return `p50 ${ms(p50)}, p95 ${ms(p95)}, p99 ${ms(p99)}`;
}

function tally(bytesPerSecond: PlayFigures['bytesPerSecondUp']): string {
  return Object.entries(bytesPerSecond)
    .map(([name, bytes]) => `${name} ${digits(bytes, 0)}/s`)
    .join(', ');
}

function ms(value: number | null): string {
  return value === null ? '-' : `${digits(value, value < 10 ? 1 : 0)} ms`;
}

function seconds(value: number | null): string {
  return value === null ? '-' : `${digits(value, 2)} CPU s`;
}

function digits(value: number, after: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: after, minimumFractionDigits: after });
}
