import { writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { Command, Option } from 'commander';
import { openEngine } from '../recognition/engine/engine.ts';
import { loadNetwork } from '../recognition/network.ts';
import { findModel } from '../recognition/champion-file.ts';
import { readModelVersion } from '../recognition/registry.ts';
import { DEFAULT_DATA_DIR, openDataset } from '../training/data/index.ts';
import { chooseAmong } from '../training/evaluation/choice.ts';
import { evaluate, type Evaluation } from '../training/evaluation/evaluate.ts';
import type { Figures } from '../training/evaluation/figures.ts';
import { Album } from '../training/evaluation/report/album.ts';
import { makeReport, type ReportOptions } from '../training/evaluation/report/make-report.ts';
import { percent } from '../training/evaluation/report/markup.ts';
import { validationShareOf } from '../training/validation.ts';
import { countArgument, WORDS_FORM, wordsArgument } from './arguments.ts';
import { formatCount, withProgress } from './progress.ts';

const MODELS_DIR = 'models';
const REPORT_STEPS = 3;
const REDRAW_MS = 250;
const KNOWN_DRAWINGS =
  'All drawings are counted: those that the model learnt from, if they are in the folder, flatter it. With --split validation only those that its training kept back are.';

interface EvaluateFlags {
  readonly data: string;
  readonly model?: string;
  readonly words?: string[];
  readonly split: 'all' | 'validation';
  readonly perWord?: number;
  readonly engine: 'auto' | 'wasm' | 'native';
  readonly json: boolean;
  readonly report?: string;
}

/** `inkling evaluate`: how well a model version recognises a folder of drawings. */
export function evaluateCommand(): Command {
  return new Command('evaluate')
    .description('measure how well a model recognises drawings, finished and unfinished')
    .option('--data <dir>', 'folder with drawings in the official layout', DEFAULT_DATA_DIR)
    .option('--model <name|dir>', `a version in ${MODELS_DIR}/ or its folder (default: the champion)`)
    .option('--words <words>', `choose among these only: ${WORDS_FORM}`, wordsArgument)
    .addOption(
      new Option('--split <split>', 'all drawings, or those that training keeps back for validation')
        .choices(['all', 'validation'])
        .default('all'),
    )
    .option('--per-word <n>', 'only the first so many drawings of each kind of a word', countArgument)
    .addOption(
      new Option('--engine <engine>', 'what computes').choices(['auto', 'wasm', 'native']).default('auto'),
    )
    .option('--json', 'print the figures as one JSON object', false)
    .option('--report <file>', 'write a page with charts, drawings and maps')
    .action(runEvaluation);
}

async function runEvaluation(flags: EvaluateFlags): Promise<void> {
  const { card, artifacts } = await readModelVersion(await findModel(flags.model, MODELS_DIR));
  const choice = chooseAmong(card, flags.words);
  const dataset = await openDataset(flags.data);
  const selection = {
    validationShare: flags.split === 'validation' ? validationShareOf(card) : null,
    perWord: flags.perWord ?? Infinity,
  };
  const engine = await openEngine({ prefer: flags.engine, purpose: 'train' });
  const model = await loadNetwork(engine.layers, artifacts);
  console.error(`${card.version}: ${choice.words.length} words, ${engine.description}`);
  if (flags.split === 'all') console.error(KNOWN_DRAWINGS);
  const album = flags.report === undefined ? null : new Album(choice.words.length);
  const evaluation = await withProgress(
    { label: 'Evaluating', total: choice.words.length, unit: 'words' },
    (progress): Promise<Evaluation> =>
      evaluate({
        engine,
        model,
        card,
        dataset,
        choice,
        selection,
        now: () => performance.now(),
        onDrawing: (judged) => album?.add(judged),
        onProgress: (words, { drawings, top1 }) =>
          progress.update(words, { drawings: formatCount(drawings), 'top-1': percent(top1) }),
      }),
  );
  if (flags.report !== undefined && album) {
    const report = { engine, model, card, choice, evaluation, album };
    await writeReport(flags.report, report);
  }
  console.log(flags.json ? JSON.stringify(evaluation.figures) : describe(evaluation.figures));
}

async function writeReport(file: string, options: ReportOptions): Promise<void> {
  await withProgress({ label: 'Report', total: REPORT_STEPS, unit: 'steps' }, async (progress) => {
    let done = 0;
    const onStep = async (step: string): Promise<void> => {
      progress.update(done++, { now: step });
      // Lets the bar be drawn before the step keeps the process busy.
      await sleep(REDRAW_MS);
    };
    await writeFile(file, await makeReport({ ...options, onStep }));
    progress.update(REPORT_STEPS, { now: file });
  });
}

/** The figures a person wants to see first. */
function describe({ drawings, words, top1, top3, macroTop1, byInk, firstStable }: Figures): string {
  const lines = [
    `${formatCount(drawings)} drawings, ${words} words: top-1 ${percent(top1)}, top-3 ${percent(top3)}, mean over words ${percent(macroTop1)}`,
    ...byInk.map(
      (at) =>
        `${percent(at.ink).padStart(7)} ink: top-1 ${percent(at.top1)}, ECE ${percent(at.ece)}, wrong fires ${percent(at.wrongFires)}`,
    ),
  ];
  if (byInk.length > 0) {
    const median = firstStable.medianInk === null ? '–' : percent(firstStable.medianInk);
    lines.push(
      `Judge: right calls ${percent(firstStable.recognizedShare)} (median at ${median} of the ink), wrong calls ${percent(firstStable.wrongShare)}`,
    );
  }
  return lines.join('\n');
}
