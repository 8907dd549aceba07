import { describe, expect, it } from 'vitest';
import type { ModelCard } from '../../../shared/recognition/card.ts';
import { describeVersion } from '../../../server/training/model-card.ts';

const byInk = [
  { ink: 0.5, top1: 0.4, top3: 0.6, macroTop1: 0.35, ece: 0.05 },
  { ink: 1, top1: 0.8, top3: 0.9, macroTop1: 0.75, ece: 0.02 },
];
const card: ModelCard = {
  version: 'tiny-1',
  createdAt: '2026-01-01T00:00:00.000Z',
  name: 'tiny',
  description: 'Two words and no more.',
  words: ['cat', 'dog'],
  unknown: true,
  parameters: 1_234,
  bytes: 5_000,
  input: 'raster-28x28-white-on-black',
  output: 'logits',
  contentHash: 'a'.repeat(64),
  recipe: { name: 'tiny', startedFrom: 'tiny-0' },
  seed: 1,
  data: {
    sources: [{ name: 'Quick, Draw!', licence: 'CC BY 4.0', drawings: 110 }],
    train: 100,
    validation: 10,
  },
  metrics: { top1: 0.8, top3: 0.9, byInk },
  curves: [{ epoch: 1, loss: 1, validationTop1: 0.8 }],
  calibration: { inkBins: [], temperatures: [1] },
  judge: { threshold: 0.9, updates: 2 },
  engine: 'pencil',
  durationSeconds: 60,
};

describe('a model card for people', () => {
  it('says what an old card knows, and nothing of what it does not', () => {
    const text = describeVersion(card);
    expect(text).toContain('# tiny-1');
    expect(text).toContain('CC BY 4.0');
    expect(text).not.toMatch(/undefined|NaN|null/);
    expect(text).toContain('beginning with what tiny-0 knew');
    expect(text).not.toContain('What each part is worth');
  });

  it('shows decks, what `unknown` is worth, and the runs with and without each part', () => {
    const metrics = {
      ...card.metrics,
      decks: [
        {
          words: 10,
          recognizedShare: 0.81,
          wrongShare: 0.012,
          byInk: [{ ink: 0.5, top1: 0.62, ece: 0.031 }],
        },
      ],
      unknown: { all: 0.93, byKind: { scribble: 0.95, text: 0.99, symbol: 0.88 } },
    };
    const run = {
      name: 'no augmentation',
      pictures: 2_000,
      parameters: 1_234,
      top1: 0.5,
      top3: 0.7,
      byInk: [{ ink: 0.3, macroTop1: 0.111, ece: 0.1 }],
      unknownAuroc: null,
      seconds: 3,
    };
    const text = describeVersion({ ...card, metrics, runs: [run] }).replaceAll('\u00a0', ' ');
    expect(text).toContain('| 10 |');
    expect(text).toContain('| 62 % (3 %) |');
    expect(text).toContain('1.2 %');
    expect(text).toContain('symbols 0.880');
    expect(text).toContain('on a network of 1,234 parameters');
    expect(text).toContain('| no augmentation | 50.0 % | 70.0 % | 11.1 % | – |');
  });

  it('leaves empty what was not measured, and claims nothing that the card does not say', () => {
    const text = describeVersion({
      ...card,
      unknown: false,
      teacher: { name: 'somebody', licence: 'MIT' },
      data: { ...card.data, sources: [] },
      metrics: {
        top1: 0.8,
        top3: 0.9,
        byInk: [{ ink: 1, top1: 0.8, top3: 0.9 }],
        decks: [{ words: 7, byInk: [] }],
        firstStable: { deck: 7, medianInk: null, recognizedShare: 0, wrongShare: 0.01 },
      },
    }).replaceAll('\u00a0', ' ');
    expect(text).toContain('| 100 % | 80.0 % | 90.0 % |  |  |');
    expect(text).toContain('| 7 |  |  |  |  |  |  |  |');
    expect(text).toContain('recognises 0.0 % of the drawings before they are finished, and');
    expect(text).toContain('Whatever it sees, it takes for one of its words.');
    expect(text).toContain('another network thinks of these drawings: somebody (MIT)');
    expect(text).not.toContain('At half the ink');
    expect(text).not.toContain('Its probabilities are off');
    expect(text).not.toContain('| source |');
    expect(text).not.toMatch(/undefined|NaN|null/);
  });
});
