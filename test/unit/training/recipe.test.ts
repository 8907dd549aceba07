import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Dataset } from '../../../server/training/data/index.ts';
import {
  loadRecipe,
  outputsOf,
  parseRecipe,
  picturesPerEpoch,
  RecipeError,
  wordsOf,
  type Recipe,
} from '../../../server/training/recipe.ts';
import { retrainingRecipe } from '../../../server/training/retrain/recipe.ts';
import { changeRecipe, filesOf, type RunParts } from '../../../server/training/run.ts';
import { validationShareOf } from '../../../server/training/validation.ts';
import { ALL_WORDS, ARTICLE_WORDS } from '../../../shared/categories/deck.ts';
import { CARD } from './evaluated.ts';

let dir: string;
let recipe: Recipe;
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'inkling-recipe-'));
  recipe = await loadRecipe('live-345');
});
afterAll(() => rm(dir, { recursive: true, force: true }));

describe('a recipe', () => {
  it('that is no JSON, or not there, is told by its name, with those that are there', async () => {
    const file = path.join(dir, 'broken.json');
    await writeFile(file, '{"name": ');
    await expect(loadRecipe(file)).rejects.toThrow(
      /broken\.json: it is not JSON \(.+\)\. Name a file, or one of: /u,
    );
    await expect(loadRecipe(path.join(dir, 'none.json'))).rejects.toThrow(
      /none\.json: there is no such file/u,
    );
    await expect(loadRecipe(file)).rejects.toThrow(RecipeError);
  });

  it('that is wrong says where', () => {
    const wrong = () =>
      parseRecipe({ ...recipe, epochs: 0, sampling: { ...recipe.sampling, extra: 1 } }, 'mine');
    expect(wrong).toThrow(/The recipe mine is not valid:[\s\S]*epochs/u);
    expect(wrong).toThrow(/extra/u);
  });

  it('can only ask a teacher about blends if it has one', () => {
    const mixup = { share: 0.5, most: 0.5, asked: true };
    const distillation = { weight: 0.5, temperature: 2, picturesPerWord: 10 };
    expect(parseRecipe({ ...recipe, mixup, distillation }, 'mine').mixup).toEqual(mixup);
    expect(() => parseRecipe({ ...recipe, mixup, distillation: null }, 'mine')).toThrow(
      /has a teacher to ask/u,
    );
    const plain = { ...mixup, asked: false };
    expect(parseRecipe({ ...recipe, mixup: plain, distillation: null }, 'mine').mixup).toEqual(plain);
  });

  it('is about all words, those of the article, or some', () => {
    expect(wordsOf({ ...recipe, words: 'all' })).toBe(ALL_WORDS);
    expect(wordsOf({ ...recipe, words: 'article' })).toBe(ARTICLE_WORDS);
    expect(wordsOf({ ...recipe, words: ['sun', 'cat'] })).toEqual(['sun', 'cat']);
  });

  it('has an output more, and pictures more, where it learns what is no word', () => {
    const sampling = { ...recipe.sampling, picturesPerWord: 30 };
    const plain: Recipe = { ...recipe, words: ['sun', 'cat'], sampling, unknown: null };
    expect([outputsOf(plain), picturesPerEpoch(plain)]).toEqual([2, 60]);
    // A quarter of all are of no word: 20 of 80.
    const more: Recipe = { ...plain, unknown: { share: 0.25 } };
    expect([outputsOf(more), picturesPerEpoch(more)]).toEqual([3, 80]);
  });
});

describe('a recipe with the changes of a command', () => {
  it('is as it was where nothing is asked for', () => {
    expect(changeRecipe(recipe, {})).toEqual(recipe);
  });

  it('has other words, epochs and seed, and as many drawings as pictures of each word', () => {
    const changed = changeRecipe(recipe, { words: ['sun', 'cat'], perWord: 50, epochs: 7, seed: 0 });
    expect(changed).toEqual({
      ...recipe,
      words: ['sun', 'cat'],
      epochs: 7,
      seed: 0,
      sampling: { ...recipe.sampling, picturesPerWord: 50, drawingsPerWord: 50 },
    });
  });
});

