import { letterCountsOf, nameIn, tongueOf, type GameState, type Random } from '../../../shared/game/index.ts';
import type { Guess } from '../../../shared/protocol/index.ts';

/** Below this nobody would say that they see something, 0..1. */
const LEAST_SURE = 0.08;
/** How likely a bot says what it thinks likeliest, at skill 0 and 1; else it says one of the other things it sees. */
const SAYS_BEST = [0.35, 0.9] as const;

export interface Sight {
  /** What the network makes of the ink. */
  readonly seen: readonly Guess[];
  /** Only for its letter counts, the hint that everybody has. */
  readonly prompt: string;
  /** What this bot has said in this round. */
  readonly said: ReadonlySet<string>;
  readonly skill: number;
}

/**
 * What a bot would say that the drawing is, in the room's language; null while it has no idea. It knows no more than people
 * who guess: the ink, looked at with the network's eyes (what it makes of the ink does not depend on the word), how many
 * letters the word has, and what was wrong.
 */
export function chooseGuess(
  game: GameState,
  { seen, prompt, said, skill }: Sight,
  random: Random,
): string | null {
  const hint = letterCountsOf(game, prompt).join();
  const ideas = seen
    .filter(({ confidence }) => confidence >= LEAST_SURE)
    .filter(({ word }) => letterCountsOf(game, word).join() === hint)
    .map(({ word }) => nameIn(tongueOf(game), word))
    .filter((text) => !said.has(text));
  const saysBest = random() < SAYS_BEST[0] + (SAYS_BEST[1] - SAYS_BEST[0]) * skill;
  return ideas[saysBest ? 0 : Math.floor(random() * ideas.length)] ?? null;
}
