import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEngine, type Engine } from '../../../server/recognition/engine/engine.ts';
import { measureRun } from '../../../server/training/compare.ts';
import { examine, type Candidate } from '../../../server/training/gate/examine.ts';
import { divideValidation, type GoldenSet } from '../../../server/training/gate/golden.ts';
import { holdGate } from '../../../server/training/gate/hold.ts';
import { readGate } from '../../../server/training/gate/record.ts';
import { measure } from '../../../server/training/measure.ts';
import { loadRecipe } from '../../../server/training/recipe.ts';
import { DECK_SIZE, EASY_WORDS, HARD_WORDS } from '../../../shared/categories/deck.ts';
import { doodles } from './doodles.ts';
import { CARD } from './evaluated.ts';
import { stubborn } from './networks.ts';

const WORDS = ['circle', 'ladder', 'zigzag'];
const validation = doodles(12, 'gate');
let engine: Engine;
let dir: string;
let golden: GoldenSet;
beforeAll(async () => {
  engine = await openEngine({ prefer: 'wasm', purpose: 'train' });
  dir = await mkdtemp(path.join(tmpdir(), 'inkling-gate-'));
  golden = divideValidation(validation, 0.9).golden;
});
afterAll(() => rm(dir, { recursive: true, force: true }));

/** A network that takes everything for one word, and its folder. */
async function fanOf(word: string, words = WORDS): Promise<Candidate> {
  const version = `fan-of-${word}`;
  await mkdir(path.join(dir, version), { recursive: true });
  const logits = words.map((other) => (other === word ? 3 : 0));
  return { model: stubborn(engine, logits), card: { ...CARD, version, words } };
}

function hold(champion: Candidate, challenger: Candidate, set = golden) {
  return holdGate({
    engine,
    champion,
    challenger,
    golden: set,
    players: [],
    modelsDir: dir,
    learntFrom: [],
    now: new Date('2026-02-02T02:02:02Z'),
  });
}

/** What is right of the golden set if everything is taken for the word. */
function shareOf(word: string, set = golden): number {
  return set.words.find((one) => one.word === word)!.strokes.length / set.drawings;
}

describe('holding the gate', () => {
  it('leaves the decision in the challenger’s folder, with the best that a champion ever had', async () => {
    const [circles, ladders, zigzags] = [await fanOf('circle'), await fanOf('ladder'), await fanOf('zigzag')];
    const { record } = await hold(circles, ladders);
    expect(record).toMatchObject({ challenger: 'fan-of-ladder', champion: 'fan-of-circle', passed: false });
    expect(record.golden).toMatchObject({ before: shareOf('circle'), now: shareOf('ladder') });
    expect(record.golden.best).toBe(Math.max(shareOf('circle'), shareOf('ladder')));
    expect(await readGate(path.join(dir, 'fan-of-ladder'))).toEqual(record);
    // What the first champion had is remembered when the second one is held against a third.
    const { record: later } = await hold(ladders, zigzags);
    expect(later.golden.best).toBe(Math.max(...WORDS.map((word) => shareOf(word))));
    // On another golden set that figure says nothing.
    const other = divideValidation(validation, 0.6).golden;
    const { record: elsewhere } = await hold(ladders, zigzags, other);
    expect(elsewhere.golden.best).toBe(Math.max(shareOf('ladder', other), shareOf('zigzag', other)));
  });

  it('is impossible between networks of different words', async () => {
    const challenger = await fanOf('circle', ['circle', 'ladder']);
    await expect(hold(await fanOf('circle'), challenger)).rejects.toThrow(/know different words/u);
  });

  it('says nothing of a word of which the golden set has no drawing', async () => {
    const some = { ...golden, words: golden.words.slice(1) };
    const { figures, judged } = await examine(engine, await fanOf('ladder'), some);
    expect(Object.keys(figures.perWord)).toEqual(['ladder', 'zigzag']);
    expect(judged.map(({ label }) => label)).not.toContain(0);
  });
});

describe('measuring', () => {
  it('judges drawings of a default game’s words on decks of these, and all among all words', () => {
    const words = [...EASY_WORDS.slice(0, 22), ...HARD_WORDS.slice(0, 3)];
    const [circle] = doodles(1, 'measure')[0]!.strokes;
    const model = stubborn(
      engine,
      words.map((_, label) => (label === 0 ? 2 : 0)),
    );
    const one = words.map((word) => ({ word, strokes: [circle!], bitmaps: [], otherBitmaps: [] }));
    const { metrics, unknown } = measure(engine, model, one, 1);
    expect(unknown).toBe(false);
    expect(metrics.unknown).toBeNull();
    expect(metrics.firstStable.deck).toBe(DECK_SIZE);
    expect(metrics.decks.map((deck) => deck.words)).toEqual([10, 20, 25]);
    expect(metrics.decks.map(({ byInk }) => byInk[0]!.drawings)).toEqual([22, 22, 25]);
    // Of all words only the one that it takes everything for is right; in a deck without that one nobody can say.
    expect(metrics.decks[2]!.byInk.map(({ top1 }) => top1)).toEqual(Array(5).fill(1 / 25));
    expect(metrics).toMatchObject({ drawings: 25, top1: 1 / 25, macroTop1: 1 / 25 });
  });

  it('measures a short run by the network as it is', async () => {
    const live = await loadRecipe('live-345');
    const recipe = { ...live, words: WORDS, unknown: null };
    const run = measureRun(engine, stubborn(engine, [0, 3, 0]), validation, recipe);
    expect(run).toMatchObject({ top1: 1 / 3, unknownAuroc: null });
    expect(run.byInk.map(({ ink }) => ink)).toEqual([0.3, 0.5, 0.7, 1]);
    const sure = Math.exp(3) / (Math.exp(3) + 2);
    for (const { macroTop1, ece } of run.byInk) {
      expect(macroTop1).toBeCloseTo(1 / 3);
      expect(ece).toBeCloseTo(sure - 1 / 3, 5);
    }
  });
});
