import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { CARD_FILE, cardSchema, contentHash, MODEL_FILE, type ModelCard } from '../recognition/card.ts';
import type { Engine } from '../recognition/engine/engine.ts';
import { fromFloat16, toFloat16 } from './float16.ts';
import type { Recipe } from './recipe.ts';

const WEIGHTS_FILE = 'weights.bin';
const VERSION_HASH_DIGITS = 8;

/** What a card says beyond what follows from the network's files themselves. */
export type CardFacts = Omit<
  ModelCard,
  'version' | 'parameters' | 'bytes' | 'contentHash' | 'input' | 'output'
>;

/** Rounds a network's weights to how they will be stored, so that what is measured is what ships. */
export function roundWeights({ tf }: Engine, model: LayersModel, storage: Recipe['weights']): void {
  if (storage === 'float32') return;
  tf.tidy(() => {
    model.setWeights(
      model.getWeights().map((weight) => {
        const values = fromFloat16(toFloat16(Float32Array.from(weight.dataSync())));
        return tf.tensor(values, weight.shape);
      }),
    );
  });
}

/**
 * Writes a model version: a new folder `<name>-<hash>` with model.json, weights.bin and card.json. Written beside it first
 * and then renamed, so that a version is there whole or not at all.
 *
 * @returns the folder's name
 */
export async function writeVersion(
  modelsDir: string,
  name: string,
  model: LayersModel,
  storage: Recipe['weights'],
  facts: CardFacts,
): Promise<string> {
  const tensors = model.weights.map((weight) => ({ name: weight.originalName, tensor: weight.read() }));
  const parts = tensors.map(({ tensor }) => {
    const values = Float32Array.from(tensor.dataSync());
    return Buffer.from(storage === 'float16' ? toFloat16(values).buffer : values.buffer);
  });
  const quantization =
    storage === 'float16' ? { quantization: { dtype: 'float16', original_dtype: 'float32' } } : {};
  const weights = tensors.map(({ name, tensor }) => ({
    name,
    shape: tensor.shape,
    dtype: 'float32',
    ...quantization,
  }));
  const modelJson = Buffer.from(
    JSON.stringify({
      format: 'layers-model',
      generatedBy: 'Inkling',
      modelTopology: model.toJSON(null, false) as object,
      weightsManifest: [{ paths: [WEIGHTS_FILE], weights }],
    }),
  );
  const weightBytes = Buffer.concat(parts);
  const hash = contentHash(modelJson, [weightBytes]);
  const version = `${name}-${hash.slice(0, VERSION_HASH_DIGITS)}`;
  const card = cardSchema.parse({
    version,
    ...facts,
    parameters: model.countParams(),
    bytes: modelJson.length + weightBytes.length,
    input: 'raster-28x28-white-on-black',
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
  // The name holds the content's hash: what is there already is the same network, trained again.
  await rm(folder, { recursive: true, force: true });
  await rename(draft, folder);
  return version;
}
