// How many images a second the engines train and recognise, each in a process of its own.
// Alone: node --import tsx test/bench/engine.ts
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { isNativeBuilt, openEngine, type Layers, type Tf } from '../../server/recognition/engine/engine.ts';
import { loadTfjs, require } from '../../server/recognition/engine/tfjs.ts';

type EngineUnderTest = 'wasm' | 'native' | 'javascript';
interface Speed {
  /** Images in a second on the wall. */
  readonly perSecond: number;
  /** Images in a second of one core's time: what other programs on the machine disturb least. */
  readonly perCoreSecond: number;
}
interface Measurement {
  readonly description: string;
  /** By what was measured. */
  readonly speeds: Record<string, Speed>;
}
type Measured = Partial<Record<EngineUnderTest, Measurement>>;

const SECOND_MS = 1000;
const SECOND_US = 1_000_000;
/** How long each figure is measured, after a warm-up. */
const MEASURE_MS = 3 * SECOND_MS;
const TRAINING_BATCH = 128;
/** JavaScript trains about 5 images a second: a batch of 128 would keep us half a minute. */
const TINY_TRAINING_BATCH = 4;
const SERVING_BATCHES = [1, 8, 64];
const CLASSES = 10;
const PICTURE = [28, 28, 1] as const;

const CHILD_FLAG = '--measure=';
const NAMES: Record<EngineUnderTest, string> = {
  wasm: 'WebAssembly',
  native: 'native',
  javascript: 'JavaScript',
};

/** Measures every engine installed here and prints the figures side by side. Takes about 30 s. */
export async function run(): Promise<void> {
  const engines: EngineUnderTest[] = [
    'wasm',
    ...(isNativeBuilt() ? (['native'] as const) : []),
    'javascript',
  ];
  const measured: Measured = {};
  // One after another, because they would share the cores.
  for (const engine of engines) measured[engine] = await measureInChild(engine);

  console.log('The seed network (28x28x1, 34,808 parameters):');
  for (const engine of engines) console.log(`  ${NAMES[engine]}: ${measured[engine]?.description ?? ''}`);
  if (!isNativeBuilt()) console.log('  native: not built, see `npm run native`');
  console.log('Images a second:');
  printTable(measured, 'perSecond');
  console.log("Images a second of one core's time:");
  printTable(measured, 'perCoreSecond');
}

function printTable(measured: Measured, figure: keyof Speed): void {
  const { wasm, native, javascript } = measured;
  const rows = Object.keys(wasm?.speeds ?? {}).map((what) => {
    const row: Record<string, string> = {};
    for (const [engine, { speeds }] of Object.entries(measured)) {
      row[NAMES[engine as EngineUnderTest]] = rounded(speeds[what]?.[figure]);
    }
    row['WebAssembly / JavaScript'] = ratio(wasm?.speeds[what]?.[figure], javascript?.speeds[what]?.[figure]);
    if (native)
      row['native / WebAssembly'] = ratio(native.speeds[what]?.[figure], wasm?.speeds[what]?.[figure]);
    return [what, row] as const;
  });
  console.table(Object.fromEntries(rows));
}

function rounded(speed: number | undefined): string {
  return speed === undefined ? '' : speed.toFixed(speed < 100 ? 1 : 0);
}

function ratio(speed: number | undefined, reference: number | undefined): string {
  return speed === undefined || reference === undefined ? '' : `${(speed / reference).toFixed(2)} x`;
}

async function measureInChild(engine: EngineUnderTest): Promise<Measurement> {
  const file = fileURLToPath(import.meta.url);
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--import',
    'tsx',
    file,
    `${CHILD_FLAG}${engine}`,
  ]);
  return JSON.parse(stdout) as Measurement;
}

