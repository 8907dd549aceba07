import { readFile, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { ALL_WORDS, ARTICLE_WORDS } from '../../shared/categories/deck.ts';
import { networkSchema } from './network.ts';

/** A recipe: everything that decides what a training run makes, as data. Lengths are in the units their names say. */
const strokeAugmentation = z.strictObject({
  /** The share of pictures left as they are, 0..1. */
  untouched: z.number().min(0).max(1),
  /** Each stroke moves by up to this much, and grows or shrinks by up to this share; 256-box units. */
  strokeShift: z.number().min(0),
  strokeScale: z.number().min(0).max(0.5),
  /** Chance that a stroke, never the first, is left out of a drawing of three or more. */
  strokeDrop: z.number().min(0).max(0.5),
  /** Amplitude of a slow sine wave over the whole drawing; 256-box units. */
  warp: z.number().min(0),
  mirror: z.boolean(),
  /** Aspect ratio between e^-a and e^a. */
  aspect: z.number().min(0),
  shear: z.number().min(0),
  rotationRadians: z.number().min(0),
  /** The fitted box is up to this share smaller than the picture's. */
  shrink: z.number().min(0).max(0.5),
  shiftPixels: z.number().min(0),
  /** Line radius times e^±w. */
  lineWidth: z.number().min(0),
  /** Each point moves by up to this much by itself; 256-box units. */
  pointJitter: z.number().min(0).default(0),
  /** Chance that the strokes come in another order, which decides what a prefix shows. */
  strokeReorder: z.number().min(0).max(1).default(0),
});
export type StrokeAugmentation = z.infer<typeof strokeAugmentation>;

const bitmapAugmentation = z.strictObject({
  untouched: z.number().min(0).max(1),
  mirror: z.boolean(),
  aspect: z.number().min(0),
  shear: z.number().min(0),
  rotationRadians: z.number().min(0),
  scale: z.number().min(0).max(0.5),
  shiftPixels: z.number().min(0),
  warpPixels: z.number().min(0),
  /** Grey levels are multiplied by this, as resampling thins the ink. */
  gain: z.number().positive(),
});
export type BitmapAugmentation = z.infer<typeof bitmapAugmentation>;

const recipeFields = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]+$/, 'lower-case letters, digits and dashes'),
  description: z.string(),
  words: z.union([z.literal('all'), z.literal('article'), z.array(z.string()).min(2)]),
  sampling: z.strictObject({
    /** Pictures of each word in one epoch: every word counts the same, however many drawings it has. */
    picturesPerWord: z.int().positive(),
    /** The most different drawings of a word that are used; null for all. */
    drawingsPerWord: z.int().positive().nullable(),
    /** How much of each kind of source a word gets, where it has all of them. */
    sources: z.strictObject({
      strokes: z.number().min(0),
      bitmaps: z.number().min(0),
      otherBitmaps: z.number().min(0),
    }),
    /** Share of drawings kept for validation by the hash of their content. */
    validationShare: z.number().min(0.01).max(0.5),
  }),
  augmentation: z.strictObject({
    strokes: strokeAugmentation.nullable(),
    bitmaps: bitmapAugmentation.nullable(),
  }),
  /** Unfinished drawings among the stroke pictures. */
  prefixes: z.strictObject({
    /** So many of them are unfinished, 0..1. */
    share: z.number().min(0).max(1),
    /** They are cut at an ink fraction from this to 1. */
    from: z.number().min(0).max(1),
    /** The fraction is u^power of the way from `from` to 1, u uniform: below 1, late ones come more often. */
    power: z.number().positive().default(1),
  }),
  /** Pictures that are none of the words, for an output more, `unknown`: this share of all; null for none. */
  unknown: z
    .strictObject({ share: z.number().gt(0).max(0.5) })
    .nullable()
    .default(null),
  /** This share of the pictures is blended with another, which adds up to `most` of the ink; null for none. */
  mixup: z
    .strictObject({
      share: z.number().gt(0).max(1),
      most: z.number().gt(0).max(0.5),
      /**
       * Whether the teacher is asked about the blend itself (Beyer et al. 2022), which is then one of a drawing's views, of
       * finished drawings; else two pictures of a batch are blended, and what the teacher thinks of each alike.
       */
      asked: z.boolean().default(false),
    })
    .nullable()
    .default(null),
  /** This much of each label is spread evenly over all outputs, 0..1. */
  labelSmoothing: z.number().min(0).max(0.5).default(0),
  /** This share of what each dense layer is given is left out at each step, 0..1 (Srivastava et al. 2014). */
  dropout: z.number().min(0).lt(1).default(0),
  /** Weights, not biases, shrink by this much times the learning rate at each step (Loshchilov & Hutter 2019). */
  weightDecay: z.number().min(0).default(0),
  network: networkSchema,
  /** `margin` is for networks that end in capsules. */
  loss: z.enum(['cross-entropy', 'margin']).default('cross-entropy'),
  /** What a teacher's opinion counts for; needs one (`--teacher`). */
  distillation: z
    .strictObject({
      /** Share of the loss that is the teacher's, 0..1. */
      weight: z.number().min(0).max(1),
      /** Divides teacher's and learner's logits before they are compared. */
      temperature: z.number().positive(),
      /**
       * How many pictures of each word the teacher gives its opinion of, at least: those are what the learner sees, whole
       * and unfinished. Every drawing is among them; where there are fewer drawings, each is in several views.
       */
      picturesPerWord: z.int().positive(),
    })
    .nullable()
    .default(null),
  optimiser: z.discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('sgd'),
      learningRate: z.number().positive(),
      momentum: z.number().min(0).max(1),
    }),
    z.strictObject({ type: z.literal('adam'), learningRate: z.number().positive() }),
  ]),
  schedule: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('constant') }),
    /** Linear warm-up, then half a cosine down to `final` times the learning rate. */
    z.strictObject({
      type: z.literal('cosine'),
      warmUpSteps: z.int().min(0),
      final: z.number().min(0).max(1),
    }),
  ]),
  /**
   * The network that is kept is a moving average of the weights: this much of it stays at each step, 0..1; null for the last
   * weights themselves (Polyak & Juditsky 1992).
   */
  averaging: z.number().min(0).lt(1).nullable().default(null),
  batchSize: z.int().positive(),
  epochs: z.int().positive(),
  seed: z.int().min(0),
  /** How weights are stored: float32 as trained, float16 at half the size, or uint8 at a quarter. */
  weights: z.enum(['float32', 'float16', 'uint8']),
});
const recipeSchema = recipeFields.refine(
  ({ mixup, distillation }) => !mixup?.asked || distillation !== null,
  {
    path: ['mixup', 'asked'],
    error: 'only a recipe with distillation has a teacher to ask',
  },
);
export type Recipe = z.infer<typeof recipeSchema>;

