import { describe, expect, it } from 'vitest';
import { rasterize, relativeInk, simplify, type Drawing } from '../../../shared/drawing/index.ts';
import {
  encodedLook,
  encodingOf,
  inputKindOf,
  lookAt,
  networkInput,
  VerdictReader,
} from '../../../shared/recognition/look.ts';
import { SEQUENCE_STEPS, toSequence, VALUES_PER_STEP } from '../../../shared/recognition/sequence.ts';
import { GUESSES_SHOWN } from '../../../shared/recognition/recogniser.ts';
import { unlikeness } from '../../../shared/recognition/unlikeness.ts';

/** A hook, densely drawn somewhere on a canvas, with times. */
const HOOK: Drawing = [
  {
    x: Array.from({ length: 60 }, (_, i) => 300 + 3 * i),
    y: Array.from({ length: 60 }, (_, i) => 100 + (i < 40 ? 0 : 5 * (i - 40))),
    t: Array.from({ length: 60 }, (_, i) => 16 * i),
  },
];

describe('a look at a drawing', () => {
  it('is at the simplified drawing without its times, and so is its ink', () => {
    const seen = simplify(HOOK.map(({ x, y }) => ({ x, y })));
    expect(lookAt(HOOK)).toEqual({ image: rasterize(seen), ink: relativeInk(seen) });
    expect(lookAt(HOOK).ink).toBeGreaterThan(1);
    expect(lookAt([])).toEqual({ image: new Uint8Array(784), ink: 0 });
  });

  it('is what each kind of network takes', () => {
    const seen = simplify(HOOK.map(({ x, y }) => ({ x, y })));
    const picture = encodingOf('raster-28x28-white-on-black');
    expect(picture.shape).toEqual([28, 28, 1]);
    expect(encodedLook(HOOK, picture)).toEqual({ encoded: rasterize(seen), ink: relativeInk(seen) });
    const movement = encodingOf('pen-48x3');
    expect(movement.shape).toEqual([48, 3]);
    expect(encodedLook(HOOK, movement)).toEqual({ encoded: toSequence(seen), ink: relativeInk(seen) });
  });

  it('is known by the shape that the network wants', () => {
    expect(inputKindOf([null, SEQUENCE_STEPS, VALUES_PER_STEP])).toBe('pen-48x3');
    expect(inputKindOf([null, 28, 28, 1])).toBe('raster-28x28-white-on-black');
  });

  it('goes in as shares of white, or as the movement is', () => {
    expect(networkInput(Uint8Array.of(0, 51, 255))).toEqual(Float32Array.of(0, 0.2, 1));
    const movement = Float32Array.of(-3, 0, 1);
    expect(networkInput(movement)).toBe(movement);
  });
});

describe('what a network answers', () => {
  const words = ['cup', 'mug', 'sun', 'bee', 'cat', 'dog'];
  const calibration = { inkBins: [], temperatures: [1] };
  /** Logits of these shares. */
  const logits = (...shares: number[]) => shares.map(Math.log);

  it('names the best few words, and how likely each word of the deck is among those of the deck', () => {
    const { guesses, deckProbabilities, unknown } = new VerdictReader({ words, calibration }).read(
      logits(0.1, 0.4, 0.2, 0.15, 0.05, 0.1),
      { ink: 1 },
      ['cup', 'sun', 'a unicorn'],
    );
    expect(guesses).toHaveLength(GUESSES_SHOWN);
    expect(guesses.slice(0, 2).map(({ word }) => word)).toEqual(['mug', 'sun']);
    expect(guesses[0]!.confidence).toBeCloseTo(0.4, 9);
    expect(guesses[1]!.confidence).toBeCloseTo(0.2, 9);
    expect(deckProbabilities).toEqual([expect.closeTo(1 / 3, 9), expect.closeTo(2 / 3, 9), 0]);
    expect(unknown).toBeCloseTo(0, 9);
    expect(unknown).toBeGreaterThanOrEqual(0);
  });

  it('may be that the drawing is of nothing', () => {
    const reader = new VerdictReader({ words, calibration });
    const { unknown, guesses } = reader.read(logits(0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.4), { ink: 1 }, []);
    expect(unknown).toBeCloseTo(0.4, 9);
    expect(guesses[0]!.confidence).toBeCloseTo(0.1, 9);
  });

  it('is of nothing by what is unusual for doodles, where the version says what that is', () => {
    const unknownOf = (unusual: number, ...shares: number[]) => {
      const reader = new VerdictReader({ words, calibration: { ...calibration, unusual } });
      return reader.read(logits(...shares), { ink: 1 }, []).unknown;
    };
    const shares = [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.4];
    const usual = unlikeness(logits(...shares), words.length);
    expect(unknownOf(usual, ...shares)).toBeCloseTo(0.5, 9);
    expect(unknownOf(usual + 1, ...shares)).toBeCloseTo(1 / (1 + Math.E), 9);
    expect(unknownOf(usual, 0.5, 0.02, 0.02, 0.02, 0.02, 0.02, 0.4)).toBeLessThan(0.4);
    // A network without that output never says so.
    expect(unknownOf(usual, ...shares.slice(0, 6))).toBeCloseTo(0, 9);
  });
});
