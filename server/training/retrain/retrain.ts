import { join } from 'node:path';
import type { Sequential } from '@tensorflow/tfjs-layers';
import type { Engine } from '../../recognition/engine/engine.ts';
import { loadNetwork } from '../../recognition/network.ts';
import { readModelVersion, type ModelVersion } from '../../recognition/registry.ts';
import { promote } from '../../recognition/champion-file.ts';
import type { Doodles } from '../../doodles/doodles.ts';
import { loadCheckpoint, removeCheckpoint } from '../checkpoint.ts';
import { countDrawings, type Collection, type WordDrawings } from '../collection.ts';
import type { Dataset } from '../data/index.ts';
import { divideValidation, type GoldenSet } from '../gate/golden.ts';
import { holdGate, type GateResult } from '../gate/hold.ts';
import { likelihoodOn } from '../gate/examine.ts';
import { measure } from '../measure.ts';
import { mean } from '../metrics.ts';
import { filesOf } from '../run.ts';
import { wordsOf, type Recipe } from '../recipe.ts';
import { planEpoch } from '../sampling.ts';
import { allViews, askTeacher } from '../soft-labels.ts';
import { loadTeacher, opinionsOf } from '../teacher.ts';
import { train, type TrainedNetwork, type TrainingOptions } from '../trainer.ts';
import { roundWeights, writeVersion } from '../version.ts';
import { mixIn, ReplayOpinions } from './mix.ts';
import { gatherDoodles, type PlayersCounts, type PlayersDoodles } from './players.ts';

/** Epochs that may pass without a better network: half of them, as the small steps at the end are the surest. */
const PATIENCE = 5;
/** Drawings of a word by which the network is chosen. */
const CHOOSING_PER_WORD = 20;

export interface RetrainOptions {
  readonly engine: Engine;
  readonly doodles: Doodles;
  readonly modelsDir: string;
  /** Where checkpoints are kept. */
  readonly workDir: string;
  readonly champion: ModelVersion;
  readonly recipe: Recipe;
  readonly dataset: Dataset;
  /** Of the base data, as the champion's own training divided it. */
  readonly collection: Collection;
  readonly replicas: number;
  /** Whether a challenger that passes becomes champion. */
  readonly promotes: boolean;
  readonly now: () => Date;
  /** A part of the work begins, `total` steps of it. */
  readonly onPart?: (part: RetrainPart, total: number) => void;
  /** So much of the part is done. */
  readonly onStep?: (done: number, fields?: Readonly<Record<string, string>>) => void;
}

export const RETRAIN_PARTS = ['Asking the champion', 'Training', 'Measuring', 'Deciding'] as const;
export type RetrainPart = (typeof RETRAIN_PARTS)[number];

export interface Retrained {
  readonly counts: PlayersCounts;
  /** null where players gave nothing to learn from. */
  readonly result: (GateResult & { readonly version: string; readonly promoted: boolean }) | null;
}

/**
 * Trains the champion further with what players gave, and lets the gate decide about what comes out. An interrupted run goes on
 * after its last finished epoch, as long as it would learn from the same doodles.
 */
export async function retrain(options: RetrainOptions): Promise<Retrained> {
  const { engine, champion, recipe, collection, modelsDir } = options;
  const words = wordsOf(recipe);
  const { golden, choosing } = divideValidation(collection.validation, recipe.sampling.validationShare);
  const players = await gatherDoodles(options.doodles, words, golden.hashes);
  if (players.learn.length === 0) return { counts: players.counts, result: null };

  const championModel = await loadNetwork(engine.layers, champion.artifacts);
  try {
    const trained = await learn(options, championModel, players, choosing);
    roundWeights(engine, trained.model, recipe.weights);
    const version = await write(options, trained, players, choosing);
    trained.model.dispose();
    const result = await decideOn(options, championModel, golden, players, version);
    const promoted = options.promotes && result.record.passed;
    if (promoted) await promote(modelsDir, version);
    return { counts: players.counts, result: { ...result, version, promoted } };
  } finally {
    championModel.dispose();
  }
}

type Network = Awaited<ReturnType<typeof loadNetwork>>;

