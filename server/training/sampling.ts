import type { Drawing } from '../../shared/drawing/index.ts';
import { IMAGE_PIXELS } from '../../shared/drawing/index.ts';
import { warpBitmap } from './augment-bitmaps.ts';
import { drawTrainingPicture } from './augment-strokes.ts';
import { SOURCE_KINDS, type SourceKind, type WordDrawings } from './collection.ts';
import { createRandom, shuffle, uniform, type Random } from './random.ts';
import { outputsOf, unknownsPerEpoch, type Recipe } from './recipe.ts';
import { drawUnknown } from './unknown/index.ts';

/** One picture to be made: which drawing of which word, and what chance does to it. */
export interface Pick {
  /** Index of the word; one more than the last for `unknown`. */
  readonly label: number;
  readonly kind: SourceKind;
  /** Number of the drawing among the word's of its kind. */
  readonly index: number;
  /** What the drawing is taken from when its picture is made, so that a plan holds no drawings. */
  readonly sources: Sources;
  /** Views of a drawing are its augmentations: the same number, the same augmentation. */
  readonly view: number;
  /** What is blended into it, where the recipe asks the teacher about blends. */
  readonly blended?: Blended;
}

interface Blended {
  /** Any word's drawing. */
  readonly other: Pick;
  /** How much of the blend is the other's picture, 0..1. */
  readonly share: number;
}

/** Gives a drawing, or a bitmap, by its number. */
interface Sources {
  at(index: number): Drawing | Uint8Array | undefined;
}

/**
 * The pictures of one epoch, in the order in which they are learnt: the same number of every word; each kind of source by
 * its share; every drawing of a word once before any comes again, across epochs too, and then in another view. Depends on
 * the recipe, the data and the epoch only, so that a resumed run goes on exactly as it would have.
 *
 * @param epoch 0, 1, 2, …
 * @throws Error naming the words of which there is no drawing at all
 */
export function planEpoch(words: readonly WordDrawings[], recipe: Recipe, epoch: number): Pick[] {
  const missing = words.filter((word) => SOURCE_KINDS.every((kind) => word[kind].length === 0));
  if (missing.length > 0)
    throw new Error(`There are no drawings of: ${missing.map(({ word }) => word).join(', ')}.`);
  const picks: Pick[] = [];
  words.forEach((word, label) => {
    for (const [kind, count] of sharesOf(word, recipe, recipe.sampling.picturesPerWord)) {
      const drawings = drawingsUsed(word, kind, recipe);
      const views = viewsOf(word, kind, recipe);
      const key = `${word.word}/${kind}`;
      for (const { index, round } of cycle(drawings, recipe.seed, key, epoch, count)) {
        picks.push(pickView({ label, kind, index, sources: word[kind], view: round % views }, words, recipe));
      }
    }
  });
  const unknowns = unknownsPerEpoch(recipe, picks.length);
  const sources = {
    at: (index: number) => drawUnknown(createRandom(recipe.seed, 'unknown', index)),
  };
  for (let n = 0; n < unknowns; n++) {
    const index = epoch * unknowns + n;
    picks.push({ label: words.length, kind: 'strokes', index, sources, view: 0 });
  }
  return shuffle(picks, createRandom(recipe.seed, 'order', epoch));
}

/** How many of a word's drawings of a kind a recipe learns from: the first ones. */
export function drawingsUsed(word: WordDrawings, kind: SourceKind, { sampling }: Recipe): number {
  return Math.min(word[kind].length, sampling.drawingsPerWord ?? Infinity);
}

/**
 * How many views of a drawing there are. A teacher has to be asked about each, and so there are as few as give the word
 * its share of `distillation.picturesPerWord`; without a teacher every look at a drawing is a new one.
 */
