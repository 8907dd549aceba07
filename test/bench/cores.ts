/** What training gains by every core of the machine, on WebAssembly. Alone: `node --import tsx test/bench/cores.ts`. */
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { IMAGE_PIXELS } from '../../shared/drawing/index.ts';
import { openEngine } from '../../server/recognition/engine/engine.ts';
import { Learner } from '../../server/training/learner.ts';
import { createRandom } from '../../server/training/random.ts';
import { loadRecipe, outputsOf, type Recipe } from '../../server/training/recipe.ts';
import { Replicas } from '../../server/training/replicas.ts';
import type { Batch } from '../../server/training/sampling.ts';

const SECOND_MS = 1_000;
/** In turns, so that whatever else the machine does meets both alike. */
const TURNS = 7;
const STEPS_A_TURN = 4;
const LEARNING_RATE = 1e-3;

/** Trains the network that ships for some steps with one copy and with one for each core, and prints both speeds. */
export async function run(): Promise<void> {
  const copies = availableParallelism();
  // What is dropped from a layer is by part of a batch: with it the same batch would not have the same loss.
  const recipe: Recipe = { ...(await loadRecipe('live-345')), dropout: 0 };
  const engine = await openEngine({ prefer: 'wasm', purpose: 'train' });
  const first = new Learner(engine, recipe);
  const start = (count: number) => Replicas.start(count, 'wasm', recipe, first.optimiser.copy());
  const all = await start(copies);
  // Copies that know nothing of each other: more than that the machine has not to give.
  const apart = await Promise.all(Array.from({ length: copies }, () => start(1)));
  const one = apart[0]!;
  const batch = madeUpBatch(recipe);
  // The first step is slower than all others, and from the same weights: it tells whether both are the same.
  const losses = [await one.step(batch, LEARNING_RATE), await all.step(batch, LEARNING_RATE)] as const;
  const speeds: { one: number[]; all: number[]; apart: number[] } = { one: [], all: [], apart: [] };
  for (let turn = 0; turn < TURNS; turn += 1) {
    speeds.one.push(await speedOf([one], batch));
    speeds.all.push(await speedOf([all], batch));
    speeds.apart.push(await speedOf(apart, batch));
  }
  const [alone, together, limit] = [median(speeds.one), median(speeds.all), median(speeds.apart)];
  console.log(
    `live-345 (${first.model.countParams()} parameters), batches of ${recipe.batchSize}, WebAssembly:`,
  );
  console.log(`  one copy            ${alone.toFixed(0)} images/s`);
  console.log(`  ${copies} copies            ${together.toFixed(0)} images/s`);
  console.log(`  ${copies} that learn apart  ${limit.toFixed(0)} images/s: what the machine has to give`);
  console.log(`  gained              ${(together / alone).toFixed(2)} x of ${(limit / alone).toFixed(2)} x`);
  console.log(
    `  losses differ by    ${Math.abs(losses[0] - losses[1]).toExponential(1)} of ${losses[0].toFixed(3)}`,
  );
  await Promise.all([...apart, all, first].map((learning) => learning.close()));
}

/** Noise with labels: what a step costs does not depend on what is in the pictures. */
function madeUpBatch(recipe: Recipe): Batch {
  const random = createRandom('cores');
  const { batchSize } = recipe;
  const outputs = outputsOf(recipe);
  return {
    seed: 'cores',
    pictures: Float32Array.from({ length: batchSize * IMAGE_PIXELS }, () => random()),
    labels: Int32Array.from({ length: batchSize }, () => Math.floor(random() * outputs)),
    others: null,
    shares: null,
    opinions: null,
  };
}

/** Images a second, of all of these at once. */
async function speedOf(learners: readonly Replicas[], batch: Batch): Promise<number> {
  const begun = performance.now();
  await Promise.all(
    learners.map(async (learning) => {
      for (let step = 0; step < STEPS_A_TURN; step += 1) await learning.step(batch, LEARNING_RATE);
    }),
  );
  const images = learners.length * STEPS_A_TURN * batch.labels.length;
  return (images * SECOND_MS) / (performance.now() - begun);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await run();
