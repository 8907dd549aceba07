import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Collector } from '../../doodles/collector.ts';
import { isTeachable } from '../../doodles/doodle.ts';
import { Store } from '../../doodles/store.ts';
import { promote, readChampion } from '../../recognition/champion-file.ts';
import { NetworkRecogniser } from '../../recognition/network-recogniser.ts';
import { readModelVersion, type ModelVersion } from '../../recognition/registry.ts';
import type { Examination } from '../gate/examine.ts';
import type { GateResult } from '../gate/hold.ts';
import { pair } from '../gate/mcnemar.ts';
import { mean } from '../metrics.ts';
import { retrain } from '../retrain/retrain.ts';
import { Crowd, type Gift, type PlayerKind } from './crowd.ts';
import type { Contest, Cycle, Scenario, ScenarioResult, Standing } from './result.ts';
import type { SimulationOptions } from './options.ts';
import type { World } from './world.ts';

const STATE_FILE = 'cycles.json';

/** A network's first guesses on the golden set, which has the same order each time. */
interface Answers {
  readonly version: string;
  /** For each drawing whether the first guess was right, and whether its word is one of the focus. */
  readonly hits: readonly boolean[];
  readonly isFocus: readonly boolean[];
}

/** What is kept between two cycles. */
interface State {
  readonly seed: string;
  readonly cycles: readonly Cycle[];
  readonly first: Answers;
  readonly champion: Answers;
}

/** Plays a scenario, from where an earlier run left it. @param first the models folder that the game begins with */
export async function playOn(
  options: SimulationOptions,
  world: World,
  first: string,
  scenario: Scenario,
): Promise<ScenarioResult> {
  const dir = path.join(options.outDir, scenario);
  const modelsDir = path.join(dir, 'models');
  let state = await readState(dir, options.seed);
  if (!state) {
    await rm(dir, { recursive: true, force: true });
    await mkdir(dir, { recursive: true });
    await cp(first, modelsDir, { recursive: true });
  } else await promote(modelsDir, state.champion.version);
  const store = await Store.open({ databaseUrl: undefined, dataDir: dir });
  const crowd = new Crowd(world, scenario === 'trolls', options.seed);
  const kinds = new Map<string, PlayerKind>();
  /** Gifts that are in the store already: those of cycles before, and of one that was interrupted. */
  let known = await store.doodles.count();
  try {
    for (let cycle = 1; cycle <= options.cycles; cycle++) {
      const gifts = crowd.gifts(cycle);
      for (const { owner, kind } of gifts) kinds.set(owner, kind);
      const fresh = gifts.slice(known);
      known = Math.max(0, known - gifts.length);
      if (cycle <= (state?.cycles.length ?? 0)) continue;
      const champion = await readModelVersion(path.join(modelsDir, (await readChampion(modelsDir)).version));
      await give(store, champion, fresh, cycle);
      const result = await learn(options, world, dir, store, champion);
      const before = answersOf(world, champion.card.version, result.champion);
      const after = answersOf(world, result.version, result.challenger);
      const done = cycleOf(cycle, result, before, after, await countGiven(store, kinds));
      state = {
        seed: options.seed,
        cycles: [...(state?.cycles ?? []), done],
        first: state?.first ?? before,
        champion: result.promoted ? after : before,
      };
      await writeState(dir, state);
      options.onCycle?.(scenario, done);
    }
  } finally {
    await store.close();
  }
  const { first: start, champion: end, cycles } = state!;
  const { players, trolls } = crowd;
  return {
    scenario,
    players,
    trolls,
    start: standingOf(start),
    end: standingOf(end),
    change: contestOf(start, end),
    cycles: cycles.slice(0, options.cycles),
  };
}

/** What players give goes the way of a server: the network looks, the filters doubt, the store keeps. */
async function give(
  store: Store,
  champion: ModelVersion,
  gifts: readonly Gift[],
  cycle: number,
): Promise<void> {
  const recogniser = await NetworkRecogniser.start(champion, {
    engine: 'wasm',
    onBroken: (error) => {
      throw error;
    },
  });
  try {
    const collector = new Collector({ doodles: store.doodles, recogniser, now: () => Date.now() });
    for (const { owner, word, drawing } of gifts) {
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
  } finally {
    await recogniser.close();
  }
}

type Learnt = GateResult & { readonly version: string; readonly promoted: boolean };

async function learn(
  options: SimulationOptions,
  world: World,
  dir: string,
  { doodles }: Store,
  champion: ModelVersion,
): Promise<Learnt> {
  const { engine, replicas, onPart, onStep } = options;
  const recipe = world.retraining(champion.card);
  const { result } = await retrain({
    engine,
    replicas,
    ...(onPart && { onPart }),
    ...(onStep && { onStep }),
    doodles,
    modelsDir: path.join(dir, 'models'),
    workDir: dir,
    champion,
    recipe: { ...recipe, words: champion.card.words },
    dataset: world.dataset,
    collection: world.collection,
    promotes: true,
    now: () => new Date(),
  });
  if (!result) throw new Error('The players gave nothing to learn from.');
  return result;
}

function cycleOf(
  cycle: number,
  { version, promoted, record }: Learnt,
  before: Answers,
  after: Answers,
  given: Cycle['given'],
): Cycle {
  return {
    cycle,
    champion: standingOf(before),
    challenger: standingOf(after),
    version,
    promoted,
    refusals: record.checks.filter(({ passed }) => !passed).map(({ name }) => name),
    golden: contestOf(before, after),
    players: record.players,
    given,
  };
}

function answersOf({ focus }: World, version: string, { judged, figures }: Examination): Answers {
  const words = Object.keys(figures.perWord);
  return {
    version,
    hits: judged.map(({ label, guess }) => label === guess),
    isFocus: judged.map(({ label }) => focus.words.includes(words[label]!)),
  };
}

function standingOf(answers: Answers): Standing {
  return { all: mean(answers.hits.map(Number)), focus: mean(inFocus(answers).map(Number)) };
}

function contestOf(before: Answers, after: Answers): Contest {
  return { all: pair(before.hits, after.hits), focus: pair(inFocus(before), inFocus(after)) };
}

function inFocus({ hits, isFocus }: Answers): boolean[] {
  return hits.filter((_, index) => isFocus[index]);
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

/** @returns null where there is none, or it is of other players */
async function readState(dir: string, seed: string): Promise<State | null> {
  const text = await readFile(path.join(dir, STATE_FILE), 'utf8').catch(() => null);
  if (text === null) return null;
  const state = JSON.parse(text) as State;
  return state.seed === seed ? state : null;
}

async function writeState(dir: string, state: State): Promise<void> {
  const file = path.join(dir, STATE_FILE);
  await writeFile(`${file}.new`, JSON.stringify(state));
  await rename(`${file}.new`, file);
}
