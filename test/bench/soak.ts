import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { countArgument } from '../../server/commands/arguments.ts';
import { formatCount, withProgress } from '../../server/commands/progress.ts';
import { renderSoakPage } from '../soak/page.ts';
import { failuresOf, growthOf, lagOf, soak, type SoakReport, type SoakSample } from '../soak/soak.ts';

const MINUTE_SECONDS = 60;
const SAMPLE_SECONDS = 5;
/** So many players go without a word. */
const VANISHING_SHARE = 0.3;

interface Flags {
  readonly minutes: number;
  readonly players: number;
  readonly seed: string;
  readonly report: string;
}

/** Lets players come and go for a long time, and says what is left of them. The page can be looked at meanwhile. */
export async function run(args: readonly string[]): Promise<void> {
  const command = new Command('soak')
    .option('--minutes <n>', 'how long players come and go', countArgument, 30)
    .option('--players <n>', 'players at a time', countArgument, 200)
    .option('--seed <text>', 'decides who comes when', 'soak')
    .option('--report <file>', 'the page with charts, written again and again', 'soak.html');
  const { minutes, report: file, ...flags } = command.parse(args, { from: 'user' }).opts<Flags>();
  const seconds = minutes * MINUTE_SECONDS;
  const write = async (report: SoakReport) => writeFile(file, await renderSoakPage(report, rowsOf(report)));
  const report = await withProgress({ label: 'soak', total: seconds, unit: 'seconds' }, (progress) =>
    soak({
      ...flags,
      seconds,
      sampleSeconds: SAMPLE_SECONDS,
      vanishingShare: VANISHING_SHARE,
      onSample: async (soFar) => {
        const { rssMegabytes, players, rooms } = soFar.samples.at(-1)!;
        progress.update(soFar.samples.length * SAMPLE_SECONDS, {
          MB: rssMegabytes.toFixed(0),
          players,
          rooms,
        });
        await write(soFar);
      },
    }),
  );
  await write(report);
  for (const [name, value] of rowsOf(report)) console.log(`${name.padEnd(12)} ${value}`);
  console.log(`charts       ${file}`);
  const { conduct, figures } = failuresOf(report);
  for (const failure of [...conduct, ...figures]) console.log(`does not hold: ${failure}`);
  if (conduct.length + figures.length > 0) process.exitCode = 1;
  else console.log('everything holds');
}

/** The figures for people, each with its name. */
function rowsOf(report: SoakReport): [name: string, value: string][] {
  const { players, seconds, visits, before, after, samples, complaints } = report;
  const most = Math.max(...samples.map((sample) => sample.players));
  const last = samples.at(-1)!;
  const left = ({ descriptors, timers, sockets, rooms }: SoakSample) =>
    `${descriptors} descriptors, ${timers} timers, ${sockets} sockets, ${rooms} rooms`;
  return [
    [
      'players',
      `${players} for ${formatCount(seconds / MINUTE_SECONDS)} min, ${formatCount(visits)} visits, at most ${most} at once`,
    ],
    [
      'memory',
      `${before.rssMegabytes.toFixed(0)} MB before, ${last.rssMegabytes.toFixed(0)} MB at last; ${growthOf(report).toFixed(2)} MB a minute after the warm-up`,
    ],
    ['lag', `p99 of the worst ${SAMPLE_SECONDS} s ${lagOf(report).toFixed(1)} ms`],
    ['before', left(before)],
    ['when all left', after ? left(after) : '-'],
    ['errors', complaints.length === 0 ? 'none' : complaints.join('; ')],
  ];
}
