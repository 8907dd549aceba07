import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { CARD_FILE, cardSchema, type ModelCard } from '../../shared/recognition/card.ts';
import { MODEL_FILE } from '../../shared/recognition/layers-model.ts';
import { inputKindOf } from '../../shared/recognition/look.ts';
import { contentHash } from '../recognition/content-hash.ts';
import type { Engine } from '../recognition/engine/engine.ts';
import { fromFloat16, toFloat16 } from './float16.ts';
import { writeModelCard } from './model-card.ts';
import { dequantize, equalise, quantize } from './quantize.ts';
import type { Recipe } from './recipe.ts';

const WEIGHTS_FILE = 'weights.bin';
const VERSION_HASH_DIGITS = 8;
/**
 * Smaller weights stay floats where others get 8 bits: biases, and a first convolution, whose errors go through all layers.
 * Each of them would save 12 KB at most.
 */
const FEWEST_TO_QUANTIZE = 4096;

/** What a card says beyond what follows from the network's files themselves. */
export type CardFacts = Omit<
  ModelCard,
  'version' | 'parameters' | 'bytes' | 'contentHash' | 'input' | 'output'
>;

/** A weight's entry in a tfjs weights manifest. */
interface WeightSpec {
  readonly name: string;
  readonly shape: (number | null)[];
  readonly dtype: 'float32';
  readonly quantization?: {
    dtype: 'float16' | 'uint8';
    original_dtype: 'float32';
    scale?: number;
    min?: number;
  };
}

/** One of a network's weights as it is stored, and the values that a reader makes of that. */
interface StoredWeight {
  readonly spec: WeightSpec;
  readonly bytes: Uint8Array;
  readonly values: Float32Array;
}

interface StoredWeights {
  readonly storage: Recipe['weights'];
  readonly weights: readonly StoredWeight[];
}

/**
 * What networks were rounded to. Going to 8 bits moves weights between layers, so doing it again to what came out would come to
 * other weights than those that were measured.
 */
const roundedTo = new WeakMap<LayersModel, StoredWeights>();

/**
 * Rounds a network's weights to how they will be stored, so that what is measured is what ships. For `uint8` its layers are
 * equalised first: single weights change by more than rounding, what the network computes does not.
 */
export function roundWeights({ tf }: Engine, model: LayersModel, storage: Recipe['weights']): void {
  const stored = storeWeights(model, storage);
  tf.tidy(() => {
    model.setWeights(
      stored.weights.map(({ values }, index) => tf.tensor(values, model.weights[index]!.read().shape)),
    );
  });
  roundedTo.set(model, stored);
}

/**
 * Writes a model version: a new folder `<name>-<hash>` with model.json, weights.bin and card.json. Written beside it first
 * and then renamed, so that a version is there whole or not at all.
 *
 * @returns the folder's name
 * @throws where the network's weights are not rounded to the storage, as what was measured would not be what ships
 */
export async function writeVersion(
  modelsDir: string,
  name: string,
  model: LayersModel,
  storage: Recipe['weights'],
  facts: CardFacts,
): Promise<string> {
  const stored = storedWeights(model, storage);
  const modelJson = Buffer.from(
    JSON.stringify({
      format: 'layers-model',
      generatedBy: 'Inkling',
      modelTopology: model.toJSON(null, false) as object,
      weightsManifest: [{ paths: [WEIGHTS_FILE], weights: stored.map(({ spec }) => spec) }],
    }),
  );
  const weightBytes = Buffer.concat(stored.map(({ bytes }) => bytes));
  const hash = contentHash(modelJson, [weightBytes]);
  const version = `${name}-${hash.slice(0, VERSION_HASH_DIGITS)}`;
  const card = cardSchema.parse({
    version,
    ...facts,
    parameters: model.countParams(),
    bytes: modelJson.length + weightBytes.length,
    input: inputKindOf(model.inputs[0]!.shape),
    output: 'logits',
    contentHash: hash,
  });

  const folder = join(modelsDir, version);
  const draft = `${folder}.part`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  await writeFile(join(draft, MODEL_FILE), modelJson);
  await writeFile(join(draft, WEIGHTS_FILE), weightBytes);
  await writeFile(join(draft, CARD_FILE), `${JSON.stringify(card, null, 2)}\n`);
  await writeModelCard(draft, card);
  // The name holds the content's hash: what is there already is the same network, trained again.
  await rm(folder, { recursive: true, force: true });
  await rename(draft, folder);
  return version;
}

/** The weights as they were rounded, or as they are where the storage keeps them so. */
function storedWeights(model: LayersModel, storage: Recipe['weights']): readonly StoredWeight[] {
  const rounded = roundedTo.get(model);
  const { weights } = rounded?.storage === storage ? rounded : storeWeights(model, storage);
  const kept = weights.every(({ values }, index) => {
    const current = model.weights[index]!.read().dataSync();
    return values.every((value, position) => Object.is(value, current[position]));
  });
  if (!kept) throw new Error(`These weights are not rounded to ${storage}: call roundWeights, then measure.`);
  return weights;
}

/** How a network's weights are stored; the network itself stays as it is. */
function storeWeights(model: LayersModel, storage: Recipe['weights']): StoredWeights {
  const values = model.weights.map((weight) => Float32Array.from(weight.read().dataSync()));
  if (storage === 'uint8') equalise(model, values);
  const weights = model.weights.map((weight, index) => {
    const spec = { name: weight.originalName, shape: weight.shape, dtype: 'float32' } as const;
    return storeWeight(spec, values[index]!, storage);
  });
  return { storage, weights };
}

function storeWeight(spec: WeightSpec, values: Float32Array, storage: Recipe['weights']): StoredWeight {
  const original_dtype = 'float32';
  if (storage === 'float16') {
    const halves = toFloat16(values);
    return {
      spec: { ...spec, quantization: { dtype: storage, original_dtype } },
      bytes: bytesOf(halves),
      values: fromFloat16(halves),
    };
  }
  if (storage === 'uint8' && values.length >= FEWEST_TO_QUANTIZE) {
    const { codes, ...grid } = quantize(values);
    return {
      spec: { ...spec, quantization: { dtype: storage, ...grid, original_dtype } },
      bytes: codes,
      values: dequantize(codes, grid),
    };
  }
  return { spec, bytes: bytesOf(values), values };
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array | Uint16Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
