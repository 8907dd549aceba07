import { performDoodle, type Doodle } from '../../../shared/doodles/index.ts';
import type { Random } from '../../../shared/game/index.ts';
import { inkSteps, type InkStep } from './ink.ts';
import { between } from './temper.ts';

/** Between the pens' being free and the first ink: the least and the most, at skill 0 and at skill 1, milliseconds. */
const READING_MS = { unskilled: [1_500, 3_500], skilled: [600, 1_400] } as const;
/** A bot puts its pen down so long before it has to. */
export const SPARE_MS = 700;

export interface DrawingTerms {
  /** How well the bot draws, 0..1. */
  readonly skill: number;
  /** Until the pens are down. */
  readonly leftMs: number;
}

/** A whole drawing of a bot, from the moment at which the pens are free to when it puts its own down, within the round. */
export function planDrawing(doodle: Doodle, { skill, leftMs }: DrawingTerms, random: Random): InkStep[] {
  const startMs = between(READING_MS, skill, random);
  const strokes = performDoodle(doodle, random, { skill });
  return inkSteps(strokes, { startMs, withinMs: leftMs - startMs - SPARE_MS });
}
