import { Command } from 'commander';
import { benchCommand } from './bench/bench.ts';
import { calibrateCommand } from './calibrate.ts';
import { compareCommand } from './compare.ts';
import { datasetCommand } from './dataset.ts';
import { doodlesCommand } from './doodles.ts';
import { evaluateCommand } from './evaluate.ts';
import { mapCommand } from './map.ts';
import { modelsCommand } from './models.ts';
import { retrainCommand } from './retrain.ts';
import { simulateCommand } from './simulate.ts';
import { trainCommand } from './train.ts';
import { wordsCommand } from './words.ts';

const program = new Command('inkling')
  .description('Inkling: train, measure and keep the networks that guess doodles')
  .addCommand(datasetCommand())
  .addCommand(trainCommand())
  .addCommand(retrainCommand())
  .addCommand(simulateCommand())
  .addCommand(compareCommand())
  .addCommand(calibrateCommand())
  .addCommand(evaluateCommand())
  .addCommand(mapCommand())
  .addCommand(wordsCommand())
  .addCommand(doodlesCommand())
  .addCommand(modelsCommand())
  .addCommand(benchCommand());

try {
  await program.parseAsync();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
