import { describe, expect, it } from 'vitest';
import { ALL_WORDS } from '../../../shared/categories/deck.ts';
import { BOT_NAMES } from '../../../server/rooms/bots/names.ts';
import { requireFriendlyWords } from '../../../server/rooms/manners.ts';
import { WORD_LORE } from '../../../server/rooms/lore.ts';
import { cleanText } from '../../../server/rooms/profanity.ts';
import { openHouse } from './house.ts';

describe('rude words', () => {
  it.each([
    ['fuck you', '**** you'],
    ['what a sh1t drawing', 'what a **** drawing'],
    ['Merde !', '***** !'],
    ['Scheiße', '******e'],
    ['puta madre', '**** madre'],
    ['cazzo', '*****'],
    ['死ね', '**'],
  ])('in %s become stars', (written, read) => {
    expect(cleanText(written)).toBe(read);
  });

  it.each([
    'Scunthorpe has a classic bass and a cockatoo',
    'feliz cumpleaños',
    'une salopette',
    'die Scheibe',
    'il dito',
    'お誕生日おめでとう',
    'السلام عليكم',
    'नमस्ते',
  ])('are not found in %s', (text) => {
    expect(cleanText(text)).toBe(text);
  });

  it('are in no number', () => {
    for (let number = 0; number < 10_000; number += 1) {
      expect(cleanText(`Player ${number}`)).toBe(`Player ${number}`);
    }
  });

  it('are refused by name in a list of words that a host pastes', () => {
    const refuse = () => requireFriendlyWords({ customWords: ['our cat', 'merde', 'shit'] }, { cleanText });
    expect(refuse).toThrow('merde, shit');
    expect(refuse).toThrow(expect.objectContaining({ code: 'rude-words', words: ['merde', 'shit'] }));
    expect(() => requireFriendlyWords({ customWords: ['our cat'] }, { cleanText })).not.toThrow();
  });

  it('are in no word of the game, in no language, and in no name of a bot', () => {
    const names = Object.values(WORD_LORE.names).flatMap((table) => Object.values(table));
    for (const word of [...ALL_WORDS, ...names, ...BOT_NAMES]) expect(cleanText(word)).toBe(word);
  });

  it('are no name', () => {
    const room = openHouse().roomOfTwo();
    const refused: unknown = expect.objectContaining({ code: 'rude-name' });
    expect(() => room.join({ playerId: 'eve', name: 'rude eve', color: 0 })).toThrow(refused);
    expect(() => room.command({ type: 'update', playerId: 'bob', name: 'rude bob' })).toThrow(refused);
    room.join({ playerId: 'bob', name: 'rude bob', color: 0 });
    expect(room.sync('ada').view.game.players.map(({ name }) => name)).toEqual(['Ada', 'Bob']);
  });
});
