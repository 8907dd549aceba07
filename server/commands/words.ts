import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { DIFFICULTIES } from '../../shared/categories/deck.ts';
import { confusableSets } from '../training/words/confusables.ts';
import { countInGames, sortByDifficulty, type WordsByDifficulty } from '../training/words/difficulty.ts';
import { formatJson, type List } from '../training/words/format-json.ts';
import { withoutMemory } from '../training/words/held-out.ts';
import { parseMeasurement, requireAllWords, type Measurement } from '../training/words/measurement.ts';

const DEFAULT_OUT_DIR = 'shared/categories';

interface WordsFlags {
  readonly evaluation: string;
  readonly heldOut?: string;
  readonly out: string;
}

/** `inkling words`: sorts the words by how well a network recognises them, and finds those that it mixes up. */
export function wordsCommand(): Command {
  return new Command('words')
    .description('make the lists of easy, medium, hard and confusable words from an evaluation')
    .requiredOption('--evaluation <file>', 'what "inkling evaluate --json" printed, for all words')
    .option(
      '--held-out <file>',
      'the same with "--split validation", if the network learnt from the drawings of the evaluation: ' +
        'what it only remembers is taken off',
    )
    .option('--out <dir>', 'where the lists go', DEFAULT_OUT_DIR)
    .action(makeLists);
}

async function makeLists(flags: WordsFlags): Promise<void> {
  const measurement = await read(flags.evaluation);
  requireAllWords(measurement);
  const heldOut = flags.heldOut === undefined ? null : await read(flags.heldOut);
  if (heldOut && heldOut.model !== measurement.model) {
    throw new Error(
      `"${flags.evaluation}" is about ${measurement.model}, "${flags.heldOut}" about ${heldOut.model}: evaluate one model twice.`,
    );
  }
  const sets = confusableSets(measurement);
  const counted = countInGames(measurement, sets);
  const words = sortByDifficulty(heldOut ? withoutMemory(counted, countInGames(heldOut, sets)) : counted);
  for (const difficulty of DIFFICULTIES) await write(flags.out, difficulty, words[difficulty]);
  await write(flags.out, 'confusables', sets);
  console.error(describe(measurement.model, words, sets));
}

async function read(file: string): Promise<Measurement> {
  return parseMeasurement(await readFile(file, 'utf8'));
}

function write(dir: string, name: string, list: List): Promise<void> {
  return writeFile(join(dir, `${name}.json`), formatJson(list));
}

function describe(model: string, words: WordsByDifficulty, sets: readonly (readonly string[])[]): string {
  const counts = DIFFICULTIES.map((difficulty) => `${words[difficulty].length} ${difficulty}`).join(', ');
  return [
    `${model}: ${counts} words; ${sets.length} sets of words that it mixes up`,
    `In no list, as they are hardly ever recognised: ${words.unplayable.join(', ') || 'none'}`,
  ].join('\n');
}
