import { describe, expect, it } from 'vitest';
import { cardSchema } from '../../../shared/recognition/card.ts';
import { layersModelSchema, toArtifacts, weightFiles } from '../../../shared/recognition/layers-model.ts';

const CARD = {
  version: 'live-2-1a2b',
  createdAt: '2026-01-31T12:00:00Z',
  name: 'a network',
  description: '',
  words: ['sun', 'cup'],
  unknown: true,
  parameters: 0,
  bytes: 0,
  input: 'pen-48x3',
  output: 'logits',
  contentHash: '0123456789abcdef'.repeat(4),
  recipe: { anything: [1, 'two', null] },
  seed: -1.5,
  teacher: { name: 'another network', licence: 'MIT' },
  data: { sources: [{ name: 'a set', licence: 'CC BY 4.0', drawings: 3 }], train: 2, validation: 1 },
  metrics: { top1: 0, top3: 1, byInk: [{ ink: 0.5, top1: 0.4, top3: 0.6, more: 'is fine' }], more: 'too' },
  curves: [{ epoch: 1, loss: 2, validationLoss: 3, validationTop1: 0.5 }],
  runs: [{ name: 'without it', pictures: 9, top1: 0.1, top3: 0.2 }],
  calibration: { inkBins: [1, 2], temperatures: [3, 2, 1], deckTemperatures: [1, 1, 1] },
  judge: { threshold: 0.8, updates: 2, perWord: { sun: 1 } },
  engine: 'none',
  durationSeconds: 0,
};

const complaints = (change: object) =>
  cardSchema.safeParse({ ...CARD, ...change }).error?.issues.map(({ path, message }) => ({
    field: path.join('.'),
    message,
  })) ?? [];
const wrong = (change: object) => complaints(change).map(({ field }) => field);
const calibration = (change: object) => wrong({ calibration: { ...CARD.calibration, ...change } });

