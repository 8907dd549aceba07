import { cutAtInk, rasterize, relativeInk, type Drawing } from '../../shared/drawing/index.ts';
import { z } from 'zod';
import type { InputKind, ModelCard } from '../../shared/recognition/card.ts';
import { encodingOf, type Encoded, type Encoding } from '../../shared/recognition/look.ts';
import type { WordDrawings } from './collection.ts';
import { DEFAULT_VALIDATION_SHARE } from './data/index.ts';

/** Shares of the ink at which growing drawings are looked at: 0.05, 0.1, … 1. */
export const INK_STEPS = 20;
/** Of these, every second one is reported: 0.1, 0.2, … 1. */
export const REPORTED_EVERY = 2;

const recipeWithSplit = z.object({ sampling: z.object({ validationShare: z.number().min(0).max(1) }) });

/** The share of drawings that a model's own training kept back. */
export function validationShareOf({ recipe }: Pick<ModelCard, 'recipe'>): number {
  return recipeWithSplit.safeParse(recipe).data?.sampling.validationShare ?? DEFAULT_VALIDATION_SHARE;
}

/** Pictures with the index of the right word of each. */
export interface LabelledPictures {
  readonly pictures: Uint8Array[];
  readonly labels: number[];
}

/** A word's finished drawings, strokes first, then official bitmaps; at most `perWord` of them, half of each kind. */
export function finishedPictures(words: readonly WordDrawings[], perWord = Infinity): LabelledPictures {
  const pictures: Uint8Array[] = [];
  const labels: number[] = [];
  words.forEach(({ strokes, bitmaps }, label) => {
    const drawn = strokes.slice(0, Math.max(Math.ceil(perWord / 2), perWord - bitmaps.length));
    for (const drawing of drawn) {
      pictures.push(rasterize(drawing));
      labels.push(label);
    }
    for (const bitmap of bitmaps.slice(0, perWord - drawn.length)) {
      pictures.push(bitmap);
      labels.push(label);
    }
  });
  return { pictures, labels };
}

/** One drawing of the validation split as it grows. */
export interface GrowingDrawing {
  readonly label: number;
  readonly drawing: Drawing;
}

/** As `finishedPictures`, all of them, for a network that is given drawings in this way; bitmaps are for pictures only. */
export function finishedInputs(
  words: readonly WordDrawings[],
  kind: InputKind,
): { readonly inputs: readonly Encoded[]; readonly labels: readonly number[] } {
  if (kind === 'raster-28x28-white-on-black') {
    const { pictures, labels } = finishedPictures(words);
    return { inputs: pictures, labels };
  }
  const { encode } = encodingOf(kind);
  const growing = growingDrawings(words);
  return {
    inputs: growing.map(({ drawing }) => encode(drawing)),
    labels: growing.map(({ label }) => label),
  };
}

/** The stroke drawings of a split, at most `perWord` a word. */
export function growingDrawings(words: readonly WordDrawings[], perWord = Infinity): GrowingDrawing[] {
  return words.flatMap(({ strokes }, label) =>
    strokes.slice(0, perWord).map((drawing) => ({ label, drawing })),
  );
}

/** What a network is given of a drawing at a share of its ink. */
export function inputAt(
  drawing: Drawing,
  inkFraction: number,
  { encode }: Encoding,
): { input: Encoded; relativeInk: number } {
  const cut = cutAtInk(drawing, inkFraction);
  return { input: encode(cut), relativeInk: relativeInk(cut) };
}

/** What is on the sheet at a share of the ink, as play would show it to the network. */
export function pictureAt(
  drawing: Drawing,
  inkFraction: number,
): { picture: Uint8Array; relativeInk: number } {
  const cut = cutAtInk(drawing, inkFraction);
  return { picture: rasterize(cut), relativeInk: relativeInk(cut) };
}
