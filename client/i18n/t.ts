import { createInstance } from 'i18next';
import { en } from './en.ts';
import { withArticle } from './en-articles.ts';
import { SOURCE_LANGUAGE, type Catalogue, type Locale } from './locales.ts';

type Source = typeof en;
export type TextKey = keyof Source;

/** The names in braces of a sentence. */
type ParamNames<S extends string> = S extends `${string}{${infer P}}${infer Rest}`
  ? P | ParamNames<Rest>
  : never;
type Params<K extends TextKey> = Record<ParamNames<Source[K]>, string | number>;
type Args<K extends TextKey> = [ParamNames<Source[K]>] extends [never] ? [] : [params: Params<K>];

/** Keys that have forms for numbers. */
type PluralKey = TextKey extends infer K ? (K extends `${infer Stem}.other` ? Stem : never) : never;
type PluralParams<K extends PluralKey> = Omit<Params<`${K}.other` & TextKey>, 'count'>;
type PluralArgs<K extends PluralKey> = [keyof PluralParams<K>] extends [never]
  ? []
  : [params: PluralParams<K>];

/** Keys that have forms for places in a row. */
type OrdinalKey = TextKey extends infer K ? (K extends `${infer Stem}.ordinal.other` ? Stem : never) : never;

/** Digits are those that every reader in a room knows, in clocks and scores above all. */
const NUMBERING = { numberingSystem: 'latn' } as const;

/** How a language writes numbers and the like. Each is made when it is needed: a browser takes milliseconds to make one. */
class Formats {
  readonly #tag: string;
  #number: Intl.NumberFormat | undefined;
  #tenths: Intl.NumberFormat | undefined;
  #date: Intl.DateTimeFormat | undefined;
  #moment: Intl.DateTimeFormat | undefined;
  #list: Intl.ListFormat | undefined;

  constructor(tag: string) {
    this.#tag = tag;
  }

  get number(): Intl.NumberFormat {
    return (this.#number ??= new Intl.NumberFormat(this.#tag, NUMBERING));
  }

  get tenths(): Intl.NumberFormat {
    const oneDigit = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
    return (this.#tenths ??= new Intl.NumberFormat(this.#tag, { ...NUMBERING, ...oneDigit }));
  }

  get date(): Intl.DateTimeFormat {
    return (this.#date ??= new Intl.DateTimeFormat(this.#tag, { ...NUMBERING, dateStyle: 'long' }));
  }

  get moment(): Intl.DateTimeFormat {
    const style = { dateStyle: 'medium', timeStyle: 'medium' } as const;
    return (this.#moment ??= new Intl.DateTimeFormat(this.#tag, { ...NUMBERING, ...style }));
  }

  get list(): Intl.ListFormat {
    return (this.#list ??= new Intl.ListFormat(this.#tag, { style: 'long', type: 'conjunction' }));
  }
}

const NAMESPACE = 'sentences';

const translator = createInstance({
  lng: SOURCE_LANGUAGE,
  // What a language has no sentence for yet is said in English.
  fallbackLng: SOURCE_LANGUAGE,
  defaultNS: NAMESPACE,
  resources: { [SOURCE_LANGUAGE]: { [NAMESPACE]: en } },
  initAsync: false,
  // One flat catalogue: "lobby.players.one" is a name and no path; ".one" and ".ordinal.one" are forms of it.
  keySeparator: false,
  nsSeparator: false,
  pluralSeparator: '.',
  // Text is always set as text, so there is nothing to escape.
  interpolation: { prefix: '{', suffix: '}', escapeValue: false },
});
void translator.init();

let language = SOURCE_LANGUAGE;
let words: Catalogue = {};
let formats = new Formats(SOURCE_LANGUAGE);

/** Speaks another language from now on; what is on the screen has to be made anew. */
export async function setLocale(tag: string, locale: Locale): Promise<void> {
  if (tag !== SOURCE_LANGUAGE) translator.addResourceBundle(tag, NAMESPACE, locale.sentences);
  await translator.changeLanguage(tag);
  language = tag;
  words = locale.words;
  formats = new Formats(tag);
}

/** A sentence of the interface. */
export function t<K extends TextKey>(key: K, ...[params]: Args<K>): string {
  return translator.t(key, { replace: shown(params ?? {}), nest: false });
}

/** A sentence with a number, in the right form for it. */
export function tCount<K extends PluralKey>(key: K, count: number, ...[params]: PluralArgs<K>): string {
  return translator.t(key, { count, replace: shown({ ...params, count }), nest: false });
}

/** "1st", "2nd", … of what the key is about: a language may count strokes otherwise than places. */
export function tOrdinal(key: OrdinalKey, number: number): string {
  return translator.t(key, { count: number, ordinal: true, replace: shown({ count: number }), nest: false });
}

/** A place in a ranking: "1st", "2nd", … */
export function tPlace(place: number): string {
  return tOrdinal('place', place);
}

/** A number as people write it. */
export function formatNumber(value: number): string {
  return formats.number.format(value);
}

/** A duration in seconds with one decimal. */
export function formatSeconds(durationMs: number): string {
  return formats.tenths.format(durationMs / 1000);
}

/** A day as people write it: "24 November 2026". */
export function formatDate(date: Date): string {
  return formats.date.format(date);
}

/** A moment to the second, where it matters which of two things came first. */
export function formatMoment(date: Date): string {
  return formats.moment.format(date);
}

/** "Ada, Grace, and Alan". */
export function formatList(items: readonly string[]): string {
  return formats.list.format(items);
}

/** A word of the game as it is shown. */
export function wordName(word: string): string {
  return words[word] ?? word;
}

/**
 * A word of the game as one would say it: "a ladder", "scissors", "the Eiffel Tower". Other languages say the bare word:
 * their articles follow the place in the sentence, and their sentences are written to do without.
 */
export function wordThing(word: string): string {
  return language === SOURCE_LANGUAGE ? withArticle(word) : wordName(word);
}

/** Values as they are shown: numbers as people write them. */
function shown(params: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'number' ? formatNumber(value) : value,
    ]),
  );
}