describe('a model card', () => {
  it('says everything, and keeps what it says', () => {
    expect(cardSchema.parse(CARD)).toEqual(CARD);
  });

  it('can leave out what not every network has', () => {
    const { teacher: _teacher, runs: _runs, unknown: _unknown, ...rest } = CARD;
    const { deckTemperatures: _decks, ...common } = CARD.calibration;
    const plain = { ...rest, calibration: common, judge: { threshold: 1, updates: 1 } };
    expect(cardSchema.parse(plain)).toEqual({ ...plain, unknown: false });
  });

  it.each(Object.keys(CARD).filter((field) => !['teacher', 'runs', 'unknown'].includes(field)))(
    'is none without %s',
    (field) => {
      expect(wrong({ [field]: undefined })).toEqual([field]);
    },
  );

  it('has a name that can be a folder, a hash, and words', () => {
    for (const version of ['', '-a', '.a', 'a/b', 'a b', '../a']) {
      expect(complaints({ version }), version).toEqual([
        { field: 'version', message: 'letters, digits, dots, dashes' },
      ]);
    }
    for (const version of ['7', 'A.b_c-9']) expect(wrong({ version })).toEqual([]);
    for (const contentHash of ['0'.repeat(63), '0'.repeat(65), 'G'.repeat(64), 'A'.repeat(64)]) {
      expect(complaints({ contentHash })).toEqual([
        { field: 'contentHash', message: '64 hexadecimal digits' },
      ]);
    }
    expect(wrong({ words: ['sun'] })).toEqual(['words']);
    expect(wrong({ words: ['sun', ''] })).toEqual(['words.1']);
    expect(wrong({ name: '' })).toEqual(['name']);
    expect(wrong({ input: 'sound' })).toEqual(['input']);
    expect(wrong({ input: 'raster-28x28-white-on-black' })).toEqual([]);
    expect(wrong({ output: 'labels' })).toEqual(['output']);
    expect(wrong({ createdAt: 'yesterday' })).toEqual(['createdAt']);
  });

  it('has counts and shares that can be', () => {
    expect(wrong({ parameters: -1 })).toEqual(['parameters']);
    expect(wrong({ bytes: 0.5 })).toEqual(['bytes']);
    expect(wrong({ durationSeconds: -1 })).toEqual(['durationSeconds']);
    expect(wrong({ metrics: { top1: -0.1, top3: 1.1, byInk: [{}] } })).toEqual([
      'metrics.top1',
      'metrics.top3',
      'metrics.byInk.0.ink',
      'metrics.byInk.0.top1',
      'metrics.byInk.0.top3',
    ]);
    expect(wrong({ curves: [{}] })).toEqual(['curves.0.epoch', 'curves.0.loss', 'curves.0.validationTop1']);
    expect(wrong({ runs: [{}] })).toEqual(['runs.0.name', 'runs.0.pictures', 'runs.0.top1', 'runs.0.top3']);
    expect(wrong({ teacher: {} })).toEqual(['teacher.name', 'teacher.licence']);
    expect(wrong({ data: { sources: [{}] } })).toEqual([
      'data.sources.0.name',
      'data.sources.0.licence',
      'data.sources.0.drawings',
      'data.train',
      'data.validation',
    ]);
  });

  it('has a judge that can be convinced', () => {
    expect(wrong({ judge: { threshold: 0, updates: 0 } })).toEqual(['judge.threshold', 'judge.updates']);
    expect(wrong({ judge: { threshold: 1.1, updates: 1.5 } })).toEqual(['judge.threshold', 'judge.updates']);
    expect(wrong({ judge: { threshold: 1, updates: 1, perWord: { sun: 0 } } })).toEqual([
      'judge.perWord.sun',
    ]);
  });

  it('has a temperature for each bin of ink, whose edges ascend', () => {
    expect(calibration({ inkBins: [1, 2, 9] })).toEqual([]);
    expect(calibration({ inkBins: [], temperatures: [1], deckTemperatures: undefined })).toEqual([]);
    expect(calibration({ inkBins: [2, 1] })).toEqual(['calibration.inkBins']);
    expect(calibration({ inkBins: [1, 1] })).toEqual(['calibration.inkBins']);
    expect(calibration({ inkBins: [1] })).toEqual(['calibration.temperatures']);
    expect(calibration({ inkBins: [1, 2, 3, 4] })).toEqual(['calibration.temperatures']);
    expect(calibration({ deckTemperatures: [1, 1] })).toEqual(['calibration.deckTemperatures']);
    expect(calibration({ inkBins: [0, 1] })).toEqual(['calibration.inkBins.0']);
    expect(calibration({ temperatures: [0, 1, 1] })).toEqual(['calibration.temperatures.0']);
    expect(calibration({ deckTemperatures: [1, 1, -1] })).toEqual(['calibration.deckTemperatures.2']);
    expect(calibration({ inkBins: [], temperatures: [], deckTemperatures: undefined })).toContain(
      'calibration.temperatures',
    );
    const [edges] = complaints({ calibration: { ...CARD.calibration, inkBins: [2, 1] } });
    const [each] = complaints({ calibration: { ...CARD.calibration, inkBins: [1] } });
    const [decks] = complaints({ calibration: { ...CARD.calibration, deckTemperatures: [] } });
    expect([edges, each, decks].map((complaint) => complaint!.message)).toEqual([
      'edges ascend',
      'one temperature for each bin; the last edge may be left out',
      'as many as there are temperatures',
    ]);
  });
});

describe('a layers model', () => {
  const file = {
    format: 'layers-model',
    modelTopology: { anything: true },
    weightsManifest: [
      { paths: ['a.bin', 'b.bin'], weights: [{ name: 'first', shape: [1] }] },
      { paths: ['c.bin'], weights: [{ name: 'second' }] },
    ],
  };
  const takes = (change: object) => layersModelSchema.safeParse({ ...file, ...change }).success;

  it('is one file and its weights, put together in the order in which it names them', () => {
    const model = layersModelSchema.parse(file);
    expect(model).toEqual(file);
    expect(weightFiles(model)).toEqual(['a.bin', 'b.bin', 'c.bin']);
    const { modelTopology, weightSpecs, weightData } = toArtifacts(model, [
      Uint8Array.of(1, 2),
      Uint8Array.of(),
      Uint8Array.of(3),
    ]);
    expect(modelTopology).toEqual(file.modelTopology);
    expect(weightSpecs).toEqual([{ name: 'first', shape: [1] }, { name: 'second' }]);
    expect([...new Uint8Array(weightData)]).toEqual([1, 2, 3]);
  });

  it('is nothing else', () => {
    expect(takes({ format: 'graph-model' })).toBe(false);
    expect(takes({ modelTopology: 'conv' })).toBe(false);
    expect(takes({ weightsManifest: [] })).toBe(false);
    expect(takes({ weightsManifest: [{ paths: [], weights: [] }] })).toBe(false);
    expect(takes({ weightsManifest: [{ paths: [1], weights: [] }] })).toBe(false);
    expect(takes({ weightsManifest: [{ paths: ['a'], weights: ['b'] }] })).toBe(false);
  });
});
