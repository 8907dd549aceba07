import {
  asteriskCensorStrategy,
  DataSet,
  englishDataset,
  englishRecommendedTransformers,
  parseRawPattern,
  RegExpMatcher,
  TextCensor,
  toAsciiLowerCaseTransformer,
} from 'obscenity';

/** The worst words of the game's other languages; English ones come with the library. `|` is the edge of a word. */
const RUDE_WORDS: readonly string[] = [
  // Spanish
  ...['|puta|', '|putas|', '|mierda|', '|joder|', '|cabron', '|cabrón', '|coño|', '|pendejo'],
  // French
  ...['|merde|', '|putain|', '|connard', '|salope|', '|salopes|', '|enculé', '|encule'],
  // German
  ...['|scheiss', '|scheiß', '|arschloch|', '|hurensohn|', '|fotze', '|wichser'],
  // Portuguese
  ...['|caralho|', '|porra|', '|foda', '|buceta|', '|merda|'],
  // Italian
  ...['|cazzo|', '|stronz', '|puttana|', '|vaffanculo|'],
  // Japanese
  ...['死ね', 'ちんこ', 'まんこ'],
  // Chinese
  ...['操你', '傻逼', '他妈的'],
  // Arabic
  ...['شرموط', 'قحبة', 'منيوك'],
  // Hindi
  ...['चूतिया', 'मादरचोद', 'भोसड़ी'],
];

/** Beginnings of harmless words of other languages that look rude in English: birthdays in Spanish, beans in Italian. */
const HARMLESS: readonly string[] = ['cumple', 'cumpli', 'cumpri', 'fagiol'];

/** English, however it is disguised. */
function englishMatcher(): RegExpMatcher {
  const { whitelistedTerms = [], ...dataset } = englishDataset.build();
  return new RegExpMatcher({
    ...dataset,
    whitelistedTerms: [...whitelistedTerms, ...HARMLESS],
    ...englishRecommendedTransformers,
  });
}

/** The other languages, as the words are spelled: what undoes disguises in English takes letters of theirs for others. */
function otherMatcher(): RegExpMatcher {
  const dataset = new DataSet();
  for (const word of RUDE_WORDS) dataset.addPhrase((phrase) => phrase.addPattern(parseRawPattern(word)));
  return new RegExpMatcher({
    ...dataset.build(),
    blacklistMatcherTransformers: [toAsciiLowerCaseTransformer()],
  });
}

const matchers = [englishMatcher(), otherMatcher()];
/** A number that stands alone: no letters in disguise, whatever 455 looks like. */
const NUMBER = /(?<!\p{L})\d+(?!\p{L})/gu;
const censor = new TextCensor().setStrategy(asteriskCensorStrategy());

/** What somebody has written, as others may read it: rude words become stars, and all else stays as it is. */
export function cleanText(text: string): string {
  return matchers.reduce((clean, matcher) => {
    const withoutNumbers = clean.replace(NUMBER, (digits) => ' '.repeat(digits.length));
    return censor.applyTo(clean, matcher.getAllMatches(withoutNumbers));
  }, text);
}
