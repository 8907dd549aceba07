import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NetworkRecogniser } from '../../server/recognition/network-recogniser.ts';
import { findModel, readModelVersion } from '../../server/recognition/registry.ts';
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
