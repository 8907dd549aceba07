import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { curvesSection } from '../../../server/training/evaluation/report/sections/curves.ts';
import type { ModelCard } from '../../../shared/recognition/card.ts';
import { CARD, readable, reportOf } from './evaluated.ts';

type CurvePoint = ModelCard['curves'][number];

/** What the report says of how a network learnt whose card has these curves. */
function learnt(curves: readonly CurvePoint[], changes: Partial<ModelCard> = {}) {
  const card = { ...CARD, curves: [...curves], ...changes };
  return curvesSection(reportOf(CARD.words, [{ label: 0 }], { card }));
}

/** So many epochs, each better than the one before. */
function epochs(count: number, change: Partial<CurvePoint> = {}): CurvePoint[] {
  return Array.from({ length: count }, (_, index) => ({
    epoch: index + 1,
    loss: 2 / (index + 1),
    validationLoss: 3 / (index + 1),
    validationTop1: 1 - 1 / (index + 2),
    ...change,
  }));
}

describe('how it learnt', () => {
  it('says so where the card has no curves, and still what it learnt from', () => {
    const { lead, body } = learnt([]);
    expect(readable(lead)).toBe('The card has no learning curves.');
    expect(body.text).not.toContain('class="curves"');
    const text = readable(body);
    expect(text).toContain('tiny-1, 2026-01-01. A few words and no more.');
    expect(text).toContain('10,000 drawings, and was chosen by 1,000 others');
    expect(text).toContain('Quick, Draw! 11,000; CC BY 4.0');
    expect(text).toContain('top-1 80.0 %, top-3 90.0 %');
  });

  it.each([
    [59.4, '59 seconds'],
    [60, '1 minutes'],
    [5_399, '90 minutes'],
    [5_400, '1.5 hours'],
  ])('tells %d seconds as %s', (durationSeconds, told) => {
    expect(readable(learnt(epochs(3), { durationSeconds }).lead)).toBe(
      `3 epochs in ${told} on pencil. Measured after each on drawings that it never learns from.`,
    );
  });

  it('says for who cannot see where the curves end', () => {
    const { text } = learnt(epochs(4)).body;
    expect(text).toContain('aria-label="Loss: training ended at 0.500, validation ended at 0.750"');
    expect(text).toContain('aria-label="Top-1: validation ended at 0.800"');
  });

  it('has no curve of the validation loss where an older card does not know it', () => {
    const older = epochs(4).map(({ epoch, loss, validationTop1 }) => ({ epoch, loss, validationTop1 }));
    const { text } = learnt(older).body;
    expect(text).toContain('aria-label="Loss: training ended at 0.500"');
    expect(text).not.toMatch(/NaN|Infinity|undefined/u);
  });

  it('names few epochs below the axis, the first one always', () => {
    const namesOf = (count: number) => {
      const [, axis] = learnt(epochs(count)).body.text.split('<figcaption><b>Top-1</b>');
      return [...axis!.matchAll(/text-anchor="middle">(\d+)<\/text/gu)].map(([, name]) => Number(name));
    };
    expect(namesOf(1)).toEqual([1]);
    expect(namesOf(8)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(namesOf(40)).toEqual([1, 5, 10, 15, 20, 25, 30, 35, 40]);
  });

  it('has a scale of the loss in ones, twos or fives that reaches its highest value nearly', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e3, noNaN: true }), (highest) => {
        const [loss] = learnt([{ epoch: 1, loss: highest, validationTop1: 0.5 }]).body.text.split('Top-1');
        const ticks = [...loss!.matchAll(/text-anchor="end">([\d.]+)<\/text/gu)].map(([, tick]) =>
          Number(tick),
        );
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(5);
        expect(ticks.at(-1)!).toBeLessThanOrEqual(highest + 1e-3);
        expect(ticks[0]).toBe(0);
      }),
      { numRuns: 60 },
    );
  });
});