async function learn(
  options: RetrainOptions,
  championModel: Network,
  players: PlayersDoodles,
  choosing: readonly WordDrawings[],
): Promise<TrainedNetwork> {
  const { engine, recipe, collection, champion, replicas, onPart, onStep } = options;
  const words = wordsOf(recipe);
  const files = filesOf(options.workDir, {
    recipe,
    dataset: options.dataset,
    engine: engine.name,
    teacher: champion.card.version,
    startedFrom: [champion.card.version, ...players.learn.map(({ id }) => id)].join(),
  });
  const drawings = words.map((word) =>
    players.learn.filter((doodle) => doodle.word === word).map(({ drawing }) => drawing),
  );
  const views = allViews(collection.train, recipe);
  onPart?.('Asking the champion', views.length);
  const teacher = await loadTeacher(engine, champion.folder, words);
  const { temperature } = recipe.distillation!;
  const opinions = await askTeacher(
    (pictures) => opinionsOf(engine, teacher, pictures, temperature),
    collection.train,
    views,
    recipe,
    files.opinions,
    (done) => onStep?.(done),
  );
  teacher.model.dispose();
  const perEpoch = planEpoch(collection.train, recipe, 0).length;
  onPart?.('Training', perEpoch * recipe.epochs);
  const checkpointFile = join(options.workDir, 'training', 'retrain.checkpoint');
  let best = '–';
  const training: TrainingOptions = {
    engine,
    recipe,
    collection: { train: collection.train, validation: choosing },
    fingerprint: files.fingerprint,
    checkpointFile,
    resume: await canResume(checkpointFile, files.fingerprint),
    teacher: new ReplayOpinions(opinions, drawings),
    startWeights: championModel.getWeights(),
    replicas,
    now: () => performance.now(),
    plan: (epoch) => mixIn(planEpoch(collection.train, recipe, epoch), drawings, recipe, epoch),
    earlyStop: { patience: PATIENCE, score: scoreOn(engine, words, players, choosing) },
    onStep: ({ epoch, pictures, loss }) =>
      onStep?.(epoch * perEpoch + pictures, {
        epoch: `${epoch + 1}/${recipe.epochs}`,
        loss: loss.toFixed(3),
        score: best,
      }),
    onEpoch: ({ score = 0 }) => {
      best = `${(100 * score).toFixed(1)} %`;
    },
  };
  return train(training);
}

/** A checkpoint of other doodles, or of another champion, is no start: what was taken back would live on in it. */
async function canResume(file: string, fingerprint: string): Promise<boolean> {
  return loadCheckpoint(file, fingerprint).then(
    (checkpoint) => checkpoint !== null,
    () => false,
  );
}

/**
 * How good a network is while it learns: how likely it finds the right word of base drawings and of players' doodles, both
 * counting the same. It learns from neither, and is not judged by them in the end. Not its top-1: of the few doodles that there
 * are at first, one more or less would decide.
 */
function scoreOn(
  engine: Engine,
  words: readonly string[],
  players: PlayersDoodles,
  choosing: readonly WordDrawings[],
): (model: Sequential) => number {
  const base = choosing.flatMap(({ word, strokes }) =>
    strokes.slice(0, CHOOSING_PER_WORD).map((drawing) => ({ word, drawing })),
  );
  const sides = [base, players.choose].filter(({ length }) => length > 0);
  return (model) => mean(sides.map((side) => likelihoodOn(engine, model, words, side)));
}

async function write(
  { engine, champion: { card }, recipe, collection, modelsDir, workDir, now, onPart, onStep }: RetrainOptions,
  { model, curves, seconds }: TrainedNetwork,
  players: PlayersDoodles,
  choosing: readonly WordDrawings[],
): Promise<string> {
  onPart?.('Measuring', 1);
  const measured = measure(engine, model, choosing, recipe.seed, (done, total) => onStep?.(done / total));
  const given = {
    name: 'Doodles that players gave',
    licence: 'given by their drawers',
    drawings: players.learn.length,
  };
  const version = await writeVersion(modelsDir, card.name, model, recipe.weights, {
    createdAt: now().toISOString(),
    name: card.name,
    description: card.description,
    words: card.words,
    recipe: { ...recipe, startedFrom: card.version },
    seed: recipe.seed,
    ...(card.teacher && { teacher: card.teacher }),
    data: {
      sources: [...card.data.sources.filter(({ name }) => name !== given.name), given],
      train: countDrawings(collection.train) + players.learn.length,
      validation: countDrawings(choosing),
    },
    ...measured,
    curves: [...curves],
    engine: engine.description,
    durationSeconds: Math.round(seconds),
  });
  await removeCheckpoint(join(workDir, 'training', 'retrain.checkpoint'));
  return version;
}

async function decideOn(
  { engine, modelsDir, champion, now, onPart, onStep }: RetrainOptions,
  championModel: Network,
  golden: GoldenSet,
  { judge, learn: learnt, counts }: PlayersDoodles,
  version: string,
): Promise<GateResult> {
  onPart?.('Deciding', 2 * golden.words.length);
  const written = await readModelVersion(join(modelsDir, version));
  const model = await loadNetwork(engine.layers, written.artifacts);
  const { accept, ask, quarantine } = counts.labels;
  const result = await holdGate({
    engine,
    champion: { model: championModel, card: champion.card },
    challenger: { model, card: written.card },
    golden,
    players: judge,
    modelsDir,
    learntFrom: [
      ['doodles given', String(counts.given)],
      ['left out by filters, reports or persons', String(counts.leftOut)],
      ['with a label that is believed', String(accept)],
      ['put aside for their label', String(quarantine)],
      ['waiting for a person because of their label', String(ask)],
      ['above one player’s share', String(counts.aboveCap)],
      ['learnt from', String(learnt.length)],
      ['held against it in the end', String(judge.length)],
    ],
    now: now(),
    onWord: (done) => onStep?.(done),
  });
  model.dispose();
  return result;
}
