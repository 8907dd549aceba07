import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NewDoodle } from '../../server/doodles/doodle.ts';
import { Store } from '../../server/doodles/store.ts';
import { readChampion } from '../../server/recognition/champion-file.ts';
import { openEngine, type Engine } from '../../server/recognition/engine/engine.ts';
import { readModelVersion } from '../../server/recognition/registry.ts';
import { readCollection, type Collection } from '../../server/training/collection.ts';
import { hashDrawing, openDataset } from '../../server/training/data/index.ts';
import { GATE_PAGE_FILE, readGate } from '../../server/training/gate/record.ts';
import type { Recipe } from '../../server/training/recipe.ts';
import { gatherDoodles } from '../../server/training/retrain/players.ts';
import { retrainingRecipe } from '../../server/training/retrain/recipe.ts';
import { retrain, type RetrainOptions } from '../../server/training/retrain/retrain.ts';
import { simplify } from '../../shared/drawing/index.ts';
import { doodles } from '../unit/training/doodles.ts';
import {
  TINY_VALIDATION_SHARE,
  tinyRecipe,
  trainTinyChampion,
  writeDataFolder,
} from './support/tiny-champion.ts';

const REPOSITORY = path.join(import.meta.dirname, '..', '..');
const PLAYERS = 30;
let dir: string;
let engine: Engine;
let store: Store;
let collection: Collection;
let recipe: Recipe;
let championVersion: string;
const words = doodles(1, 'words').map(({ word }) => word);

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'inkling-retrain-'));
  engine = await openEngine({ prefer: 'wasm', purpose: 'train' });
  store = await Store.open({ databaseUrl: undefined, dataDir: dir });
  await writeDataFolder(path.join(dir, 'data'), doodles(40, 'base'));
  recipe = await tinyRecipe(words);
  collection = await readCollection(path.join(dir, 'data'), words, TINY_VALIDATION_SHARE);
  championVersion = await trainTinyChampion(engine, recipe, collection, path.join(dir, 'models'));
  await givePlayersDoodles();
});
afterAll(async () => {
  await store.close();
  await rm(dir, { recursive: true, force: true });
});

let given = 0;
function save(change: Partial<NewDoodle> & Pick<NewDoodle, 'owner' | 'word' | 'drawing'>) {
  given += 1;
  return store.doodles.save({
    recognisedAtInk: null,
    modelVersion: championVersion,
    firstLook: { ownProbability: 0.7, bestWord: change.word, bestProbability: 0.7, unknown: 0 },
    pen: 'touch',
    language: 'en',
    country: null,
    drawnAt: Date.UTC(2026, 0, 1) + given,
    doubts: [],
    ...change,
  });
}

async function givePlayersDoodles(): Promise<void> {
  for (const { word, strokes } of doodles(PLAYERS, 'players')) {
    for (const [player, drawing] of strokes.entries())
      await save({ owner: `player ${player}`, word, drawing });
  }
}

async function options(): Promise<RetrainOptions> {
  const champion = await readModelVersion(path.join(dir, 'models', championVersion));
  return {
    engine,
    doodles: store.doodles,
    modelsDir: path.join(dir, 'models'),
    workDir: dir,
    champion,
    recipe: retrainingRecipe(champion.card, { epochs: 3 }),
    dataset: await openDataset(path.join(dir, 'data')),
    collection,
    replicas: 1,
    promotes: true,
    now: () => new Date('2026-02-02T02:02:02Z'),
  };
}

