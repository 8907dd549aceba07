import { appendFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openGuesser } from '../../server/guesser.ts';
import type { RunningRecogniser } from '../../server/recognition/recogniser.ts';
import { TEMPLATES, writeTemplateModel } from './support/template-model.ts';

let modelsDir: string;
let logged: { msg: string; version?: string; err?: { message: string } }[];
let guesser: RunningRecogniser | undefined;

beforeEach(async () => {
  modelsDir = await mkdtemp(path.join(tmpdir(), 'inkling-models-'));
  for (const version of ['first', 'second', 'third']) {
    await writeTemplateModel(path.join(modelsDir, version), TEMPLATES);
  }
  await writeChampion({ version: 'third', before: ['second', 'first'] });
  logged = [];
});
afterEach(async () => {
  await guesser?.close();
  guesser = undefined;
  await rm(modelsDir, { recursive: true });
});

const writeChampion = (champion: unknown) =>
  writeFile(path.join(modelsDir, 'champion.json'), JSON.stringify(champion));

async function open(model?: string): Promise<string> {
  const log = pino({}, { write: (line: string) => void logged.push(JSON.parse(line) as never) });
  guesser = await openGuesser({ model, engine: 'wasm' }, { modelsDir, log, served: new Map() });
  return guesser.modelVersion;
}

describe('a server whose champion', () => {
  it('is whole starts with it', async () => {
    expect(await open()).toBe('third');
    expect(logged).toEqual([]);
  });

  it('is damaged starts with the one before, and says which and why', async () => {
    await appendFile(path.join(modelsDir, 'third', 'weights.bin'), 'more than there was');
    expect(await open()).toBe('second');
    const [failure] = logged;
    expect(failure?.version).toBe('third');
    expect(failure?.err?.message).toContain(path.join(modelsDir, 'third'));
  });

  it('is missing, as is the one before, starts with the one before that', async () => {
    await rm(path.join(modelsDir, 'third'), { recursive: true });
    await rm(path.join(modelsDir, 'second', 'model.json'));
    expect(await open()).toBe('first');
    expect(logged.map(({ version }) => version)).toEqual(expect.arrayContaining(['third', 'second']));
  });

  it('is named by a file that is damaged starts with a version that is there', async () => {
    await writeFile(path.join(modelsDir, 'champion.json'), '{"versi');
    await mkdir(path.join(modelsDir, 'empty'));
    expect(['first', 'second', 'third']).toContain(await open());
    expect(logged[0]?.err?.message).toContain('champion.json');
  });

  it('cannot guess, nor any before, does not start, and says why of the champion', async () => {
    await writeChampion({ version: 'third', before: [] });
    await rm(path.join(modelsDir, 'third', 'weights.bin'));
    await expect(open()).rejects.toThrow(/third.*weights\.bin.*is missing/);
  });

  it('was asked for by name is that one or none', async () => {
    await rm(path.join(modelsDir, 'third', 'weights.bin'));
    await expect(open('third')).rejects.toThrow(/weights\.bin/);
  });
});
