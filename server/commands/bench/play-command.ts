import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { countArgument } from '../arguments.ts';
import { withProgress } from '../progress.ts';
import { renderPlayPage } from './play/page.ts';
import { holds, play, ROOM_SIZE, type PlayFigures, type PlayOptions } from './play/play.ts';
import { describePlay } from './play/text.ts';

const DEFAULT_PLAYERS = 200;
const DEFAULT_SECONDS = 20;
const DEFAULT_SEED = 'play';
/** How long each number of players is tried on the baseline, at the most. */
const BASELINE_SECONDS = 8;

interface PlayFlags {
  readonly players: number;
  readonly seconds: number;
  readonly baseline: boolean;
  readonly data?: string;
  readonly seed: string;
  readonly report?: string;
  readonly json: boolean;
}

/** `inkling bench play`: real clients in processes of their own that draw at a human's pace, in rooms of eight. */
export function playCommand(): Command {
  return new Command('play')
    .description('let many players draw at once, on this machine only, and measure what they get')
    .option('--players <n>', 'players who draw at once', countArgument, DEFAULT_PLAYERS)
    .option('--seconds <n>', 'how long is measured', countArgument, DEFAULT_SECONDS)
    .option('--baseline', 'also find out how many a server carries that predicts for every packet', false)
    .option('--data <dir>', "drawings of the data set to replay, instead of the project's own")
    .option('--seed <text>', 'decides who draws what', DEFAULT_SEED)
    .option('--report <file>', 'write a page with charts')
    .option('--json', 'print the figures as JSON', false)
    .action(run);
}

async function run({ data, report, json, ...flags }: PlayFlags): Promise<void> {
  const options = { ...flags, dataDir: data ?? null };
  const runs = [await watched({ ...options, server: 'inkling' })];
  if (flags.baseline) runs.push(...(await climb(options)));
  if (report !== undefined) await writeFile(report, await renderPlayPage(runs));
  console.log(json ? JSON.stringify(runs, null, 2) : runs.map(describePlay).join('\n\n'));
  if (!json && flags.baseline) console.log(`\n${verdict(runs)}`);
}

/** Twice the players each time, until the baseline does not hold any more. */
async function climb(options: Omit<PlayOptions, 'server'>): Promise<PlayFigures[]> {
  const runs: PlayFigures[] = [];
  const seconds = Math.min(options.seconds, BASELINE_SECONDS);
  for (let players = ROOM_SIZE / 2; players <= options.players; players *= 2) {
    const run = await watched({ ...options, server: 'baseline', players, seconds });
    runs.push(run);
    if (!holds(run)) break;
  }
  return runs;
}

function verdict([own, ...baseline]: readonly PlayFigures[]): string {
  const most = Math.max(0, ...baseline.filter(holds).map(({ players }) => players));
  const standing = holds(own!) ? 'holds' : 'does not hold';
  return `Inkling ${standing} with ${own!.players} players; the baseline holds with ${most}.`;
}

async function watched(options: PlayOptions): Promise<PlayFigures> {
  const { server, players, seconds } = options;
  const label = `${server}, ${players} players`;
  return withProgress({ label, total: players + seconds, unit: 'steps' }, (progress) =>
    play({
      ...options,
      onProgress: (what, done) => progress.update(what === 'seated' ? done : players + done),
    }),
  );
}
