import type { LabArchitecture, LabChoices } from '../../../shared/protocol/index.ts';
import { parseRecipe, type Recipe } from '../recipe.ts';

/** A tenth of the drawings is never learnt from. */
const VALIDATION_SHARE = 0.1;
/** Gentle changes, such as another hand would make. */
const AUGMENTATION = {
  untouched: 0.06,
  strokeShift: 6,
  strokeScale: 0.09,
  strokeDrop: 0.06,
  warp: 8,
  mirror: true,
  aspect: 0.2,
  shear: 0.15,
  rotationRadians: 0.2,
  shrink: 0.057,
  shiftPixels: 0.8,
  lineWidth: 0.12,
};
const STROKES_ONLY = { strokes: 1, bitmaps: 0, otherBitmaps: 0 };

/** What makes one architecture differ from another. */
type Differences = Pick<Recipe, 'description' | 'batchSize'> &
  Partial<Pick<Recipe, 'loss' | 'dropout' | 'prefixes'>> & {
    readonly network: readonly object[];
    readonly sources: Recipe['sampling']['sources'];
    readonly augmented: boolean;
    readonly optimiser: 'sgd' | 'adam';
  };

const DIFFERENCES: Record<LabArchitecture, Differences> = {
  lenet: {
    description: 'The network of the article, trained in the lab.',
    network: [
      { type: 'conv', filters: 24, kernel: 5, padding: 'valid' },
      { type: 'maxpool', size: 2 },
      { type: 'conv', filters: 24, kernel: 5, padding: 'valid' },
      { type: 'maxpool', size: 2 },
      { type: 'dense', units: 50 },
    ],
    sources: { strokes: 0.6, bitmaps: 0.4, otherBitmaps: 0 },
    augmented: false,
    optimiser: 'sgd',
    batchSize: 64,
  },
  ours: {
    description:
      'A small sister of the network that guesses, trained in the lab on finished and unfinished drawings.',
    network: [
      { type: 'conv', filters: 24, kernel: 5, stride: 2, padding: 'same' },
      { type: 'conv', filters: 32, kernel: 3, padding: 'same' },
      { type: 'maxpool', size: 2 },
      { type: 'conv', filters: 48, kernel: 3, padding: 'same' },
      { type: 'maxpool', size: 2 },
      { type: 'dense', units: 128 },
    ],
    sources: { strokes: 0.7, bitmaps: 0.3, otherBitmaps: 0 },
    augmented: true,
    prefixes: { share: 0.5, from: 0.3, power: 1 },
    dropout: 0.1,
    optimiser: 'adam',
    batchSize: 64,
  },
  recurrent: {
    description: 'A recurrent network that reads strokes, trained in the lab.',
    network: [{ type: 'gru', units: 64 }],
    sources: STROKES_ONLY,
    augmented: false,
    prefixes: { share: 0.3, from: 0.5, power: 1 },
    optimiser: 'adam',
    batchSize: 64,
  },
  capsules: {
    description: 'A small capsule network, trained in the lab.',
    network: [
      { type: 'conv', filters: 24, kernel: 5, stride: 2, padding: 'valid' },
      { type: 'conv', filters: 32, kernel: 5, stride: 2, padding: 'valid' },
      { type: 'capsules', dimensions: 12, iterations: 3 },
    ],
    sources: { strokes: 0.6, bitmaps: 0.4, otherBitmaps: 0 },
    augmented: false,
    loss: 'margin',
    optimiser: 'adam',
    batchSize: 64,
  },
};

/** The recipe of what was chosen in the lab. */
export function labRecipe({ words, perWord, epochs, learningRate, architecture }: LabChoices): Recipe {
  const { network, sources, augmented, optimiser, description, ...rest } = DIFFERENCES[architecture];
  return parseRecipe(
    {
      name: `lab-${architecture}`,
      description,
      words,
      sampling: {
        picturesPerWord: perWord,
        drawingsPerWord: perWord,
        sources,
        validationShare: VALIDATION_SHARE,
      },
      augmentation: { strokes: augmented ? AUGMENTATION : null, bitmaps: null },
      prefixes: { share: 0, from: 1 },
      network,
      optimiser:
        optimiser === 'sgd' ? { type: 'sgd', learningRate, momentum: 0.9 } : { type: 'adam', learningRate },
      schedule: { type: 'constant' },
      epochs,
      seed: 1,
      weights: 'float32',
      ...rest,
    },
    architecture,
  );
}
