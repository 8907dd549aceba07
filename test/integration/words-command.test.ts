import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check, resolveConfig } from 'prettier';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { wordsCommand } from '../../server/commands/words.ts';
import { ALL_WORDS } from '../../shared/categories/deck.ts';

const DRAWINGS = 100;
const LISTS = ['easy', 'medium', 'hard', 'confusables'];

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'inkling-words-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

/** An evaluation in which words are the harder the later they come, and cups, mugs and coffee cups are mixed up. */
function madeUp({ model = 'made-up', words = ALL_WORDS, better = 0 } = {}): object {
  const confusions: [string, string, number][] = [];
  const perWord = words.map((word, index) => {
    const alike = ['cup', 'mug', 'coffee cup'].filter((other) => other !== word);
    const missed = Math.max(0, Math.round((DRAWINGS * index) / words.length) - better);
    if (alike.length === 2 && missed > 0) {
      confusions.push([word, alike[0]!, Math.floor(missed / 2)], [word, alike[1]!, Math.ceil(missed / 2)]);
    } else {
      // Each time for something else, so that no two of these are alike.
      const others = ALL_WORDS.filter((other) => other !== word).slice(0, missed);
      for (const other of others) confusions.push([word, other, 1]);
    }
    return [word, { drawings: DRAWINGS, top1: 1 - missed / DRAWINGS, top3: 1 }] as const;
  });
  return { model, words: words.length, perWord: Object.fromEntries(perWord), confusions, byInk: [] };
}

async function save(name: string, content: object): Promise<string> {
  await writeFile(join(dir, name), JSON.stringify(content));
  return join(dir, name);
}

/** Runs the command; gives what it told people. */
async function run(...args: string[]): Promise<string> {
  let told = '';
  const spy = vi.spyOn(console, 'error').mockImplementation((text: string) => void (told += `${text}\n`));
  try {
    await wordsCommand()
      .exitOverride()
      .parseAsync([...args, '--out', dir], { from: 'user' });
    return told;
  } finally {
    spy.mockRestore();
  }
}

async function lists(): Promise<Record<string, unknown[]>> {
  const read = async (name: string) =>
    JSON.parse(await readFile(join(dir, `${name}.json`), 'utf8')) as unknown[];
  return Object.fromEntries(await Promise.all(LISTS.map(async (name) => [name, await read(name)] as const)));
}

describe('inkling words', () => {
  it('writes the lists, formatted, and says what it found', async () => {
    const told = await run('--evaluation', await save('evaluation.json', madeUp()));
    expect(told).toMatch(/^made-up: 100 easy, \d+ medium, \d+ hard words; 1 sets/u);
    expect(told).toMatch(/hardly ever recognised: .*zigzag$/mu);

    const { easy, medium, hard, confusables } = await lists();
    // Cups are easy though they come late, as nothing that they are taken for is ever in the same game.
    const first = ALL_WORDS.filter((word) => word !== 'cup' && word !== 'mug').slice(0, 98);
    expect(easy).toEqual(ALL_WORDS.filter((word) => [...first, 'cup', 'mug'].includes(word)));
    expect(confusables).toEqual([['coffee cup', 'cup', 'mug']]);
    const rest = ALL_WORDS.filter((word) => !easy!.includes(word));
    expect([...medium!, ...hard!]).toEqual(rest.slice(0, medium!.length + hard!.length));

    const options = await resolveConfig('shared/categories/easy.json');
    for (const name of LISTS) {
      const filepath = join(dir, `${name}.json`);
      expect(await check(await readFile(filepath, 'utf8'), { ...options, filepath }), name).toBe(true);
    }
  });

  it('takes off what the network only remembers', async () => {
    const evaluation = await save('evaluation.json', madeUp({ better: 20 }));
    const heldOut = await save('held-out.json', madeUp());
    await run('--evaluation', evaluation);
    const { easy, medium } = await lists();
    await run('--evaluation', evaluation, '--held-out', heldOut);
    const honest = await lists();
    expect(honest['easy']).toEqual(easy);
    expect(honest['medium']!.length).toBeLessThan(medium!.length);
    expect(honest['hard']!.length).toBeGreaterThan(0);
  });

  it('writes nothing where the evaluation is not of all words', async () => {
    const evaluation = await save('evaluation.json', madeUp({ words: ALL_WORDS.slice(0, 20) }));
    await expect(run('--evaluation', evaluation)).rejects.toThrow(/lacks 325 of the 345 words/u);
    expect(await readdir(dir)).toEqual(['evaluation.json']);
  });

  it('refuses two evaluations of different models', async () => {
    const evaluation = await save('evaluation.json', madeUp());
    const heldOut = await save('held-out.json', madeUp({ model: 'another' }));
    await expect(run('--evaluation', evaluation, '--held-out', heldOut)).rejects.toThrow(
      /is about made-up, .* about another: evaluate one model twice/u,
    );
  });
});
