import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Collector } from '../../doodles/collector.ts';
import { isTeachable } from '../../doodles/doodle.ts';
import { Store } from '../../doodles/store.ts';
import { readChampion } from '../../recognition/champion-file.ts';
import type { Engine } from '../../recognition/engine/engine.ts';
import { NetworkRecogniser } from '../../recognition/network-recogniser.ts';
import { readModelVersion } from '../../recognition/registry.ts';
import { countDrawings, readCollection, type Collection } from '../collection.ts';
import { openDataset } from '../data/index.ts';
import { divideValidation } from '../gate/golden.ts';
import type { Examination } from '../gate/examine.ts';
import { measure } from '../measure.ts';
import { mean } from '../metrics.ts';
import { retrainingRecipe } from '../retrain/recipe.ts';
import { retrain, type RetrainOptions } from '../retrain/retrain.ts';
import { train } from '../trainer.ts';
import { roundWeights, writeVersion } from '../version.ts';
import { Crowd, type PlayerKind } from './crowd.ts';
import { buildWorld, POOR_WORDS, type World } from './world.ts';

/**
 * The whole way of a doodle, again and again: players give, the filters doubt, labels are sorted, a challenger learns, the gate
 * decides. Everything is what a server runs; only the players are made up.
 */

export const SCENARIOS = ['honest', 'trolls'] as const;
export type Scenario = (typeof SCENARIOS)[number];

/** How good a network is on the golden set. */
export interface Standing {
  readonly all: number;
  /** On words that began with little data. */
  readonly poor: number;
}

export interface Cycle {
  readonly cycle: number;
  readonly champion: Standing;
  readonly challenger: Standing;
  readonly promoted: boolean;
  /** What the gate found wanting. */
  readonly refusals: readonly string[];
  /** All that has been given so far, and what of it the network may learn from, by who gave it. */
  readonly given: Partial<Record<PlayerKind, { readonly given: number; readonly believed: number }>>;
}

export interface ScenarioResult {
  readonly scenario: Scenario;
  readonly players: number;
  readonly trolls: number;
  readonly start: Standing;
  readonly cycles: readonly Cycle[];
  /** Of the last champion. */
  readonly end: Standing;
}

export interface SimulationOptions extends Pick<RetrainOptions, 'engine' | 'replicas' | 'onPart' | 'onStep'> {
  readonly dataDir: string;
  /** Everything is written here. */
  readonly outDir: string;
  readonly cycles: number;
  readonly seed: string;
  readonly onCycle?: (scenario: Scenario, cycle: Cycle) => void;
}

export async function simulate(options: SimulationOptions): Promise<ScenarioResult[]> {
  const { engine, outDir } = options;
  const world = await buildWorld(options.dataDir, path.join(outDir, 'base'));
  const collection = await readCollection(
    world.baseDir,
    wordsOf(world),
    world.recipe.sampling.validationShare,
  );
  const first = path.join(outDir, 'first');
  await rm(first, { recursive: true, force: true });
  await trainFirst(options, world, collection, first);
  const results: ScenarioResult[] = [];
  for (const scenario of SCENARIOS) {
    const dir = path.join(outDir, scenario);
    await rm(dir, { recursive: true, force: true });
    await mkdir(dir, { recursive: true });
    await cp(first, path.join(dir, 'models'), { recursive: true });
    results.push(await play(options, world, collection, engine, scenario, dir));
  }
  return results;
}

function wordsOf({ recipe }: World): readonly string[] {
  return recipe.words as readonly string[];
}

