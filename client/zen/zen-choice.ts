import { DIFFICULTIES, type Difficulty } from '../../shared/categories/deck.ts';
import { PACK_IDS, type PackId } from '../../shared/categories/packs.ts';

/** What Zen's words are about. */
export interface ZenChoice {
  readonly difficulty: Difficulty | 'any';
  /** null is all packs. */
  readonly pack: PackId | null;
}

export const ZEN_DIFFICULTIES = [...DIFFICULTIES, 'any'] as const;

/** A choice out of what was picked or remembered; what is not known (any more) is as in the beginning. */
export function toZenChoice(difficulty: string | undefined, pack: string | undefined): ZenChoice {
  return {
    difficulty: ZEN_DIFFICULTIES.find((name) => name === difficulty) ?? 'easy',
    pack: PACK_IDS.find((id) => id === pack) ?? null,
  };
}
