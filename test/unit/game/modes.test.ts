import { describe, expect, it } from 'vitest';
import {
  ARTIST_POINTS_PER_FIND,
  artistOfTurn,
  FINISHING_MS,
  modeOf,
  pointsFor,
  TURN_MS,
  UNTIMED_POINTS,
} from '../../../shared/game/index.ts';
import { countdownMs, drawingMs, GameRoom } from './game-room.ts';

const FOUR = ['ada', 'ben', 'cleo', 'dan'];

describe('a race', () => {
  it('gives everybody a sheet of their own with the same prompt', () => {
    const room = GameRoom.drawing('race', FOUR);
    expect(room.sheets.map(({ id, artistIds }) => [id, artistIds])).toEqual(FOUR.map((id) => [id, [id]]));
    expect(new Set(room.sheets.map(({ prompt }) => prompt)).size).toBe(1);
  });

  it('waits for no bots where people draw', () => {
    const room = new GameRoom();
    room.join('ada');
    room.do({ type: 'join', playerId: 'bot', name: 'Bot', color: 0, bot: { skill: 1 } });
    room.start();
    room.pass(countdownMs);
    room.recognise('bot');
    expect(room.state.phaseEndsAt! - room.now).toBe(drawingMs);
    room.nextRound('ada');
    room.recognise('ada');
    expect(room.state.phaseEndsAt! - room.now).toBe(FINISHING_MS);
  });

  it('keeps a sheet for somebody who has lost the connection', () => {
    const room = new GameRoom();
    room.join('ada', 'ben');
    room.start();
    room.by('ben', { type: 'disconnect' });
    room.pass(countdownMs);
    room.nextRound('ada');
    expect(room.artists).toEqual(['ada', 'ben']);
  });
});

describe('a relay', () => {
  const turnOf = (room: GameRoom, sheet = 0) => artistOfTurn(room.sheets[sheet]!)!;
  const done = (room: GameRoom, playerId: string, sheet = 0) =>
    room.refusal(playerId, {
      type: 'stroke-done',
      round: room.state.round!.id,
      sheetId: room.sheets[sheet]!.id,
    });

  it.each([
    [['ada'], [1]],
    [['ada', 'ben', 'cleo'], [3]],
    [FOUR, [2, 2]],
    [
      [...FOUR, 'eve'],
      [3, 2],
    ],
  ])('makes of %j teams of %j', (people, sizes) => {
    const room = GameRoom.drawing('relay', people);
    expect(room.sheets.map(({ artistIds }) => artistIds.length)).toEqual(sizes);
    expect(room.artists.toSorted()).toEqual(people.toSorted());
    expect(new Set(room.sheets.map(({ prompt }) => prompt)).size).toBe(1);
  });

  it('hands the pen on after each stroke, round and round', () => {
    const room = GameRoom.drawing('relay', ['ada', 'ben', 'cleo']);
    const { artistIds } = room.sheets[0]!;
    for (const id of [...artistIds, ...artistIds]) {
      expect(turnOf(room)).toBe(id);
      expect(modeOf('relay').mayDraw(room.sheets[0]!, id)).toBe(true);
      const other = artistIds.find((one) => one !== id)!;
      expect(modeOf('relay').mayDraw(room.sheets[0]!, other)).toBe(false);
      expect(done(room, other)).toBe('not-your-turn');
      expect(done(room, id)).toBe('granted');
    }
  });

  it('hands it on by itself when a turn takes too long', () => {
    const room = GameRoom.drawing('relay', FOUR);
    const before = [turnOf(room, 0), turnOf(room, 1)];
    room.pass(TURN_MS - 1);
    expect([turnOf(room, 0), turnOf(room, 1)]).toEqual(before);
    room.pass(1);
    expect(room.sheets.map(({ turn, turnEndsAt }) => [turn, turnEndsAt])).toEqual([
      [1, room.now + TURN_MS],
      [1, room.now + TURN_MS],
    ]);
  });

  it('passes over those who are not here', () => {
    const room = GameRoom.drawing('relay', ['ada', 'ben', 'cleo']);
    const [first, second, third] = room.sheets[0]!.artistIds as [string, string, string];
    room.by(first, { type: 'disconnect' });
    expect(turnOf(room)).toBe(second);
    room.by(third, { type: 'leave' });
    done(room, second);
    expect(turnOf(room)).toBe(second);
    room.by(first, { type: 'reconnect' });
    done(room, second);
    expect(turnOf(room)).toBe(first);
  });

  it('goes on turning while nobody is here, until somebody is', () => {
    const room = GameRoom.drawing('relay', ['ada', 'ben']);
    for (const id of ['ada', 'ben']) room.by(id, { type: 'disconnect' });
    room.pass(3 * TURN_MS);
    room.by('ben', { type: 'reconnect' });
    expect(turnOf(room)).toBe('ben');
  });

  it('pays each artist of the team, and ends when every team is recognised', () => {
    const room = GameRoom.drawing('relay', FOUR);
    room.now += 4_000;
    room.recognise('team-2');
    const [losers, winners] = room.sheets.map(({ artistIds }) => artistIds);
    for (const id of winners!) expect(room.score(id)).toBe(pointsFor(4_000, drawingMs, 0));
    for (const id of losers!) expect(room.score(id)).toBe(0);
    expect(room.state.phaseEndsAt).not.toBe(room.now + FINISHING_MS);
    room.recognise('team-1');
    for (const id of losers!) expect(room.score(id)).toBe(pointsFor(4_000, drawingMs, 1));
    expect(room.state.phaseEndsAt).toBe(room.now + FINISHING_MS);
  });
});

