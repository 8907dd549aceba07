import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../server/training/random.ts';
import { chooseGuess } from '../../../../server/rooms/bots/guess.ts';
import { createGame, DEFAULT_SETTINGS } from '../../../../shared/game/index.ts';
import type { ChatLine } from '../../../../shared/protocol/index.ts';
import { COUNTDOWN_MS, openHouse, stroke, WORDS } from '../house.ts';

describe('a bot that guesses', () => {
  async function guessingRoom(skill = 1) {
    const house = openHouse(5, { mode: 'guess', rounds: 2 });
    const room = house.directory.create({ playerId: 'ada', name: 'Ada', color: 0 });
    const bot = room.addBot('ada', skill);
    room.command({ type: 'start', playerId: 'ada' });
    await house.clock.advance(COUNTDOWN_MS);
    const game = () => room.sync('ada').view.game;
    return { ...house, room, bot, game, prompt: game().round!.sheets[0]!.prompt! };
  }

  it('says nothing before there is ink, and finds what the ink shows after a while', async () => {
    const { room, bot, game, clock, recogniser, prompt } = await guessingRoom();
    recogniser.guesses = [prompt];
    recogniser.probability = 0.3;
    await clock.advance(4_000);
    expect(game().round!.finds).toEqual([]);
    room.draw('ada', { round: 1, sheet: 'ada', revision: 0, ops: [stroke(4)] });
    await clock.advance(1_000);
    expect(game().round!.finds).toEqual([]);
    await clock.advance(10_000);
    expect(game().history[0]!.finds).toMatchObject([{ playerId: bot }]);
  });

  it('says wrong things, too, that everybody reads, none of them twice', async () => {
    const { room, clock, recogniser, prompt, heardBy } = await guessingRoom(0);
    const letters = (word: string) => word.length;
    recogniser.guesses = WORDS.filter((word) => word !== prompt && letters(word) === letters(prompt));
    recogniser.probability = 0.3;
    room.draw('ada', { round: 1, sheet: 'ada', revision: 0, ops: [stroke(4)] });
    await clock.advance(19_000);
    const lines = (heardBy('ada', 'chat:line') as ChatLine[]).map(({ text }) => text);
    expect(new Set(lines).size).toBe(lines.length);
    expect(recogniser.guesses).toEqual(expect.arrayContaining(lines));
  });
});

describe('what a bot says', () => {
  const names = { fr: { sun: 'soleil', moon: 'lune', cup: 'tasse' } };
  const game = createGame({ ...DEFAULT_SETTINGS, language: 'fr' }, [], { drawable: [], names });
  const seen = [
    { word: 'moon', confidence: 0.4 },
    { word: 'sun', confidence: 0.3 },
    { word: 'cup', confidence: 0.01 },
  ];
  const say = (prompt: string, ...said: string[]) =>
    chooseGuess(game, { seen, prompt, said: new Set(said), skill: 1 }, createRandom(1));

  it('is in the room’s language, as long as the hint says, and likely', () => {
    expect(say('moon')).toBe('lune');
    expect(say('sun')).toBe('soleil');
    expect(say('moon', 'lune')).toBeNull();
    expect(say('cup')).toBeNull();
  });
});
