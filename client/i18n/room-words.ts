import { ALL_WORDS } from '../../shared/categories/deck.ts';
import { NO_LORE, wordPool, type Settings, type WordLore } from '../../shared/game/index.ts';
import { loadLocale, SOURCE_LANGUAGE } from './locales.ts';

/** What the words are called where a room plays, which need not be the language of the page: a host writes words in it. */
export class RoomWords {
  readonly #onLoaded: () => void;
  #language = SOURCE_LANGUAGE;
  #lore: WordLore = NO_LORE;

  /** @param onLoaded another language's words are there now */
  constructor(onLoaded: () => void) {
    this.#onLoaded = onLoaded;
  }

  /** Follows the room to another language; until that is loaded, and where it cannot be, words are known in English only. */
  speak(language: string): void {
    if (language === this.#language) return;
    this.#language = language;
    this.#lore = NO_LORE;
    if (language !== SOURCE_LANGUAGE) void this.#load(language);
  }

  /** The words that a game with these settings has to draw from. */
  pool(settings: Settings): string[] {
    return wordPool(settings, ALL_WORDS, this.#lore);
  }

  /** Whether the network has learnt a word that a host has written. */
  knows(word: string, settings: Settings): boolean {
    return this.pool({ ...settings, mode: 'race', packs: [], customWords: [word] }).length > 0;
  }

  async #load(language: string): Promise<void> {
    try {
      const { words } = await loadLocale(language);
      if (language !== this.#language) return;
      this.#lore = { ...NO_LORE, names: { [language]: words } };
      this.#onLoaded();
    } catch {
      // Without a connection the server's answer has to do.
    }
  }
}
