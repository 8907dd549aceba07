import { availableParallelism } from 'node:os';
import type { DrawingsAsked, PlayersAsked, RoomsAsked, WordsAsked } from './points.ts';

/** Which points each curve has. */
export interface Sizes {
  readonly players: readonly PlayersAsked[];
  readonly rooms: readonly RoomsAsked[];
  readonly words: readonly WordsAsked[];
  readonly drawings: readonly DrawingsAsked[];
}

const SECONDS_OF_PLAY = 12;
const PICTURES_OF_EPOCH = 4_096;
/** The network that ships is much larger than the article's: its curve ends where an epoch is still a matter of seconds. */
const DRAWINGS = {
  seed: [1_000, 3_000, 10_000, 30_000, 100_000, 200_000],
  'live-345': [1_000, 3_000, 10_000],
} as const;

/** What is worth measuring; one copy of a network a core, as `inkling train` has. */
export function fullSizes(copies = availableParallelism()): Sizes {
  return {
    players: [8, 32, 96, 160, 240, 320, 480, 640, 1_000].map((players) => ({
      players,
      seconds: SECONDS_OF_PLAY,
    })),
    rooms: [0, 10, 25, 50, 100, 200].map((rooms) => ({ rooms })),
    words: [10, 20, 50, 100, 200, 345].map((words) => ({ words, pictures: PICTURES_OF_EPOCH, copies })),
    drawings: Object.entries(DRAWINGS).flatMap(([recipe, counts]) =>
      counts.map((drawings) => ({ recipe, drawings, copies })),
    ),
  };
}

/** As little as shows that all of it works. */
export function smallSizes(): Sizes {
  return {
    players: [{ players: 8, seconds: 2 }],
    rooms: [{ rooms: 0 }, { rooms: 2 }],
    words: [{ words: 10, pictures: 256, copies: 1 }],
    drawings: [{ recipe: 'seed', drawings: 256, copies: 1 }],
  };
}
