/** Compares the sentences of a language with the English ones, which are the source of all. */

export type Sentences = Readonly<Record<string, string>>;

/** The keys whose sentence may be the English one: in every language, or in those of a list of tags. */
export type SameAsEnglish = Readonly<Record<string, 'every' | readonly string[]>>;

export type ProblemKind = 'missing' | 'extra' | 'placeholders' | 'untranslated' | 'untidy';

/** One thing for a translator to do. */
export interface Problem {
  readonly tag: string;
  readonly kind: ProblemKind;
  readonly key: string;
  /** The English sentence, or the nearest form of it; empty where English has none. */
  readonly english: string;
  /** The sentence of the language; empty where it has none. */
  readonly found: string;
}

const PLACEHOLDER = /\{\w+\}/g;
const LETTER = /\p{L}/u;
const FORMS = ['zero', 'one', 'two', 'few', 'many', 'other'];
const PLURAL_KEY = /^(?<stem>.+?)(?<ordinal>\.ordinal)?\.(?<form>zero|one|two|few|many|other)$/;
/** The forms that can say their number in a word, "a player", and need not write it. */
const NUMBER_IN_WORDS = new Set(['zero', 'one', 'two']);
/** Numbers of the game up to here have a sentence in every form that they take; millions do not occur. */
const LARGEST_NUMBER = 10_000;

/** What has to be done for a language, in the order of the English sentences. */
export function problemsOf(
  tag: string,
  source: Sentences,
  sentences: Sentences,
  sameAsEnglish: SameAsEnglish,
): Problem[] {
  const wanted = wantedKeys(tag, source);
  const problems: Problem[] = [];
  const note = (kind: ProblemKind, key: string, english = '') =>
    problems.push({ tag, kind, key, english, found: sentences[key] ?? '' });
  for (const [key, english] of wanted) {
    const sentence = sentences[key];
    if (sentence === undefined || sentence === '') note('missing', key, english);
    else if (!hasPlaceholdersOf(key, english, sentence)) note('placeholders', key, english);
    else if (sentence === english && LETTER.test(english.replace(PLACEHOLDER, ''))) {
      const allowed =
        sameAsEnglish[key.replace(/(\.ordinal)?\.(one|other)$/, '')] ?? sameAsEnglish[key] ?? [];
      if (allowed !== 'every' && !allowed.includes(tag)) note('untranslated', key, english);
    } else if (sentence !== sentence.trim().normalize('NFC')) note('untidy', key, english);
  }
  for (const key of Object.keys(sentences)) if (!wanted.has(key)) note('extra', key);
  return problems;
}

/**
 * The keys that a language needs, each with the English sentence that says the same: those of English, but for numbers
 * the forms of the language itself, of which Arabic has six and Japanese one.
 */
export function wantedKeys(tag: string, source: Sentences): Map<string, string> {
  const wanted = new Map<string, string>();
  for (const [key, english] of Object.entries(source)) {
    const { stem, ordinal } = pluralPartsOf(key, source);
    if (stem === null) wanted.set(key, english);
    else {
      for (const form of formsOf(tag, ordinal ? 'ordinal' : 'cardinal')) {
        const name = `${stem}${ordinal ? '.ordinal' : ''}.`;
        wanted.set(`${name}${form}`, source[`${name}${form}`] ?? source[`${name}other`] ?? english);
      }
    }
  }
  return wanted;
}

/** A page for translators: for each language what to do, as lines of JSON that begin with the English sentence. */
export function report(problems: readonly Problem[]): string {
  const tags = [...new Set(problems.map(({ tag }) => tag))];
  return tags
    .map((tag) => {
      const ofLanguage = problems.filter((problem) => problem.tag === tag);
      const kinds = [...new Set(ofLanguage.map(({ kind }) => kind))];
      const parts = kinds.map((kind) => {
        const lines = ofLanguage.filter((problem) => problem.kind === kind).map(lineOf);
        return `  ${kind} (${lines.length})\n${lines.join('\n')}`;
      });
      return `client/i18n/locales/${tag}.json\n${parts.join('\n')}`;
    })
    .join('\n\n');
}

function lineOf({ kind, key, english, found }: Problem): string {
  if (kind === 'extra') return `    ${JSON.stringify(key)}: ${JSON.stringify(found)}`;
  const but = kind === 'missing' || kind === 'untranslated' ? '' : `   is ${JSON.stringify(found)}`;
  return `    ${JSON.stringify(key)}: ${JSON.stringify(english)},${but}`;
}

/** A key is one of a number if English has its `.other` form. */
function pluralPartsOf(key: string, source: Sentences): { stem: string | null; ordinal: boolean } {
  const { stem, ordinal } = PLURAL_KEY.exec(key)?.groups ?? {};
  const isPlural = stem !== undefined && `${stem}${ordinal ?? ''}.other` in source;
  return { stem: isPlural ? stem : null, ordinal: ordinal !== undefined };
}

const formsByRules = new Map<string, readonly string[]>();

/** The forms that numbers of the game take in a language, in the order of translators' tools. */
function formsOf(tag: string, type: 'cardinal' | 'ordinal'): readonly string[] {
  const known = formsByRules.get(`${tag} ${type}`);
  if (known !== undefined) return known;
  const rules = new Intl.PluralRules(tag, { type });
  // Every language has this one.
  const found = new Set<string>(['other']);
  for (let number = type === 'ordinal' ? 1 : 0; number <= LARGEST_NUMBER; number++) {
    found.add(rules.select(number));
  }
  const forms = FORMS.filter((form) => found.has(form));
  formsByRules.set(`${tag} ${type}`, forms);
  return forms;
}

function hasPlaceholdersOf(key: string, english: string, sentence: string): boolean {
  const wanted = placeholders(english);
  const found = placeholders(sentence);
  const form = PLURAL_KEY.exec(key)?.groups?.['form'] ?? '';
  if (NUMBER_IN_WORDS.has(form)) {
    wanted.delete('{count}');
    found.delete('{count}');
  }
  return wanted.size === found.size && [...wanted].every((name) => found.has(name));
}

function placeholders(sentence: string): Set<string> {
  return new Set(sentence.match(PLACEHOLDER));
}
