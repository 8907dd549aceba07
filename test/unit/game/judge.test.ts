import { describe, expect, it } from 'vitest';
import { judge, ruleFor } from '../../../shared/game/judge.ts';

const rule = { threshold: 0.8, updates: 2 };

/** The verdicts on one drawing, update by update. */
function watch(...probabilities: number[]): boolean[] {
  let streak = 0;
  return probabilities.map((probability) => {
    const verdict = judge(rule, streak, probability);
    streak = verdict.streak;
    return verdict.recognised;
  });
}

describe('the judge', () => {
  it('wants the threshold held for two updates in a row', () => {
    expect(watch(0.9, 0.8)).toEqual([false, true]);
    expect(watch(0.9, 0.79, 0.9, 0.9)).toEqual([false, false, false, true]);
  });

  it('tells how warm it is, and says 1 only when it is sure', () => {
    expect(judge(rule, 0, 0.4).warmth).toBeCloseTo(0.5);
    expect(judge(rule, 0, 1).warmth).toBeLessThan(1);
    expect(judge(rule, 1, 1).warmth).toBe(1);
  });

  it('takes a probability that is not a number for no evidence', () => {
    expect(judge(rule, 1, Number.NaN)).toMatchObject({ recognised: false, streak: 0 });
  });

  it('has a threshold of its own for a word, else the common one', () => {
    const strict = { ...rule, perWord: { cat: 0.95 } };
    expect(ruleFor(strict, 'cat')).toEqual({ threshold: 0.95, updates: 2 });
    expect(ruleFor(strict, 'dog')).toEqual(rule);
    expect(ruleFor(strict, 'constructor')).toEqual(rule);
    expect(ruleFor(rule, 'cat')).toEqual(rule);
  });
});