async function measure(engine: EngineUnderTest): Promise<Measurement> {
  const { tf, layers, description } = await open(engine);
  const model = seedNetwork(layers);
  const trainingBatch = engine === 'javascript' ? TINY_TRAINING_BATCH : TRAINING_BATCH;
  const speeds: Record<string, Speed> = {
    [`training, batch ${TRAINING_BATCH}`]: trainingSpeed(tf, model, trainingBatch),
  };
  for (const batch of SERVING_BATCHES) speeds[`recognition, batch ${batch}`] = servingSpeed(tf, model, batch);
  return { description, speeds };
}

async function open(engine: EngineUnderTest): Promise<{ tf: Tf; layers: Layers; description: string }> {
  if (engine !== 'javascript') return openEngine({ prefer: engine, purpose: 'train' });
  // No engine of ours, only the yardstick.
  const { tf, layers } = loadTfjs();
  require('@tensorflow/tfjs-backend-cpu');
  await tf.setBackend('cpu');
  return {
    tf,
    layers,
    description: `JavaScript, tfjs ${tf.version_core}, trained in batches of ${TINY_TRAINING_BATCH}`,
  };
}

type Model = ReturnType<Layers['sequential']>;

/** The network of the article that the project starts from. */
function seedNetwork({ layers, sequential }: Layers): Model {
  return sequential({
    layers: [
      layers.conv2d({ inputShape: [...PICTURE], kernelSize: 5, filters: 24, activation: 'relu' }),
      layers.maxPooling2d({ poolSize: 2 }),
      layers.conv2d({ kernelSize: 5, filters: 24, activation: 'relu' }),
      layers.maxPooling2d({ poolSize: 2 }),
      layers.flatten(),
      layers.dense({ units: 50, activation: 'relu' }),
      layers.dense({ units: CLASSES }),
    ],
  });
}

type Tensor = InstanceType<Tf['Tensor']>;
type Scalar = ReturnType<Tf['scalar']>;

function trainingSpeed(tf: Tf, model: Model, batch: number): Speed {
  const pictures = tf.randomUniform([batch, ...PICTURE]);
  const labels = tf.oneHot(
    tf.tensor1d(
      Array.from({ length: batch }, (_, index) => index % CLASSES),
      'int32',
    ),
    CLASSES,
  );
  const optimizer = tf.train.momentum(0.03, 0.9);
  const loss = (): Scalar =>
    tf.losses.softmaxCrossEntropy(labels, model.apply(pictures, { training: true }) as Tensor);
  return speedOf(batch, () => {
    const value = optimizer.minimize(loss, true);
    // Reading a result waits for an engine that works in the background.
    value?.dataSync();
    value?.dispose();
  });
}

/** From pixels in memory to probabilities in memory, as the judge does it. */
function servingSpeed(tf: Tf, model: Model, batch: number): Speed {
  const pixels = new Float32Array(batch * PICTURE[0] * PICTURE[1]).map((_, index) => (index % 7) / 7);
  return speedOf(batch, () => {
    tf.tidy(() => tf.softmax(model.predict(tf.tensor(pixels, [batch, ...PICTURE])) as Tensor).dataSync());
  });
}

function speedOf(batch: number, step: () => void): Speed {
  const WARM_UP_STEPS = 3;
  for (let warmUp = 0; warmUp < WARM_UP_STEPS; warmUp++) step();
  const start = performance.now();
  const processorStart = process.cpuUsage();
  let steps = 0;
  while (performance.now() - start < MEASURE_MS) {
    step();
    steps++;
  }
  const { user, system } = process.cpuUsage(processorStart);
  return {
    perSecond: (steps * batch * SECOND_MS) / (performance.now() - start),
    perCoreSecond: (steps * batch * SECOND_US) / (user + system),
  };
}

const childEngine = process.argv
  .find((argument) => argument.startsWith(CHILD_FLAG))
  ?.slice(CHILD_FLAG.length);
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (childEngine) console.log(JSON.stringify(await measure(childEngine as EngineUnderTest)));
  else await run();
}
