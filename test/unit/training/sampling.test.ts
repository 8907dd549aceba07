import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { IMAGE_PIXELS, rasterize, simplify } from '../../../shared/drawing/index.ts';
import { warpBitmap } from '../../../server/training/augment-bitmaps.ts';
import { drawTrainingPicture } from '../../../server/training/augment-strokes.ts';
import type { WordDrawings } from '../../../server/training/collection.ts';
import { PackedDrawings } from '../../../server/training/packed-drawings.ts';
import { createRandom, shuffle } from '../../../server/training/random.ts';
import { loadRecipe, picturesPerEpoch, type Recipe } from '../../../server/training/recipe.ts';
import {
  inkShown,
  makeBatch,
  makePicture,
  planEpoch,
  viewsOf,
  type Pick,
} from '../../../server/training/sampling.ts';
import { allViews } from '../../../server/training/soft-labels.ts';
import { doodles } from './doodles.ts';

const PICTURES_PER_WORD = 12;
let recipe: Recipe;
const words = doodles(8, 'sampling');
const nameOf = ({ label, kind, index, view }: Pick) => [label, kind, index, view].join('/');

beforeAll(async () => {
  const live = await loadRecipe('live-345');
  recipe = {
    ...live,
    words: words.map(({ word }) => word),
    batchSize: 16,
    sampling: { ...live.sampling, picturesPerWord: PICTURES_PER_WORD },
  };
});

describe('randomness', () => {
  it('is the same for the same parts, and another for others', () => {
    const draw = (...parts: (string | number)[]) => Array.from({ length: 5 }, createRandom(...parts));
    expect(draw(1, 'a')).toEqual(draw(1, 'a'));
    expect(draw(1, 'a')).not.toEqual(draw(1, 'b'));
    expect(draw(1, 2)).not.toEqual(draw(12));
  });

  it('is even', () => {
    const random = createRandom('even');
    const bins = new Array<number>(10).fill(0);
    for (let i = 0; i < 100_000; i++) bins[Math.floor(random() * 10)]!++;
    for (const count of bins) expect(Math.abs(count - 10_000)).toBeLessThan(400);
  });

  it('shuffles without loss', () => {
    const ascending = (list: number[]) => list.sort((a, b) => a - b);
    fc.assert(
      fc.property(fc.array(fc.integer()), (list) => {
        expect(ascending(shuffle([...list], createRandom(1)))).toEqual(ascending([...list]));
      }),
    );
  });
});

