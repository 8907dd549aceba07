import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Crowd, PLAYER_KINDS, TROLL_SHARE, type Gift } from '../../../server/training/simulation/crowd.ts';
import type { Drawing } from '../../../shared/drawing/index.ts';

const WORDS = ['cat', 'dog', 'bee'];

/** Drawings that can be told apart: the first point says which word's it is, and which of them. */
function poolOf(word: number, count: number): Drawing[] {
  return Array.from({ length: count }, (_, index) => [{ x: [word, 100], y: [index, 100] }]);
}

function worldOf(...counts: number[]) {
  return {
    askedWords: WORDS,
    floodedWord: 'dog',
    pools: new Map(WORDS.map((word, index) => [word, poolOf(index, counts[index] ?? 0)])),
  };
}

/** Which drawing of the pools a gift is. */
function sourceOf({ drawing }: Gift): string {
  const [{ x, y }] = drawing as [Drawing[number]];
  return `${WORDS[(x[0]! - 50) / 3.5]} ${(y[0]! - 50) / 3.5}`;
}

describe('a crowd', () => {
  it('has no trolls, or three in ten of all sorts', () => {
    const honest = new Crowd(worldOf(), false, 'seed');
    expect([honest.players, honest.trolls]).toEqual([70, 0]);
    const mixed = new Crowd(worldOf(5_000, 5_000, 5_000), true, 'seed');
    expect(mixed.trolls / mixed.players).toBeCloseTo(TROLL_SHARE, 5);
    expect(new Set(mixed.gifts(1).map(({ kind }) => kind))).toEqual(new Set(PLAYER_KINDS));
  });

  it('draws what was asked for where it is honest, and nothing twice', () => {
    const crowd = new Crowd(worldOf(900, 900, 900), false, 'seed');
    const gifts = [...crowd.gifts(1), ...crowd.gifts(2)];
    for (const gift of gifts) expect(sourceOf(gift).startsWith(`${gift.word} `)).toBe(true);
    expect(new Set(gifts.map(sourceOf)).size).toBe(gifts.length);
  });

  it('gives no more than there is to draw, however large the pools are', () => {
    const size = fc.integer({ min: 0, max: 600 });
    fc.assert(
      fc.property(size, size, size, (...sizes) => {
        const gifts = new Crowd(worldOf(...sizes), false, 'seed').gifts(1);
        for (const [index, word] of WORDS.entries()) {
          const given = gifts.filter((gift) => gift.word === word).length;
          expect(given).toBeLessThanOrEqual(sizes[index]!);
        }
        expect(gifts.length).toBeLessThanOrEqual(70 * 18);
      }),
      { numRuns: 20 },
    );
  });

  it('does the same with the same seed, and something else with another', () => {
    const giftsOf = (seed: string) => new Crowd(worldOf(900, 900, 900), true, seed).gifts(3);
    expect(giftsOf('one')).toEqual(giftsOf('one'));
    expect(giftsOf('two')).not.toEqual(giftsOf('one'));
  });

  it('has trolls that give drawings of other words than the one asked for', () => {
    const gifts = new Crowd(worldOf(5_000, 5_000, 5_000), true, 'seed').gifts(1);
    const wrong = gifts.filter(({ kind }) => kind === 'wrong words');
    expect(wrong.length).toBeGreaterThan(100);
    for (const gift of wrong) expect(sourceOf(gift).startsWith(`${gift.word} `)).toBe(false);
  });

  it('has one who floods a single word with drawings of others', () => {
    const flood = new Crowd(worldOf(5_000, 5_000, 5_000), true, 'seed')
      .gifts(1)
      .filter(({ kind }) => kind === 'flood');
    expect(flood).toHaveLength(200);
    expect(new Set(flood.map(({ owner }) => owner)).size).toBe(1);
    expect(new Set(flood.map(({ word }) => word))).toEqual(new Set(['dog']));
    expect(flood.some((gift) => sourceOf(gift).startsWith('dog'))).toBe(false);
  });

  it('has trolls that scribble and write even where nothing is left to draw', () => {
    const gifts = new Crowd(worldOf(0, 0, 0), true, 'seed').gifts(1);
    expect(new Set(gifts.map(({ kind }) => kind))).toEqual(new Set(['text', 'scribble']));
    for (const { x, y } of gifts.flatMap(({ drawing }) => drawing)) {
      expect(Math.min(...x, ...y)).toBeGreaterThanOrEqual(50);
      expect(Math.max(...x, ...y)).toBeLessThanOrEqual(950);
    }
  });
});