const RECIPES_DIR = join(import.meta.dirname, 'recipes');

/** A recipe that cannot be used; `message` says why and what to do. */
export class RecipeError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RecipeError';
  }
}

/** The names of the recipes that ship. */
export async function recipeNames(): Promise<string[]> {
  return (await readdir(RECIPES_DIR))
    .filter((file) => file.endsWith('.json'))
    .map((file) => basename(file, '.json'))
    .sort();
}

/**
 * Reads a recipe by the name of a shipped one, or from a file.
 *
 * @throws RecipeError where there is none, or where it is not a recipe
 */
export async function loadRecipe(nameOrFile: string): Promise<Recipe> {
  const names = await recipeNames();
  const path = names.includes(nameOrFile) ? join(RECIPES_DIR, `${nameOrFile}.json`) : nameOrFile;
  let json: unknown;
  try {
    json = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    const reason =
      error instanceof SyntaxError ? `it is not JSON (${error.message})` : 'there is no such file';
    throw new RecipeError(
      `Cannot read the recipe ${nameOrFile}: ${reason}. Name a file, or one of: ${names.join(', ')}.`,
    );
  }
  return parseRecipe(json, nameOrFile);
}

/** @param name how people call it @throws RecipeError where it is not a recipe */
export function parseRecipe(json: unknown, name: string): Recipe {
  const parsed = recipeSchema.safeParse(json);
  if (!parsed.success)
    throw new RecipeError(`The recipe ${name} is not valid:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** The words a recipe is about, in the order of the network's outputs. */
export function wordsOf(recipe: Recipe): readonly string[] {
  if (recipe.words === 'all') return ALL_WORDS;
  return recipe.words === 'article' ? ARTICLE_WORDS : recipe.words;
}

/** How many numbers the network gives for a picture: one a word, and `unknown` where the recipe has it. */
export function outputsOf(recipe: Recipe): number {
  return wordsOf(recipe).length + (recipe.unknown ? 1 : 0);
}

/** How many pictures a run learns in one epoch. */
export function picturesPerEpoch(recipe: Recipe): number {
  const pictures = recipe.sampling.picturesPerWord * wordsOf(recipe).length;
  return pictures + unknownsPerEpoch(recipe, pictures);
}

/** How many of them are of no word. */
export function unknownsPerEpoch({ unknown }: Recipe, picturesOfWords: number): number {
  return unknown ? Math.round((picturesOfWords * unknown.share) / (1 - unknown.share)) : 0;
}
