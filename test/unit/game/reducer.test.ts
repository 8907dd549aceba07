import { beforeEach, describe, expect, it } from 'vitest';
import { EASY_WORDS } from '../../../shared/categories/deck.ts';
import {
  DEFAULT_SETTINGS,
  FINISHING_MS,
  HOST_KEPT_MS,
  SEAT_KEPT_MS,
  createGame,
  pointsFor,
  ranking,
  reduce,
} from '../../../shared/game/index.ts';
import type { GameEffect, GameEvent, GameState } from '../../../shared/game/index.ts';

const { countdownMs, drawingMs, revealMs, rounds } = DEFAULT_SETTINGS;

/** A room with a clock of its own. */
class Room {
  state: GameState = createGame();
  now = 1_000_000;

  do(event: GameEvent): readonly GameEffect[] {
    const { state, effects } = reduce(this.state, event, this.now, () => 0.5);
    this.state = state;
    return effects;
  }

  join(...ids: string[]): void {
    for (const id of ids) this.do({ type: 'join', playerId: id, name: id, color: 0 });
  }

  start(playerId = 'ada'): readonly GameEffect[] {
    return this.do({ type: 'start', playerId, words: EASY_WORDS });
  }

  pass(ms: number): readonly GameEffect[] {
    this.now += ms;
    return this.do({ type: 'tick' });
  }

  recognise(playerId: string, round = this.state.round!.number): readonly GameEffect[] {
    return this.do({ type: 'recognised', playerId, round });
  }

  score(playerId: string): number {
    return this.state.players.find(({ id }) => id === playerId)!.score;
  }
}

let room: Room;
beforeEach(() => {
  room = new Room();
  room.join('ada', 'ben');
});

describe('a game', () => {
  it('goes from the lobby through six rounds of countdown, drawing and reveal to the final', () => {
    room.start();
    for (let number = 1; number <= rounds; number++) {
      expect(room.state).toMatchObject({ phase: 'countdown', round: { number, startedAt: null } });
      const begun = room.pass(countdownMs);
      expect(room.state.phase).toBe('drawing');
      expect(begun).toEqual([{ type: 'drawing-started', round: number, prompt: room.state.round!.prompt }]);
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

  it('is played again in the same room with scores from zero and another deck', () => {
    room.start();
    room.pass(countdownMs);
    room.recognise('ada');
    for (let i = 0; i < rounds; i++) room.pass(countdownMs + drawingMs + revealMs);
    expect(room.state.phase).toBe('final');
    expect(room.score('ada')).toBeGreaterThan(0);
    expect(room.start()).toMatchObject([{ type: 'game-started' }]);
    expect(room.score('ada')).toBe(0);
    expect(room.state).toMatchObject({ phase: 'countdown', round: { number: 1 }, history: [] });
  });

  it('is started by the host only, and not while one runs', () => {
    expect(room.start('ben')).toMatchObject([{ type: 'refused', code: 'not-host' }]);
    room.start();
    expect(room.start()).toMatchObject([{ type: 'refused', code: 'game-running' }]);
  });

  it('needs as many words as rounds', () => {
    const effects = room.do({ type: 'start', playerId: 'ada', words: ['sun', 'moon'] });
    expect(effects).toMatchObject([{ type: 'refused', code: 'not-enough-words' }]);
    expect(room.state.phase).toBe('lobby');
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
    expect(room.recognise('ada')).toMatchObject([{ type: 'refused', code: 'not-drawing' }]);
    expect(room.recognise('ben', 2)).toMatchObject([{ type: 'refused', code: 'not-drawing' }]);
    room.join('cleo');
    expect(room.recognise('cleo')).toMatchObject([{ type: 'refused', code: 'not-drawing' }]);
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
  });

  it('waits no longer for somebody who left', () => {
    room.recognise('ada');
    room.do({ type: 'leave', playerId: 'ben' });
    expect(room.state.phaseEndsAt).toBe(room.now + FINISHING_MS);
  });
});

describe('coming and going', () => {
  it('keeps seat and score of a lost player for a minute', () => {
    room.start();
    room.pass(countdownMs);
    room.recognise('ben');
    const score = room.score('ben');
    room.do({ type: 'disconnect', playerId: 'ben' });
    room.pass(SEAT_KEPT_MS - 1);
    room.do({ type: 'join', playerId: 'ben', name: 'somebody', color: 3 });
    expect(room.score('ben')).toBe(score);
    expect(room.state.players.find(({ id }) => id === 'ben')).toMatchObject({
      name: 'ben',
      disconnectedAt: null,
    });
  });

  it('gives the seat up after that', () => {
    room.do({ type: 'disconnect', playerId: 'ben' });
    expect(room.pass(SEAT_KEPT_MS)).toEqual([{ type: 'player-removed', playerId: 'ben' }]);
    expect(room.state.players.map(({ id }) => id)).toEqual(['ada']);
  });

  it('hands the room over when the host stays away, not at a hiccup', () => {
    room.do({ type: 'disconnect', playerId: 'ada' });
    room.pass(HOST_KEPT_MS - 1);
    expect(room.state.hostId).toBe('ada');
    room.pass(1);
    expect(room.state.hostId).toBe('ben');
    room.do({ type: 'reconnect', playerId: 'ada' });
    expect(room.state.hostId).toBe('ben');
  });

  it('gives every player a colour of their own while there are some', () => {
    room.join('cleo', 'dan', 'eve', 'fay', 'gil', 'hal');
    expect(new Set(room.state.players.map(({ color }) => color)).size).toBe(8);
    expect(room.do({ type: 'join', playerId: 'ivy', name: 'ivy', color: 0 })).toMatchObject([
      { type: 'refused', code: 'room-full' },
    ]);
  });

  it('takes a name only once, whatever its case', () => {
    expect(room.do({ type: 'join', playerId: 'x', name: 'ADA', color: 0 })).toMatchObject([
      { type: 'refused', code: 'name-taken' },
    ]);
    expect(room.do({ type: 'update', playerId: 'ben', name: 'Ada' })).toMatchObject([
      { type: 'refused', code: 'name-taken' },
    ]);
  });

  it('lets a late player watch this round and draw in the next', () => {
    room.start();
    room.pass(countdownMs);
    room.join('cleo');
    expect(room.state.round!.playerIds).not.toContain('cleo');
    room.pass(drawingMs);
    room.pass(revealMs);
    expect(room.state.round!.playerIds).toContain('cleo');
  });

  it('stops the game when everybody has gone', () => {
    room.start();
    room.do({ type: 'leave', playerId: 'ada' });
    room.do({ type: 'leave', playerId: 'ben' });
    expect(room.state).toEqual(createGame());
  });
});
