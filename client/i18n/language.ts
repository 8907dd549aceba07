import { languageMemory } from '../net/memory.ts';
import { Signal } from '../net/signal.ts';
import { chooseLanguage, directionOf, LANGUAGE_TAGS, loadLocale, SOURCE_LANGUAGE } from './locales.ts';
import { setLocale } from './t.ts';

/** The language of the page: the browser's wish, or the player's own choice, which is remembered. */
export class Language {
  /** The page speaks another language now; screens are made anew. */
  readonly changed = new Signal<undefined>();
  #tag = SOURCE_LANGUAGE;

  /** Opens the page in the language that suits best; in English where that one cannot be loaded. */
  static async open(): Promise<Language> {
    const language = new Language();
    const remembered = languageMemory.get();
    const wanted = remembered === null ? navigator.languages : [remembered, ...navigator.languages];
    const isSpoken = await language.#speak(chooseLanguage(wanted, LANGUAGE_TAGS));
    if (!isSpoken) await language.#speak(SOURCE_LANGUAGE);
    return language;
  }

  /** A BCP 47 tag. */
  get tag(): string {
    return this.#tag;
  }

  /** Speaks another language from now on; stays with this one where the other cannot be loaded. */
  async choose(tag: string): Promise<void> {
    if (tag === this.#tag || !(await this.#speak(tag))) return;
    languageMemory.set(tag);
    this.changed.emit(undefined);
  }

  async #speak(tag: string): Promise<boolean> {
    try {
      await setLocale(tag, await loadLocale(tag));
    } catch {
      return false;
    }
    this.#tag = tag;
    document.documentElement.lang = tag;
    document.documentElement.dir = directionOf(tag);
    return true;
  }
}
