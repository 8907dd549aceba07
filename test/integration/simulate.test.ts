import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readChampion } from '../../server/recognition/champion-file.ts';
import { openEngine, type Engine } from '../../server/recognition/engine/engine.ts';
import { readCollection } from '../../server/training/collection.ts';
import { hashDrawing } from '../../server/training/data/index.ts';
import { GATE_PAGE_FILE } from '../../server/training/gate/record.ts';
import { championWorld } from '../../server/training/simulation/champion-world.ts';
import type { SimulationOptions } from '../../server/training/simulation/options.ts';
import { playOn } from '../../server/training/simulation/play.ts';
import { SCARCE_WORDS, scarceWorld } from '../../server/training/simulation/scarce-world.ts';
import { simulate } from '../../server/training/simulation/simulate.ts';
import { doodles } from '../unit/training/doodles.ts';
import {
  TINY_VALIDATION_SHARE,
  tinyRecipe,
  trainTinyChampion,
  writeDataFolder,
} from './support/tiny-champion.ts';

/** Of each word; an eighth of them are for players. */
const DRAWINGS = 140;
const words = doodles(1, 'words').map(({ word }) => word);
let dir: string;
let engine: Engine;
let version: string;

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'inkling-simulate-'));
  engine = await openEngine({ prefer: 'wasm', purpose: 'train' });
  const data = path.join(dir, 'data');
  await writeDataFolder(data, doodles(DRAWINGS, 'base'));
  const collection = await readCollection(data, words, TINY_VALIDATION_SHARE);
  version = await trainTinyChampion(engine, await tinyRecipe(words), collection, path.join(dir, 'models'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

function options(change: Partial<SimulationOptions> = {}): SimulationOptions {
  return {
    world: 'champion',
    engine,
    replicas: 1,
    dataDir: path.join(dir, 'data'),
    modelsDir: path.join(dir, 'models'),
    outDir: path.join(dir, 'out'),
    scenarios: ['honest'],
    cycles: 1,
    seed: 'players',
    ...change,
  };
}

describe('the world of the champion', () => {
  it('lets players draw only what neither the training nor the golden set has', async () => {
    const world = await championWorld(options());
    expect(world.description).toContain(`${version}, the network that ships, with all its 3 words`);
    expect(world.askedWords).toEqual(words);
    const kept = new Set(
      [...world.collection.train, ...world.collection.validation].flatMap(({ strokes }) =>
        [...strokes].map(hashDrawing),
      ),
    );
    const drawn = [...world.pools.values()].flat().map(hashDrawing);
    expect(drawn.filter((hash) => kept.has(hash))).toEqual([]);
    expect(drawn.length).toBeGreaterThan(30);
    expect(kept.size + drawn.length).toBe(3 * DRAWINGS);
    const lengths = world.askedWords.map((word) => world.pools.get(word)!.length);
    expect(world.pools.get(world.floodedWord)).toHaveLength(Math.max(...lengths));
  });

  it('is none where there is nothing to draw', async () => {
    const little = path.join(dir, 'little');
    await writeDataFolder(little, doodles(12, 'base'));
    await expect(championWorld(options({ dataDir: little }))).rejects.toThrow(/dataset download/u);
  });
});

describe('a simulation', () => {
  it('plays the whole way, and goes on with what an earlier run left', async () => {
    const told: string[] = [];
    const onCycle: SimulationOptions['onCycle'] = (scenario, { cycle }) =>
      void told.push(`${scenario} ${cycle}`);
    const result = await simulate(options({ onCycle }));
    expect(told).toEqual(['honest 1']);
    expect(result).toMatchObject({ world: 'champion', focus: { words } });
    const [scenario] = result.scenarios;
    expect(scenario).toMatchObject({ scenario: 'honest', players: 70, trolls: 0 });
    const [first] = scenario!.cycles;
    expect(first!.promoted).toBe(first!.refusals.length === 0);
    expect(scenario!.end).toEqual(first!.promoted ? first!.challenger : first!.champion);
    expect(scenario!.start).toEqual(first!.champion);
    const { given, believed } = first!.given.honest!;
    expect(given).toBeGreaterThan(20);
    expect(believed).toBeLessThanOrEqual(given);
    expect(believed).toBeGreaterThan(0);
    const models = path.join(dir, 'out', 'honest', 'models');
    expect(await readdir(path.join(models, first!.version))).toContain(GATE_PAGE_FILE);
    expect((await readChampion(models)).version).toBe(first!.promoted ? first!.version : version);

    const further = await simulate(options({ cycles: 2, onCycle }));
    expect(told).toEqual(['honest 1', 'honest 2']);
    expect(further.scenarios[0]!.cycles[0]).toEqual(first);
    expect(further.scenarios[0]!.cycles).toHaveLength(2);
    const second = further.scenarios[0]!.cycles[1]!;
    expect(second.champion).toEqual(scenario!.end);
    // All has been drawn, and nobody draws a drawing twice.
    expect(second.given.honest!.given).toBe(given);

    const again = await simulate(options({ onCycle }));
    expect(told).toHaveLength(2);
    expect(again.scenarios[0]!.cycles).toEqual([first]);
  });

  it('of other players begins anew, and says so where they give nothing', async () => {
    const world = await championWorld(options());
    const nothing = { ...world, pools: new Map(words.map((word) => [word, []])) };
    const other = options({ seed: 'others' });
    const playing = playOn(other, nothing, path.join(dir, 'out', 'first'), 'honest');
    await expect(playing).rejects.toThrow(/gave nothing to learn from/u);
    expect((await readChampion(path.join(dir, 'out', 'honest', 'models'))).version).toBe(version);
  });
});

describe('the scarce world', () => {
  const world = (dataDir: string) =>
    scarceWorld({ engine, replicas: 1, dataDir, workDir: path.join(dir, 'scarce') });

  it('names what is missing', async () => {
    const dataDir = path.join(dir, 'some');
    await writeDataFolder(dataDir, named(SCARCE_WORDS.slice(1), 1));
    await expect(world(dataDir)).rejects.toThrow(`There are no drawings of "${SCARCE_WORDS[0]!}"`);
  });

  it('has a dozen drawings to learn from of some words, and leaves the rest of these to players', async () => {
    const dataDir = path.join(dir, 'enough');
    await writeDataFolder(dataDir, named(SCARCE_WORDS, 60));
    const { focus, pools, collection, floodedWord, askedWords } = await world(dataDir);
    expect(focus.words).toHaveLength(8);
    expect(focus.words).toContain(floodedWord);
    expect(askedWords).toEqual(SCARCE_WORDS);
    for (const [index, word] of SCARCE_WORDS.entries()) {
      const base = [collection.train, collection.validation].flatMap((side) => [...side[index]!.strokes]);
      const known = collection.train[index]!.strokes.length;
      const isPoor = focus.words.includes(word);
      // Of the others there are fewer drawings here than it would take.
      if (isPoor) expect(known).toBe(12);
      else expect(known).toBeGreaterThan(12);
      expect(pools.get(word)!.length > 0).toBe(isPoor);
      const hashes = new Set(base.map(hashDrawing));
      expect(pools.get(word)!.filter((drawing) => hashes.has(hashDrawing(drawing)))).toEqual([]);
      expect(hashes.size + pools.get(word)!.length).toBe(60);
    }
  });
});

/** Circles by many names. */
function named(names: readonly string[], count: number) {
  return names.map((word) => ({ word, strokes: doodles(count, word)[0]!.strokes }));
}
