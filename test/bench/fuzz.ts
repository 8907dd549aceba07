import { Command } from 'commander';
import { countArgument, seedArgument } from '../../server/commands/arguments.ts';
import { formatCount, withProgress } from '../../server/commands/progress.ts';
import { failuresOf, fuzz, type FuzzReport } from '../fuzz/fuzz.ts';
import type { Percentiles } from '../fuzz/honest-games.ts';
import { framesOf } from '../fuzz/tally.ts';

const SECOND_MS = 1_000;
/** From the beginning of a round to that of the next one, about. */
const ROUND_SECONDS = 25;

interface Flags {
  readonly packets: number;
  readonly requests: number;
  readonly connections: number;
  readonly games: number;
  readonly playersPerGame: number;
  readonly perSecond: number;
  readonly quietSeconds: number;
  readonly seed: number;
}

/** Throws hostile packets and requests at a server with honest games in play, and says whether they notice. */
export async function run(args: readonly string[]): Promise<void> {
  const command = new Command('fuzz')
    .option('--packets <n>', 'frames over WebSockets', countArgument, 200_000)
    .option('--requests <n>', 'raw requests of HTTP', countArgument, 200_000)
    .option('--connections <n>', 'attackers of each kind', countArgument, 50)
    .option('--games <n>', 'honest games in play', countArgument, 20)
    .option('--players-per-game <n>', 'honest players in each', countArgument, 3)
    .option(
      '--per-second <n>',
      'frames a second, and requests a second, of all attackers',
      countArgument,
      250,
    )
    .option('--quiet-seconds <n>', 'how long honest players are measured before', countArgument, 30)
    .option('--seed <n>', 'decides what is sent', seedArgument, 1);
  const { quietSeconds, ...flags } = command.parse(args, { from: 'user' }).opts<Flags>();
  const { packets } = flags;
  const report = await withProgress({ label: 'fuzz', total: packets, unit: 'packets' }, (progress) =>
    fuzz({
      ...flags,
      spreadMs: ROUND_SECONDS * SECOND_MS,
      quietMs: quietSeconds * SECOND_MS,
      waitsForMemory: true,
      onProgress: (stage, tally) =>
        progress.update(tally ? Math.min(packets, framesOf(tally)) : 0, {
          stage,
          requests: formatCount(tally?.requests ?? 0),
        }),
    }),
  );
  console.log(describe(report).join('\n'));
  const { conduct, figures } = failuresOf(report);
  for (const failure of [...conduct, ...figures]) console.log(`does not hold: ${failure}`);
  if (conduct.length + figures.length > 0) process.exitCode = 1;
  else console.log('everything holds');
}

function describe({ tally, seconds, quiet, underAttack, rssMegabytes, ...report }: FuzzReport): string[] {
  const { before, most, after } = rssMegabytes;
  const both = ({ p50Ms, p99Ms }: Percentiles) => `p50 ${ms(p50Ms)}, p99 ${ms(p99Ms)}`;
  const ms = (value: number | null) => (value === null ? '-' : `${value.toFixed(1)} ms`);
  return [
    `packets      ${formatCount(framesOf(tally))} in ${formatCount(seconds)} s: ${listed(tally.frames)}`,
    `connections  ${formatCount(tally.connections)}, of which the server ended ${formatCount(tally.cutOff)}`,
    `replies      ${listed(tally.replies)}`,
    `HTTP         ${formatCount(tally.requests)} requests: ${listed(tally.statuses)} (0: closed without an answer)`,
    `games        ${formatCount(report.rounds)} rounds begun, ${formatCount(report.recognitions)} drawings recognised, ${report.violations.length} violations`,
    `ink is seen  quiet ${both(quiet.wait)}; under attack ${both(underAttack.wait)} after it was drawn`,
    `newest ink   quiet ${both(quiet.latency)}; under attack ${both(underAttack.latency)}`,
    `memory       ${before.toFixed(0)} MB before, ${most.toFixed(0)} MB at most, ${after.toFixed(0)} MB after`,
  ];
}

function listed(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .sort(([, a], [, b]) => b - a)
    .map(([what, count]) => `${what} ${formatCount(count)}`)
    .join(', ');
}
