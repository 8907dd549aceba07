import { z } from 'zod';

/**
 * A model version is a folder: `model.json` (a tfjs layers model), its weights, and `card.json`, which says what it is, what it
 * learnt from and how well it does. The folder never changes; its content hash proves it.
 */
export const CARD_FILE = 'card.json';

/**
 * What the network is given: 28 x 28 x 1, white ink on black, the rasteriser's 0..255 divided by 255; or the pen's movements, see
 * `toSequence`.
 */
const INPUT_KINDS = ['raster-28x28-white-on-black', 'pen-48x3'] as const;
export type InputKind = (typeof INPUT_KINDS)[number];

const share = z.number().min(0).max(1);
const count = z.int().min(0);

const calibration = z
  .object({
    /** Upper edges of the bins of relative ink, ascending; whatever is beyond the last edge belongs to the last bin. */
    inkBins: z.array(z.number().positive()),
    /** The softmax temperature of each bin. */
    temperatures: z.array(z.number().positive()).min(1),
    /** The same where only a deck's words are to choose among; without them the temperatures hold for decks as well. */
    deckTemperatures: z.array(z.number().positive()).optional(),
    /** One doodle in twenty is less like any word than this, see `unlikeness`; for networks with an output `unknown`. */
    unusual: z.number().optional(),
  })
  .refine(({ inkBins }) => inkBins.every((edge, i) => i === 0 || edge > inkBins[i - 1]!), {
    path: ['inkBins'],
    error: 'edges ascend',
  })
  .refine(({ inkBins, temperatures }) => [0, 1].includes(temperatures.length - inkBins.length), {
    path: ['temperatures'],
    error: 'one temperature for each bin; the last edge may be left out',
  })
  .refine(
    ({ temperatures, deckTemperatures: decks }) =>
      decks === undefined || decks.length === temperatures.length,
    {
      path: ['deckTemperatures'],
      error: 'as many as there are temperatures',
    },
  );

const threshold = z.number().gt(0).max(1);

/** What `card.json` holds. */
export const cardSchema = z.object({
  /** The folder's name. */
  version: z.string().regex(/^[a-z0-9][a-z0-9._-]*$/i, 'letters, digits, dots, dashes'),
  createdAt: z.iso.datetime(),
  name: z.string().min(1),
  description: z.string(),
  /** The words it knows, in the order of its outputs. */
  words: z.array(z.string().min(1)).min(2),
  /** Whether there is an output after those of the words, for what is none of them. */
  unknown: z.boolean().default(false),
  /** Trainable numbers. */
  parameters: count,
  /** Size of model.json and the weights together. */
  bytes: count,
  input: z.enum(INPUT_KINDS),
  /** One number a word (and one for `unknown`), to go through a softmax (log-softmax outputs do as well). */
  output: z.literal('logits'),
  /** sha256 of model.json and the weights, see the server's `contentHash`. */
  contentHash: z.string().regex(/^[0-9a-f]{64}$/, '64 hexadecimal digits'),
  /** How it was trained; the trainer's own words. */
  recipe: z.json(),
  seed: z.number(),
  /** Whom it learnt from beside the labels; the teacher itself is never shipped. */
  teacher: z.object({ name: z.string(), licence: z.string() }).optional(),
  data: z.object({
    sources: z.array(z.object({ name: z.string(), licence: z.string(), drawings: count })),
    /** Drawings trained on, and drawings held back to choose by. */
    train: count,
    validation: count,
  }),
  /** On the validation split; `byInk` for drawings cut to that share of their ink. */
  metrics: z.looseObject({
    top1: share,
    top3: share,
    byInk: z.array(z.looseObject({ ink: share, top1: share, top3: share })),
  }),
  curves: z.array(
    z.looseObject({
      epoch: count,
      loss: z.number(),
      validationLoss: z.number().optional(),
      validationTop1: share,
    }),
  ),
  /** What each part of the recipe is worth: short runs with and without it, see `inkling compare`. */
  runs: z.array(z.looseObject({ name: z.string(), pictures: count, top1: share, top3: share })).optional(),
  calibration,
  /** See `JudgeRule`. */
  judge: z.object({
    threshold,
    updates: z.int().min(1),
    perWord: z.record(z.string(), threshold).optional(),
  }),
  /** What it was trained on, such as "TensorFlow (native), tfjs 4.22.0". */
  engine: z.string(),
  durationSeconds: z.number().min(0),
});

export type ModelCard = z.infer<typeof cardSchema>;
export type Calibration = ModelCard['calibration'];