describe('an epoch', () => {
  it('has the same number of pictures of every word', () => {
    const plan = planEpoch(words, recipe, 0);
    for (const label of words.keys())
      expect(plan.filter((pick) => pick.label === label)).toHaveLength(PICTURES_PER_WORD);
  });

  it('uses every drawing before any comes again, across epochs', () => {
    const used = new Map<unknown, number>();
    // Two epochs of 12 are three rounds through 8 drawings.
    for (const epoch of [0, 1]) {
      for (const { label, sources, index } of planEpoch(words, recipe, epoch))
        if (label === 0) used.set(sources.at(index), (used.get(sources.at(index)) ?? 0) + 1);
    }
    expect([...used.values()]).toEqual(new Array(8).fill(3));
  });

  it('never goes beyond the drawings that are allowed', () => {
    const few = { ...recipe, sampling: { ...recipe.sampling, drawingsPerWord: 3 } };
    const sources = new Set(
      planEpoch(words, few, 0)
        .filter(({ label }) => label === 1)
        .map(({ sources, index }) => sources.at(index)),
    );
    expect(sources).toEqual(new Set(words[1]!.strokes.slice(0, 3)));
  });

  it('shares a word between strokes and bitmaps as the recipe says, where it has both', () => {
    const bitmaps = Array.from({ length: 5 }, () => new Uint8Array(IMAGE_PIXELS));
    const mixed = words.map((word, label) => (label === 0 ? { ...word, bitmaps } : word));
    const kinds = planEpoch(mixed, recipe, 0)
      .filter(({ label }) => label === 0)
      .map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'strokes')).toHaveLength(
      Math.round((PICTURES_PER_WORD * 0.6) / 0.9),
    );
    expect(kinds.filter((kind) => kind === 'bitmaps')).toHaveLength(
      PICTURES_PER_WORD - Math.round((PICTURES_PER_WORD * 0.6) / 0.9),
    );
  });

  it('has a word of which there is only what the recipe does not want', () => {
    const only = { word: 'sun', strokes: [], bitmaps: [], otherBitmaps: [new Uint8Array(IMAGE_PIXELS)] };
    const sources = { strokes: 1, bitmaps: 1, otherBitmaps: 0 };
    const unwanted = { ...recipe, sampling: { ...recipe.sampling, sources } };
    const picks = planEpoch([...words, only], unwanted, 0).filter(({ label }) => label === words.length);
    expect(picks.filter(({ sources: of }) => of === only.otherBitmaps)).toHaveLength(PICTURES_PER_WORD);
  });

  it('names the words of which there is nothing', () => {
    expect(() =>
      planEpoch([...words, { word: 'unicorn', strokes: [], bitmaps: [], otherBitmaps: [] }], recipe, 0),
    ).toThrow(/unicorn/);
  });

  it('comes out the same again, and another in the next epoch', () => {
    const first = makeBatch(planEpoch(words, recipe, 0), recipe, 0, 16);
    expect(makeBatch(planEpoch(words, recipe, 0), recipe, 0, 16)).toEqual(first);
    expect(makeBatch(planEpoch(words, recipe, 1), recipe, 1, 16).pictures).not.toEqual(first.pictures);
  });

  it('has the share of pictures of no word that the recipe wants', () => {
    const plan = planEpoch(words, { ...recipe, unknown: { share: 0.25 } }, 0);
    const unknown = plan.filter(({ label }) => label === words.length);
    expect(unknown).toHaveLength(plan.length / 4);
    expect(plan).toHaveLength(picturesPerEpoch({ ...recipe, unknown: { share: 0.25 } }));
  });

  it('is the same of packed drawings as of plain ones, and so is what a teacher is asked', () => {
    const plain = words.map((word) => ({ ...word, strokes: word.strokes.map(simplify) }));
    const packed = plain.map((word) => ({ ...word, strokes: PackedDrawings.from(word.strokes) }));
    const batchOf = (side: readonly WordDrawings[]) => makeBatch(planEpoch(side, recipe, 0), recipe, 0, 0);
    expect(batchOf(packed)).toEqual(batchOf(plain));
    expect(allViews(packed, recipe).map(nameOf)).toEqual(allViews(plain, recipe).map(nameOf));
  });

  it('without a teacher, shows a drawing in another view each time', () => {
    const alone = { ...recipe, distillation: null };
    const views = [0, 1].flatMap((epoch) =>
      planEpoch(words, alone, epoch).filter(({ label }) => label === 0),
    );
    const shown = views.map(({ index, view }) => `${index}/${view}`);
    expect(new Set(shown).size).toBe(shown.length);
  });

  it('with a teacher, shows the views that it has been asked about', () => {
    const taught = {
      ...recipe,
      unknown: null,
      distillation: { weight: 0.7, temperature: 2, picturesPerWord: 20 },
    };
    expect(viewsOf(words[0]!, 'strokes', taught)).toBe(3);
    const asked = new Set(allViews(words, taught).map(nameOf));
    expect(asked.size).toBe(words.length * 8 * 3);
    for (let epoch = 0; epoch < 4; epoch++)
      for (const pick of planEpoch(words, taught, epoch)) expect(asked).toContain(nameOf(pick));
  });

  it('shows the beginning of the very view that the teacher saw finished', () => {
    const [pick] = planEpoch(words, recipe, 0);
    const show = (inkFraction: number, of = pick!) => {
      const picture = new Uint8Array(IMAGE_PIXELS);
      makePicture(of, recipe, inkFraction, picture);
      return picture;
    };
    expect(show(1)).toEqual(show(1));
    expect(correlation(show(0.98), show(1))).toBeGreaterThan(0.9);
    expect(show(1, { ...pick!, view: pick!.view + 1 })).not.toEqual(show(1));
  });

  it('a teacher has no say about pictures of no word', () => {
    const teacher = { words: words.length, read: () => undefined };
    const wanting = { ...recipe, batchSize: 100, unknown: { share: 0.25 } };
    const { labels, opinions } = makeBatch(planEpoch(words, wanting, 0), wanting, 0, 0, teacher);
    const outputs = words.length + 1;
    labels.forEach((label, row) => {
      const expected = new Array<number>(outputs).fill(0);
      if (label === words.length) expected[label] = 1;
      expect([...opinions!.subarray(row * outputs, (row + 1) * outputs)]).toEqual(expected);
    });
  });

  it('blends pictures with others of the batch, and says how much', () => {
    const plan = planEpoch(words, recipe, 0);
    const plain = makeBatch(plan, recipe, 0, 0);
    const mixed = makeBatch(plan, { ...recipe, mixup: { share: 0.5, most: 0.3, asked: false } }, 0, 0);
    const same = [...mixed.shares!].filter((share) => share === 1);
    expect(same.length).toBeGreaterThan(1);
    expect(same.length).toBeLessThan(mixed.labels.length - 1);
    for (const [row, share] of mixed.shares!.entries()) {
      expect(share).toBeGreaterThanOrEqual(0.7);
      const at = row * IMAGE_PIXELS;
      if (share === 1)
        expect(mixed.pictures.slice(at, at + IMAGE_PIXELS)).toEqual(
          plain.pictures.slice(at, at + IMAGE_PIXELS),
        );
    }
    expect(mixed.pictures).not.toEqual(plain.pictures);
    expect(plain.others).toBeNull();
  });

  it('asks the teacher about blends, and shows those very blends, whole', () => {
    const blending: Recipe = {
      ...recipe,
      unknown: null,
      prefixes: { share: 1, from: 0.2, power: 1 },
      mixup: { share: 0.5, most: 0.5, asked: true },
      distillation: { weight: 0.9, temperature: 2, picturesPerWord: 20 },
    };
    const show = (pick: Pick) => {
      const picture = new Uint8Array(IMAGE_PIXELS);
      makePicture(pick, blending, 1, picture);
      return picture;
    };
    const asked = new Map(allViews(words, blending).map((pick) => [nameOf(pick), show(pick)]));
    const plan = planEpoch(words, blending, 0).slice(0, blending.batchSize);
    const { pictures, labels, others, shares } = makeBatch(plan, blending, 0, 0);
    const blends = plan.filter(({ blended }) => blended);
    expect(blends.length).toBeGreaterThan(1);
    expect(blends.length).toBeLessThan(plan.length - 1);
    plan.forEach((pick, row) => {
      const { blended } = pick;
      expect(labels[row]).toBe(pick.label);
      expect(others![row]).toBe(blended?.other.label ?? pick.label);
      expect(shares![row]).toBeCloseTo(1 - (blended?.share ?? 0), 6);
      const shown = Uint8Array.from(pictures.subarray(row * IMAGE_PIXELS, (row + 1) * IMAGE_PIXELS), (grey) =>
        Math.round(255 * grey),
      );
      // Of others a beginning is shown; here all of them are.
      if (blended) expect(shown).toEqual(asked.get(nameOf(pick)));
    });
    const { blended, ...alone } = blends[0]!;
    const [own, other, both] = [show(alone), show(blended!.other), show(blends[0]!)];
    expect(both).toEqual(
      own.map((grey, i) => Math.round((1 - blended!.share) * grey + blended!.share * other[i]!)),
    );
  });

  it('shows beginnings, evenly or late ones more often', () => {
    const shownOf = (prefixes: Recipe['prefixes']) => {
      const random = createRandom('ink');
      return Array.from({ length: 4_000 }, () => inkShown({ ...recipe, prefixes }, random)).sort(
        (a, b) => a - b,
      );
    };
    const median = (values: readonly number[]) => values[values.length / 2]!;
    const even = shownOf({ share: 1, from: 0.2, power: 1 });
    expect(even[0]).toBeGreaterThanOrEqual(0.2);
    expect(even.at(-1)).toBeLessThan(1);
    expect(median(even)).toBeCloseTo(0.6, 1);
    const late = shownOf({ share: 1, from: 0.2, power: 0.5 });
    expect(late[0]).toBeGreaterThanOrEqual(0.2);
    expect(median(late)).toBeCloseTo(0.2 + 0.8 * Math.SQRT1_2, 1);
    const some = shownOf({ share: 0.25, from: 0.2, power: 0.5 });
    expect(some.filter((ink) => ink < 1).length / some.length).toBeCloseTo(0.25, 1);
  });

  it('makes pictures with ink in 0..1', () => {
    const { pictures, labels } = makeBatch(planEpoch(words, recipe, 0), recipe, 0, 0);
    expect(labels).toHaveLength(16);
    for (let row = 0; row < labels.length; row++) {
      const picture = pictures.subarray(row * IMAGE_PIXELS, (row + 1) * IMAGE_PIXELS);
      expect(Math.max(...picture)).toBeGreaterThan(0.5);
      expect(Math.max(...picture)).toBeLessThanOrEqual(1);
      expect(Math.min(...picture)).toBeGreaterThanOrEqual(0);
    }
  });
});

