/** Words of the game that take no article: plurals, and what cannot be counted. */
const WITHOUT_ARTICLE = new Set([
  'animal migration',
  'asparagus',
  'binoculars',
  'bread',
  'broccoli',
  'camouflage',
  'drums',
  'eyeglasses',
  'flip flops',
  'grapes',
  'grass',
  'headphones',
  'lightning',
  'matches',
  'pants',
  'peas',
  'pliers',
  'rain',
  'rollerskates',
  'scissors',
  'shorts',
  'stairs',
  'stitches',
  'underwear',
  'yoga',
]);
/** Sounded like a consonant in spite of the letter. */
const SOUNDS_LIKE_CONSONANT = /^(uni|eur|one)/i;
const VOWEL = /^([aeiou]|hour)/i;

/** "a ladder", "an umbrella", "scissors", "the Mona Lisa". */
export function withArticle(word: string): string {
  if (word.startsWith('The ')) return `the ${word.slice('The '.length)}`;
  if (WITHOUT_ARTICLE.has(word)) return word;
  const takesAn = VOWEL.test(word) && !SOUNDS_LIKE_CONSONANT.test(word);
  return `${takesAn ? 'an' : 'a'} ${word}`;
}
