import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { modelsCommand } from '../../../server/commands/models.ts';
import { TEMPLATES, writeTemplateModel } from '../../integration/support/template-model.ts';
import { scratchFolder } from '../data/files.ts';
import { runCommand } from './run-command.ts';

const inFile = scratchFolder();
let folder = 0;
let models: string;

beforeEach(async () => {
  models = inFile(`models-${(folder += 1)}`);
  await writeTemplateModel(`${models}/first`, TEMPLATES, {
    data: { sources: [{ name: 'doodles', licence: 'CC0', drawings: 1_200 }], train: 1_000, validation: 200 },
  });
  await writeTemplateModel(`${models}/second`, TEMPLATES);
  await writeFile(`${models}/champion.json`, JSON.stringify({ version: 'first' }));
});

const run = async (...args: string[]) =>
  (await runCommand(modelsCommand(), ...args, '--models', models)).out.trim();
const champion = async () => JSON.parse(await readFile(`${models}/champion.json`, 'utf8')) as object;

/** The decision about a version, as a contest leaves it. */
async function decide(challenger: string, passed: boolean): Promise<void> {
  const none = { drawings: 0, lost: 0, gained: 0 };
  const record = {
    challenger,
    champion: 'first',
    decidedAt: '2026-01-01T00:00:00.000Z',
    passed,
    checks: [
      { name: 'golden', passed, finding: 'It forgot what a sun is.' },
      { name: 'players', passed: true, finding: 'Players like it.' },
    ],
    golden: { ...none, fingerprint: 'x', before: 0.5, now: 0.4, best: 0.5 },
    players: none,
  };
  await writeFile(`${models}/${challenger}/gate.json`, JSON.stringify(record));
}

describe('inkling models list', () => {
  it('marks the champion, and says why a version cannot be used instead of leaving it out', async () => {
    await mkdir(`${models}/broken`);
    const [broken, first, second, ...rest] = (await run('list')).split('\n').map((line) => line.trim());
    expect(broken).toMatch(/^broken .*card\.json/u);
    expect(first).toBe('* first  2026-01-01  4 words  top-1 100.0 %');
    expect(second).toBe('second  2026-01-01  4 words  top-1 100.0 %');
    expect(rest).toEqual([]);
  });

  it('says what is missing in a folder without a champion', async () => {
    models = inFile('nothing');
    await expect(run('list')).rejects.toThrow(/champion\.json is missing/u);
  });
});

describe('inkling models show', () => {
  it('tells what a version learnt from and from when on it is sure', async () => {
    const told = await run('show', 'first');
    expect(told).toMatch(/^Templates \(first\), 2026-01-01$/mu);
    expect(told).toMatch(/^4 words, 3,140 parameters, .*first guess right: 100\.0 %/mu);
    expect(told).toMatch(/^Recognised from 80\.0 % on, 2 looks in a row\.$/mu);
    expect(told).toMatch(/^Learnt from 1,200 drawings: doodles \(CC0\)$/mu);
  });

  it('refuses what is no version', async () => {
    await expect(run('show', 'third')).rejects.toThrow(/third/u);
  });
});

describe('inkling models promote', () => {
  it('makes a version guess, and remembers who did before', async () => {
    expect(await run('promote', 'second')).toBe('second guesses from now on instead of first.');
    expect(await champion()).toEqual({ version: 'second', before: ['first'] });
  });

  it('changes nothing where it is champion already', async () => {
    expect(await run('promote', 'first')).toBe('first guesses from now on.');
    expect(await champion()).toEqual({ version: 'first' });
  });

  it('refuses a version that failed its gate, with the reasons, unless it is forced', async () => {
    await decide('second', false);
    const refusal = await run('promote', 'second').catch((error: unknown) => String(error));
    expect(refusal).toContain('second did not pass the gate against first');
    expect(refusal).toContain('It forgot what a sun is.');
    expect(refusal).not.toContain('Players like it.');
    expect(await champion()).toEqual({ version: 'first' });
    await run('promote', 'second', '--force');
    expect(await champion()).toMatchObject({ version: 'second' });
  });

  it('takes one that passed', async () => {
    await decide('second', true);
    await run('promote', 'second');
    expect(await champion()).toMatchObject({ version: 'second' });
  });

  it('refuses a version that cannot be read, and a decision that cannot', async () => {
    await expect(run('promote', 'third', '--force')).rejects.toThrow(/third/u);
    await writeFile(`${models}/second/gate.json`, '{');
    await expect(run('promote', 'second')).rejects.toThrow(/gate\.json is damaged/u);
    expect(await champion()).toEqual({ version: 'first' });
  });
});

describe('inkling models rollback', () => {
  it('goes back to the champion before, as often as there was one', async () => {
    await run('promote', 'second');
    expect(await run('rollback')).toBe('first guesses again.');
    expect(await champion()).toEqual({ version: 'first', before: [] });
    await expect(run('rollback')).rejects.toThrow('There was no champion before this one.');
  });
});
