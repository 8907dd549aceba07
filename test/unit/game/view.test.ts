import { describe, expect, it } from 'vitest';
import { insightOf, viewFor } from '../../../shared/game/index.ts';
import { countdownMs, drawingMs, GameRoom } from './game-room.ts';

const SECRETS = ['knownWords', 'deck', 'bans', 'roundsBegun', 'activeIds'];

describe('what a player may see', () => {
  it('is never what only the server needs', () => {
    const room = GameRoom.drawing('race', ['ada', 'ben']);
    room.by('ada', { type: 'kick', targetId: 'ben' });
    const text = JSON.stringify(viewFor(room.state, 'ada'));
    for (const key of SECRETS) expect(text).not.toContain(`"${key}"`);
  });

  it('is the prompt, where everybody draws or watches', () => {
    for (const mode of ['race', 'relay', 'duel'] as const) {
      const room = GameRoom.drawing(mode, ['ada', 'ben', 'cleo']);
      for (const id of [...room.ids, null]) {
        expect(viewFor(room.state, id).round!.sheets[0]!.prompt).toBe(room.prompt);
      }
      expect(room.ids.map((id) => insightOf(room.state, id))).toEqual(
        room.ids.map(() => ({ prompts: true, customWords: false })),
      );
    }
  });

  it('is a hint for those who guess, until they have found the word or the round is over', () => {
    const room = new GameRoom({ mode: 'guess', customWords: ['school bus'], rounds: 1 });
    room.join('ada', 'ben', 'cleo');
    room.start();
    const promptFor = (id: string) => viewFor(room.state, id).round!.sheets[0]!.prompt;
    const all = () => ['ada', 'ben', 'cleo'].map(promptFor);
    expect(all()).toEqual(['school bus', null, null]);
    expect(viewFor(room.state, 'ben').round!.sheets[0]!.letterCounts).toEqual([6, 3]);
    room.pass(countdownMs);
    room.guess('cleo', 'school bus');
    expect(all()).toEqual(['school bus', null, 'school bus']);
    room.pass(drawingMs);
    expect(all()).toEqual(['school bus', 'school bus', 'school bus']);
  });

  it('counts letters in the room’s language, without vowel signs', () => {
    const names = { hi: { 'school bus': 'स्कूल बस' }, es: { 'school bus': 'autobús escolar' } };
    const counts = (language: string) => {
      const room = new GameRoom({ mode: 'guess', customWords: ['school bus'], rounds: 1, language });
      room.state = { ...room.state, lore: { drawable: [], names } };
      room.join('ada', 'ben');
      room.start();
      return viewFor(room.state, 'ben').round!.sheets[0]!.letterCounts;
    };
    expect(counts('es')).toEqual([7, 7]);
    expect(counts('hi')).toEqual([3, 2]);
    expect(counts('ko')).toEqual([6, 3]);
  });

  it('are the host’s own words for the host, while nobody is to guess them', () => {
    const room = new GameRoom({ mode: 'guess', customWords: ['school bus'], rounds: 1 });
    room.join('ada', 'ben');
    expect(viewFor(room.state, 'ada').settings).toMatchObject({
      customWords: ['school bus'],
      customWordCount: 1,
    });
    expect(viewFor(room.state, 'ben').settings).toMatchObject({ customWords: [], customWordCount: 1 });
    room.start();
    expect(viewFor(room.state, 'ada').settings).toMatchObject({ customWords: [], customWordCount: 1 });
  });
});
