/**
 * The process that trains for the lab, one run and then it ends. The server starts it with a channel for messages and a lower
 * priority, so that nobody's game is slower for it than it has to be.
 */
import { performance } from 'node:perf_hooks';
import { openEngine } from '../../recognition/engine/engine.ts';
import { countDrawings } from '../collection.ts';
import { measure } from '../measure.ts';
import { roundWeights, writeVersion } from '../version.ts';
import { readLabDrawings } from './drawings.ts';
import type { TrainerReport, TrainerRequest } from './messages.ts';
import { labRecipe } from './recipes.ts';
import { teach } from './teach.ts';

/** Steps are told so often at the most. */
const STEP_REPORT_MS = 250;

let isStopped = false;

process.on('message', (request: TrainerRequest) => {
  if (request.type === 'stop') isStopped = true;
  else void run(request).then(() => process.disconnect());
});
// Nobody is there any more to train for.
process.on('disconnect', () => process.exit());

async function run({
  choices,
  dataDir,
  modelsDir,
}: Extract<TrainerRequest, { type: 'start' }>): Promise<void> {
  const startedAt = performance.now();
  const recipe = labRecipe(choices);
  const { collection, source } = await readLabDrawings(
    dataDir,
    choices.words,
    choices.perWord,
    recipe.sampling.validationShare,
  );
  const engine = await openEngine({ prefer: 'auto', purpose: 'train', threads: 1 });
  const drawings = {
    train: countDrawings(collection.train),
    validation: countDrawings(collection.validation),
  };
  let saidAt = 0;
  const { model, curve } = await teach({
    engine,
    recipe,
    collection,
    onReady: (ready) => say({ type: 'ready', source, drawings, ...ready }),
    onStep: (step) => {
      if (performance.now() - saidAt < STEP_REPORT_MS) return;
      saidAt = performance.now();
      say({ type: 'step', step });
    },
    onEpoch: (point, confusion, guesses) => say({ type: 'epoch', point, confusion, guesses }),
    isStopped: () => isStopped,
  });
  // Nobody plays with a network that has learnt nothing.
  if (curve.length === 0) {
    say({ type: 'done', version: null });
    return;
  }
  say({ type: 'measuring' });
  roundWeights(engine, model, recipe.weights);
  const version = await writeVersion(modelsDir, recipe.name, model, recipe.weights, {
    createdAt: new Date().toISOString(),
    name: recipe.name,
    description: recipe.description,
    words: [...choices.words],
    recipe: { ...recipe },
    seed: recipe.seed,
    data: {
      sources: [
        source === 'quickdraw'
          ? { name: 'Quick, Draw!', licence: 'CC BY 4.0', drawings: drawings.train }
          : { name: 'Inkling’s own doodles, redrawn', licence: 'MIT', drawings: drawings.train },
      ],
      ...drawings,
    },
    ...measure(engine, model, collection.validation, recipe.seed),
    curves: curve.map(({ accuracy, ...point }) => ({ ...point, validationTop1: accuracy })),
    engine: engine.description,
    durationSeconds: Math.round((performance.now() - startedAt) / 1000),
  });
  say({ type: 'done', version });
}

function say(report: TrainerReport): void {
  process.send?.(report);
}
