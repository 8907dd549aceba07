import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentHash } from '../../server/recognition/content-hash.ts';
import type { ModelCard } from '../../shared/recognition/card.ts';
import { NetworkRecogniser } from '../../server/recognition/network-recogniser.ts';
import { findModel } from '../../server/recognition/champion-file.ts';
import { readModelVersion, type ModelVersion } from '../../server/recognition/registry.ts';
import { TEMPLATES, writeTemplateModel } from './support/template-model.ts';

let models: string;

beforeAll(async () => {
  models = await mkdtemp(path.join(tmpdir(), 'inkling-models-'));
  await writeTemplateModel(path.join(models, 'templates'), TEMPLATES);
  await writeFile(path.join(models, 'champion.json'), JSON.stringify({ version: 'templates' }));
});
afterAll(() => rm(models, { recursive: true }));

describe('the network in its worker', () => {
  let recogniser: NetworkRecogniser;
  const broken: unknown[] = [];

  beforeAll(async () => {
    const version = await readModelVersion(await findModel(undefined, models));
    recogniser = await NetworkRecogniser.start(version, {
      engine: 'wasm',
      onBroken: (error) => broken.push(error),
    });
  });
  afterAll(() => recogniser.close());

  it('says what each drawing is', async () => {
    for (const [word, drawing] of Object.entries(TEMPLATES)) {
      const { guesses, deckProbabilities } = await recogniser.guess(drawing, ['zigzag', word, 'nothing']);
      expect(guesses[0]!.word).toBe(word);
      expect(guesses.map(({ confidence }) => confidence)).toEqual(
        guesses.map(({ confidence }) => confidence).sort((a, b) => b - a),
      );
      expect(deckProbabilities[1]).toBeGreaterThan(word === 'zigzag' ? 0.49 : 0.9);
      expect(deckProbabilities[2]).toBe(0);
    }
  });

  it('answers many at once, each with its own', async () => {
    const asked = Array.from({ length: 100 }, (_, i) => Object.keys(TEMPLATES)[i % 4]!);
    const verdicts = await Promise.all(asked.map((word) => recogniser.guess(TEMPLATES[word]!, [word])));
    expect(verdicts.map(({ guesses }) => guesses[0]!.word)).toEqual(asked);
  });

  it('looks at a lone point and at nothing', async () => {
    for (const drawing of [[], [{ x: [5], y: [5] }]]) {
      const { guesses } = await recogniser.guess(drawing, ['line']);
      expect(guesses.every(({ confidence }) => Number.isFinite(confidence))).toBe(true);
    }
  });
});

describe('a network that breaks', () => {
  /** A version whose card is in order and whose layers no engine knows. */
  async function nonsense(): Promise<ModelVersion> {
    const version = await readModelVersion(path.join(models, 'templates'));
    return { ...version, artifacts: { ...version.artifacts, modelTopology: { class_name: 'Nonsense' } } };
  }

  it('before it was ready is refused with the reason', async () => {
    const starting = NetworkRecogniser.start(await nonsense(), { engine: 'wasm', onBroken: () => undefined });
    await expect(starting).rejects.toMatchObject({ code: 'unavailable' });
    await expect(starting).rejects.toThrow('Nonsense');
  });
});

describe('the registry', () => {
  /** A copy of the version with one of its files changed. */
  async function copyWith(name: string, change: (text: string) => string | null): Promise<string> {
    const folder = await mkdtemp(path.join(models, 'copy-'));
    await cp(path.join(models, 'templates'), folder, { recursive: true });
    const file = path.join(folder, name);
    const changed = change(await readFile(file, 'latin1'));
    if (changed === null) await rm(file);
    else await writeFile(file, changed, 'latin1');
    return folder;
  }

  it('finds the champion, a version by name, and a folder by path', async () => {
    const folder = path.join(models, 'templates');
    expect(await findModel(undefined, models)).toBe(folder);
    expect(await findModel('templates', models)).toBe(folder);
    expect(await findModel(folder, '/nowhere')).toBe(folder);
    await expect(findModel(undefined, '/nowhere')).rejects.toThrow('/nowhere/champion.json is missing');
  });

  it.each([
    ['card.json', 'missing', () => null],
    ['model.json', 'missing', () => null],
    ['weights.bin', 'missing', () => null],
    ['card.json', 'damaged', (text) => text.slice(0, 100)],
    ['card.json', 'damaged', (text) => text.replace('"threshold":0.8', '"threshold":80')],
    ['card.json', 'damaged', (text) => text.replace('"inkBins":[2]', '"inkBins":[2,1]')],
    ['model.json', 'damaged', (text) => text.replace('layers-model', 'graph-model')],
    ['model.json', 'damaged', (text) => text.replace('"units":4', '"units":5')],
    ['weights.bin', 'damaged', (text) => `${text.slice(0, 999)}\u00ff${text.slice(1_000)}`],
    ['weights.bin', 'damaged', (text) => text.slice(4)],
  ] as [string, string, (text: string) => string | null][])(
    'names a version whose %s is %s',
    async (name, code, change) => {
      const folder = await copyWith(name, change);
      const reading = readModelVersion(folder);
      await expect(reading).rejects.toMatchObject({ name: 'ModelError', code });
      await expect(reading).rejects.toThrow(folder);
    },
  );

  it('reads the card it checks', async () => {
    const { card, artifacts } = await readModelVersion(path.join(models, 'templates'));
    const bytes = await Promise.all(
      ['model.json', 'weights.bin'].map((name) => readFile(path.join(models, 'templates', name))),
    );
    expect(card satisfies ModelCard).toMatchObject({ version: 'templates', words: Object.keys(TEMPLATES) });
    expect(card.contentHash).toBe(contentHash(bytes[0]!, [bytes[1]!]));
    expect(artifacts.weightData.byteLength).toBe(bytes[1]!.length);
  });
});
