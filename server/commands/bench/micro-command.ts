import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Command } from 'commander';
import { z } from 'zod';
import { measures } from './micro/measures.ts';
import { measureRatio, type RatioFigures } from './micro/ratio.ts';

const KEPT_FILE = path.join(import.meta.dirname, 'micro', 'ratios.json');
/** A ratio may become this much larger before it counts as a loss. */
const MOST_LOSS = 0.3;
/** What is worse than it was is measured again, so often: only what stays worse is a loss. */
const MOST_TRIES = 3;

const keptSchema = z.record(z.string(), z.number().positive());
type Kept = z.infer<typeof keptSchema>;

interface MicroFlags {
  readonly check: boolean;
  readonly keep: boolean;
  readonly json: boolean;
}

/**
 * `inkling bench micro`: each small thing against the least that could do its work, as a ratio.
 * @param keptFile the ratios to check against, a JSON object by name
 */
export function microCommand(keptFile = KEPT_FILE): Command {
  return new Command('micro')
    .description('measure small things, each against its own limit on this machine')
    .option('--check', 'fail where a ratio is more than 30 % worse than the one that is kept', false)
    .option('--keep', 'write the ratios into the repository, to be checked against from now on', false)
    .option('--json', 'print the figures as JSON', false)
    .action((flags: MicroFlags) => run(keptFile, flags));
}

async function run(keptFile: string, { check, keep, json }: MicroFlags): Promise<void> {
  const kept = keptSchema.parse(JSON.parse(await readFile(keptFile, 'utf8')));
  const figures: RatioFigures[] = [];
  for (const measure of await measures()) {
    let best = await measureRatio(measure);
    for (let tries = 1; check && isLoss(best, kept) && tries < MOST_TRIES; tries += 1) {
      const again = await measureRatio(measure);
      if (again.ratio < best.ratio) best = again;
    }
    await measure.close?.();
    figures.push(best);
    if (!json) console.log(describe(best, kept));
  }
  if (json) console.log(JSON.stringify(figures, null, 2));
  if (keep) {
    const ratios = Object.fromEntries(figures.map(({ name, ratio }) => [name, Number(ratio.toPrecision(3))]));
    await writeFile(keptFile, `${JSON.stringify(ratios, null, 2)}\n`);
  }
  const losses = figures.filter((figure) => isLoss(figure, kept));
  if (!check || losses.length === 0) return;
  console.error(`Slower than it was: ${losses.map(({ name }) => name).join(', ')}.`);
  process.exitCode = 1;
}

function isLoss({ name, ratio }: RatioFigures, kept: Kept): boolean {
  const before = kept[name];
  return before !== undefined && ratio > before * (1 + MOST_LOSS);
}

function describe(figures: RatioFigures, kept: Kept): string {
  const { name, limitName, workMicroseconds, limitMicroseconds, ratio } = figures;
  const before = kept[name];
  const was = before === undefined ? 'new' : `kept ${before}`;
  const loss = isLoss(figures, kept) ? '  worse' : '';
  return (
    `${name.padEnd(28)} ${workMicroseconds.toFixed(1).padStart(9)} µs  ` +
    `${ratio.toPrecision(3).padStart(7)} x ${limitName} (${limitMicroseconds.toFixed(1)} µs), ${was}${loss}`
  );
}
