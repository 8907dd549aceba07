import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { Command } from 'commander';
import { promote, readChampion, rollBack } from '../recognition/champion-file.ts';
import { ModelError, readModelVersion } from '../recognition/registry.ts';
import { GATE_PAGE_FILE, readGate, type GateRecord } from '../training/gate/record.ts';
import { formatBytes, formatCount } from './progress.ts';

const MODELS = 'models';
const dirOption = ['--models <dir>', 'folder with model versions', MODELS] as const;
const DAY_CHARACTERS = '2026-01-31'.length;

interface Flags {
  readonly models: string;
}

/** `inkling models`: the versions that there are, and which of them guesses. */
export function modelsCommand(): Command {
  const command = new Command('models').description('versions of the network, and which of them guesses');
  command
    .command('list')
    .description('all versions, the champion marked')
    .option(...dirOption)
    .action(({ models }: Flags) => list(models));
  command
    .command('show <version>')
    .description('what a version learnt from and how well it does')
    .option(...dirOption)
    .action(async (version: string, { models }: Flags) => {
      const { card } = await readModelVersion(path.join(models, version));
      const { name, description, createdAt, words, parameters, bytes, metrics, judge, data } = card;
      console.log(`${name} (${card.version}), ${createdAt.slice(0, DAY_CHARACTERS)}\n${description}\n`);
      console.log(
        `${words.length} words, ${formatCount(parameters)} parameters, ${formatBytes(bytes)}; first guess right: ${percent(metrics.top1)}, among the first three: ${percent(metrics.top3)}`,
      );
      console.log(`Recognised from ${percent(judge.threshold)} on, ${judge.updates} looks in a row.`);
      for (const { name: source, licence, drawings } of data.sources) {
        console.log(`Learnt from ${formatCount(drawings)} drawings: ${source} (${licence})`);
      }
    });
  command
    .command('promote <version>')
    .description('have this version guess; running servers take it up within a second')
    .option(...dirOption)
    .option('--force', 'even if it did not pass the gate', false)
    .action(async (version: string, { models, force }: Flags & { force: boolean }) => {
      // A version that cannot be read must never become the champion.
      const { card, folder } = await readModelVersion(path.join(models, version));
      const gate = await readGate(folder);
      if (gate?.passed === false && !force) throw new Error(refusal(gate, folder));
      const { version: before } = await readChampion(models);
      await promote(models, card.version);
      console.log(
        `${card.version} guesses from now on${before === card.version ? '' : ` instead of ${before}`}.`,
      );
    });
  command
    .command('rollback')
    .description('go back to the champion before')
    .option(...dirOption)
    .action(async ({ models }: Flags) => {
      const version = await rollBack(models);
      if (version === null) throw new Error('There was no champion before this one.');
      console.log(`${version} guesses again.`);
    });
  return command;
}

function refusal({ challenger, champion, checks }: GateRecord, folder: string): string {
  const reasons = checks.filter(({ passed }) => !passed).map(({ finding }) => `  ${finding}`);
  return [
    `${challenger} did not pass the gate against ${champion}:`,
    ...reasons,
    `See ${path.join(folder, GATE_PAGE_FILE)}. To promote it nevertheless, add --force.`,
  ].join('\n');
}

async function list(models: string): Promise<void> {
  const { version: champion } = await readChampion(models);
  const entries = await readdir(models, { withFileTypes: true });
  for (const { name } of entries.filter((entry) => entry.isDirectory())) {
    const mark = name === champion ? '*' : ' ';
    try {
      const { createdAt, words, metrics } = (await readModelVersion(path.join(models, name))).card;
      const day = createdAt.slice(0, DAY_CHARACTERS);
      console.log(`${mark} ${name}  ${day}  ${words.length} words  top-1 ${percent(metrics.top1)}`);
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      console.log(`${mark} ${name}  ${error.message}`);
    }
  }
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