export function viewsOf(word: WordDrawings, kind: SourceKind, recipe: Recipe): number {
  if (recipe.distillation === null) return Infinity;
  const wanted = sharesOf(word, recipe, recipe.distillation.picturesPerWord).find(([of]) => of === kind);
  return Math.max(1, Math.ceil((wanted?.[1] ?? 0) / Math.max(1, drawingsUsed(word, kind, recipe))));
}

/** A view of a drawing, with what is blended into this view by the recipe: it is part of what the teacher is asked about. */
export function pickView(pick: Pick, words: readonly WordDrawings[], recipe: Recipe): Pick {
  const { mixup } = recipe;
  if (!mixup?.asked) return pick;
  const random = createRandom(recipe.seed, 'blend', pick.label, pick.kind, pick.index, pick.view);
  if (random() >= mixup.share) return pick;
  const label = Math.floor(random() * words.length);
  const word = words[label]!;
  const kind = word[pick.kind].length > 0 ? pick.kind : SOURCE_KINDS.find((has) => word[has].length > 0)!;
  const index = Math.floor(random() * drawingsUsed(word, kind, recipe));
  const view = Math.floor(random() * viewsOf(word, kind, recipe));
  const other: Pick = { label, kind, index, sources: word[kind], view };
  return { ...pick, blended: { other, share: uniform(random, 0, mixup.most) } };
}

/**
 * Fills the picture of a pick into `out`, 784 grey levels.
 *
 * @param inkFraction how much of the ink is shown, 0..1; all of a bitmap is always shown
 */
export function makePicture(pick: Pick, recipe: Recipe, inkFraction: number, out: Uint8Array): void {
  const { label, kind, index, sources, view, blended } = pick;
  const source = sources.at(index)!;
  const random = createRandom(recipe.seed, 'view', label, kind, index, view);
  if (source instanceof Uint8Array) warpBitmap(source, recipe.augmentation.bitmaps, random, out);
  else drawTrainingPicture(source, inkFraction, recipe.augmentation.strokes, random, out);
  if (!blended) return;
  const other = new Uint8Array(IMAGE_PIXELS);
  makePicture(blended.other, recipe, inkFraction, other);
  other.forEach((grey, i) => (out[i] = Math.round((1 - blended.share) * out[i]! + blended.share * grey)));
}

/** How much of a drawing's ink the learner is shown, 0..1, by chance. */
export function inkShown({ prefixes: { share, from, power } }: Recipe, random: Random): number {
  return random() < share ? from + (1 - from) * random() ** power : 1;
}

/** A batch's pictures and labels; what chance does depends on its place in the run only. */
export interface Batch {
  /** Decides what is left out of the layers while this is learnt (dropout). */
  readonly seed: string;
  /** [size, 784], 0..1. */
  readonly pictures: Float32Array;
  readonly labels: Int32Array;
  /** Labels of what was blended in, and the share of the first label, 0..1; null where nothing was. */
  readonly others: Int32Array | null;
  readonly shares: Float32Array | null;
  /** [size, outputs]: what a teacher thinks of the finished drawings, where there is one. */
  readonly opinions: Float32Array | null;
}

