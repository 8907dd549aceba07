import { chooseDeck, DECK_SIZE } from '../categories/deck.ts';
import { selectWords } from '../categories/packs.ts';
import type { Random } from './events.ts';
import { fold } from './fold.ts';
import { nameIn, NO_LORE, tongueOf } from './lore.ts';
import { modeOf } from './modes/index.ts';
import type { Settings } from './settings.ts';
import { isPerson, type Deck, type GameState } from './state.ts';

/** The words that a game with these settings may be about, each once. */
export function wordPool(settings: Settings, knownWords: readonly string[], lore = NO_LORE): string[] {
  const { packs, customWords, mode } = settings;
  const tongue = tongueOf({ settings, lore });
  const { language } = tongue;
  const known = new Map(knownWords.map((word) => [fold(nameIn(tongue, word), language), word]));
  const knownInEnglish = new Map(knownWords.map((word) => [fold(word), word]));
  const own = new Map<string, string>();
  for (const word of customWords) {
    const key = fold(word, language);
    // A word that the network knows is spelled as the network does, whatever the language in which the host has written it.
    const spelled =
      known.get(key) ?? knownInEnglish.get(fold(word)) ?? (modeOf(mode).peopleGuess ? word : undefined);
    if (key !== '' && spelled !== undefined) own.set(key, spelled);
  }
  // A host who pastes words and chooses no pack wants those words and no others.
  const listed = customWords.length > 0 && packs.length === 0 ? [] : selectWords(knownWords, settings);
  return [...new Set([...own.values(), ...listed])];
}

/** How many different words the rounds from number `from` on take. */
export function wordsNeeded({ rounds, mode }: Settings, from = 1): number {
  return Math.max(0, rounds - from + 1) * modeOf(mode).wordsPerRound;
}

/**
 * Chooses a game's words, or those of the rest of a game: as many as are needed and one round's more, for a skip, if there
 * are so many. Where bots take part, the words that they can draw come first; the others only where those are too few.
 *
 * @param used prompts that this game has had already: they stay at the deck's beginning
 */
export function dealDeck(
  { settings, knownWords, players, lore }: Pick<GameState, 'settings' | 'knownWords' | 'players' | 'lore'>,
  needed: number,
  random: Random,
  used: readonly string[] = [],
): Deck {
  const wanted = needed + modeOf(settings.mode).wordsPerRound;
  const pool = wordPool(settings, knownWords, lore);
  const preferred = players.every(isPerson) ? pool : pool.filter((word) => lore.drawable.includes(word));
  const first = [...used, ...chooseDeck(preferred, wanted, random, used)];
  const prompts = [...first, ...chooseDeck(pool, used.length + wanted - first.length, random, first)];
  const known = new Set(knownWords);
  // Thresholds were calibrated for decks of this size; among fewer words the network would be sure too easily.
  const missing = Math.max(0, DECK_SIZE - prompts.filter((word) => known.has(word)).length);
  const candidates = selectWords(knownWords, settings);
  const fillers = chooseDeck(candidates, missing, random, prompts);
  const more = chooseDeck(knownWords, missing - fillers.length, random, [...prompts, ...fillers]);
  return { prompts, next: used.length, fillers: [...fillers, ...more] };
}

/** How many prompts a deck still has. */
export function promptsLeft({ prompts, next }: Deck): number {
  return prompts.length - next;
}

/**
 * The words among which the judge chooses for a drawing of this prompt: at most DECK_SIZE of the game's words, all known to
 * the network. Without the prompt where the network does not know it: then nothing can be recognised.
 */
export function judgedWords({ deck, knownWords }: GameState, prompt: string): string[] {
  const known = new Set(knownWords);
  const all = [...new Set([prompt, ...deck.prompts, ...deck.fillers])].filter((word) => known.has(word));
  return all.slice(0, DECK_SIZE);
}
