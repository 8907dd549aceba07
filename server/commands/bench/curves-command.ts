import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { figuresOf } from './curves/figures.ts';
import { measureMissing } from './curves/measures/measure.ts';
import { renderCurvesPage } from './curves/page.ts';
import { CURVE_NAMES, type CurveName } from './curves/points.ts';
import { describeMachine, Results, thisMachine } from './curves/results.ts';
import { fullSizes, smallSizes } from './curves/sizes.ts';
import { svgFile } from './curves/svg-file.ts';

const DEFAULT_RESULTS_FILE = path.join('.cache', 'bench-curves.json');

interface CurvesFlags {
  readonly report: string;
  readonly svg?: string;
  readonly results: string;
  readonly only: readonly CurveName[];
  readonly fresh: boolean;
  readonly small: boolean;
}

/** `inkling bench curves`: what more players, rooms, words and drawings cost, and where the curves bend. */
export function curvesCommand(): Command {
  return new Command('curves')
    .description('measure what more players, rooms, words and drawings cost, and draw the curves')
    .requiredOption('--report <file>', 'write a page with charts')
    .option('--svg <dir>', 'also write each curve as a picture of its own')
    .option('--results <file>', 'keeps what was measured: whoever stops goes on there', DEFAULT_RESULTS_FILE)
    .option('--only <curves>', `measure some of ${CURVE_NAMES.join(',')}`, curvesArgument, [...CURVE_NAMES])
    .option('--fresh', 'measure anew what was measured before', false)
    .option('--small', 'as little as shows that it works', false)
    .action(run);
}

async function run({ report, svg, results: file, only, fresh, small }: CurvesFlags): Promise<void> {
  const machine = thisMachine();
  const sizes = small ? smallSizes() : fullSizes();
  const results = await Results.open(file, machine, fresh ? only : []);
  await measureMissing(only, sizes, results);
  const figures = figuresOf(sizes, results.points);
  await write(report, await renderCurvesPage(figures, describeMachine(machine)));
  for (const { name, title, panels, bend } of figures) {
    console.log(`${title}: ${bend}`);
    if (svg !== undefined) await write(path.join(svg, `${name}.svg`), svgFile(panels, `${title}: ${bend}`));
  }
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
}

/** `players,words` as names of curves, in the order in which they are measured. */
function curvesArgument(value: string): CurveName[] {
  const names = value.split(',').map((name) => name.trim());
  const chosen = CURVE_NAMES.filter((name) => names.includes(name));
  const isKnown = (name: string) => CURVE_NAMES.some((known) => known === name);
  if (names.every(isKnown)) return chosen;
  throw new InvalidArgumentError(`Give some of ${CURVE_NAMES.join(', ')}, separated by commas.`);
}