describe('augmentation', () => {
  const drawing = words[1]!.strokes[0]!;

  it('without it, a training picture is what play would see', () => {
    expect(drawTrainingPicture(drawing, 1, null, createRandom(1))).toEqual(rasterize(drawing));
  });

  it('with all ranges zero, it changes next to nothing', () => {
    const none = Object.fromEntries(Object.keys(recipe.augmentation.strokes!).map((key) => [key, 0]));
    const still = { ...recipe.augmentation.strokes!, ...none, mirror: false };
    expect(
      correlation(drawTrainingPicture(drawing, 1, still, createRandom(1)), rasterize(drawing)),
    ).toBeGreaterThan(0.999);
  });

  it('makes other pictures that still look alike', () => {
    const still = { ...recipe.augmentation.strokes!, untouched: 0, mirror: false };
    const picture = drawTrainingPicture(drawing, 1, still, createRandom(7));
    const alike = correlation(picture, rasterize(drawing));
    expect(alike).toBeGreaterThan(0.2);
    expect(alike).toBeLessThan(0.999);
  });

  it('in another order of strokes, a prefix shows others, and the finished drawing none', () => {
    const twoLines = [
      { x: [0, 255], y: [0, 0] },
      { x: [0, 0], y: [100, 255] },
    ];
    const zero = Object.fromEntries(Object.keys(recipe.augmentation.strokes!).map((key) => [key, 0]));
    const reordering = { ...recipe.augmentation.strokes!, ...zero, mirror: false, strokeReorder: 1 };
    const seen = new Set(
      Array.from({ length: 8 }, (_, n) =>
        drawTrainingPicture(twoLines, 0.3, reordering, createRandom(n)).join(),
      ),
    );
    expect(seen.size).toBe(2);
  });

  it('turns a bitmap about its middle and keeps its ink', () => {
    const image = rasterize(drawing);
    const warped = warpBitmap(
      image,
      { ...recipe.augmentation.bitmaps!, untouched: 0, mirror: false, gain: 1 },
      createRandom(3),
    );
    expect(warped).not.toEqual(image);
    const ink = (picture: Uint8Array) => picture.reduce((sum, level) => sum + level, 0);
    expect(ink(warped) / ink(image)).toBeGreaterThan(0.8);
    expect(ink(warped) / ink(image)).toBeLessThan(1.2);
  });

  it('leaves a bitmap alone when told to', () => {
    const image = rasterize(drawing);
    expect(warpBitmap(image, null, createRandom(1))).toEqual(image);
  });
});

function correlation(a: Uint8Array, b: Uint8Array): number {
  const meanOf = (list: Uint8Array) => list.reduce((sum, value) => sum + value, 0) / list.length;
  const [meanA, meanB] = [meanOf(a), meanOf(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    ab += (a[i]! - meanA) * (b[i]! - meanB);
    aa += (a[i]! - meanA) ** 2;
    bb += (b[i]! - meanB) ** 2;
  }
  return ab / Math.sqrt(aa * bb);
}