describe('the files of a run', () => {
  const dataset = (bytes: number) =>
    new Dataset('data', [
      { word: 'cat', format: 'simplified', path: 'data/simplified/cat.ndjson', bytes },
      { word: 'dog', format: 'simplified', path: 'data/simplified/dog.ndjson', bytes: 1 },
    ]);
  const of = (change: Partial<Recipe> = {}, parts: Partial<RunParts> = {}) =>
    filesOf('work', {
      recipe: { ...recipe, words: ['cat', 'sun'], ...change },
      dataset: dataset(100),
      engine: 'wasm',
      teacher: undefined,
      startedFrom: undefined,
      ...parts,
    });
  const distillation = { weight: 0.5, temperature: 2, picturesPerWord: 10 };

  it('are those of the same run, however it is called and stored', () => {
    const { fingerprint, opinions } = of();
    const renamed = of({ name: 'other', description: 'Another.', weights: 'float16' });
    expect([renamed.fingerprint, renamed.opinions]).toEqual([fingerprint, opinions]);
    expect(renamed.checkpoint).toBe(path.join('work', 'training', `other-${fingerprint}.checkpoint`));
  });

  it('are others for another recipe, engine, teacher, start or other drawings of its words', () => {
    const { fingerprint } = of();
    const others = [
      of({ epochs: recipe.epochs + 1 }),
      of({}, { engine: 'native' }),
      of({}, { teacher: 'somebody' }),
      of({}, { startedFrom: 'tiny-1' }),
      of({}, { dataset: dataset(101) }),
    ].map((files) => files.fingerprint);
    expect(new Set([fingerprint, ...others]).size).toBe(6);
    const ofOthers = new Dataset('data', [{ word: 'dog', format: 'simplified', path: 'dog', bytes: 7 }]);
    const cats = new Dataset('data', []);
    expect(of({}, { dataset: ofOthers }).fingerprint).toBe(of({}, { dataset: cats }).fingerprint);
  });

  it('share what a teacher said between runs that ask it the same', () => {
    const { opinions } = of({ distillation });
    expect(of({ distillation, epochs: 99, dropout: 0.5 }).opinions).toBe(opinions);
    expect(of({ distillation: { ...distillation, weight: 0.1 } }).opinions).toBe(opinions);
    expect(of({ distillation: { ...distillation, temperature: 3 } }).opinions).not.toBe(opinions);
    const mixup = { share: 0.5, most: 0.5, asked: false };
    expect(of({ distillation, mixup }).opinions).toBe(opinions);
    expect(of({ distillation, mixup: { ...mixup, asked: true } }).opinions).not.toBe(opinions);
  });
});

describe('what a card says of its training', () => {
  it('is how it divided its drawings, or what is usual where it does not say', () => {
    expect(validationShareOf({ recipe: { sampling: { validationShare: 0.3 } } })).toBe(0.3);
    expect(validationShareOf({ recipe: 'templates' })).toBe(validationShareOf({ recipe: {} }));
  });

  it('is how a version is trained further, more gently and with itself as teacher', () => {
    const card = { ...CARD, recipe: { ...recipe, startedFrom: 'tiny-0' } };
    const further = retrainingRecipe(card, { epochs: 2, picturesPerWord: 9 });
    expect(further.optimiser.learningRate).toBeLessThan(recipe.optimiser.learningRate / 2);
    expect(further).toMatchObject({
      epochs: 2,
      sampling: { picturesPerWord: 9 },
      distillation: { picturesPerWord: 9 },
    });
    expect(retrainingRecipe(card).sampling).toEqual(recipe.sampling);
    expect(() => retrainingRecipe({ ...card, recipe: 'templates' })).toThrow(RecipeError);
  });
});
