import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { playCommand } from '../../server/commands/bench/play-command.ts';
import { play } from '../../server/commands/bench/play/play.ts';
import { runCommand } from '../unit/commands/run-command.ts';
import { scratchFolder } from '../unit/data/files.ts';

const inFile = scratchFolder();

const run = async (...args: string[]) => (await runCommand(playCommand(), ...args)).out.trim();

it('inkling bench play measures Inkling and a baseline, and says which of them holds', async () => {
  const report = inFile('report.html');
  const said = await run('--players', '4', '--seconds', '1', '--baseline', '--report', report);
  const [inkling, baseline, verdict] = said.split('\n\n');
  for (const [name, figures] of [
    ['inkling', inkling],
    ['baseline', baseline],
  ] as const) {
    expect(figures).toMatch(new RegExp(`^${name}\n {2}players +4 in 1 rooms, 1 s$`, 'mu'));
    // How many guesses come in a second, and how fast, is up to the machine: on a busy one there may be none.
    expect(figures).toMatch(/guesses +\d+\/s, a player's every (-|[\d.,]+ ms)$/mu);
    expect(figures).toMatch(/stroke to guess +p50 (-|[\d.,]+ ms), p95 (-|[\d.,]+ ms), p99 /u);
    expect(figures).toMatch(/server +\d+\.\d+ cores; (-|\d+\.\d+ CPU s) a 1,000 guesses/u);
    expect(figures).toMatch(/memory +[1-9]\d* MB at the beginning, [1-9]\d* MB at the end/u);
    expect(figures).toMatch(/^ {2}errors +\S/mu);
  }
  // Whether it holds is up to the machine.
  expect(verdict).toMatch(/^Inkling (holds|does not hold) with 4 players; the baseline holds with [04]\.$/u);
  expect(await readFile(report, 'utf8')).toContain('4 players, second by second');
});

it('a bench of a server that cannot start says so', async () => {
  const options = { server: 'inkling', players: 1, seconds: 1, dataDir: null, seed: 'x' } as const;
  await expect(play({ ...options, environment: { PORT: 'none', LOG_LEVEL: 'silent' } })).rejects.toThrow(
    /The server ended with code 1/u,
  );
});

it('a bench of players who find nothing to draw says so, and ends its server', async () => {
  const options = { server: 'baseline', players: 1, seconds: 1, seed: 'x' } as const;
  await expect(play({ ...options, dataDir: inFile('nothing') })).rejects.toThrow(/There are no drawings in/u);
});

it.each(['0', '-3', '1.5', 'many'])('inkling bench play refuses %s players', async (players) => {
  await expect(run('--players', players)).rejects.toThrow(/Give a whole number of at least 1/u);
});
