import { readdir, readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { doodlesCommand } from '../../../server/commands/doodles.ts';
import type { NewDoodle } from '../../../server/doodles/doodle.ts';
import { Store } from '../../../server/doodles/store.ts';
import { scratchFolder } from '../data/files.ts';
import { runCommand } from './run-command.ts';

const inFile = scratchFolder();
let folder = 0;
let dataDir: string;

beforeEach(() => {
  dataDir = inFile(`data-${(folder += 1)}`);
  vi.stubEnv('DATA_DIR', dataDir);
  vi.stubEnv('DATABASE_URL', undefined);
});
afterEach(() => vi.unstubAllEnvs());

const run = async (...args: string[]) => (await runCommand(doodlesCommand(), ...args)).out.trim();

/** Keeps a doodle of each of these words; those in capitals were recognised. The last one is rejected. */
async function give(words: readonly string[]): Promise<void> {
  const store = await Store.open({ databaseUrl: undefined, dataDir });
  for (const [n, word] of words.entries()) {
    const doodle: NewDoodle = {
      owner: 'ada',
      word: word.toLowerCase(),
      drawing: [{ x: [n, 900, 500], y: [n, 100, 800], t: [0, 10, 20] }],
      recognisedAtInk: word === word.toUpperCase() ? 0.5 : null,
      modelVersion: 'test',
      firstLook: null,
      pen: 'mouse',
      language: 'en',
      country: null,
      drawnAt: Date.UTC(2026, 0, 30 + (n % 2), 12),
      doubts: [],
    };
    const { id } = await store.doodles.save(doodle);
    if (n === words.length - 1) await store.doodles.moderate(id, 'rejected');
  }
  await store.close();
}

describe('inkling doodles stats', () => {
  it('says so where nobody has given any', async () => {
    expect(await run('stats')).toMatch(/^No doodles yet/u);
  });

  it('draws how many there are by day and word, the most frequent first', async () => {
    await give(['SUN', 'SUN', 'sun', 'sun', 'cup', 'LADDER']);
    const [head, states, ...rest] = (await run('stats')).split('\n');
    expect(head).toBe('6 doodles, 50 % recognised when they were drawn.');
    expect(states).toBe('5 waiting, 1 rejected');
    const full = '▓'.repeat(40);
    expect(rest).toEqual([
      '',
      'By day (UTC)',
      `2026-01-30  ${full} 3`,
      `2026-01-31  ${full} 3`,
      '',
      'By word: ▓ recognised, ░ not',
      `sun     ${'▓'.repeat(20)}${'░'.repeat(20)} 4`,
      // As many of each: what was recognised comes first.
      `ladder  ${'▓'.repeat(10)} 1`,
      `cup     ${'░'.repeat(10)} 1`,
    ]);
  });
});

describe('inkling doodles export', () => {
  it('writes what may be taught, in the usual forms', async () => {
    await give(['sun', 'sun', 'cup']);
    const out = inFile('exported');
    expect(await run('export', '--out', out)).toBe(`2 doodles in ${out}.`);
    expect((await readdir(out)).sort()).toEqual(['raw', 'simplified']);
    const lines = async (word: string) =>
      (await readFile(`${out}/raw/${word}.ndjson`, 'utf8')).split('\n').length - 1;
    expect(await lines('sun')).toBe(2);
    // Nothing may be learnt of cups.
    expect(await readdir(`${out}/raw`)).toEqual(['sun.ndjson']);
  });

  it('with --all writes what was rejected, too, and only the forms that are wanted', async () => {
    await give(['sun', 'cup']);
    const out = inFile('all');
    expect(await run('export', '--out', out, '--all', '--format', 'binary')).toBe(`2 doodles in ${out}.`);
    expect(await readdir(out)).toEqual(['binary']);
  });

  it('refuses a form that it does not know', async () => {
    await expect(run('export', '--out', inFile('no'), '--format', 'gif')).rejects.toThrow(
      /'gif' is invalid.*Allowed choices are/u,
    );
  });
});

describe('inkling doodles import', () => {
  it('keeps the drawings of a folder, and they wait for somebody', async () => {
    await give(['sun', 'cup', 'sun']);
    const out = inFile('for-import');
    await run('export', '--out', out, '--format', 'raw', '--all');
    vi.stubEnv('DATA_DIR', inFile('another'));
    expect(await run('import', '--data', out)).toBe('3 drawings imported.');
    expect((await run('stats')).split('\n')[1]).toBe('3 waiting');
  });
});
