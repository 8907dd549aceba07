import type { Settings } from './settings.ts';

/** What words are called in other languages: `names[language][word]`. English is what they are called in the data set. */
export type Names = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What the rules are told of words; the same in all rooms, and for the server only. */
export interface WordLore {
  /** Words that bots can draw: games with bots prefer them. */
  readonly drawable: readonly string[];
  readonly names: Names;
}

export const NO_LORE: WordLore = { drawable: [], names: {} };

/** A language in which people guess. */
export interface Tongue {
  /** A BCP 47 tag. */
  readonly language: string;
  /** What the words are called in it; the host's own words are called what the host has written. */
  readonly names: Readonly<Record<string, string>>;
}

export const ENGLISH: Tongue = { language: 'en', names: {} };

/** What of a game says which language is spoken. */
interface Spoken {
  readonly settings: Pick<Settings, 'language'>;
  readonly lore: WordLore;
}

/** The room's language; English where the words have no names in that. */
export function tongueOf({ settings, lore }: Spoken): Tongue {
  const { language } = settings;
  return Object.hasOwn(lore.names, language) ? { language, names: lore.names[language]! } : ENGLISH;
}

/** What a word is called in a language. */
export function nameIn({ names }: Tongue, word: string): string {
  return Object.hasOwn(names, word) ? names[word]! : word;
}

/** How many letters each part of a word's name has in the room's language; vowel signs and accents are no letters. */
export function letterCountsOf(state: Spoken, word: string): number[] {
  const parts = nameIn(tongueOf(state), word)
    .normalize('NFC')
    .split(/[\s-]+/);
  return parts.map((part) => Array.from(part.replace(/\p{M}/gu, '')).length);
}
