import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { compareCommand } from '../../server/commands/compare.ts';
import { mapCommand } from '../../server/commands/map.ts';
import { trainCommand } from '../../server/commands/train.ts';
import { readModelVersion } from '../../server/recognition/registry.ts';
import { writeNdjson } from '../../server/training/data/index.ts';
import { loadRecipe } from '../../server/training/recipe.ts';
import { simplify } from '../../shared/drawing/index.ts';
import { runCommand } from '../unit/commands/run-command.ts';
import { scratchFolder } from '../unit/data/files.ts';
import { doodles } from '../unit/training/doodles.ts';

const PER_WORD = 12;
const inFile = scratchFolder();
let recipe: string;
let trained: string;

/** Runs a command where nothing of the repository's own is in the way: checkpoints go to the folder that it runs in. */
async function run(command: () => Parameters<typeof runCommand>[0], ...args: string[]) {
  const before = process.cwd();
  process.chdir(inFile('.'));
  try {
    const common = ['--data', inFile('drawings'), '--engine', 'wasm', '--replicas', '1'];
    return await runCommand(command(), ...args, ...common);
  } finally {
    process.chdir(before);
  }
}

async function writeRecipe(name: string, changes: object): Promise<string> {
  const base = await loadRecipe('seed');
  const words = doodles(0, '').map(({ word }) => word);
  const sampling = { ...base.sampling, picturesPerWord: 16, validationShare: 0.5 };
  const file = inFile(`${name}.json`);
  await writeFile(file, JSON.stringify({ ...base, words, batchSize: 16, epochs: 2, sampling, ...changes }));
  return file;
}

beforeAll(async () => {
  await mkdir(inFile('drawings/simplified'), { recursive: true });
  for (const { word, strokes } of doodles(PER_WORD, 'given')) {
    const record = { word, recognized: null, countrycode: null, timestamp: null, keyId: null };
    await writeNdjson(
      inFile(`drawings/simplified/${word}.ndjson`),
      strokes.map((drawing) => ({ ...record, drawing: simplify(drawing) })),
    );
  }
  recipe = await writeRecipe('tiny', {});
  trained = (await run(trainCommand, '--recipe', recipe, '--out', inFile('models'))).out.trim();
});

describe('inkling train', () => {
  it('writes a version that says how it came about, and prints where', async () => {
    const { card } = await readModelVersion(trained);
    expect([...card.words].sort()).toEqual(['circle', 'ladder', 'zigzag']);
    expect(card.data.train + card.data.validation).toBe(3 * PER_WORD);
    expect(card.data.sources).toMatchObject([{ name: 'Quick, Draw! drawings with strokes', drawings: 36 }]);
    expect(card.curves).toHaveLength(2);
    expect(card).not.toHaveProperty('teacher');
    expect(card.recipe).not.toHaveProperty('startedFrom');
  });

  it('goes on from another version where it is told to, and says from which', async () => {
    const { out, err } = await run(
      trainCommand,
      ...['--recipe', recipe, '--from', trained, '--epochs', '1', '--seed', '7', '--out', inFile('more')],
    );
    expect(err).toMatch(/^Recipe .*: 3 words, WebAssembly/mu);
    expect(err).toMatch(/^Validation: top-1 \d+\.\d %, top-3 100\.0 %\. Growing drawings, top-1: /mu);
    const { card } = await readModelVersion(out.trim());
    const { version } = (await readModelVersion(trained)).card;
    expect(card.recipe).toMatchObject({ startedFrom: version });
    expect(card).toMatchObject({ seed: 7, curves: [{ epoch: 1 }] });
  });

  it.each([
    ['a word without drawings', ['--words', 'circle,sun'], /sun/u],
    ['a number of drawings that is none', ['--per-word', '0'], /whole number of at least 1/u],
    ['a word that nobody knows', ['--words', 'sunn'], /"sunn" is not one of/u],
  ])('refuses %s', async (_, args, message) => {
    await expect(run(trainCommand, '--recipe', recipe, ...args)).rejects.toThrow(message);
  });

  it('asks for the teacher that its recipe learns from', async () => {
    const taught = await writeRecipe('taught', {
      distillation: { temperature: 2, weight: 0.5, picturesPerWord: 16 },
    });
    await expect(run(trainCommand, '--recipe', taught)).rejects.toThrow(
      /learns from a teacher: name its folder with --teacher/u,
    );
  });
});

describe('inkling compare', () => {
  const compare = (changes: string) =>
    run(
      compareCommand,
      ...['--recipe', recipe, '--changes', changes, '--runs', inFile('runs.json'), '--epochs', '1'],
    );

  it('trains the recipe as it is and with each change, and repeats no run that it has', async () => {
    const changes = inFile('changes.json');
    await writeFile(changes, JSON.stringify([{ name: 'small batches', change: { batchSize: 8 } }]));
    const first = await compare(changes);
    expect(first.err).toContain('Run 1 of 2: the recipe as it is');
    expect(first.err).toContain('Run 2 of 2: small batches');
    const runs = JSON.parse(await readFile(inFile('runs.json'), 'utf8')) as { name: string }[];
    expect(runs.map(({ name }) => name)).toEqual(['the recipe as it is', 'small batches']);
    const second = await compare(changes);
    expect(second.err).not.toContain('Run ');
    expect(JSON.parse(await readFile(inFile('runs.json'), 'utf8'))).toEqual(runs);
  });

  it('trains nothing where a change makes no recipe', async () => {
    const changes = inFile('wrong.json');
    await writeFile(changes, JSON.stringify([{ name: 'no batches', change: { batchSize: 'none' } }]));
    await expect(compare(changes)).rejects.toThrow(/with the change "no batches"/u);
  });
});

describe('inkling map', () => {
  it('puts drawings that the version has not learnt from on its map, so many of each word', async () => {
    const { out, err } = await runCommand(
      mapCommand(),
      ...['--model', trained, '--data', inFile('drawings'), '--per-word', '2'],
    );
    const map = JSON.parse(await readFile(out.trim(), 'utf8')) as { labels: number[] };
    expect(map.labels).toHaveLength(6);
    expect(err).toContain('6 drawings');
  });
});
