import { describe, expect, it } from 'vitest';
import { ALL_WORDS } from '../../../shared/categories/deck.ts';
import { LANGUAGES } from '../../../shared/categories/languages.ts';
import { closenessOf, fold, givesAway, tongueOf, type Tongue } from '../../../shared/game/index.ts';
import { DEFAULT_SETTINGS } from '../../../shared/game/index.ts';
import { WORD_LORE } from '../../../server/rooms/lore.ts';

const tongue = (language: string): Tongue =>
  tongueOf({ settings: { ...DEFAULT_SETTINGS, language }, lore: WORD_LORE });
const CODES = LANGUAGES.map(({ code }) => code).filter((code) => code !== 'en');

describe.each(CODES)('guesses in %s', (code) => {
  const { names } = tongue(code);

  it('are right as the word is called there, and in English', () => {
    for (const word of ALL_WORDS) {
      expect(closenessOf(names[word]!, word, tongue(code))).toBe('right');
      expect(closenessOf(word.toUpperCase(), word, tongue(code))).toBe('right');
    }
  });

  it('tell all words apart when they are folded', () => {
    expect(new Set(ALL_WORDS.map((word) => fold(names[word]!, code))).size).toBe(ALL_WORDS.length);
    for (const word of ALL_WORDS) expect(fold(names[word]!, code)).not.toBe('');
  });
});

describe('a guess', () => {
  it.each([
    ['es', 'un ARBOL', 'tree'],
    ['fr', "l'échelle", 'ladder'],
    ['fr', 'oeil', 'eye'],
    ['de', 'die Fuesse', 'foot'],
    ['de', 'Flugzeugtraeger', 'aircraft carrier'],
    ['pt', 'o aviao', 'airplane'],
    ['it', 'un’ambulanza', 'ambulance'],
    ['ar', 'الطائرة', 'airplane'],
    ['ar', 'طَائِرَة', 'airplane'],
    ['hi', 'हवाई जहाज', 'airplane'],
    ['ja', '救急車', 'ambulance'],
    ['zh-Hans', '飞机', 'airplane'],
  ])('in %s may be %s', (language, guess, prompt) => {
    const { names, ...rest } = tongue(language);
    const called = { ...names, ...(prompt === 'foot' && { foot: 'Füße' }) };
    expect(closenessOf(guess, prompt, { ...rest, names: called })).toBe('right');
  });

  it('may be in kana of either kind', () => {
    expect(fold('バナナ', 'ja')).toBe(fold('ばなな', 'ja'));
    expect(fold('か', 'ja')).not.toBe(fold('が', 'ja'));
  });

  it('is close in its own language: nearly spelled like the word, or drawn like it', () => {
    const { names } = tongue('fr');
    expect(closenessOf('echele', 'ladder', tongue('fr'))).toBe('close');
    expect(closenessOf(names['mug']!, 'cup', tongue('fr'))).toBe('close');
    expect(closenessOf('maison', 'ladder', tongue('fr'))).toBe('wrong');
    expect(closenessOf('maison', 'ladder', tongue('xx'))).toBe('wrong');
  });

  it('gives the word away in both languages', () => {
    expect(givesAway('une e-c-h-e-l-l-e ?', 'ladder', tongue('fr'))).toBe(true);
    expect(givesAway('a ladder?', 'ladder', tongue('fr'))).toBe(true);
    expect(givesAway('aucune idée', 'ladder', tongue('fr'))).toBe(false);
  });
});
