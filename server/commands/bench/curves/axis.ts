import type { Tick } from '../../../training/evaluation/report/chart.ts';
import { digits } from './digits.ts';

/** Where values are along an axis. */
export interface Axis {
  readonly ticks: readonly Tick[];
  /** 0 at the beginning of the axis, 1 at its end. */
  readonly shareOf: (value: number) => number;
}

/** What people count in. */
const STEPS = [1, 2, 5, 10];
const MOST_STEPS = 6;
/** Of so many decades or more only the powers of ten have a label. */
const MANY_DECADES = 3;

/** From nought to at least the largest of these values. */
export function linearAxis(values: readonly number[]): Axis {
  const most = Math.max(0, ...values) || 1;
  const power = 10 ** Math.floor(Math.log10(most / MOST_STEPS));
  const step = power * STEPS.find((one) => most / (one * power) <= MOST_STEPS)!;
  const steps = Math.ceil(most / step);
  return {
    ticks: Array.from({ length: steps + 1 }, (_, index) => tick(index * step)),
    shareOf: (value) => value / (steps * step),
  };
}

/** Equal ways for equal ratios; from 1, 2 or 5 times a power of ten to another such number. Only positive values count. */
export function logAxis(values: readonly number[]): Axis {
  const positive = values.filter((value) => value > 0);
  const [least, most] = positive.length > 0 ? [Math.min(...positive), Math.max(...positive)] : [1, 10];
  // A number just below a power of ten has its logarithm.
  const first = Math.floor(Math.log10(least)) - 1;
  const last = Math.ceil(Math.log10(most)) + 1;
  const round = Array.from({ length: last - first + 1 }, (_, index) => first + index).flatMap((exponent) =>
    STEPS.slice(0, -1).map((step) => Number(`${step}e${exponent}`)),
  );
  const from = round.findLast((value) => value <= least)!;
  const to = round.find((value) => value >= most && value > from)!;
  const isWide = Math.log10(to / from) >= MANY_DECADES;
  return {
    ticks: round
      .filter((value) => value >= from && value <= to)
      .filter((value) => !isWide || Number.isInteger(Math.log10(value)))
      .map(tick),
    shareOf: (value) => Math.log(value / from) / Math.log(to / from),
  };
}

function tick(at: number): Tick {
  return { at, label: digits(at) };
}
