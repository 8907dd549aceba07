import { Command, Option } from 'commander';
import { openEngine, type EngineOptions } from '../recognition/engine/engine.ts';
import { loadNetwork } from '../recognition/network.ts';
import { findModel } from '../recognition/champion-file.ts';
import { readModelVersion } from '../recognition/registry.ts';
import { shippedRuns } from '../training/compare.ts';
import { DEFAULT_DATA_DIR } from '../training/data/index.ts';
import { percent } from '../training/evaluation/report/markup.ts';
import { measure } from '../training/measure.ts';
import { withMeasures, writeWithCard } from '../training/recalibrate.ts';
import { INK_STEPS, validationShareOf } from '../training/validation.ts';
import { withProgress } from './progress.ts';
import { readDrawings } from './training-run.ts';

const MODELS_DIR = 'models';

interface CalibrateFlags {
  readonly model?: string;
  readonly data: string;
  readonly out: string;
  readonly engine: EngineOptions['prefer'];
}

/** `inkling calibrate`: measures a version again and writes it with new figures, calibration and judge. */
export function calibrateCommand(): Command {
  return new Command('calibrate')
    .description(
      'measure a model on the drawings that its training kept back, and fit calibration and judge anew',
    )
    .option('--model <name|dir>', `a version in ${MODELS_DIR}/ or its folder (default: the champion)`)
    .option('--data <dir>', 'folder with drawings in the official layout', DEFAULT_DATA_DIR)
    .option('--out <dir>', 'where the version goes, with its weights as they are', MODELS_DIR)
    .addOption(
      new Option('--engine <engine>', 'what computes').choices(['auto', 'wasm', 'native']).default('auto'),
    )
    .action(runCalibration);
}

async function runCalibration(flags: CalibrateFlags): Promise<void> {
  const folder = await findModel(flags.model, MODELS_DIR);
  const { card, artifacts } = await readModelVersion(folder);
  const engine = await openEngine({ prefer: flags.engine, purpose: 'train' });
  const model = await loadNetwork(engine.layers, artifacts);
  console.error(`${card.version}: ${card.words.length} words, ${engine.description}`);
  const { validation } = await readDrawings(flags.data, card.words, validationShareOf(card));
  if (validation.every(({ strokes }) => strokes.length === 0)) {
    throw new Error(
      `In "${flags.data}" there is no drawing with strokes that the training of ${card.version} kept back.`,
    );
  }
  const measured = await withProgress({ label: 'Measuring', total: INK_STEPS, unit: 'looks' }, (progress) =>
    measure(engine, model, validation, card.seed, (done) => progress.update(done)),
  );
  const runs = await shippedRuns(card.name);
  const written = await writeWithCard(folder, flags.out, { ...withMeasures(card, measured), runs });
  console.error(describe(measured));
  console.log(written);
}

/** The figures a person wants to see first. */
function describe({ metrics, judge }: ReturnType<typeof measure>): string {
  const worst = Math.max(...metrics.byInk.map(({ ece }) => ece));
  const { medianInk, recognizedShare, wrongShare } = metrics.firstStable;
  const median = medianInk === null ? '–' : percent(medianInk);
  return [
    `Top-1 ${percent(metrics.top1)} of finished drawings; calibration error at most ${percent(worst)} at any share of the ink`,
    `Judge: threshold ${percent(judge.threshold)}, right calls ${percent(recognizedShare)} (median at ${median} of the ink), wrong calls ${percent(wrongShare)}`,
  ].join('\n');
}