/** How often each of these has had the pen in a game of so many rounds. */
function turnsAtThePen(mode: 'duel' | 'guess', people: readonly string[], rounds: number): number[] {
  const room = GameRoom.drawing(mode, people, { rounds });
  const artists: string[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    artists.push(...room.artists);
    room.nextRound(...people);
  }
  return people.map((id) => artists.filter((artist) => artist === id).length);
}

describe('a duel', () => {
  it('is between two, with two prompts; the others watch', () => {
    const room = GameRoom.drawing('duel', FOUR);
    expect(room.sheets).toHaveLength(2);
    const [one, other] = room.sheets;
    expect(one!.artistIds).not.toEqual(other!.artistIds);
    expect(one!.prompt).not.toBe(other!.prompt);
  });

  it('comes round to everybody', () => {
    expect(turnsAtThePen('duel', FOUR, 10)).toEqual([5, 5, 5, 5]);
    const odd = turnsAtThePen('duel', [...FOUR, 'eve'], 9);
    expect(Math.max(...odd) - Math.min(...odd)).toBeLessThanOrEqual(1);
  });

  it('needs two who are here', () => {
    const room = new GameRoom({ mode: 'duel' });
    room.join('ada', 'ben');
    room.by('ben', { type: 'disconnect' });
    expect(room.refusal('ada', { type: 'start' })).toBe('not-enough-players');
  });

  it('is decided when both are recognised, or one has left and the other is', () => {
    const room = GameRoom.drawing('duel', ['ada', 'ben']);
    room.recognise('ada');
    expect(room.state.phaseEndsAt).toBe(room.state.round!.startedAt! + drawingMs);
    room.by('ben', { type: 'leave' });
    expect(room.state.phaseEndsAt).toBe(room.now + FINISHING_MS);
  });
});

