import type { Point } from '../../../training/evaluation/report/chart.ts';

/** What least squares say of measured points. */

export interface Line {
  readonly slope: number;
  readonly intercept: number;
}

/** y = factor * x^exponent */
export interface Power {
  readonly exponent: number;
  readonly factor: number;
}

/** The straight line with the least squared distances in y; null where all x are the same, or there are none. */
export function fitLine(points: readonly Point[]): Line | null {
  const meanX = mean(points.map(([x]) => x));
  const meanY = mean(points.map(([, y]) => y));
  const variance = mean(points.map(([x]) => (x - meanX) ** 2));
  if (!(variance > 0)) return null;
  const slope = mean(points.map(([x, y]) => (x - meanX) * (y - meanY))) / variance;
  return { slope, intercept: meanY - slope * meanX };
}

/** The straight line through the logarithms: how many per cent y grows by where x grows by one. Only positive points count. */
export function fitPower(points: readonly Point[]): Power | null {
  const logarithms = points
    .filter(([x, y]) => x > 0 && y > 0)
    .map(([x, y]): Point => [Math.log(x), Math.log(y)]);
  const line = fitLine(logarithms);
  return line && { exponent: line.slope, factor: Math.exp(line.intercept) };
}

/** How far the furthest point is from a line, in y. */
export function furthest(points: readonly Point[], { slope, intercept }: Line): number {
  return Math.max(0, ...points.map(([x, y]) => Math.abs(y - (intercept + slope * x))));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
