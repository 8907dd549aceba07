import type { Drawing } from '../../../shared/drawing/index.ts';
import { createRandom, shuffle } from '../random.ts';
import type { Recipe } from '../recipe.ts';
import { cycle, type Opinions, type Pick } from '../sampling.ts';

/** Of every word's pictures at most this share is of players' doodles; the rest is base data, so that nothing is forgotten. */
export const MOST_FROM_PLAYERS = 0.25;
/** A doodle is seen so often in one epoch at the most: a word with three of them must not become those three. */
const MOST_VIEWS_OF_A_DOODLE = 3;

/** Players' doodles to learn from, one list a word, in the order of the network's words. */
export type PlayersDrawings = readonly (readonly Drawing[])[];

/**
 * An epoch of base data in which some pictures of each word have been replaced by players' doodles of that word. Words stay
 * balanced, as each has as many pictures as before.
 *
 * @param plan see `planEpoch`
 */
export function mixIn(
  plan: readonly Pick[],
  players: PlayersDrawings,
  recipe: Recipe,
  epoch: number,
): Pick[] {
  const pictures = new Map<number, number>();
  for (const { label } of plan) pictures.set(label, (pictures.get(label) ?? 0) + 1);
  const mixed = players.map((drawings, label): Pick[] => {
    const most = Math.floor(MOST_FROM_PLAYERS * (pictures.get(label) ?? 0));
    const count = Math.min(most, MOST_VIEWS_OF_A_DOODLE * drawings.length);
    if (count === 0) return [];
    return cycle(drawings.length, recipe.seed, `players/${label}`, epoch, count).map(({ index, round }) => {
      return { label, kind: 'strokes', index, sources: drawings, view: round };
    });
  });
  const epochPlan = plan.map((pick) => mixed[pick.label]?.pop() ?? pick);
  // Players' doodles would all come first.
  return shuffle(epochPlan, createRandom(recipe.seed, 'mix', epoch));
}

/** What the champion thinks of base data, so that it is not forgotten; of players' doodles their word, which is what is new. */
export class ReplayOpinions implements Opinions {
  readonly words: number;
  readonly #base: Opinions;
  readonly #players: ReadonlySet<unknown>;

  constructor(base: Opinions, players: PlayersDrawings) {
    this.words = base.words;
    this.#base = base;
    this.#players = new Set(players);
  }

  read(pick: Pick, out: Float32Array, offset: number): void {
    if (this.#players.has(pick.sources)) out[offset + pick.label] = 1;
    else this.#base.read(pick, out, offset);
  }
}
