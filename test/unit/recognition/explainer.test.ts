import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CURVE_LOOKS,
  MAX_STROKES_EXPLAINED,
  NetworkExplainer,
} from '../../../server/recognition/explainer.ts';
import type { NeighbourSource } from '../../../server/recognition/neighbours.ts';
import type { Study } from '../../../server/recognition/recogniser.ts';
import type { Drawing, Stroke } from '../../../shared/drawing/index.ts';
import { stubRecogniser } from '../rooms/stub-recogniser.ts';

const WORDS = ['ladder', 'fence', 'sun'];

/** A network that goes by rules: which strokes are there, told apart by their first point's x. */
function network(see: (firstXs: readonly number[]) => readonly number[]) {
  const recogniser = stubRecogniser(WORDS);
  const seen: Drawing[] = [];
  recogniser.study = (drawing) => {
    seen.push(drawing);
    const probabilities = see(drawing.map(({ x }) => x[0]!));
    return Promise.resolve({ probabilities, embedding: Float32Array.of(drawing.length) } satisfies Study);
  };
  return { recogniser, seen };
}

/** Upright lines side by side, the outermost at 0 and 255: simplifying leaves them as they are. Each takes a second. */
function bars(...xs: number[]): Stroke[] {
  return xs.map((x, index) => ({ x: [x, x], y: [0, 255], t: [index * 1_000, index * 1_000 + 1_000] }));
}

const finished = (strokes: Drawing, recognisedAtMs: number | null = null) => ({
  strokes,
  prompt: 'ladder',
  recognisedAtMs,
});

