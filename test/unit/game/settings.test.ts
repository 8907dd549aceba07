import { beforeEach, describe, expect, it } from 'vitest';
import { HARD_WORDS, ALL_WORDS } from '../../../shared/categories/deck.ts';
import type { SettingsChange } from '../../../shared/game/index.ts';
import { countdownMs, drawingMs, GameRoom, revealMs } from './game-room.ts';

let room: GameRoom;
beforeEach(() => {
  room = new GameRoom({}, ALL_WORDS);
  room.join('ada', 'ben', 'cleo');
});

const change = (settings: SettingsChange, by = 'ada') =>
  room.refusal(by, { type: 'settings', change: settings });

describe('settings', () => {
  it('are the host’s', () => {
    expect(change({ rounds: 3 }, 'ben')).toBe('not-host');
    expect(change({ rounds: 3, mode: 'duel' })).toBe('granted');
    expect(room.state).toMatchObject({ settings: { rounds: 3, mode: 'duel' }, pending: null });
  });

  it('wait for the next round while a game is running', () => {
    room.start();
    room.pass(countdownMs);
    change({ drawingMs: 60_000, difficulty: 'hard' });
    change({ mode: 'guess', rounds: 4 });
    expect(room.state.settings).toMatchObject({ mode: 'race', drawingMs, rounds: 6 });
    expect(room.state.pending).toMatchObject({ mode: 'guess', drawingMs: 60_000, rounds: 4 });
    room.pass(drawingMs);
    room.pass(revealMs);
    expect(room.state.pending).toBeNull();
    expect(room.state.settings).toMatchObject({ mode: 'guess', drawingMs: 60_000, rounds: 4 });
    expect(room.state.round).toMatchObject({ number: 2, mode: 'guess', sheets: [{}] });
    expect(HARD_WORDS).toContain(room.prompt);
    expect(room.state.history[0]).toMatchObject({ mode: 'race' });
  });

  it('do not wait where no round depends on them', () => {
    room.start();
    change({ chat: false, isPublic: true, maxPlayers: 3, trainingConsent: true });
    expect(room.state).toMatchObject({
      settings: { chat: false, isPublic: true, maxPlayers: 3, trainingConsent: true },
      pending: null,
    });
  });

  it('that are taken back wait for nothing', () => {
    room.start();
    change({ rounds: 9 });
    change({ rounds: 6 });
    expect(room.state.pending).toBeNull();
  });

  it('can end a game early, or make it longer', () => {
    room.start();
    room.pass(countdownMs + drawingMs);
    change({ rounds: 1 });
    room.pass(revealMs);
    expect(room.state).toMatchObject({ phase: 'final', settings: { rounds: 1 }, pending: null });

    change({ rounds: 2 });
    room.start();
    change({ rounds: 20 });
    const prompts = new Set<string>();
    for (let round = 1; round <= 20; round += 1) {
      prompts.add(room.prompt);
      expect(room.state.round!.number).toBe(round);
      for (const id of room.ids) room.by(id, { type: 'active' });
      for (const ms of [countdownMs, drawingMs, revealMs]) room.pass(ms);
    }
    expect(room.state.phase).toBe('final');
    expect(prompts.size).toBe(20);
  });

  it('that leave too few words are refused, at the start and later', () => {
    change({ customWords: ['sun', 'ladder'], rounds: 3 });
    expect(room.refusal('ada', { type: 'start' })).toBe('not-enough-words');
    change({ rounds: 2 });
    expect(room.refusal('ada', { type: 'start' })).toBe('granted');
    expect(change({ rounds: 5 })).toBe('not-enough-words');
    expect(change({ customWords: ['cup', 'fence', 'bee'] })).toBe('granted');
    expect(change({ customWords: [], rounds: 5 })).toBe('granted');
  });

  it('are kept for the next game in the same room', () => {
    change({ rounds: 1 });
    room.start();
    change({ drawingMs: 15_000 });
    room.pass(countdownMs + drawingMs + revealMs);
    expect(room.state).toMatchObject({ phase: 'final', settings: { rounds: 1, drawingMs: 15_000 } });
  });
});
