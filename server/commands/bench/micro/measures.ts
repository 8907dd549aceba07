import {
  drawingToImage,
  IMAGE_PIXELS,
  IMAGE_SIDE_PIXELS,
  simplify,
  type Drawing,
} from '../../../../shared/drawing/index.ts';
import { DOODLES, doodleToDrawing } from '../../../../shared/doodles/index.ts';
import { createGame, DEFAULT_SETTINGS, reduce, type GameState } from '../../../../shared/game/index.ts';
import { encodeDraw, requests, type DrawingOp } from '../../../../shared/protocol/index.ts';
import { openEngine, type Engine } from '../../../recognition/engine/engine.ts';
import { MicroBatcher } from '../../../recognition/micro-batcher.ts';
import { Learner } from '../../../training/learner.ts';
import { createRandom } from '../../../training/random.ts';
import { loadRecipe, outputsOf } from '../../../training/recipe.ts';
import { copier } from './copier.ts';
import { multiplyAdds } from './multiply-adds.ts';
import type { Measure } from './ratio.ts';
import { socketMeasure } from './sockets.ts';

const DRAWINGS = 32;
const TRAINING_BATCH = 64;
const SERVING_BATCH = 8;
const BATCHED = 32;
const ROOM_SIZE = 8;
const NOW_MS = 1_000;
/** So small that nothing goes wrong however long it is measured. */
const LEARNING_RATE = 1e-4;

/** Everything that is measured, each against the least that could do its work on this machine. */
export async function measures(): Promise<Measure[]> {
  return [
    ...drawingMeasures(),
    wireMeasure(),
    await socketMeasure(),
    roomMeasure(),
    batcherMeasure(),
    ...(await networkMeasures()),
  ];
}

/** Against copying: every point is read, and a picture written. */
function drawingMeasures(): Measure[] {
  const drawings = Object.values(DOODLES)
    .slice(0, DRAWINGS)
    .map(([doodle]) => doodleToDrawing(doodle!));
  const out = new Uint8Array(IMAGE_PIXELS);
  const each = (work: (drawing: Drawing) => unknown) => () => {
    for (const drawing of drawings) work(drawing);
  };
  const copy = each(copier(drawings));
  const limitName = 'copying points and picture';
  return [
    { name: 'rasterise', limitName, work: each((drawing) => drawingToImage(drawing, out)), limit: copy },
    { name: 'simplify', limitName, work: each((drawing) => simplify(drawing)), limit: copy },
  ];
}

/** A packet of ink as it comes from a socket, against JSON alone. */
function wireMeasure(): Measure {
  const points = Array.from({ length: 12 }, (_, i) => [300 + 7 * i, 400 + ((13 * i) % 29), 16]).flat();
  const ops: DrawingOp[] = [{ type: 'extend', points }];
  const text = JSON.stringify(encodeDraw({ round: 3, sheet: 'sheet', revision: 7, ops }));
  return {
    name: 'parse a packet of ink',
    limitName: 'JSON.parse of the same text',
    work: () => requests['draw:ops'].parse(JSON.parse(text)),
    limit: () => JSON.parse(text) as unknown,
  };
}

/** A step of the rules in a room of eight, against copying its state once. */
function roomMeasure(): Measure {
  let game: GameState = createGame({ ...DEFAULT_SETTINGS, maxPlayers: ROOM_SIZE });
  for (let place = 0; place < ROOM_SIZE; place += 1) {
    const join = {
      type: 'join',
      playerId: `player-${place}`,
      name: `Player ${place}`,
      color: place,
    } as const;
    game = reduce(game, join, NOW_MS, Math.random).state;
  }
  const update = { type: 'update', playerId: 'player-3', name: 'Somebody else' } as const;
  return {
    name: 'reduce an event of a room',
    limitName: 'structuredClone of its state',
    work: () => reduce(game, update, NOW_MS, Math.random),
    limit: () => structuredClone(game),
  };
}

/** What gathering costs, against a promise each. */
function batcherMeasure(): Measure {
  const items = Array.from({ length: BATCHED }, (_, index) => index);
  const answer = (all: readonly number[]) => Promise.resolve(all);
  const batcher = new MicroBatcher({
    run: answer,
    maxBatch: BATCHED,
    maxRunning: 1,
    maxWaitMs: 1,
    maxQueue: 2 * BATCHED,
  });
  return {
    name: `gather ${BATCHED} pictures`,
    limitName: 'a promise for each',
    work: () => Promise.all(items.map((item) => batcher.submit(item))),
    limit: () => Promise.all(items.map((item) => Promise.resolve(item))),
  };
}

/** The article's network, against one matrix product of as many multiply-adds on the same engine. */
async function networkMeasures(): Promise<Measure[]> {
  const engine = await openEngine({ prefer: 'wasm', purpose: 'train' });
  const recipe = await loadRecipe('seed');
  const learner = new Learner(engine, recipe);
  const random = createRandom('micro', 'bench');
  const pictures = Float32Array.from({ length: TRAINING_BATCH * IMAGE_PIXELS }, () => random());
  const labels = Int32Array.from({ length: TRAINING_BATCH }, (_, at) => at % outputsOf(recipe));
  const batch = { seed: 'bench', pictures, labels, others: null, shares: null, opinions: null };
  const forward = multiplyAdds(learner.model);
  const { tf } = engine;
  const few = tf.tensor4d(pictures.slice(0, SERVING_BATCH * IMAGE_PIXELS), [
    SERVING_BATCH,
    IMAGE_SIDE_PIXELS,
    IMAGE_SIDE_PIXELS,
    1,
  ]);
  const guess = () => {
    tf.tidy(() => void (learner.model.predict(few) as typeof few).dataSync());
  };
  return [
    {
      name: `guess ${SERVING_BATCH} pictures`,
      limitName: 'one matrix product of as many multiply-adds',
      work: guess,
      limit: product(engine, SERVING_BATCH * forward),
    },
    {
      name: `a training step of ${TRAINING_BATCH}`,
      limitName: 'one matrix product of three times the multiply-adds of guessing',
      work: () => learner.step(batch, LEARNING_RATE),
      limit: product(engine, 3 * TRAINING_BATCH * forward),
    },
  ];
}

/** So small that the second factor stays in the processor's nearest cache. */
const PRODUCT_SIDE = 64;

function product({ tf }: Engine, multiplyAddCount: number): () => void {
  const count = Math.round(multiplyAddCount / PRODUCT_SIDE ** 2);
  const [rows, columns] = [
    tf.randomUniform([count, PRODUCT_SIDE]),
    tf.randomUniform([PRODUCT_SIDE, PRODUCT_SIDE]),
  ];
  return () => {
    // WebAssembly has computed it when this returns. To copy it out would take as long again, or six times as long, depending on
    // what memory the system has at hand.
    tf.tidy(() => void tf.matMul(rows, columns));
  };
}
