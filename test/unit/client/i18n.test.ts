import { afterEach, describe, expect, it } from 'vitest';
import { MAX_NAME_LENGTH } from '../../../shared/protocol/index.ts';
import { LANGUAGES } from '../../../shared/categories/languages.ts';
import { en } from '../../../client/i18n/en.ts';
import {
  chooseLanguage,
  directionOf,
  LANGUAGE_TAGS,
  languageName,
  loadLocale,
} from '../../../client/i18n/locales.ts';
import {
  formatList,
  formatNumber,
  formatSeconds,
  setLocale,
  t,
  tCount,
  tPlace,
  type TextKey,
  wordName,
  wordThing,
} from '../../../client/i18n/t.ts';
import { suggestName } from '../../../client/i18n/suggest-name.ts';
import { problemsOf, report, wantedKeys, type Sentences } from '../../../scripts/i18n/check.ts';
import { LOCALE_TAGS, problemsOfFile, readSentences, SAME_AS_ENGLISH } from '../../../scripts/i18n/files.ts';

const ENGLISH = { sentences: {}, words: {} };

/** Buttons whose name says more than what is written on them. */
const BUTTONS: readonly { written: TextKey; spoken: TextKey }[] = [
  { written: 'explain.open', spoken: 'explain.openOf' },
];

afterEach(() => setLocale('en', ENGLISH));

async function speak(tag: string): Promise<void> {
  await setLocale(tag, await loadLocale(tag));
}

describe.each(LOCALE_TAGS)('the sentences in %s', (tag) => {
  it('are all there and nothing else, with their values and forms, and translated', () => {
    const problems = problemsOfFile(tag);
    expect(problems, `npm run i18n says it too:\n${report(problems)}\n`).toHaveLength(0);
  });

  it('suggest names that fit', async () => {
    await speak(tag);
    const [adjectives, nouns] = [t('name.adjectives').split(','), t('name.nouns').split(',')];
    const names = adjectives.flatMap((_, first) =>
      nouns.map((_, second) => {
        const rolls = [(first + 0.5) / adjectives.length, (second + 0.5) / nouns.length];
        return suggestName(() => rolls.shift() ?? 0);
      }),
    );
    expect(names.length).toBeGreaterThan(100);
    expect(names.filter((name) => name.length > MAX_NAME_LENGTH || name !== name.trim())).toEqual([]);
  });
});

describe.each(['en', ...LOCALE_TAGS])('the buttons in %s', (tag) => {
  it.each(BUTTONS)('begin as $written does, for those who speak to their device', ({ written, spoken }) => {
    const sentences: Sentences = tag === 'en' ? en : readSentences(tag);
    const label = sentences[written]!;
    expect(sentences[spoken]?.slice(0, label.length)).toBe(label);
  });
});

describe('the check for translators', () => {
  const source = {
    hello: 'Hello {name}',
    okay: 'OK',
    percent: '{percent} %',
    'players.one': '{count} player in {room}',
    'players.other': '{count} players in {room}',
    'place.ordinal.one': '{count}st',
    'place.ordinal.other': '{count}th',
  };
  const german = {
    hello: 'Hallo {name}',
    okay: 'OK',
    percent: '{percent} %',
    'players.one': 'Ein Mensch in {room}',
    'players.other': '{count} Menschen in {room}',
    'place.ordinal.other': '{count}.',
  };
  const kinds = (sentences: Record<string, string>) =>
    problemsOf('de', source, sentences, { okay: ['de'] }).map(({ kind, key }) => `${kind} ${key}`);

  it('finds nothing where all is well', () => {
    expect(kinds(german)).toEqual([]);
  });

  it('wants the forms of numbers that a language has', () => {
    const forms = (tag: string) =>
      [...wantedKeys(tag, source).keys()].filter((key) => key.startsWith('p') && key.includes('.'));
    expect(forms('ja')).toEqual(['players.other', 'place.ordinal.other']);
    expect(forms('ar').filter((key) => key.startsWith('players'))).toEqual(
      ['zero', 'one', 'two', 'few', 'many', 'other'].map((form) => `players.${form}`),
    );
    expect(forms('hi')).toContain('place.ordinal.many');
    expect(wantedKeys('ar', source).get('players.few')).toBe('{count} players in {room}');
  });

  it('excuses only sentences that are there, and are the English ones', () => {
    const source: Sentences = en;
    for (const [key, tags] of Object.entries(SAME_AS_ENGLISH)) {
      const forms = [key, `${key}.one`, `${key}.other`].filter((form) => form in source);
      expect(forms, key).not.toEqual([]);
      for (const tag of tags === 'every' ? [] : tags) {
        const sentences = readSentences(tag);
        expect(
          forms.some((form) => sentences[form] === source[form]),
          `${tag} ${key}`,
        ).toBe(true);
      }
    }
  });

  it('finds what is missing, too much, without its values, in English, or untidy', () => {
    const { hello, 'players.one': one, ...rest } = german;
    expect(kinds(rest)).toEqual(['missing hello', 'missing players.one']);
    expect(kinds({ ...german, hello: '' })).toEqual(['missing hello']);
    expect(kinds({ ...german, gone: 'weg' })).toEqual(['extra gone']);
    expect(kinds({ ...german, 'place.ordinal.one': '{count}.' })).toEqual(['extra place.ordinal.one']);
    expect(kinds({ ...german, hello: 'Hallo {nme}' })).toEqual(['placeholders hello']);
    expect(kinds({ ...german, 'players.other': 'Menschen in {room}' })).toEqual([
      'placeholders players.other',
    ]);
    expect(kinds({ ...german, 'players.one': 'Ein Mensch' })).toEqual(['placeholders players.one']);
    expect(kinds({ ...german, hello: source.hello })).toEqual(['untranslated hello']);
    expect(kinds({ ...german, hello: `${hello} ` })).toEqual(['untidy hello']);
    expect(one).not.toBe('');
  });

  it('reports lines that can be pasted into the file', () => {
    const text = report(problemsOf('de', source, { ...german, hello: '' }, { okay: 'every' }));
    expect(text).toContain('client/i18n/locales/de.json');
    expect(text).toContain('"hello": "Hello {name}",');
  });
});