describe('guessing, too', () => {
  it('lets one draw at a time, everybody as often', () => {
    expect(turnsAtThePen('guess', FOUR, 12)).toEqual([3, 3, 3, 3]);
  });

  it('owes latecomers no more turns than the others', () => {
    const room = GameRoom.drawing('guess', ['ada', 'ben'], { rounds: 20 });
    for (let round = 0; round < 6; round += 1) room.nextRound('ada', 'ben');
    room.join('cleo');
    const artists: string[] = [];
    for (let round = 0; round < 6; round += 1) {
      room.nextRound('ada', 'ben', 'cleo');
      artists.push(...room.artists);
    }
    expect(artists.filter((id) => id === 'cleo').length).toBe(2);
  });

  it('pays finders by time and place, and the artist for each of them', () => {
    const room = GameRoom.drawing('guess', FOUR);
    room.now += 3_000;
    expect(room.guess('cleo', ` The ${room.prompt.toUpperCase()}`)).toMatchObject([
      { type: 'found', find: { playerId: 'cleo' } },
    ]);
    room.now += 3_000;
    room.guess('ben', room.prompt);
    expect(room.score('cleo')).toBe(pointsFor(3_000, drawingMs, 0));
    expect(room.score('ben')).toBe(pointsFor(6_000, drawingMs, 1));
    expect(room.score('ada')).toBe(2 * ARTIST_POINTS_PER_FIND);
  });

  it('ends soon when everybody has found it', () => {
    const room = GameRoom.drawing('guess', ['ada', 'ben', 'cleo', 'away']);
    room.by('away', { type: 'disconnect' });
    room.do({ type: 'join', playerId: 'w', name: 'w', color: 0, asSpectator: true });
    room.guess('ben', room.prompt);
    expect(room.state.phaseEndsAt).not.toBe(room.now + FINISHING_MS);
    room.guess('cleo', room.prompt);
    expect(room.state.phaseEndsAt).toBe(room.now + FINISHING_MS);
    expect(room.recognise('ada')).toMatchObject([{ type: 'refused' }]);
    expect(room.state.networkScore).toBe(0);
  });

  it('may be found by bots, for whom nobody waits where people guess', () => {
    const room = GameRoom.drawing('guess', ['ada', 'ben']);
    const bot = { type: 'join', playerId: 'bot', name: 'Bot', color: 0, bot: { skill: 1 } } as const;
    room.do(bot);
    room.guess('bot', room.prompt);
    expect(room.score('bot')).toBeGreaterThan(0);
    expect(room.state.phaseEndsAt! - room.now).toBe(drawingMs);
    room.by('ben', { type: 'leave' });
    expect(room.state.phaseEndsAt! - room.now).toBe(FINISHING_MS);
  });

  it('is lost to the network when that is sure first', () => {
    const room = GameRoom.drawing('guess', ['ada', 'ben', 'cleo']);
    room.now += 8_000;
    room.guess('ben', room.prompt);
    const score = room.score('ada');
    room.recognise('ada');
    expect(room.state.networkScore).toBe(pointsFor(8_000, drawingMs, Infinity));
    expect(room.score('ada')).toBe(score);
    expect(room.state.phaseEndsAt).toBe(room.now + FINISHING_MS);
    expect(room.guess('cleo', room.prompt)).toMatchObject([{ type: 'refused', code: 'not-guessing' }]);
  });

  it('takes guesses from those who have something to guess', () => {
    const room = GameRoom.drawing('guess', ['ada', 'ben', 'cleo', 'dan']);
    room.do({ type: 'join', playerId: 'w', name: 'w', color: 0, asSpectator: true });
    const refused = [{ type: 'refused', code: 'not-guessing' }];
    expect(room.guess('ada', room.prompt)).toMatchObject(refused);
    expect(room.guess('w', room.prompt)).toMatchObject(refused);
    room.guess('ben', room.prompt);
    expect(room.guess('ben', room.prompt)).toMatchObject(refused);
    const { id } = room.state.round!;
    expect(room.by('cleo', { type: 'guess', round: id + 1, text: room.prompt })).toMatchObject(refused);
    room.pass(drawingMs);
    expect(room.guess('cleo', room.prompt)).toMatchObject(refused);
    expect(GameRoom.drawing('race', ['ada', 'ben']).guess('ben', 'sun')).toMatchObject(refused);
  });

  it('says whether a guess that is wrong was close', () => {
    const room = GameRoom.drawing('guess', ['ada', 'ben'], { customWords: ['lighthouse'], rounds: 1 });
    expect(room.prompt).toBe('lighthouse');
    expect(room.guess('ben', 'light hose')).toMatchObject([{ type: 'missed', isClose: true }]);
    expect(room.guess('ben', 'submarine')).toMatchObject([{ type: 'missed', isClose: false }]);
  });

  it('keeps names as they are while the word is a secret', () => {
    const room = GameRoom.drawing('guess', ['ada', 'ben']);
    expect(room.refusal('ada', { type: 'update', name: room.prompt })).toBe('not-now');
    expect(room.refusal('ada', { type: 'update', color: 3 })).toBe('granted');
    room.pass(drawingMs);
    expect(room.refusal('ada', { type: 'update', name: 'Countess' })).toBe('granted');
  });

  it('ends soon when the artist has gone', () => {
    const room = GameRoom.drawing('guess', ['ada', 'ben', 'cleo']);
    room.by('ada', { type: 'leave' });
    expect(room.state.phaseEndsAt).toBe(room.now + FINISHING_MS);
  });
});

describe('zen', () => {
  it('has no clock, and goes on when the player asks for it', () => {
    const room = new GameRoom({ mode: 'zen', rounds: 2 });
    room.join('ada');
    room.start();
    expect(room.state).toMatchObject({ phase: 'drawing', phaseEndsAt: null });
    room.pass(24 * 3_600_000);
    expect(room.state.phase).toBe('drawing');
    room.recognise('ada');
    expect(room.score('ada')).toBe(UNTIMED_POINTS);
    const seen = new Set<string>();
    for (let word = 1; word <= 20; word += 1) {
      seen.add(room.prompt);
      expect(room.state.round!.number).toBe(word);
      const effects = room.by('ada', { type: 'next' });
      expect(effects.map(({ type }) => type)).toEqual(['round-ended', 'drawing-started']);
    }
    expect(seen.size).toBeGreaterThan(2);
    expect(room.refusal('ada', { type: 'lobby' })).toBe('granted');
    expect(room.state.phase).toBe('lobby');
  });

  it('is the only mode in which words do not come by themselves', () => {
    expect(GameRoom.drawing('race', ['ada']).refusal('ada', { type: 'next' })).toBe('not-now');
  });
});