describe('what players gave', () => {
  const gather = (golden: ReadonlySet<string> = new Set()) => gatherDoodles(store.doodles, words, golden);
  const idsOf = ({ learn, choose, judge }: Awaited<ReturnType<typeof gather>>) =>
    [...learn, ...choose, ...judge].map(({ id }) => id);

  it('is not learnt from once it is taken back', async () => {
    const [drawing] = doodles(1, 'taken back')[0]!.strokes;
    const { id } = await save({ owner: 'gone', word: 'circle', drawing: drawing! });
    expect(idsOf(await gather())).toContain(id);
    await store.doodles.forget('gone');
    expect(idsOf(await gather())).not.toContain(id);
  });

  it('is on one side for each player, and limited for each player and word', async () => {
    const flood = doodles(12, 'flood')[0]!.strokes;
    for (const drawing of flood) await save({ owner: 'flood', word: 'circle', drawing });
    const { learn, choose, judge, counts } = await gather();
    expect(counts.aboveCap).toBe(8);
    expect([learn.length, choose.length, judge.length].every((count) => count > 0)).toBe(true);
    expect(learn.length + choose.length + judge.length).toBe(3 * PLAYERS + 4);
    await store.doodles.forget('flood');
  });

  it('is put aside or waits for a person where its word is another, until somebody says otherwise', async () => {
    const [aside, asked] = doodles(2, 'doubted')[2]!.strokes;
    const look = { bestWord: 'circle', bestProbability: 0.95, unknown: 0 };
    const doubted = { owner: 'doubted', word: 'zigzag' };
    const first = await save({ ...doubted, drawing: aside!, firstLook: { ...look, ownProbability: 0.001 } });
    const second = await save({ ...doubted, drawing: asked!, firstLook: { ...look, ownProbability: 0.04 } });
    expect((await gather()).counts.labels).toMatchObject({ quarantine: 1, ask: 1 });
    expect(await store.doodles.find(first.id)).toMatchObject({ quarantined: true, doubts: [] });
    expect(await store.doodles.find(second.id)).toMatchObject({
      quarantined: false,
      doubts: ['another-word'],
    });
    await store.doodles.moderate(first.id, 'accepted');
    expect(idsOf(await gather())).toContain(first.id);
    await store.doodles.forget('doubted');
  });

  it('is nothing new where the golden set has it', async () => {
    const [drawing] = doodles(1, 'golden')[1]!.strokes;
    const { id } = await save({ owner: 'copy', word: 'ladder', drawing: drawing! });
    const golden = new Set([hashDrawing(simplify(drawing!))]);
    expect(idsOf(await gather())).toContain(id);
    expect(idsOf(await gather(golden))).not.toContain(id);
    await store.doodles.forget('copy');
  });
});

describe('retraining', () => {
  it('goes on where it was interrupted, and leaves a version with its decision', async () => {
    const stop = new Error('interrupted');
    let part = '';
    const interrupted = retrain({
      ...(await options()),
      onPart: (now) => void (part = now),
      onStep: (_, fields) => {
        if (fields?.['epoch'] === '2/3') throw stop;
      },
    });
    await expect(interrupted).rejects.toBe(stop);
    expect(part).toBe('Training');

    const epochs = new Set<string>();
    const { result, counts } = await retrain({
      ...(await options()),
      onStep: (_, fields) => fields?.['epoch'] !== undefined && epochs.add(fields['epoch']),
    });
    expect([...epochs]).toEqual(['2/3', '3/3']);
    expect(counts).toMatchObject({ given: 3 * PLAYERS, leftOut: 0, players: PLAYERS });
    const folder = path.join(dir, 'models', result!.version);
    const { card } = await readModelVersion(folder);
    expect(card.recipe).toMatchObject({ startedFrom: championVersion });
    expect(card.data.sources.at(-1)).toMatchObject({ name: 'Doodles that players gave' });
    expect(await readGate(folder)).toEqual(result!.record);
    const page = await readFile(path.join(folder, GATE_PAGE_FILE), 'utf8');
    expect(page).toContain(championVersion);
    expect(page).not.toMatch(/(?:src|href)="http|url\(http/u);
    const { version } = await readChampion(path.join(dir, 'models'));
    expect(version).toBe(result!.record.passed ? result!.version : championVersion);
  });

  it('does nothing where nobody gave anything', async () => {
    for (let player = 0; player < PLAYERS; player++) await store.doodles.forget(`player ${player}`);
    expect((await retrain(await options())).result).toBeNull();
  });
});

describe('inkling models promote', () => {
  it('refuses what did not pass the gate, unless it is forced', async () => {
    const models = path.join(dir, 'models');
    const other = path.join(models, championVersion);
    const paired = { drawings: 1, lost: 1, gained: 0 };
    await writeFile(
      path.join(other, 'gate.json'),
      JSON.stringify({
        challenger: championVersion,
        champion: 'another',
        decidedAt: '2026-01-01T00:00:00.000Z',
        passed: false,
        checks: [{ name: 'golden', passed: false, finding: 'It is worse.' }],
        golden: { ...paired, fingerprint: 'f', before: 1, now: 0, best: 1 },
        players: paired,
      }),
    );
    await writeFile(path.join(models, 'champion.json'), JSON.stringify({ version: 'another' }));
    const promote = (...more: string[]) =>
      promisify(execFile)(
        process.execPath,
        [
          '--import',
          'tsx',
          'server/commands/main.ts',
          'models',
          'promote',
          championVersion,
          '--models',
          models,
          ...more,
        ],
        { cwd: REPOSITORY },
      );
    await expect(promote()).rejects.toMatchObject({
      stderr: expect.stringContaining('It is worse.') as string,
    });
    expect((await readChampion(models)).version).toBe('another');
    await promote('--force');
    expect((await readChampion(models)).version).toBe(championVersion);
  });
});