/** The network that the game begins with. */
async function trainFirst(
  { engine, replicas, outDir, onPart, onStep }: SimulationOptions,
  { recipe }: World,
  collection: Collection,
  modelsDir: string,
): Promise<void> {
  const words = collection.train.map(({ word }) => word);
  const { choosing } = divideValidation(collection.validation, recipe.sampling.validationShare);
  const perEpoch = recipe.sampling.picturesPerWord * words.length;
  onPart?.('Training', perEpoch * recipe.epochs);
  const { model, curves, seconds } = await train({
    engine,
    recipe,
    collection: { train: collection.train, validation: choosing },
    fingerprint: 'first',
    checkpointFile: path.join(outDir, 'first.checkpoint'),
    resume: false,
    teacher: null,
    startWeights: null,
    replicas,
    now: () => performance.now(),
    onStep: ({ epoch, pictures, loss }) => onStep?.(epoch * perEpoch + pictures, { loss: loss.toFixed(3) }),
  });
  roundWeights(engine, model, recipe.weights);
  const version = await writeVersion(modelsDir, recipe.name, model, recipe.weights, {
    createdAt: new Date().toISOString(),
    name: recipe.name,
    description: recipe.description,
    words: [...words],
    recipe,
    seed: recipe.seed,
    data: {
      sources: [],
      train: countDrawings(collection.train),
      validation: countDrawings(choosing),
    },
    ...measure(engine, model, choosing, recipe.seed),
    curves: [...curves],
    engine: engine.description,
    durationSeconds: Math.round(seconds),
  });
  await writeFile(path.join(modelsDir, 'champion.json'), JSON.stringify({ version }));
  model.dispose();
}

async function play(
  options: SimulationOptions,
  world: World,
  collection: Collection,
  engine: Engine,
  scenario: Scenario,
  dir: string,
): Promise<ScenarioResult> {
  const modelsDir = path.join(dir, 'models');
  const store = await Store.open({ databaseUrl: undefined, dataDir: dir });
  const crowd = new Crowd(world.pools, scenario === 'trolls', options.seed);
  const kinds = new Map<string, PlayerKind>();
  const cycles: Cycle[] = [];
  let end: Standing | null = null;
  try {
    for (let cycle = 1; cycle <= options.cycles; cycle++) {
      const champion = await readModelVersion(path.join(modelsDir, (await readChampion(modelsDir)).version));
      const recogniser = await NetworkRecogniser.start(champion, {
        engine: 'wasm',
        onBroken: (error) => {
          throw error;
        },
      });
      const collector = new Collector({ doodles: store.doodles, recogniser, now: () => Date.now() });
      for (const { owner, kind, word, drawing } of crowd.gifts(cycle)) {
        kinds.set(owner, kind);
        await collector.keep({
          artistId: owner,
          round: cycle,
          sheet: owner,
          word,
          drawing,
          recognisedAtInk: null,
          pen: 'touch',
          language: 'en',
          country: null,
        });
      }
      await recogniser.close();
      const { result } = await retrain({
        ...options,
        engine,
        doodles: store.doodles,
        modelsDir,
        workDir: dir,
        champion,
        recipe: retrainingRecipe(champion.card),
        dataset: await openDataset(world.baseDir),
        collection,
        promotes: true,
        now: () => new Date(),
      });
      if (!result) throw new Error('The players gave nothing to learn from.');
      const done: Cycle = {
        cycle,
        champion: standingOf(result.champion),
        challenger: standingOf(result.challenger),
        promoted: result.promoted,
        refusals: result.record.checks.filter(({ passed }) => !passed).map(({ name }) => name),
        given: await countGiven(store, kinds),
      };
      cycles.push(done);
      end = done.promoted ? done.challenger : done.champion;
      options.onCycle?.(scenario, done);
    }
  } finally {
    await store.close();
  }
  const { players, trolls } = crowd;
  return { scenario, players, trolls, start: cycles[0]!.champion, cycles, end: end! };
}

function standingOf({ judged, figures }: Examination): Standing {
  const words = Object.keys(figures.perWord);
  const poor = judged.filter(({ label }) => POOR_WORDS.includes(words[label]!));
  return { all: figures.top1, poor: mean(poor.map(({ label, guess }) => Number(label === guess))) };
}

async function countGiven(
  { doodles }: Store,
  kinds: ReadonlyMap<string, PlayerKind>,
): Promise<Cycle['given']> {
  const counts: Partial<Record<PlayerKind, { given: number; believed: number }>> = {};
  for await (const doodle of doodles.all()) {
    const kind = kinds.get(doodle.owner)!;
    const { given, believed } = counts[kind] ?? { given: 0, believed: 0 };
    counts[kind] = { given: given + 1, believed: believed + Number(isTeachable(doodle)) };
  }
  return counts;
}
