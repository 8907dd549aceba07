import { Command, InvalidArgumentError, Option } from 'commander';
import {
  DownloadError,
  OFFICIAL_BASE_URL,
  downloadFile,
  remoteFile,
} from '../training/data/download/index.ts';
import type { DownloadResult } from '../training/data/download/index.ts';
import { DOWNLOAD_FORMATS } from '../training/data/formats.ts';
import type { DownloadFormat } from '../training/data/formats.ts';
import {
  ALL_FORMATS,
  DEFAULT_DATA_DIR,
  DataFileError,
  describeMissingData,
  openDataset,
} from '../training/data/index.ts';
import { countArgument, WORDS_FORM, wordsArgument } from './arguments.ts';
import { createProgress, formatBytes, formatCount } from './progress.ts';

interface DownloadFlags {
  readonly words: string[];
  readonly format: DownloadFormat;
  readonly perWord?: number;
  readonly full?: true;
  readonly data: string;
  readonly baseUrl: string;
}

/** `inkling dataset`: fetches Google's Quick, Draw! data and shows what is on disk. */
export function datasetCommand(): Command {
  const command = new Command('dataset').description("Google's Quick, Draw! drawings on this disk");
  command
    .command('download')
    .description('fetch drawings from the official bucket; run it again to go on after an interruption')
    .requiredOption('--words <words>', `words ${WORDS_FORM}`, wordsArgument)
    .addOption(
      new Option('--format <format>', 'form of the data').choices(DOWNLOAD_FORMATS).default('simplified'),
    )
    .option(
      '--per-word <count>',
      'only the first so many drawings of each word, without fetching the rest',
      countArgument,
    )
    .option('--full', 'sketchrnn only: all drawings of a word instead of 75,000')
    .option('--data <dir>', 'data folder', DEFAULT_DATA_DIR)
    .option('--base-url <url>', 'another place with the layout of the bucket', urlArgument, OFFICIAL_BASE_URL)
    .action(async (flags: DownloadFlags, self: Command) => {
      if (flags.full === true && flags.format !== 'sketchrnn')
        self.error('error: --full is for --format sketchrnn only');
      await reportErrors(self, () => download(flags));
    });
  command
    .command('list')
    .description('show which words are on disk, in which form, and how many drawings')
    .option('--data <dir>', 'data folder', DEFAULT_DATA_DIR)
    .action(async (flags: { readonly data: string }, self: Command) =>
      reportErrors(self, () => list(flags.data)),
    );
  return command;
}

async function download(flags: DownloadFlags): Promise<void> {
  const { words, format, data, baseUrl } = flags;
  const perWord = flags.perWord ?? null;
  if (perWord !== null && format === 'sketchrnn') {
    console.error(
      'Sketch-rnn files are zip archives and cannot be cut: --per-word is ignored, whole files are fetched.',
    );
  }
  const progress = createProgress({ label: `Fetching ${format}`, total: words.length, unit: 'words' });
  const results: DownloadResult[] = [];
  const failures: DownloadError[] = [];
  let received = 0;
  try {
    for (const [index, word] of words.entries()) {
      const onBytes = (bytes: number, total: number | null): void => {
        const of = total === null ? '' : ` of ${formatBytes(total)}`;
        const share = total === null || total === 0 ? 0 : Math.min(1, bytes / total);
        progress.update(index + share, {
          word,
          file: `${formatBytes(bytes)}${of}`,
          network: formatBytes(received + bytes),
        });
      };
      try {
        const remote = remoteFile(word, format, baseUrl, flags.full);
        const result = await downloadFile(remote, { dir: data, perWord, onBytes });
        results.push(result);
        received += result.received;
      } catch (error) {
        // One word that is missing or damaged does not keep the others away; a host that cannot be reached does.
        if (!(error instanceof DownloadError) || error.code === 'unreachable') throw error;
        failures.push(error);
      }
      progress.update(index + 1, { word, network: formatBytes(received) });
    }
  } finally {
    progress.stop();
  }
  const fetched = results.filter(({ outcome }) => outcome === 'fetched').length;
  console.log(
    `${fetched} fetched, ${results.length - fetched} already there, ${failures.length} failed (${data}/${format}).`,
  );
  if (failures.length > 0) throw new FailedWordsError(failures);
}

/** Some words could not be fetched, the others were. */
class FailedWordsError extends Error {
  constructor(failures: readonly DownloadError[]) {
    super(failures.map(({ message }) => message).join('\n'));
    this.name = 'FailedWordsError';
  }
}

async function list(dir: string): Promise<void> {
  const dataset = await openDataset(dir);
  if (dataset.files.length === 0) {
    console.log(describeMissingData(dir, []));
    return;
  }
  const formats = ALL_FORMATS.filter((format) => dataset.files.some((file) => file.format === format));
  const progress = createProgress({ label: 'Counting', total: dataset.words.length, unit: 'words' });
  const rows: string[][] = [];
  const sums = formats.map(() => 0);
  try {
    for (const [index, word] of dataset.words.entries()) {
      const counts = await Promise.all(formats.map((format) => dataset.count(word, format)));
      counts.forEach((count, column) => (sums[column] = sums[column]! + count));
      const bytes = sum(dataset.files.filter((file) => file.word === word).map((file) => file.bytes));
      rows.push([word, ...counts.map(formatCell), formatCount(sum(counts)), formatBytes(bytes)]);
      progress.update(index + 1);
    }
  } finally {
    progress.stop();
  }
  const sizes = formats.map((format) =>
    sum(dataset.files.filter((file) => file.format === format).map((file) => file.bytes)),
  );
  const head = ['word', ...formats, 'total', 'size'];
  const total = [
    `${formatCount(dataset.words.length)} words`,
    ...sums.map(formatCell),
    formatCount(sum(sums)),
    formatBytes(sum(sizes)),
  ];
  const size = ['size', ...sizes.map(formatBytes), formatBytes(sum(sizes)), ''];
  console.log(table([head, ...rows, total, size]));
}

function formatCell(count: number): string {
  return count === 0 ? '-' : formatCount(count);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Columns as wide as their widest cell, the first one to the left, numbers to the right; a rule below the head. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
      .join('  '),
  );
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  return [lines[0], rule, ...lines.slice(1, -2), rule, ...lines.slice(-2)].join('\n');
}

/** Known errors are told in a line and end the command with code 1; anything else is a bug and keeps its stack. */
async function reportErrors(command: Command, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const known =
      error instanceof DownloadError || error instanceof DataFileError || error instanceof FailedWordsError;
    if (!known) throw error;
    command.error(`error: ${error.message}`);
  }
}

function urlArgument(value: string): string {
  if (!URL.canParse(value) || !/^https?:/u.test(value))
    throw new InvalidArgumentError('Give an http or https address.');
  return value;
}
