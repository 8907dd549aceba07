import { readdirSync, readFileSync } from 'node:fs';
import { en } from '../../client/i18n/en.ts';
import { problemsOf, type Problem, type SameAsEnglish, type Sentences } from './check.ts';

const LOCALES = new URL('../../client/i18n/locales/', import.meta.url);

/** The languages that have a file, English not among them. */
export const LOCALE_TAGS: readonly string[] = readdirSync(LOCALES)
  .map((file) => file.replace(/\.json$/, ''))
  .sort();

/** The sentences of a language. */
export function readSentences(tag: string): Sentences {
  return readJson(new URL(`${tag}.json`, LOCALES)) as Sentences;
}

/** The sentences that need no translation: they are the same in a language, as "Zen" is. */
export const SAME_AS_ENGLISH = readJson(new URL('same-as-english.json', import.meta.url)) as SameAsEnglish;

/** Everything that a translator has to do for a language. */
export function problemsOfFile(tag: string): Problem[] {
  return problemsOf(tag, en, readSentences(tag), SAME_AS_ENGLISH);
}

function readJson(file: URL): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
