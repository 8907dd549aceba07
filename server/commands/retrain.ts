import { setTimeout as sleep } from 'node:timers/promises';
import path from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { readConfig } from '../config.ts';
import { Store } from '../doodles/store.ts';
import { findModel } from '../recognition/champion-file.ts';
import type { EngineOptions } from '../recognition/engine/engine.ts';
import { readModelVersion } from '../recognition/registry.ts';
import { DEFAULT_DATA_DIR } from '../training/data/index.ts';
import { GATE_PAGE_FILE } from '../training/gate/record.ts';
import { retrainingRecipe } from '../training/retrain/recipe.ts';
import { retrain, type Retrained } from '../training/retrain/retrain.ts';
import { countArgument } from './arguments.ts';
import { partsProgress } from './parts-progress.ts';
import { formatCount } from './progress.ts';
import { DEFAULT_WORK_DIR, prepareRun } from './training-run.ts';

const MODELS = 'models';
const HOUR_MS = 3_600_000;

interface RetrainFlags {
  readonly data: string;
  readonly models: string;
  readonly epochs?: number;
  readonly replicas?: number;
  readonly engine: EngineOptions['prefer'];
  readonly promote: boolean;
  readonly every?: number;
}

/** `inkling retrain`: trains the champion further with what players gave, and promotes what is better by every measure. */
export function retrainCommand(): Command {
  return new Command('retrain')
    .description(
      'train the champion further with what players gave (DATABASE_URL or DATA_DIR); what passes the gate becomes champion',
    )
    .option('--data <dir>', 'folder with the drawings that the champion learnt from', DEFAULT_DATA_DIR)
    .option('--models <dir>', 'folder with model versions', MODELS)
    .option('--epochs <n>', 'times through the pictures at the most', countArgument)
    .option('--replicas <n>', 'copies that learn side by side; one for each core', countArgument)
    .addOption(
      new Option('--engine <engine>', 'what computes').choices(['auto', 'wasm', 'native']).default('auto'),
    )
    .option('--no-promote', 'only decide, and write the decision')
    .option('--every <hours>', 'again and again, so many hours after the last time', hoursArgument)
    .action(run);
}

async function run(flags: RetrainFlags): Promise<void> {
  if (flags.every === undefined) return retrainOnce(flags);
  for (;;) {
    // A night on which it fails is no reason to have none after it.
    await retrainOnce(flags).catch((error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
    });
    console.error(`Again in ${formatCount(flags.every)} hours.`);
    await sleep(flags.every * HOUR_MS);
  }
}

async function retrainOnce(flags: RetrainFlags): Promise<void> {
  const champion = await readModelVersion(await findModel(undefined, flags.models));
  const recipe = retrainingRecipe(champion.card, flags);
  const prepared = await prepareRun({ ...recipe, words: champion.card.words }, flags);
  const store = await Store.open(readConfig(process.env));
  const parts = partsProgress();
  try {
    const { engine, dataset, collection, replicas } = prepared;
    const retrained = await retrain({
      engine,
      dataset,
      collection,
      replicas,
      recipe: { ...recipe, words: champion.card.words },
      champion,
      doodles: store.doodles,
      modelsDir: flags.models,
      workDir: DEFAULT_WORK_DIR,
      promotes: flags.promote,
      now: () => new Date(),
      ...parts.listeners,
    });
    parts.stop();
    console.log(describe(retrained, flags.models));
  } finally {
    parts.stop();
    await store.close();
  }
}

/** What happened, for people. */
function describe({ counts, result }: Retrained, models: string): string {
  const { given, labels } = counts;
  const heard = `${formatCount(given)} doodles given: ${formatCount(labels.accept)} with a label that is believed, ${formatCount(labels.ask)} that wait for a person, ${formatCount(labels.quarantine)} put aside.`;
  if (!result) return `${heard}\nNothing to learn from yet; the champion stays.`;
  const { record, version, promoted } = result;
  const reasons = record.checks.map(({ passed, finding }) => `${passed ? '✓' : '✗'} ${finding}`);
  const outcome = promoted
    ? `${version} guesses from now on.`
    : record.passed
      ? `${version} passed. Promote it with: npm run inkling -- models promote ${version}`
      : `${version} did not pass; ${record.champion} stays.`;
  return [heard, ...reasons, outcome, path.join(models, version, GATE_PAGE_FILE)].join('\n');
}

function hoursArgument(value: string): number {
  const hours = Number(value);
  if (!(hours > 0)) throw new InvalidArgumentError('Give a number of hours above 0.');
  return hours;
}
