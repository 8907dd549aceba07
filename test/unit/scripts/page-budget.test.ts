import { describe, expect, it } from 'vitest';
import { judge, middle } from '../../../scripts/page-budget.mjs';

const GOOD = { performance: 97, accessibility: 100, 'best-practices': 100, seconds: 1.8, kilobytes: 190 };

describe('the budgets of the first page', () => {
  it('are held against the middle of all runs', () => {
    expect(middle([3, 1, 2])).toBe(2);
    expect(middle([1, 4, 2, 3])).toBe(3);
    expect(middle([5])).toBe(5);
  });

  it('forgive one run that was disturbed', () => {
    const rows = judge([GOOD, { ...GOOD, performance: 60, seconds: 9 }, GOOD]);
    expect(rows.every(({ kept }) => kept)).toBe(true);
    expect(rows.find(({ what }) => what === 'seconds to interactive')?.measured).toBe(1.8);
  });

  it.each([
    ['performance', 94],
    ['accessibility', 99],
    ['best-practices', 99],
    ['seconds', 2.01],
    ['kilobytes', 701],
  ])('are missed by %s of %d, and by nothing else', (name, value) => {
    const missed = judge([{ ...GOOD, [name]: value }]).filter(({ kept }) => !kept);
    expect(missed).toHaveLength(1);
    expect(missed[0]?.measured).toBe(value);
  });
});
