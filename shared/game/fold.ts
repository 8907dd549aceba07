/**
 * Marks that people leave out: accents, the Arabic short vowels, hamza on its carrier and the lengthening line, the Hindi dot.
 * Vowel signs of other scripts are letters and stay.
 */
const MARKS = /[\u0300-\u036f\u064b-\u065f\u0670\u093c]|\u0640/g;
const NOT_A_LETTER = /[^\p{L}\p{M}\p{N}]/gu;
const KATAKANA = /[\u30a1-\u30f6]/g;
/** From a katakana to the hiragana of the same sound. */
const KATAKANA_TO_HIRAGANA = -0x60;
/** Letters that stand for others, where people type them one way or the other. */
const SAME: readonly (readonly [RegExp, string])[] = [
  [/œ/g, 'oe'],
  [/ß/g, 'ss'],
  [/ى/g, 'ي'],
  [/ة/g, 'ه'],
  // Chandrabindu and anusvara, both of which make a vowel nasal.
  [/\u0901/g, '\u0902'],
];

/** What comes before a word, by language; without accents, as they are gone by then. */
const ARTICLES: Readonly<Record<string, RegExp>> = {
  en: /^(?:an?|the)\s+/,
  es: /^(?:el|las?|los|un|un[ao]s?)\s+/,
  fr: /^(?:[ld]['’]|(?:le|la|les|un|une|des)\s+)/,
  de: /^(?:d(?:er|ie|as|en|em)|ein(?:en?)?)\s+/,
  pt: /^(?:[oa]s?|um|uma|uns|umas)\s+/,
  it: /^(?:l['’]|un['’]|(?:il|lo|la|i|gli|le|un|un[oa])\s+)/,
  // It is written together with its word, which has two letters more at least.
  ar: /(?<!\p{L})ال(?=\p{L}{2})/gu,
};

/** A word without what people type in different ways: case, accents, spacing, hyphens, an article before it. */
export function fold(text: string, language = 'en'): string {
  let plain = text
    .normalize('NFKD')
    .replace(MARKS, '')
    .normalize('NFC')
    .replace(KATAKANA, (kana) => String.fromCharCode(kana.charCodeAt(0) + KATAKANA_TO_HIRAGANA))
    .toLowerCase()
    .trim();
  for (const [letter, other] of SAME) plain = plain.replace(letter, other);
  // Who has no umlauts writes them with an e.
  if (language === 'de') plain = plain.replace(/([aou])e/g, '$1');
  const article = Object.hasOwn(ARTICLES, language) ? ARTICLES[language]! : null;
  return (article ? plain.replace(article, '') : plain).replace(NOT_A_LETTER, '');
}
