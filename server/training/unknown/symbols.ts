/** Pictures of things that are outside the vocabulary, and do not look like anything in it. */
import type { Drawing } from '../../../shared/drawing/index.ts';
import type { Split } from '../data/split.ts';
import { oneOf, type Random } from '../random.ts';
import { type SymbolShape, byHand } from './ink.ts';
import { inventedSymbol } from './symbols-invented.ts';
import { MORE_TRAINING_SYMBOLS } from './symbols-train-more.ts';
import { TRAINING_SYMBOLS } from './symbols-train.ts';
import { VALIDATION_SYMBOLS } from './symbols-validation.ts';

/** By split and name. */
export const SYMBOLS: Readonly<Record<Split, Readonly<Record<string, SymbolShape>>>> = {
  train: { ...TRAINING_SYMBOLS, ...MORE_TRAINING_SYMBOLS },
  validation: VALIDATION_SYMBOLS,
};

/** As many of the symbols to learn from are no symbol at all, so that what is outside the vocabulary is not a list either. */
const INVENTED_SHARE = 0.4;

/** One of the split's symbols, by a hand of its own. */
export function drawSymbol(random: Random, split: Split): Drawing {
  if (split === 'train' && random() < INVENTED_SHARE) return byHand(inventedSymbol(random), random);
  const shapes = Object.values(SYMBOLS[split]);
  return byHand(oneOf(random, shapes)(random), random);
}
