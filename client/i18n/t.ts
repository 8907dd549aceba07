import { en } from './en.ts';
import { withArticle } from './en-articles.ts';

type Catalogue = typeof en;
export type TextKey = keyof Catalogue;

/** The names in braces of a sentence. */
type ParamNames<S extends string> = S extends `${string}{${infer P}}${infer Rest}`
  ? P | ParamNames<Rest>
  : never;
type Params<K extends TextKey> = Record<ParamNames<Catalogue[K]>, string | number>;
type Args<K extends TextKey> = [ParamNames<Catalogue[K]>] extends [never] ? [] : [params: Params<K>];

/** Keys that have forms for numbers. */
type PluralKey = TextKey extends infer K ? (K extends `${infer Stem}.other` ? Stem : never) : never;
type PluralParams<K extends PluralKey> = Omit<Params<`${K}.other` & TextKey>, 'count'>;
type PluralArgs<K extends PluralKey> = [keyof PluralParams<K>] extends [never]
  ? []
  : [params: PluralParams<K>];

const LANGUAGE = 'en';
const cardinal = new Intl.PluralRules(LANGUAGE);
const ordinal = new Intl.PluralRules(LANGUAGE, { type: 'ordinal' });
const numbers = new Intl.NumberFormat(LANGUAGE);
const tenths = new Intl.NumberFormat(LANGUAGE, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const lists = new Intl.ListFormat(LANGUAGE, { style: 'short', type: 'unit' });

/** A sentence of the interface. */
export function t<K extends TextKey>(key: K, ...[params]: Args<K>): string {
  return fill(en[key], params ?? {});
}

/** A sentence with a number, in the right form for it. */
export function tCount<K extends PluralKey>(key: K, count: number, ...[params]: PluralArgs<K>): string {
  return fill(form(key, cardinal.select(count)), { ...params, count: numbers.format(count) });
}

/** "1st", "2nd", … */
export function tPlace(place: number): string {
  return fill(form('place', ordinal.select(place)), { count: place });
}

/** A number as people write it. */
export function formatNumber(value: number): string {
  return numbers.format(value);
}

/** A duration in seconds with one decimal. */
export function formatSeconds(durationMs: number): string {
  return tenths.format(durationMs / 1000);
}

export function formatList(items: readonly string[]): string {
  return lists.format(items);
}

/** A word of the game as it is shown. */
export function wordName(word: string): string {
  return word;
}

/** A word of the game as one would say it: "a ladder", "scissors", "the Eiffel Tower". */
export function wordThing(word: string): string {
  return withArticle(word);
}

function form(stem: PluralKey, category: string): string {
  const all: Record<string, string> = en;
  return all[`${stem}.${category}`] ?? all[`${stem}.other`] ?? '';
}

function fill(sentence: string, params: Record<string, unknown>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : whole;
  });
}
