import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linearAxis, logAxis } from '../../../server/commands/bench/curves/axis.ts';
import { cell, digits } from '../../../server/commands/bench/curves/digits.ts';
import { fitLine, fitPower, furthest } from '../../../server/commands/bench/curves/fit.ts';
import type { Point } from '../../../server/training/evaluation/report/chart.ts';

const PLACES = [1, 2, 5, 10, 50];

describe('a line by least squares', () => {
  it('finds the line that points are on', () => {
    const parameter = fc.integer({ min: -100, max: 100 });
    fc.assert(
      fc.property(parameter, parameter, (slope, intercept) => {
        const found = fitLine(PLACES.map((x): Point => [x, intercept + slope * x]))!;
        expect(found.slope).toBeCloseTo(slope);
        expect(found.intercept).toBeCloseTo(intercept);
      }),
    );
  });

  it('goes between points that are on none', () => {
    const points: Point[] = [
      [0, 0],
      [1, 3],
      [2, 0],
    ];
    const line = fitLine(points)!;
    expect(line).toEqual({ slope: 0, intercept: 1 });
    expect(furthest(points, line)).toBe(2);
  });

  it.each([
    [[]],
    [[[3, 4]]],
    [
      [
        [3, 4],
        [3, 5],
      ],
    ],
  ] as Point[][][])('is not there for %j', (points) => {
    expect(fitLine(points)).toBe(null);
    expect(fitPower(points)).toBe(null);
  });
});

describe('a power by least squares', () => {
  it('finds the exponent that points follow', () => {
    const found = fitPower(PLACES.map((x): Point => [x, 3 * x ** 0.7]))!;
    expect(found.exponent).toBeCloseTo(0.7);
    expect(found.factor).toBeCloseTo(3);
  });

  it('leaves out what has no logarithm', () => {
    const points: Point[] = [
      [0, 5],
      [1, 2],
      [4, -1],
      [10, 20],
    ];
    expect(fitPower(points)!.exponent).toBeCloseTo(1);
  });
});

describe('an axis', () => {
  const labelsOf = ({ ticks }: { ticks: readonly { label: string }[] }) => ticks.map(({ label }) => label);

  it.each([
    [
      [8, 640],
      ['0', '200', '400', '600', '800'],
    ],
    [
      [0.4, 1.3],
      ['0', '0.5', '1', '1.5'],
    ],
    [
      [10, 345],
      ['0', '100', '200', '300', '400'],
    ],
    [[0], ['0', '0.2', '0.4', '0.6', '0.8', '1']],
    [[], ['0', '0.2', '0.4', '0.6', '0.8', '1']],
  ])('has round numbers from nought on for %j', (values, labels) => {
    expect(labelsOf(linearAxis(values))).toEqual(labels);
  });

  it.each([
    [
      [10, 80],
      ['10', '20', '50', '100'],
    ],
    [
      [1_000, 200_000],
      ['1,000', '2,000', '5,000', '10,000', '20,000', '50,000', '100,000', '200,000'],
    ],
    [
      [8, 6_300],
      ['10', '100', '1,000', '10,000'],
    ],
    [
      [-3, 0],
      ['1', '2', '5', '10'],
    ],
    [[7], ['5', '10']],
    [[5], ['5', '10']],
    // Its logarithm is that of 0.01, to the last bit.
    [[0.009_999_999_999_999_998], ['0.005', '0.01']],
  ])('with equal ways for equal ratios holds %j', (values, labels) => {
    expect(labelsOf(logAxis(values))).toEqual(labels);
  });

  it('has every value on it', () => {
    const values = fc.array(fc.double({ min: 1e-3, max: 1e6, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(values, fc.constantFrom(linearAxis, logAxis), (some, axisFor) => {
        const { shareOf, ticks } = axisFor(some);
        for (const value of some) {
          expect(shareOf(value)).toBeGreaterThanOrEqual(-1e-9);
          expect(shareOf(value)).toBeLessThanOrEqual(1 + 1e-9);
        }
        expect(ticks.length).toBeLessThan(12);
      }),
    );
  });

  it('puts a ratio anywhere as far apart', () => {
    const { shareOf } = logAxis([1, 1_000]);
    expect(shareOf(100) - shareOf(10)).toBeCloseTo(shareOf(1_000) - shareOf(100));
  });
});

describe('figures for people', () => {
  it.each([
    [1_234.5, '1,235'],
    [99.94, '99.9'],
    [0.012345, '0.0123'],
    [0, '0'],
  ])('%d is %s', (value, text) => {
    expect(digits(value)).toBe(text);
    expect(cell(value)).toBe(text);
  });

  it('have a dash for what could not be measured', () => {
    expect(cell(null)).toBe('-');
  });
});
