import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ALL_WORDS } from '../../../shared/categories/deck.ts';
import { type LanguageCode, LANGUAGES } from '../../../shared/categories/languages.ts';

type TranslatedCode = Exclude<LanguageCode, 'en'>;

const FOLDER = new URL('../../../shared/categories/translations/', import.meta.url);
const CODES = LANGUAGES.map(({ code }) => code).filter((code) => code !== 'en');

/** Words of letters, joined by single spaces, hyphens or apostrophes: no articles in parentheses, no alternatives. */
const LATIN = /^\p{Script=Latin}+([ ’-]\p{Script=Latin}+)*$/u;
const SCRIPTS: Record<TranslatedCode, RegExp> = {
  es: LATIN,
  fr: LATIN,
  de: LATIN,
  pt: LATIN,
  it: LATIN,
  // The T of T-shirts is the one Latin letter.
  ja: /^T?[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}ー・]+$/u,
  'zh-Hans': /^T?\p{Script=Han}+$/u,
  ar: /^\p{Script=Arabic}+( \p{Script=Arabic}+)*$/u,
  hi: /^\p{Script=Devanagari}+([ -]\p{Script=Devanagari}+)*$/u,
};
/** As long as a prompt can be in one line of a telephone. */
const MAX_CHARACTERS = 26;

/** Words in a language that has capital letters for proper names only. */
const LOWER_CASE: readonly TranslatedCode[] = ['es', 'fr', 'pt', 'it'];
const PROPER_NAMES = ['The Eiffel Tower', 'The Great Wall of China', 'The Mona Lisa'];

function readTable(code: TranslatedCode): Record<string, string> {
  return JSON.parse(readFileSync(new URL(`${code}.json`, FOLDER), 'utf8')) as Record<string, string>;
}

describe('languages', () => {
  it('have a table each, but for English', () => {
    const files = readdirSync(FOLDER);
    expect(files.sort()).toEqual(CODES.map((code) => `${code}.json`).sort());
  });

  it('are known to the platform, and named in themselves', () => {
    for (const { code, name } of LANGUAGES) {
      expect(Intl.getCanonicalLocales(code)).toEqual([code]);
      const known = new Intl.DisplayNames(code, { type: 'language' }).of(code) ?? '';
      expect(known.toLocaleLowerCase(code)).toBe(name.toLocaleLowerCase(code));
    }
  });

  it('are written from the right if their script is', () => {
    for (const code of CODES) {
      const rightToLeft = /\p{Script=Arabic}/u.test(readTable(code)['sun'] ?? '');
      const language = LANGUAGES.find((each) => each.code === code);
      expect(language?.direction).toBe(rightToLeft ? 'rtl' : 'ltr');
    }
  });
});

describe.each(CODES)('the words in %s', (code) => {
  const table = readTable(code);
  const translations = Object.values(table);

  it('are those of the data set, in its order', () => {
    expect(Object.keys(table)).toEqual(ALL_WORDS);
  });

  it('are each of one line, trimmed and normalised', () => {
    for (const translation of translations) {
      expect(translation).not.toBe('');
      expect(translation).toBe(translation.trim().normalize('NFC'));
      expect(translation.length).toBeLessThanOrEqual(MAX_CHARACTERS);
    }
  });

  it('are all different, whatever their case', () => {
    const seen = new Map<string, string>();
    for (const [word, translation] of Object.entries(table)) {
      const folded = translation.toLocaleLowerCase(code);
      expect(seen.get(folded), `${word} is ${translation} too`).toBeUndefined();
      seen.set(folded, word);
    }
  });

  it('are in its script', () => {
    expect(translations.filter((translation) => !SCRIPTS[code].test(translation))).toEqual([]);
  });
});

describe.each(LOWER_CASE)('capital letters in %s', (code) => {
  it('are for proper names', () => {
    const capitalised = Object.entries(readTable(code)).filter(
      ([word, translation]) =>
        !PROPER_NAMES.includes(word) && translation !== translation.toLocaleLowerCase(code),
    );
    expect(capitalised).toEqual([]);
  });
});

describe('capital letters in de', () => {
  it('are in every word, as all are nouns', () => {
    expect(Object.values(readTable('de')).filter((translation) => !/\p{Lu}/u.test(translation))).toEqual([]);
  });
});
