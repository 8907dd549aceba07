import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openEngine } from '../../server/recognition/engine/engine.ts';
import {
  hashBitmap,
  hashDrawing,
  splitOf,
  writeNdjson,
  writeNpyBitmaps,
} from '../../server/training/data/index.ts';
import { measure } from '../../server/training/measure.ts';
import { loadRecipe } from '../../server/training/recipe.ts';
import { train } from '../../server/training/trainer.ts';
import { writeVersion } from '../../server/training/version.ts';
import { rasterize, simplify } from '../../shared/drawing/index.ts';
import { doodles } from '../unit/training/doodles.ts';

const REPOSITORY = join(import.meta.dirname, '..', '..');
const PER_WORD = 6;
const VALIDATION_SHARE = 0.5;

/** Circles, ladders and zigzags. */
const drawings = doodles(PER_WORD, 'unseen').map(({ strokes }) => strokes.map(simplify));
let dir: string;
let data: string;
let model: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'inkling-evaluate-'));
  data = join(dir, 'data');
  model = await writeTinyModel();
  await writeTinyData();
});
afterAll(() => rm(dir, { recursive: true, force: true }));

/** A network of three words that learnt for a second. */
async function writeTinyModel(): Promise<string> {
  const engine = await openEngine({ prefer: 'wasm', purpose: 'train' });
  const collection = { train: doodles(20, 'train'), validation: doodles(6, 'validation') };
  const words = collection.train.map(({ word }) => word);
  const base = await loadRecipe('seed');
  const sampling = { ...base.sampling, picturesPerWord: 20, validationShare: VALIDATION_SHARE };
  const recipe = { ...base, words, batchSize: 16, epochs: 3, sampling };
  const checkpointFile = join(dir, 'tiny.checkpoint');
  const trained = await train({
    engine,
    recipe,
    collection,
    fingerprint: 'tiny',
    checkpointFile,
    resume: false,
    teacher: null,
    startWeights: null,
    replicas: 1,
    now: () => 0,
  });
  const version = await writeVersion(dir, 'tiny', trained.model, 'float32', {
    createdAt: '2026-01-01T00:00:00.000Z',
    name: 'tiny',
    description: 'for a test',
    words,
    recipe,
    seed: 1,
    data: { sources: [], train: 60, validation: 18 },
    ...measure(engine, trained.model, collection.validation, 1),
    curves: [...trained.curves],
    engine: engine.description,
    durationSeconds: 0,
  });
  return join(dir, version);
}

/** Circles with and without `recognized`, gzipped ladders, zigzags as bitmaps only, and what has to be ignored. */
async function writeTinyData(): Promise<void> {
  const [circles, ladders, zigzags] = drawings;
  for (const folder of ['simplified', 'numpy_bitmap', 'numpy_bitmap_other', 'raw', 'sketches']) {
    await mkdir(join(data, folder), { recursive: true });
  }
  const record = { countrycode: null, timestamp: null, keyId: null };
  const seen = [true, true, false, null, null, null];
  await writeNdjson(
    join(data, 'simplified/circle.ndjson'),
    circles!.map((drawing, i) => ({ ...record, word: 'circle', recognized: seen[i]!, drawing })),
  );
  await writeNdjson(
    join(data, 'simplified/ladder.ndjson.gz'),
    ladders!.map((drawing) => ({ ...record, word: 'ladder', recognized: null, drawing })),
  );
  await writeFile(join(data, 'binary'), 'not a folder');
  const pictures = zigzags!.map((drawing) => rasterize(drawing));
  await writeNpyBitmaps(join(data, 'numpy_bitmap/zigzag.npy'), pictures);
  await writeNpyBitmaps(join(data, 'numpy_bitmap_other/circle.npy'), pictures);
  await writeNdjson(
    join(data, 'raw/zigzag.ndjson'),
    zigzags!.map((drawing) => ({ ...record, word: 'zigzag', recognized: true, drawing })),
  );
}

