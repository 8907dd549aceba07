import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { contentHash } from '../../../server/recognition/content-hash.ts';
import type { ModelCard } from '../../../shared/recognition/card.ts';
import { drawingToImage, IMAGE_SIDE_PIXELS, type Drawing } from '../../../shared/drawing/index.ts';

const WHITE = 255;
/** How strongly the nearest template wins. */
const SHARPNESS = 0.1;

/**
 * Writes a model version whose network needs no training: a dense layer that compares the picture with one template a word
 * (the logits are minus the squared distances, but for what all words share). It goes through everything a trained one does.
 */
export async function writeTemplateModel(
  folder: string,
  templates: Readonly<Record<string, Drawing>>,
  changes: Partial<ModelCard> = {},
): Promise<ModelCard> {
  const words = Object.keys(templates);
  const images = Object.values(templates).map((drawing) =>
    [...drawingToImage(drawing)].map((level) => level / WHITE),
  );
  const kernel = images[0]!.flatMap((_, pixel) => images.map((image) => SHARPNESS * image[pixel]!));
  const bias = images.map((image) => -0.5 * SHARPNESS * image.reduce((sum, level) => sum + level * level, 0));
  const weights = new Uint8Array(Float32Array.from([...kernel, ...bias]).buffer);
  const modelJson = new TextEncoder().encode(
    JSON.stringify({
      format: 'layers-model',
      modelTopology: {
        class_name: 'Sequential',
        config: {
          name: 'templates',
          layers: [
            {
              class_name: 'Flatten',
              config: { name: 'flatten', batch_input_shape: [null, IMAGE_SIDE_PIXELS, IMAGE_SIDE_PIXELS, 1] },
            },
            { class_name: 'Dense', config: { name: 'dense', units: words.length, activation: 'linear' } },
          ],
        },
      },
      weightsManifest: [
        {
          paths: ['weights.bin'],
          weights: [
            { name: 'dense/kernel', shape: [IMAGE_SIDE_PIXELS ** 2, words.length], dtype: 'float32' },
            { name: 'dense/bias', shape: [words.length], dtype: 'float32' },
          ],
        },
      ],
    }),
  );
  const card: ModelCard = {
    version: path.basename(folder),
    createdAt: '2026-01-01T00:00:00.000Z',
    name: 'Templates',
    description: 'Compares with one drawing a word.',
    words,
    unknown: false,
    parameters: kernel.length + bias.length,
    bytes: modelJson.length + weights.length,
    input: 'raster-28x28-white-on-black',
    output: 'logits',
    contentHash: contentHash(modelJson, [weights]),
    recipe: 'templates',
    seed: 0,
    data: { sources: [], train: words.length, validation: 0 },
    metrics: { top1: 1, top3: 1, byInk: [] },
    curves: [],
    calibration: { inkBins: [2], temperatures: [2, 1] },
    judge: { threshold: 0.8, updates: 2 },
    engine: 'none',
    durationSeconds: 0,
    ...changes,
  };
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'model.json'), modelJson);
  await writeFile(path.join(folder, 'weights.bin'), weights);
  await writeFile(path.join(folder, 'card.json'), JSON.stringify(card));
  return card;
}

/** Drawings in canvas units that look nothing like each other. */
export const TEMPLATES: Readonly<Record<string, Drawing>> = {
  line: [{ x: [100, 900], y: [500, 500] }],
  square: [{ x: [100, 900, 900, 100, 100], y: [100, 100, 900, 900, 100] }],
  triangle: [{ x: [100, 500, 900, 100], y: [900, 100, 900, 900] }],
  zigzag: [{ x: [100, 900, 100, 900], y: [100, 300, 600, 900] }],
};
