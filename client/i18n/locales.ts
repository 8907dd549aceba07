import { LANGUAGES } from '../../shared/categories/languages.ts';

/** The languages that there are, found by their files: whoever adds `locales/<tag>.json` has added a language. */

/** Sentences by key. */
export type Catalogue = Readonly<Record<string, string>>;

/** What a language brings: its sentences, and the 345 words of the game by their English names. */
export interface Locale {
  readonly sentences: Catalogue;
  readonly words: Catalogue;
}

/** The language in which the sentences are written and the words are spoken of on the wire. */
export const SOURCE_LANGUAGE = 'en';

const RIGHT_TO_LEFT_SCRIPTS = new Set(['Adlm', 'Arab', 'Hebr', 'Nkoo', 'Rohg', 'Syrc', 'Thaa']);

// Each file becomes a chunk of its own, which only those load who read it.
const sentenceFiles = import.meta.glob<Catalogue>('./locales/*.json', { import: 'default' });
const wordFiles = import.meta.glob<Catalogue>('../../shared/categories/translations/*.json', {
  import: 'default',
});
const sentencesByTag = byTag(sentenceFiles);
const wordsByTag = byTag(wordFiles);

/** A BCP 47 tag each, sorted by what the languages call themselves. */
export const LANGUAGE_TAGS: readonly string[] = sortedByName([SOURCE_LANGUAGE, ...sentencesByTag.keys()]);

/** Loads a language; what it has no file for is empty, and stays English. */
export async function loadLocale(tag: string): Promise<Locale> {
  const [sentences, words] = await Promise.all([sentencesByTag.get(tag)?.(), wordsByTag.get(tag)?.()]);
  return { sentences: sentences ?? {}, words: words ?? {} };
}

/** By code units, which is no worse than a collation across scripts, and at hand before the first screen. */
function sortedByName(tags: readonly string[]): string[] {
  const named = tags.map((tag) => ({ tag, name: languageName(tag) }));
  return named.sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ tag }) => tag);
}

/** What a language calls itself: "Français", "日本語". */
export function languageName(tag: string): string {
  // Asking the browser takes most of a millisecond a language, which is long before the first screen.
  const known = LANGUAGES.find(({ code }) => code === tag)?.name;
  return known ?? nameByBrowser(tag);
}

function nameByBrowser(tag: string): string {
  const name = new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag;
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
}

/** Whether a language is written from the right. */
export function directionOf(tag: string): 'ltr' | 'rtl' {
  const known = LANGUAGES.find(({ code }) => code === tag)?.direction;
  if (known !== undefined) return known;
  return RIGHT_TO_LEFT_SCRIPTS.has(new Intl.Locale(tag).maximize().script ?? '') ? 'rtl' : 'ltr';
}

/**
 * The best of the languages that there are for somebody who reads `wanted`, most loved first: for each in turn the same
 * language and script ("pt-BR" finds "pt", "zh-CN" finds "zh-Hans"), else the same language in another script.
 */
export function chooseLanguage(wanted: readonly string[], available: readonly string[]): string {
  for (const tag of wanted) {
    // Nearly always there is one that begins alike. The browser needs long for its first look at a tag.
    const alike = available.filter((one) => languageOf(one) === languageOf(tag));
    if (alike.length === 1) return alike[0]!;
    const locale = maximized(tag);
    if (locale === null) continue;
    const related = available.filter((one) => maximized(one)?.language === locale.language);
    const found = related.find((one) => maximized(one)?.script === locale.script) ?? related[0];
    if (found !== undefined) return found;
  }
  return SOURCE_LANGUAGE;
}

/** "pt" of "pt-BR". */
function languageOf(tag: string): string {
  return tag.split('-', 1)[0]!.toLowerCase();
}

function maximized(tag: string): Intl.Locale | null {
  try {
    return new Intl.Locale(tag).maximize();
  } catch {
    // Not a language tag at all.
    return null;
  }
}

function byTag<T>(files: Record<string, T>): Map<string, T> {
  return new Map(
    Object.entries(files).map(([file, load]) => [/([^/]+)\.json$/.exec(file)?.[1] ?? file, load]),
  );
}