/** Makes the pictures `start` … `start + batchSize` of an epoch's plan. */
export function makeBatch(
  plan: readonly Pick[],
  recipe: Recipe,
  epoch: number,
  start: number,
  teacher: Opinions | null = null,
): Batch {
  const picks = plan.slice(start, start + recipe.batchSize);
  const outputs = outputsOf(recipe);
  const pictures = new Float32Array(picks.length * IMAGE_PIXELS);
  const labels = new Int32Array(picks.length);
  const opinions = teacher === null ? null : new Float32Array(picks.length * outputs);
  const grey = new Uint8Array(IMAGE_PIXELS);
  const random = createRandom(recipe.seed, 'prefixes', epoch, start);
  picks.forEach((pick, row) => {
    const cut = inkShown(recipe, random);
    // What a teacher thinks of a blend is true of the whole of it only.
    const inkFraction = pick.blended ? 1 : cut;
    makePicture(pick, recipe, inkFraction, grey);
    for (let i = 0; i < IMAGE_PIXELS; i++) pictures[row * IMAGE_PIXELS + i] = grey[i]! / 255;
    labels[row] = pick.label;
    if (teacher === null) return;
    // No teacher has heard of `unknown`, and so there is no doubt about it.
    if (pick.label < teacher.words) teacher.read(pick, opinions!, row * outputs);
    else opinions![row * outputs + pick.label] = 1;
  });
  const seed = [recipe.seed, epoch, start].join('/');
  const batch: Batch = { seed, pictures, labels, others: null, shares: null, opinions };
  if (recipe.mixup === null) return batch;
  if (recipe.mixup.asked) {
    const others = Int32Array.from(picks, ({ label, blended }) => blended?.other.label ?? label);
    return { ...batch, others, shares: Float32Array.from(picks, ({ blended }) => 1 - (blended?.share ?? 0)) };
  }
  return blend(batch, recipe.mixup, outputs, createRandom(recipe.seed, 'mixup', epoch, start));
}

/** Mixup (Zhang et al. 2018): blends pictures with others of the batch, and what is said of them alike. */
function blend(
  { seed, pictures, labels, opinions }: Batch,
  { share, most }: NonNullable<Recipe['mixup']>,
  outputs: number,
  random: Random,
): Batch {
  const size = labels.length;
  const partners = Array.from({ length: size }, () => Math.floor(random() * size));
  const shares = Float32Array.from(labels, () => (random() < share ? 1 - uniform(random, 0, most) : 1));
  const mixed = (values: Float32Array, width: number) =>
    values.map((value, index) => {
      const row = Math.floor(index / width);
      const own = shares[row]!;
      return own * value + (1 - own) * values[partners[row]! * width + (index % width)]!;
    });
  return {
    seed,
    pictures: mixed(pictures, IMAGE_PIXELS),
    labels,
    others: Int32Array.from(partners, (partner) => labels[partner]!),
    shares,
    opinions: opinions && mixed(opinions, outputs),
  };
}

/** What somebody thinks of the training drawings. */
export interface Opinions {
  /** Numbers a drawing. */
  readonly words: number;
  /** Writes the probabilities for a view of a drawing into `out` from `offset` on. */
  read(pick: Pick, out: Float32Array, offset: number): void;
}

/** How many of a word's pictures are of each kind: the recipe's shares among the kinds that it has. */
function sharesOf(word: WordDrawings, { sampling }: Recipe, pictures: number): [SourceKind, number][] {
  const has = SOURCE_KINDS.filter((kind) => word[kind].length > 0);
  // A word whose only drawings are of a kind that the recipe does not want still has to be learnt.
  const wanted = has.filter((kind) => sampling.sources[kind] > 0);
  const kinds = wanted.length > 0 ? wanted : has;
  const weight = (kind: SourceKind) => (wanted.length > 0 ? sampling.sources[kind] : 1);
  const total = kinds.reduce((sum, kind) => sum + weight(kind), 0);
  let left = pictures;
  return kinds.map((kind, index) => {
    const count =
      index === kinds.length - 1 ? left : Math.min(left, Math.round((pictures * weight(kind)) / total));
    left -= count;
    return [kind, count];
  });
}

/** The next `count` of `size` items for this epoch, by number, from an endless walk through shuffled rounds of all of them. */
export function cycle(
  size: number,
  seed: number,
  key: string,
  epoch: number,
  count: number,
): { index: number; round: number }[] {
  const taken: { index: number; round: number }[] = [];
  let order: number[] = [];
  let orderOf = -1;
  for (let n = epoch * count; n < (epoch + 1) * count; n++) {
    const round = Math.floor(n / size);
    if (round !== orderOf) order = shuffle([...Array(size).keys()], createRandom(seed, key, round));
    orderOf = round;
    taken.push({ index: order[n % size]!, round });
  }
  return taken;
}