describe('an explanation', () => {
  it('says what each stroke is worth: how much less sure the network is without it', async () => {
    const { recogniser } = network((xs) => [xs.includes(100) ? 0.9 : 0.2, xs.includes(255) ? 0.05 : 0.6, 0]);
    const { strokes, word } = await new NetworkExplainer(recogniser, []).explain(finished(bars(0, 100, 255)));
    expect(word).toBe('ladder');
    expect(strokes.map(({ points }) => points)).toEqual([
      [0, 0, 0, 255],
      [100, 0, 100, 255],
      [255, 0, 255, 255],
    ]);
    expect(strokes.map(({ effect }) => effect)).toEqual([0, expect.closeTo(0.7), 0]);
  });

  it('knows strokes that mislead, and a stroke that is all there is', async () => {
    const misled = network((xs) => [xs.includes(255) ? 0.3 : 0.8, 0, 0]);
    const { strokes } = await new NetworkExplainer(misled.recogniser, []).explain(finished(bars(0, 255)));
    expect(strokes[1]!.effect).toBeCloseTo(-0.5);
    const alone = network(() => [0.7, 0, 0]);
    const one = await new NetworkExplainer(alone.recogniser, []).explain(finished(bars(0)));
    expect(one.strokes.map(({ effect }) => effect)).toEqual([0.7]);
  });

  it('has an effect of 0 for strokes without which the network sees the same, whatever it sees', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 2, max: 12 }),
        async (sure, count) => {
          const { recogniser } = network(() => [sure, 0, 0]);
          const drawing = bars(...Array.from({ length: count }, (_, index) => index * 5));
          const { strokes } = await new NetworkExplainer(recogniser, []).explain(finished(drawing));
          expect(strokes.map(({ effect }) => effect)).toEqual(drawing.map(() => 0));
        },
      ),
    );
  });

  it('follows the guesses from the empty sheet to the finished drawing, the same words at every look', async () => {
    const { recogniser } = network((xs) => (xs.length < 3 ? [0.1, 0.7, 0] : [0.8, 0.1, 0]));
    const { curve, atEnd } = await new NetworkExplainer(recogniser, []).explain(
      finished(bars(0, 100, 200, 255)),
    );
    expect(curve.map(({ ink }) => ink)).toEqual(
      Array.from({ length: CURVE_LOOKS + 1 }, (_, look) => look / CURVE_LOOKS),
    );
    // The sun never led, and so it has no line.
    for (const { guesses } of curve) expect(guesses.map(({ word }) => word)).toEqual(['ladder', 'fence']);
    expect(curve[0]!.guesses.map(({ confidence }) => confidence)).toEqual([0, 0]);
    const half = curve.findIndex(({ guesses }) => guesses[0]!.confidence > guesses[1]!.confidence);
    expect(curve[half]!.ink).toBeGreaterThan(0.5);
    expect(atEnd).toEqual([
      { word: 'ladder', confidence: 0.8 },
      { word: 'fence', confidence: 0.1 },
      { word: 'sun', confidence: 0 },
    ]);
  });

  it('is about what it took the drawing for where the network does not know the word', async () => {
    const { recogniser } = network((xs) => [0, xs.length / 4, 0]);
    const drawing = { strokes: bars(0, 255), prompt: 'Grandma', recognisedAtMs: null };
    const { word, strokes, curve } = await new NetworkExplainer(recogniser, []).explain(drawing);
    expect(word).toBe('fence');
    expect(strokes.map(({ effect }) => effect)).toEqual([0.25, 0.25]);
    expect(curve[0]!.guesses.map((guess) => guess.word)).toEqual(['fence']);
  });

  it('says how much of the ink was there when it was recognised, whatever was taken back meanwhile', async () => {
    const { recogniser } = network(() => [1, 0, 0]);
    const explainer = new NetworkExplainer(recogniser, []);
    const shares = [0, 500, 1_000, 1_500, 9_000].map(async (ms) => {
      const { recognisedAt } = await explainer.explain(finished(bars(0, 255), ms));
      return recognisedAt;
    });
    expect(await Promise.all(shares)).toEqual([0, 0.25, 0.5, 0.75, 1]);
    // Nothing was drawn in the first second that is still there.
    const [, late] = bars(0, 255);
    expect((await explainer.explain(finished([late!], 1_500))).recognisedAt).toBe(0.5);
  });

  it('looks no more often than it may, at the longest strokes, and at nothing where there is nothing', async () => {
    const { recogniser, seen } = network(() => [0.5, 0, 0]);
    const explainer = new NetworkExplainer(recogniser, []);
    const dots = Array.from({ length: 30 }, (_, index) => ({ x: [8 * index], y: [128] }));
    const { strokes } = await explainer.explain(finished([...dots, ...bars(0, 255)]));
    expect(seen.length).toBe(CURVE_LOOKS + MAX_STROKES_EXPLAINED);
    expect(strokes.filter(({ effect }) => effect !== null).length).toBe(MAX_STROKES_EXPLAINED);
    expect(strokes.slice(-2).every(({ effect }) => effect !== null)).toBe(true);

    seen.length = 0;
    const nothing = await explainer.explain(finished([]));
    expect(nothing).toMatchObject({ curve: [], strokes: [], neighbours: [], recognisedAt: null });
    expect(seen).toEqual([]);
  });

  it('names the nearest drawings of all sources', async () => {
    const { recogniser } = network(() => [1, 0, 0]);
    const source = (...similarities: number[]): NeighbourSource => ({
      nearest: (embedding) =>
        Promise.resolve(
          similarities.map((similarity) => ({
            word: `${embedding[0]} strokes`,
            strokes: [],
            similarity,
            origin: 'inkling' as const,
          })),
        ),
    });
    const explainer = new NetworkExplainer(recogniser, [source(0.9, 0.5, 0.4), source(0.95, 0.6, 0.1)]);
    const { neighbours } = await explainer.explain(finished(bars(0, 255)));
    expect(neighbours.map(({ similarity }) => similarity)).toEqual([0.95, 0.9, 0.6, 0.5]);
    expect(neighbours[0]!.word).toBe('2 strokes');
  });
});
