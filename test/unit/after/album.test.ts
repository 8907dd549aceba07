import { describe, expect, it } from 'vitest';
import { resultsOf } from '../../../server/rooms/results.ts';
import { FINISHING_MS } from '../../../shared/game/index.ts';
import { GUESS_INTERVAL_MS } from '../../../shared/protocol/index.ts';
import { GameRoom } from '../game/game-room.ts';
import { COUNTDOWN_MS, DRAWING_MS, openHouse, REVEAL_MS, stroke } from '../rooms/house.ts';

/** A game of one round: Ada is recognised and goes on drawing, Bob is taken for something else. */
async function playedHouse() {
  const house = openHouse(5, { rounds: 1 });
  const room = house.roomOfTwo();
  room.command({ type: 'start', playerId: 'ada' });
  await house.clock.advance(COUNTDOWN_MS);
  house.recogniser.guesses = ['spider'];
  house.recogniser.probability = 0.4;
  room.draw('bob', { round: 1, sheet: 'bob', revision: 0, ops: [stroke(6)] });
  await house.clock.advance(2 * GUESS_INTERVAL_MS);
  house.recogniser.probability = 0.9;
  room.draw('ada', { round: 1, sheet: 'ada', revision: 0, ops: [stroke(3)] });
  await house.clock.advance(2 * GUESS_INTERVAL_MS);
  room.draw('ada', { round: 1, sheet: 'ada', revision: 1, ops: [stroke(2), { type: 'undo' }, stroke(9)] });
  return { ...house, room };
}

describe('the album of a room', () => {
  it('keeps finished drawings, not those that were recognised, and what the network made of them', async () => {
    const { room, clock } = await playedHouse();
    expect(room.drawings('ada')).toEqual([]);
    await clock.advance(DRAWING_MS);
    const [first, second] = room.drawings('bob');
    expect(first).toMatchObject({
      round: 1,
      sheet: 'ada',
      artistIds: ['ada'],
      artists: [{ name: 'Ada', color: 0 }],
    });
    expect(first!.strokes).toHaveLength(2);
    // The line as it was when it was recognised: two steps of 5 and 3.
    expect(first!.recognition!.inkUnits).toBe(Math.round(2 * Math.hypot(5, 3)));
    expect(second).toMatchObject({
      sheet: 'bob',
      recognition: null,
      lastGuess: { word: 'spider', confidence: 0.4 },
    });
    expect(first).not.toHaveProperty('botIds');
  });

  it('names those who have left since, and shares only what is over', async () => {
    const { room, clock } = await playedHouse();
    expect(() => room.finishedGame('ada')).toThrow('when it is over');
    room.leave('bob');
    await clock.advance(DRAWING_MS + REVEAL_MS + FINISHING_MS);
    const game = room.finishedGame('ada');
    expect(game).toMatchObject({ mode: 'race', rounds: 1 });
    expect(game.drawings.map(({ artists }) => artists[0]?.name)).toEqual(['Ada', 'Bob']);
    expect(() => room.drawings('bob')).toThrow('not in this room');
  });

  it('begins anew with the next game', async () => {
    const { room, clock } = await playedHouse();
    await clock.advance(DRAWING_MS + REVEAL_MS);
    const before = room.finishedGame('ada').id;
    room.command({ type: 'start', playerId: 'ada' });
    expect(room.drawings('ada')).toEqual([]);
    await clock.advance(COUNTDOWN_MS + DRAWING_MS + REVEAL_MS);
    const after = room.finishedGame('ada');
    expect(after.id).not.toBe(before);
    // Blank sheets are not kept.
    expect(after.drawings).toEqual([]);
  });
});

describe('results for the leaderboard', () => {
  const played = (people: string[], active: string[]) => {
    const room = GameRoom.drawing('race', people, { rounds: 1 });
    const { state } = room;
    return { ...state, history: [{ ...state.round!, activeIds: active }] };
  };

  it('are those of people who took part, where they are at least two', () => {
    const game = played(['ada', 'bob', 'eve'], ['ada', 'bob']);
    expect(resultsOf(game).map(({ playerId, drawings }) => [playerId, drawings])).toEqual([
      ['ada', 1],
      ['bob', 1],
    ]);
    expect(resultsOf(played(['ada', 'bob'], ['ada']))).toEqual([]);
    expect(resultsOf(played(['ada'], ['ada']))).toEqual([]);
  });

  it('do not count bots or spectators', () => {
    const game = played(['ada', 'bob'], ['ada', 'bob']);
    const withBot = {
      ...game,
      players: game.players.map((one) => (one.id === 'bob' ? { ...one, bot: { skill: 1 } } : one)),
    };
    expect(resultsOf(withBot)).toEqual([]);
    const watching = {
      ...game,
      players: game.players.map((one) => (one.id === 'bob' ? { ...one, role: 'spectator' as const } : one)),
    };
    expect(resultsOf(watching)).toEqual([]);
  });
});