interface Run {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

async function inkling(...args: string[]): Promise<Run> {
  const command = ['--import', 'tsx', 'server/commands/main.ts', 'evaluate', ...args];
  try {
    const options = { cwd: REPOSITORY };
    return { ...(await promisify(execFile)(process.execPath, command, options)), code: 0 };
  } catch (error) {
    const { stdout, stderr, code } = error as Run;
    return { stdout, stderr, code };
  }
}

const share = z.number().min(0).max(1);
const count = z.int().min(0);
const ranked = { drawings: count, top1: share, top3: share };
const macro = { ...ranked, macroTop1: share, macroTop3: share };
/** The exact shape of what `--json` prints. */
const figures = z.strictObject({
  model: z.string(),
  parameters: count,
  bytes: count,
  words: count,
  ...macro,
  top5: share,
  recognizedOnly: z.strictObject(macro).nullable(),
  byInk: z.array(
    z.strictObject({
      ink: share,
      ...ranked,
      top5: share,
      macroTop1: share,
      meanConfidence: share,
      ece: share,
      wrongFires: share,
    }),
  ),
  firstStable: z.strictObject({ medianInk: share.nullable(), recognizedShare: share, wrongShare: share }),
  perWord: z.record(z.string(), z.strictObject(ranked)),
  confusions: z.array(z.tuple([z.string(), z.string(), count])),
  imagesPerSecond: z.number().positive(),
});

describe('inkling evaluate', () => {
  it('prints one JSON object and nothing else on standard output', async () => {
    const { stdout, stderr, code } = await inkling('--data', data, '--model', model, '--json');
    expect(stderr).toContain('Evaluating: 3 words');
    expect(code).toBe(0);
    expect(stdout.trim()).not.toContain('\n');
    const found = figures.parse(JSON.parse(stdout));
    expect(found).toMatchObject({ words: 3, drawings: 3 * PER_WORD, recognizedOnly: { drawings: 2 } });
    expect(Object.keys(found.perWord)).toEqual(['circle', 'ladder', 'zigzag']);
    expect(found.perWord['zigzag']!.drawings).toBe(PER_WORD);
    expect(found.byInk.map(({ drawings }) => drawings)).toEqual(
      Array.from({ length: 10 }, () => 2 * PER_WORD),
    );
    const missed = found.confusions.reduce((sum, [, , times]) => sum + times, 0);
    expect(missed).toBe(Math.round((1 - found.top1) * found.drawings));
  });

  it('lets it choose among fewer words', async () => {
    const { stdout } = await inkling('--data', data, '--model', model, '--json', '--words', 'ladder,zigzag');
    const found = figures.parse(JSON.parse(stdout));
    expect(found).toMatchObject({ words: 2, drawings: 2 * PER_WORD, recognizedOnly: null, top3: 1 });
  });

  it('looks at the validation split of a training folder only, if told to', async () => {
    const { stdout } = await inkling('--data', data, '--model', model, '--split', 'validation', '--json');
    const hashes = [
      ...drawings.slice(0, 2).flatMap((strokes) => strokes.map(hashDrawing)),
      ...drawings[2]!.map((drawing) => hashBitmap(rasterize(drawing))),
    ];
    const kept = hashes.filter((hash) => splitOf(hash, VALIDATION_SHARE) === 'validation');
    expect(figures.parse(JSON.parse(stdout)).drawings).toBe(kept.length);
  });

  it('writes a report that is one page, loads nothing and has every section', async () => {
    const file = join(dir, 'report.html');
    const { stdout, stderr } = await inkling('--data', data, '--model', model, '--json', '--report', file);
    figures.parse(JSON.parse(stdout));
    expect(stderr).toContain('Report: 3 steps');
    const page = await readFile(file, 'utf8');
    expect(page).not.toMatch(/https?:|<link|@import|src="(?!data:)|url\((?!data:)/u);
    const sections = [...page.matchAll(/<section id="(\w+)">/gu)].map(([, id]) => id);
    expect(sections).toEqual(
      'ink reliability judge confusions words extremes samples maps filters curves'.split(' '),
    );
    // Something is drawn in each: strokes of drawings, charts, points on the maps, filters.
    expect(page).toContain('DoodleNet, 345 words');
    expect(page.match(/class="bubble/gu)!.length).toBeGreaterThanOrEqual(10);
    expect(page.match(/ ?data-i="\d+"/gu)).toHaveLength(4 * 3 * PER_WORD);
    expect(page.match(/class="kernel"/gu)).toHaveLength(24);
    // Bytes of a picture may spell anything.
    const text = page.replaceAll(/base64,[\w+/=]*/gu, '');
    expect(text).not.toMatch(/undefined|NaN|\[object/u);
  });

  it.each([
    [['--words', 'circle,sun'], /does not know "sun"/u],
    [['--words', 'circle,sunn'], /Did you mean "sun"/u],
    [['--model', 'no-such-version'], /no-such-version.*is missing/u],
    [['--data', 'no-such-folder'], /dataset download/u],
  ])('says in a sentence what is wrong with %j', async (args, message) => {
    const { stdout, stderr, code } = await inkling('--data', data, '--model', model, '--json', ...args);
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /u);
  });
});
