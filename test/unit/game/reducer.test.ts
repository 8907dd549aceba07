import { beforeEach, describe, expect, it } from 'vitest';
import { createRandom } from '../../../server/training/random.ts';
import {
  createGame,
  DEFAULT_SETTINGS,
  FINISHING_MS,
  pointsFor,
  ranking,
  reduce,
} from '../../../shared/game/index.ts';
import { EASY_WORDS } from '../../../shared/categories/deck.ts';
import { countdownMs, drawingMs, GameRoom, revealMs, rounds } from './game-room.ts';

let room: GameRoom;
beforeEach(() => {
  room = new GameRoom();
  room.join('ada', 'ben');
});

/** Plays the rest of a game in which everybody is awake. */
function playToTheEnd(): void {
  for (let step = 0; room.state.phase !== 'final'; step += 1) {
    if (step > 100) throw new Error('the game does not end');
    for (const id of room.ids) room.by(id, { type: 'active' });
    room.pass(room.state.phaseEndsAt! - room.now);
  }
}

describe('a game', () => {
  it('goes from the lobby through six rounds of countdown, drawing and reveal to the final', () => {
    room.start();
    for (let number = 1; number <= rounds; number++) {
      expect(room.state).toMatchObject({ phase: 'countdown', round: { number, startedAt: null } });
      const begun = room.pass(countdownMs);
      expect(room.state.phase).toBe('drawing');
      expect(begun).toMatchObject([{ type: 'drawing-started', round: { number, startedAt: room.now } }]);
      room.by('ada', { type: 'active' });
      room.by('ben', { type: 'active' });
      const ended = room.pass(drawingMs);
      expect(room.state.phase).toBe('reveal');
      expect(ended).toMatchObject([{ type: 'round-ended', round: { number } }]);
      room.pass(revealMs);
    }
    expect(room.state.phase).toBe('final');
    expect(room.state.history).toHaveLength(rounds);
  });

  it('catches up when several phases ended unseen', () => {
    room.start();
    room.pass(countdownMs + drawingMs + revealMs + 10);
    expect(room.state).toMatchObject({ phase: 'countdown', round: { number: 2 } });
    expect(room.state.phaseEndsAt).toBe(room.now - 10 + countdownMs);
  });

  it('is played again in the same room with scores from zero and other words', () => {
    room.start();
    room.pass(countdownMs);
    room.recognise('ada');
    const { id } = room.state.round!;
    playToTheEnd();
    expect(room.score('ada')).toBeGreaterThan(0);
    expect(room.start()).toMatchObject([{ type: 'game-started' }]);
    expect(room.score('ada')).toBe(0);
    expect(room.state).toMatchObject({ phase: 'countdown', round: { number: 1 }, history: [] });
    expect(room.state.round!.id).toBeGreaterThan(id);
  });

  it('goes back to the lobby when the host says so, with everybody and nothing of the game', () => {
    room.start();
    expect(room.refusal('ada', { type: 'lobby' })).toBe('not-now');
    playToTheEnd();
    expect(room.refusal('ben', { type: 'lobby' })).toBe('not-host');
    expect(room.refusal('ada', { type: 'lobby' })).toBe('granted');
    expect(room.state).toMatchObject({ phase: 'lobby', round: null, history: [], players: [{}, {}] });
  });

  it('is started by the host only, and not while one runs', () => {
    expect(room.refusal('ben', { type: 'start' })).toBe('not-host');
    room.start();
    expect(room.refusal('ada', { type: 'start' })).toBe('game-running');
  });

  it('needs somebody who plays', () => {
    for (const id of ['ada', 'ben']) room.by(id, { type: 'role', role: 'spectator' });
    expect(room.refusal('ada', { type: 'start' })).toBe('not-enough-players');
  });

  it('ends when nobody plays any more', () => {
    room.start();
    for (const id of ['ada', 'ben']) room.by(id, { type: 'role', role: 'spectator' });
    room.pass(countdownMs);
    expect(room.state.phaseEndsAt).toBe(room.now + FINISHING_MS);
    room.pass(FINISHING_MS);
    room.pass(revealMs);
    expect(room.state.phase).toBe('final');
  });

  it('is what its log of events says, whenever it is replayed', () => {
    room.start();
    room.pass(countdownMs + 1_000);
    room.recognise('ben');
    room.by('ben', { type: 'disconnect' });
    room.pass(drawingMs + revealMs);
    let state = createGame(DEFAULT_SETTINGS, EASY_WORDS);
    const random = createRandom(7);
    for (const { event, now } of room.log) state = reduce(state, event, now, random).state;
    expect(state).toEqual(room.state);
  });
});

