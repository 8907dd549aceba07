import type { Drawing } from '../../../shared/drawing/index.ts';
import type { ModelCard } from '../../../shared/recognition/card.ts';
import type { Collection } from '../collection.ts';
import type { Dataset } from '../data/index.ts';
import type { Recipe } from '../recipe.ts';

/** Where made-up players play: what the network begins with, and what there is to draw that it has never seen. */
export interface World {
  /** For the page: what this world is, in a sentence or two. */
  readonly description: string;
  /** What players are asked to draw. */
  readonly askedWords: readonly string[];
  /** What trolls flood. */
  readonly floodedWord: string;
  /** Words whose figure is told beside that of all, and what they are called. */
  readonly focus: { readonly name: string; readonly words: readonly string[] };
  /** What players can draw: drawings of each word that are neither in the base data nor in the golden set. */
  readonly pools: ReadonlyMap<string, readonly Drawing[]>;
  /** The base data, divided as the first champion's training divided them. */
  readonly dataset: Dataset;
  readonly collection: Collection;
  /** How a champion of this world is trained further. */
  readonly retraining: (champion: ModelCard) => Recipe;
  /** Writes the network that the game begins with into a models folder, as its champion. */
  readonly begin: (modelsDir: string) => Promise<void>;
}

/** The worlds that `inkling simulate` knows. */
export const WORLD_NAMES = ['scarce', 'champion'] as const;
export type WorldName = (typeof WORLD_NAMES)[number];

/** The work of making a world, for a progress bar. */
export interface WorldWork {
  readonly onPart?: ((part: string, total: number) => void) | undefined;
  readonly onStep?: ((done: number, fields?: Readonly<Record<string, string>>) => void) | undefined;
}