describe('languages', () => {
  it('are found by their files, each with its words', () => {
    expect([...LANGUAGE_TAGS].sort()).toEqual(LANGUAGES.map(({ code }) => code).sort());
    for (const { code, direction } of LANGUAGES) {
      const byBrowser = new Intl.DisplayNames(code, { type: 'language' }).of(code)!;
      expect(languageName(code).toLocaleLowerCase(code)).toBe(byBrowser.toLocaleLowerCase(code));
      expect(directionOf(code)).toBe(direction);
    }
  });

  it('are chosen by what the reader knows', () => {
    const choose = (...wanted: string[]) => chooseLanguage(wanted, LANGUAGE_TAGS);
    expect(choose('pt-BR', 'en')).toBe('pt');
    expect(choose('zh-CN')).toBe('zh-Hans');
    expect(choose('zh-TW', 'en')).toBe('zh-Hans');
    expect(choose('nl-NL', 'fr-CA', 'en')).toBe('fr');
    expect(choose('ar-EG')).toBe('ar');
    expect(choose('en-GB', 'de')).toBe('en');
    expect(choose('nl', 'not a tag!')).toBe('en');
    expect(choose()).toBe('en');
  });
});

describe('sentences in the player’s language', () => {
  it('have the forms of Arabic', async () => {
    await speak('ar');
    const players = [0, 1, 2, 3, 11, 100].map((count) => tCount('lobby.players', count));
    expect(new Set(players).size).toBe(6);
    expect(players[3]).toContain('3');
  });

  it('have the places of Hindi and French', async () => {
    await speak('hi');
    expect([1, 2, 3, 4, 6, 7].map((place) => tPlace(place).replace(/\d/, ''))).toEqual(
      'ला,रा,रा,था,ठा,वाँ'.split(','),
    );
    await speak('fr');
    expect([1, 2].map((place) => tPlace(place))).toEqual(['1er', '2e']);
  });

  it('have numbers and lists as people write them, in digits that all in a room read', async () => {
    await speak('de');
    expect(formatNumber(12_345)).toBe('12.345');
    expect(formatSeconds(8_449)).toBe('8,4');
    expect(formatList(['Ada', 'Grace', 'Alan'])).toBe('Ada, Grace und Alan');
    await speak('zh-Hans');
    expect(formatList(['Ada', 'Grace'])).toBe('Ada和Grace');
    await speak('ar');
    expect(formatNumber(42)).toBe('42');
  });

  it('are English where there are none yet, in the forms of English', async () => {
    await setLocale('fr', { sentences: {}, words: {} });
    expect(t('menu.join')).not.toBe('');
    await setLocale('la', { sentences: { 'menu.join': 'Intra' }, words: {} });
    expect(t('menu.join')).toBe('Intra');
    expect(t('lobby.save')).toBe(en['lobby.save']);
    expect(tCount('lobby.players', 1)).toBe('1 player');
    expect(tCount('lobby.players', 3)).toBe('3 players');
    expect(tPlace(2)).toBe('2nd');
  });

  it('say the words of the game, with an article only in English', async () => {
    expect(wordThing('ladder')).toBe('a ladder');
    await speak('de');
    expect(wordName('ladder')).toBe('Leiter');
    expect(wordThing('ladder')).toBe('Leiter');
    // A word of the host's own is what it is.
    expect(wordName('Schrödingers Katze')).toBe('Schrödingers Katze');
  });

  it('take what players type as it is', () => {
    for (const name of ['{code}', '$t(menu.join)', '<b>&amp;</b>', '{{name}}', '{-name}']) {
      expect(t('lobby.waiting', { host: name })).toBe(`Waiting for ${name} to start …`);
    }
  });
});
