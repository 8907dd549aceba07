import type { Random } from '../../../shared/game/index.ts';

type Range = readonly [least: number, most: number];

/** A time within a range that goes from one for the unskilled to one for the skilled. */
export function between(
  { unskilled, skilled }: { readonly unskilled: Range; readonly skilled: Range },
  skill: number,
  random: Random,
): number {
  const mix = (end: 0 | 1) => unskilled[end] + (skilled[end] - unskilled[end]) * skill;
  return Math.round(mix(0) + (mix(1) - mix(0)) * random());
}