describe('being recognised', () => {
  beforeEach(() => {
    room.start();
    room.pass(countdownMs);
  });

  it('is worth more the sooner it comes, and most for the first', () => {
    room.now += 5_000;
    room.recognise('ben');
    room.now += 5_000;
    room.recognise('ada');
    expect(room.score('ben')).toBe(pointsFor(5_000, drawingMs, 0));
    expect(room.score('ada')).toBe(pointsFor(10_000, drawingMs, 1));
    expect(room.score('ben')).toBeGreaterThan(room.score('ada'));
    expect(ranking(room.state).map(({ player, rank }) => [player.id, rank])).toEqual([
      ['ben', 1],
      ['ada', 2],
    ]);
  });

  it('counts once, in this round, for those who draw', () => {
    room.recognise('ada');
    const score = room.score('ada');
    const refused = [{ type: 'refused', code: 'not-drawing' }];
    expect(room.recognise('ada')).toMatchObject(refused);
    expect(room.recognise('ben', room.state.round!.id + 1)).toMatchObject(refused);
    room.join('cleo');
    expect(room.recognise('cleo')).toMatchObject(refused);
    expect(room.score('ada')).toBe(score);
  });

  it('comes too late when the bell has rung, even before the bell is heard', () => {
    room.now += drawingMs;
    expect(room.recognise('ada').at(-1)).toMatchObject({ type: 'refused', code: 'not-drawing' });
    expect(room.state.phase).toBe('reveal');
  });

  it('ends the round soon after everyone has been, with time to finish the last strokes', () => {
    room.recognise('ada');
    expect(room.state.phaseEndsAt).toBe(room.now + drawingMs);
    room.recognise('ben');
    expect(room.state.phaseEndsAt).toBe(room.now + FINISHING_MS);
    room.now += 1_000;
    room.by('ada', { type: 'active' });
    expect(room.state.phaseEndsAt).toBe(room.now - 1_000 + FINISHING_MS);
  });

  it('waits no longer for somebody who left', () => {
    room.recognise('ada');
    room.by('ben', { type: 'leave' });
    expect(room.state.phaseEndsAt).toBe(room.now + FINISHING_MS);
  });
});

describe('skipping a word', () => {
  beforeEach(() => {
    room.join('cleo');
    room.start();
  });

  it('is for people to decide: bots have no wishes', () => {
    const room = new GameRoom();
    room.join('ada');
    for (const playerId of ['bot-1', 'bot-2']) {
      room.do({ type: 'join', playerId, name: playerId, color: 0, bot: { skill: 1 } });
    }
    room.start();
    expect(room.by('ada', { type: 'skip' })).toMatchObject([{ type: 'round-skipped' }]);
  });

  it('takes more than half of the artists who are here, and begins the round again with another word', () => {
    const { prompt } = room;
    const { id } = room.state.round!;
    room.pass(countdownMs);
    room.now += 1_000;
    room.by('ada', { type: 'skip' });
    room.by('ada', { type: 'skip' });
    expect(room.prompt).toBe(prompt);
    expect(room.by('ben', { type: 'skip' })).toMatchObject([{ type: 'round-skipped', round: id }]);
    expect(room.prompt).not.toBe(prompt);
    expect(room.artists).toEqual(['ada', 'ben', 'cleo']);
    expect(room.state).toMatchObject({
      phase: 'countdown',
      phaseEndsAt: room.now + countdownMs,
      round: { id: id + 1, number: 1, skipVotes: [] },
    });
  });

  it('does not ask bots', () => {
    for (const id of ['ben', 'cleo']) room.by(id, { type: 'leave' });
    for (const id of ['bot-1', 'bot-2']) {
      room.do({ type: 'join', playerId: id, name: id, color: 0, bot: { skill: 1 } });
    }
    room.pass(countdownMs + drawingMs + revealMs);
    // Bots sit at the table, whether or not they can draw this word.
    expect(room.artists).toContain('ada');
    expect(room.state.players.filter(({ bot }) => bot !== null)).toHaveLength(2);
    const { prompt } = room;
    room.by('ada', { type: 'skip' });
    expect(room.prompt).not.toBe(prompt);
  });

  it('comes at once for somebody alone, and once a game', () => {
    for (const id of ['ben', 'cleo']) room.by(id, { type: 'disconnect' });
    expect(room.refusal('ada', { type: 'skip' })).toBe('granted');
    expect(room.state.skipUsed).toBe(true);
    expect(room.refusal('ada', { type: 'skip' })).toBe('skip-used');
    playToTheEnd();
    expect(room.state.history).toHaveLength(rounds);
    const prompts = room.state.history.flatMap(({ sheets }) => sheets.map((sheet) => sheet.prompt));
    expect(new Set(prompts).size).toBe(rounds);
    room.start();
    expect(room.state.skipUsed).toBe(false);
  });

  it('is too late when somebody has scored, and not for those who watch', () => {
    room.join('late');
    expect(room.refusal('late', { type: 'skip' })).toBe('not-drawing');
    room.pass(countdownMs);
    room.recognise('ada');
    expect(room.refusal('ada', { type: 'skip' })).toBe('not-now');
    room.pass(drawingMs);
    expect(room.refusal('ada', { type: 'skip' })).toBe('not-now');
  });

  it('is not there when every word is needed', () => {
    room = new GameRoom({ rounds: 2, difficulty: 'any' }, ['sun', 'ladder']);
    room.join('ada');
    room.start();
    expect(room.refusal('ada', { type: 'skip' })).toBe('not-enough-words');
  });
});
