import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadChanges, loadRuns, saveRuns, withChange } from '../../../server/training/compare.ts';
import { loadRecipe, RecipeError, type Recipe } from '../../../server/training/recipe.ts';

let dir: string;
let recipe: Recipe;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'inkling-compare-'));
  recipe = await loadRecipe('live-345');
});
afterAll(() => rm(dir, { recursive: true, force: true }));

describe('a change to a recipe', () => {
  it('replaces what it names and leaves the rest', () => {
    const changed = withChange(recipe, { name: 'fewer prefixes', change: { prefixes: { share: 0.1 } } });
    expect(changed).toEqual({ ...recipe, prefixes: { ...recipe.prefixes, share: 0.1 } });
  });

  it('takes away what it says is null', () => {
    const changed = withChange(recipe, { name: 'no teacher', change: { distillation: null } });
    expect(changed).toEqual({ ...recipe, distillation: null });
  });

  it('that makes no recipe is refused by its name', () => {
    const wrong = { name: 'a typing error', change: { prefixes: { shore: 1 } } };
    expect(() => withChange(recipe, wrong)).toThrow(RecipeError);
    expect(() => withChange(recipe, wrong)).toThrow(/a typing error/);
  });

  it('of the ones that ship, each is a recipe and another one', async () => {
    const file = join(import.meta.dirname, '../../../server/training/comparisons/live-345.json');
    const changes = await loadChanges(file);
    expect(changes.length).toBeGreaterThan(5);
    for (const change of changes) expect(withChange(recipe, change)).not.toEqual(recipe);
  });

  it('in a file that is none is refused', async () => {
    const file = join(dir, 'changes.json');
    await writeFile(file, '[{"name": "x"}]');
    await expect(loadChanges(file)).rejects.toThrow(RecipeError);
    await expect(loadChanges(join(dir, 'nowhere.json'))).rejects.toThrow(/nowhere/);
  });
});

it('runs are kept in a file, and none is no error', async () => {
  const file = join(dir, 'runs.json');
  expect(await loadRuns(file)).toEqual([]);
  const byInk = [{ ink: 0.5, macroTop1: 0.2, ece: 0.1 }];
  const run = { name: 'a', pictures: 10, parameters: 5, top1: 0.5, top3: 0.6, byInk, seconds: 1 };
  await saveRuns(file, [{ ...run, unknownAuroc: null }]);
  expect(await loadRuns(file)).toEqual([{ ...run, unknownAuroc: null }]);
});
