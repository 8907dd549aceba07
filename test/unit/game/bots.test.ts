import { describe, expect, it } from 'vitest';
import { createGame, DEFAULT_SETTINGS, reduce, type GameState } from '../../../shared/game/index.ts';
import type { ModeName } from '../../../shared/game/index.ts';

const DRAWABLE = 'sun';
const UNKNOWN_TO_BOTS = 'mountain';

/** The artists of a first round about this word, of Ada, Ben and two bots. */
function artistsFor(mode: ModeName, word: string, people = ['ada', 'ben']): string[] {
  const lore = { drawable: [DRAWABLE], names: {} };
  const settings = { ...DEFAULT_SETTINGS, mode, rounds: 1, difficulty: 'any' as const };
  const bot = { bot: { skill: 1 } };
  const joins = [...people.map((id) => ({ id })), { id: 'bot-1', ...bot }, { id: 'bot-2', ...bot }];
  let game: GameState = createGame(settings, [word, mode === 'duel' ? 'ladder' : word], lore);
  for (const { id, ...wishes } of joins) {
    game = reduce(game, { type: 'join', playerId: id, name: id, color: 0, ...wishes }, 0, () => 0).state;
  }
  game = reduce(game, { type: 'start', playerId: people[0]! }, 0, () => 0).state;
  return game.round!.sheets.flatMap(({ artistIds }) => artistIds).sort();
}

describe('bots', () => {
  it('draw along where they can draw the word', () => {
    expect(artistsFor('race', DRAWABLE)).toEqual(['ada', 'ben', 'bot-1', 'bot-2']);
    expect(artistsFor('relay', DRAWABLE)).toHaveLength(4);
  });

  it('leave words that they cannot draw to people', () => {
    expect(artistsFor('race', UNKNOWN_TO_BOTS)).toEqual(['ada', 'ben']);
    expect(artistsFor('relay', UNKNOWN_TO_BOTS)).toEqual(['ada', 'ben']);
    expect(artistsFor('duel', UNKNOWN_TO_BOTS)).toEqual(['ada', 'ben']);
  });

  it('have a part where people alone would be too few', () => {
    expect(artistsFor('guess', UNKNOWN_TO_BOTS, ['ada'])).toEqual(['ada']);
    const artists = artistsFor('duel', UNKNOWN_TO_BOTS, ['ada']);
    expect(artists).toHaveLength(2);
  });
});
