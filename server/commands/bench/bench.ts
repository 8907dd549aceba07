import { Command } from 'commander';
import { microCommand } from './micro-command.ts';
import { playCommand } from './play-command.ts';

/** `inkling bench`: how fast it is, and how many it carries. */
export function benchCommand(): Command {
  return new Command('bench')
    .description('measure how fast Inkling is and how many players it carries')
    .addCommand(playCommand())
    .addCommand(microCommand());
}
