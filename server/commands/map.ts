import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { MAP_FILE } from '../../shared/lab/map.ts';
import { findModel } from '../recognition/champion-file.ts';
import { openEngine } from '../recognition/engine/engine.ts';
import { loadNetwork } from '../recognition/network.ts';
import { readModelVersion } from '../recognition/registry.ts';
import { DEFAULT_DATA_DIR } from '../training/data/index.ts';
import { makeMap } from '../training/map.ts';
import { validationShareOf } from '../training/validation.ts';
import { countArgument } from './arguments.ts';
import { readDrawings } from './training-run.ts';

const MODELS_DIR = 'models';
/** Of 345 words about two thousand points: as many as a page shows at once with ease. */
const DEFAULT_PER_WORD = 6;

interface MapFlags {
  readonly data: string;
  readonly model?: string;
  readonly perWord: number;
}

/** `inkling map`: the map of drawings that the lab shows, beside the model version that it belongs to. */
export function mapCommand(): Command {
  return new Command('map')
    .description('make the map of drawings that the lab shows for a model version')
    .option('--data <dir>', 'folder with drawings in the official layout', DEFAULT_DATA_DIR)
    .option('--model <name|dir>', `a version in ${MODELS_DIR}/ or its folder (default: the champion)`)
    .option('--per-word <n>', 'drawings of each word on the map', countArgument, DEFAULT_PER_WORD)
    .action(runMap);
}

async function runMap({ data, model: wanted, perWord }: MapFlags): Promise<void> {
  const { card, artifacts, folder } = await readModelVersion(await findModel(wanted, MODELS_DIR));
  const engine = await openEngine({ prefer: 'auto', purpose: 'train' });
  const model = await loadNetwork(engine.layers, artifacts);
  // Drawings that it has not learnt by heart.
  const { validation } = await readDrawings(data, card.words, validationShareOf(card));
  const map = makeMap(engine, model, card.version, validation, perWord);
  const file = join(folder, MAP_FILE);
  await writeFile(file, JSON.stringify(map));
  console.error(`${map.labels.length} drawings`);
  console.log(file);
}
