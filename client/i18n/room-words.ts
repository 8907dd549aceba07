import { ALL_WORDS } from '../../shared/categories/deck.ts';
import { fold, NO_LORE, wordPool, type Settings, type WordLore } from '../../shared/game/index.ts';
import { loadLocale, SOURCE_LANGUAGE } from './locales.ts';

/** What the words are called where a room plays, which need not be the language of the page: a host writes words in it. */
export class RoomWords {
  readonly #onLoaded: () => void;
  #language = SOURCE_LANGUAGE;
  #lore: WordLore = NO_LORE;
  /** Every known word as it is compared; null until it is asked for. */
  #known: ReadonlySet<string> | null = null;

  /** @param onLoaded another language's words are there now */
  constructor(onLoaded: () => void) {
    this.#onLoaded = onLoaded;
  }

  /** Follows the room to another language; until that is loaded, and where it cannot be, words are known in English only. */
  speak(language: string): void {
    if (language === this.#language) return;
    this.#language = language;
    this.#lore = NO_LORE;
    this.#known = null;
    if (language !== SOURCE_LANGUAGE) void this.#load(language);
  }

  /** The words that a game with these settings has to draw from. */
  pool(settings: Settings): string[] {
    return wordPool(settings, ALL_WORDS, this.#lore);
  }

  /** Whether the network has learnt a word that a host has written, as `wordPool` sees it. */
  knows(word: string): boolean {
    this.#known ??= this.#spellings();
    return this.#known.has(fold(word, this.#language)) || this.#known.has(fold(word));
  }

  #spellings(): ReadonlySet<string> {
    const names = this.#lore.names[this.#language] ?? {};
    return new Set(ALL_WORDS.flatMap((word) => [fold(word), fold(names[word] ?? word, this.#language)]));
  }

  async #load(language: string): Promise<void> {
    try {
      const { words } = await loadLocale(language);
      if (language !== this.#language) return;
      this.#lore = { ...NO_LORE, names: { [language]: words } };
      this.#known = null;
      this.#onLoaded();
    } catch {
      // Without a connection the server's answer has to do.
    }
  }
}
