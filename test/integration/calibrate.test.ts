import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readModelVersion } from '../../server/recognition/registry.ts';
import { writeNdjson } from '../../server/training/data/index.ts';
import { simplify } from '../../shared/drawing/index.ts';
import { doodles } from '../unit/training/doodles.ts';
import { writeTemplateModel } from './support/template-model.ts';
import { percent } from '../../server/training/evaluation/report/markup.ts';

const REPOSITORY = join(import.meta.dirname, '..', '..');
let dir: string;
let data: string;
let model: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'inkling-calibrate-'));
  data = join(dir, 'data');
  model = join(dir, 'models', 'templates');
  const templates = doodles(1, 'templates').map(({ word, strokes }) => [word, strokes[0]!] as const);
  await writeTemplateModel(model, Object.fromEntries(templates), {
    recipe: { sampling: { validationShare: 1 } },
    metrics: { top1: 0, top3: 0, byInk: [], noted: 'by somebody else' },
  });
  await writeFile(join(model, 'README.md'), 'A model card with old figures.');
  await writeFile(join(model, 'notes.txt'), 'Kept by somebody.');
  await mkdir(join(data, 'simplified'), { recursive: true });
  for (const { word, strokes } of doodles(8, 'unseen')) {
    const record = { word, recognized: null, countrycode: null, timestamp: null, keyId: null };
    await writeNdjson(
      join(data, `simplified/${word}.ndjson`),
      strokes.map((drawing) => ({ ...record, drawing: simplify(drawing) })),
    );
  }
});
afterAll(() => rm(dir, { recursive: true, force: true }));

async function calibrated(...args: string[]): Promise<string> {
  const command = ['--import', 'tsx', 'server/commands/main.ts', 'calibrate', '--model', model, ...args];
  const { stdout } = await promisify(execFile)(process.execPath, command, { cwd: REPOSITORY });
  return stdout.trim();
}

describe('inkling calibrate', () => {
  it('writes the version elsewhere, with what it measured and the weights as they were', async () => {
    const before = await readModelVersion(model);
    const written = await calibrated('--data', data, '--out', join(dir, 'out'));
    expect(written).toBe(join(dir, 'out', 'templates'));
    const { card, artifacts } = await readModelVersion(written);
    expect(artifacts).toEqual(before.artifacts);
    expect(card.metrics).toMatchObject({ noted: 'by somebody else', firstStable: { deck: 3 } });
    expect(card.metrics.top1).toBeGreaterThan(0.5);
    expect(card.metrics.byInk).toHaveLength(10);
    expect(Object.keys(card.judge.perWord!).sort()).toEqual(['circle', 'ladder', 'zigzag']);
    expect(card.calibration.deckTemperatures).toHaveLength(card.calibration.temperatures.length);
    expect(card).toMatchObject({ version: 'templates', createdAt: before.card.createdAt, unknown: false });
    expect(await readFile(join(written, 'notes.txt'), 'utf8')).toBe('Kept by somebody.');
    expect(await readFile(join(model, 'README.md'), 'utf8')).toBe('A model card with old figures.');
    const readme = await readFile(join(written, 'README.md'), 'utf8');
    expect(readme).toContain('# templates');
    expect(readme).toContain(percent(card.metrics.top1));
    expect((await readModelVersion(model)).card).toEqual(before.card);
  });

  it('writes it where it was', async () => {
    const written = await calibrated('--data', data, '--out', join(dir, 'models'));
    expect(written).toBe(model);
    expect((await readModelVersion(model)).card.metrics.byInk).toHaveLength(10);
  });

  it('says so where nothing was kept back', async () => {
    const empty = join(dir, 'empty');
    await mkdir(join(empty, 'simplified'), { recursive: true });
    await expect(calibrated('--data', empty, '--out', join(dir, 'none'))).rejects.toThrow(/kept back|no /iu);
  });
});
