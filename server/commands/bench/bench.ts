import { Command } from 'commander';
import { curvesCommand } from './curves-command.ts';
import { microCommand } from './micro-command.ts';
import { playCommand } from './play-command.ts';

/** `inkling bench`: how fast it is, how many it carries, and what more of everything costs. */
export function benchCommand(): Command {
  return new Command('bench')
    .description('measure how fast Inkling is and how many players it carries')
    .addCommand(playCommand())
    .addCommand(microCommand())
    .addCommand(curvesCommand());
}
