/**
 * Drawings of nothing that a player is asked for, so that a network can learn to say so, and by which it is measured
 * whether it can. What is measured by shares no scribble, no character and no symbol with what is learned.
 */
import type { Drawing } from '../../../shared/drawing/index.ts';
import type { Split } from '../data/split.ts';
import type { Random } from '../random.ts';
import { drawScribble } from './scribbles.ts';
import { drawSymbol } from './symbols.ts';
import { drawText } from './text.ts';

export const UNKNOWN_KINDS = ['scribble', 'text', 'symbol'] as const;
export type UnknownKind = (typeof UNKNOWN_KINDS)[number];

const MAKERS: Readonly<Record<UnknownKind, (random: Random, split: Split) => Drawing>> = {
  scribble: drawScribble,
  text: drawText,
  symbol: drawSymbol,
};

/** How often a kind is learnt from: text is told from doodles soonest, symbols are the hardest. They add up to 1. */
const SHARES: Readonly<Record<UnknownKind, number>> = { scribble: 0.35, text: 0.2, symbol: 0.45 };

/** A drawing of any kind to learn from, in the data set's simplified form (0..255). */
export function drawUnknown(random: Random): Drawing {
  let left = random();
  const kind = UNKNOWN_KINDS.find((of) => (left -= SHARES[of]) < 0) ?? 'symbol';
  return drawUnknownOf(kind, random, 'train');
}

/** A drawing of one kind. */
export function drawUnknownOf(kind: UnknownKind, random: Random, split: Split): Drawing {
  return MAKERS[kind](random, split);
}
