import { Command, Option } from 'commander';
import { readConfig } from '../config.ts';
import { EXPORT_FORMATS, exportDoodles, importDrawings, type ExportFormat } from '../doodles/exchange.ts';
import { statistics, type Statistics } from '../doodles/statistics.ts';
import { Store } from '../doodles/store.ts';
import { formatCount, withProgress } from './progress.ts';

/** `inkling doodles`: what players gave, in the database that the server uses (DATABASE_URL or DATA_DIR). */
export function doodlesCommand(): Command {
  const command = new Command('doodles').description('the drawings that players gave');
  command
    .command('stats')
    .description('draw how many there are: by word, by day, how many were recognised')
    .action(() => withStore(async (store) => show(await statistics(store.doodles.all()))));
  command
    .command('export')
    .description('write what the network may learn from as files in the official forms of Quick, Draw!')
    .requiredOption('--out <dir>', 'folder for <format>/<word> files')
    .addOption(
      new Option('--format <formats...>', 'one or several forms')
        .choices(EXPORT_FORMATS)
        .default(['simplified', 'raw']),
    )
    .option('--all', 'also what waits for a decision or was rejected')
    .action((flags: { out: string; format: ExportFormat[]; all?: true }) =>
      withStore(async ({ doodles }) => {
        const words = await doodles.words();
        const count = await withProgress(
          { label: 'Exporting', total: words.length, unit: 'words' },
          (progress) => {
            let done = 0;
            return exportDoodles(doodles, {
              dir: flags.out,
              formats: flags.format,
              onWord: () => progress.update((done += 1)),
              ...(flags.all && { includes: () => true }),
            });
          },
        );
        console.log(`${formatCount(count)} doodles in ${flags.out}.`);
      }),
    );
  command
    .command('import')
    .description(
      'keep the drawings of a folder in the official layout; they wait for a decision like all others',
    )
    .requiredOption('--data <dir>', 'folder with drawings')
    .action(({ data }: { data: string }) =>
      withStore(async ({ doodles }) => {
        const count = await withProgress({ label: 'Importing', total: null, unit: 'words' }, (progress) => {
          let done = 0;
          return importDrawings(doodles, data, Date.now(), () => progress.update((done += 1)));
        });
        console.log(`${formatCount(count)} drawings imported.`);
      }),
    );
  return command;
}

async function withStore(work: (store: Store) => Promise<void>): Promise<void> {
  const store = await Store.open(readConfig(process.env));
  try {
    await work(store);
  } finally {
    await store.close();
  }
}

const BAR_COLUMNS = 40;
/** Days shown: the last ones. */
const DAYS_SHOWN = 30;

function show({ total, recognised, byWord, byDay, byModeration }: Statistics): void {
  if (total === 0) {
    console.log('No doodles yet: players are asked whether they give theirs, and none has so far.');
    return;
  }
  const share = Math.round((100 * recognised) / total);
  console.log(`${formatCount(total)} doodles, ${share} % recognised when they were drawn.`);
  console.log([...byModeration].map(([state, count]) => `${formatCount(count)} ${state}`).join(', '));
  console.log('\nBy day (UTC)');
  bars([...byDay].sort(([a], [b]) => a.localeCompare(b)).slice(-DAYS_SHOWN));
  console.log('\nBy word: ▓ recognised, ░ not');
  bars([...byWord].sort(([, a], [, b]) => b.doodles - a.doodles || b.recognised - a.recognised));
}

type Amount = number | { readonly doodles: number; readonly recognised: number };

function bars(rows: readonly (readonly [name: string, amount: Amount])[]): void {
  const parts = rows.map(([name, amount]) =>
    typeof amount === 'number'
      ? { name, full: amount, rest: 0 }
      : { name, full: amount.recognised, rest: amount.doodles - amount.recognised },
  );
  const most = Math.max(...parts.map(({ full, rest }) => full + rest));
  const nameColumns = Math.max(...parts.map(({ name }) => name.length));
  for (const { name, full, rest } of parts) {
    const long = (count: number) => Math.round((BAR_COLUMNS * count) / most);
    const bar = '▓'.repeat(long(full)) + '░'.repeat(long(full + rest) - long(full));
    console.log(`${name.padEnd(nameColumns)}  ${bar} ${formatCount(full + rest)}`);
  }
}
