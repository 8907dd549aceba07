import { beforeEach, describe, expect, it } from 'vitest';
import {
  createGame,
  FINISHING_MS,
  HOST_KEPT_MS,
  IDLE_ROUNDS_REMOVED,
  IDLE_ROUNDS_SKIPPED,
  MAX_SPECTATORS,
  SEAT_KEPT_MS,
} from '../../../shared/game/index.ts';
import { countdownMs, drawingMs, GameRoom, revealMs } from './game-room.ts';

let room: GameRoom;
beforeEach(() => {
  room = new GameRoom();
  room.join('ada', 'ben');
});

describe('coming and going', () => {
  it('keeps seat and score of a lost player for two minutes', () => {
    expect(SEAT_KEPT_MS).toBe(120_000);
    room.start();
    room.pass(countdownMs);
    room.recognise('ben');
    const score = room.score('ben');
    room.by('ben', { type: 'disconnect' });
    room.pass(SEAT_KEPT_MS - 1);
    room.do({ type: 'join', playerId: 'ben', name: 'somebody', color: 3 });
    expect(room.player('ben')).toMatchObject({ name: 'ben', score, disconnectedAt: null });
  });

  it('gives the seat up after that', () => {
    room.by('ben', { type: 'disconnect' });
    expect(room.pass(SEAT_KEPT_MS)).toEqual([{ type: 'player-removed', playerId: 'ben', reason: 'lost' }]);
    expect(room.ids).toEqual(['ada']);
  });

  it('gives every player a colour of their own while there are some', () => {
    room.join('cleo', 'dan', 'eve', 'fay', 'gil', 'hal');
    expect(new Set(room.state.players.map(({ color }) => color)).size).toBe(8);
    const ivy = { type: 'join', playerId: 'ivy', name: 'ivy', color: 0 } as const;
    expect(room.do(ivy)).toMatchObject([{ type: 'refused', code: 'room-full' }]);
  });

  it('takes a bot’s seat for a person, never for another bot', () => {
    const bot = (playerId: string) =>
      room.do({ type: 'join', playerId, name: playerId, color: 0, bot: { skill: 1 } });
    for (let i = 3; i <= room.state.settings.maxPlayers; i += 1) bot(`bot-${i}`);
    expect(bot('bot-9')).toMatchObject([{ type: 'refused', code: 'room-full' }]);
    const cleo = { type: 'join', playerId: 'cleo', name: 'Ada', color: 0 } as const;
    expect(room.do(cleo)).toMatchObject([{ type: 'refused', code: 'name-taken' }]);
    expect(room.ids).toContain('bot-8');
    expect(room.do({ ...cleo, name: 'Cleo' })).toEqual([
      { type: 'player-removed', playerId: 'bot-8', reason: 'left' },
    ]);
    expect(room.ids.slice(-2)).toEqual(['bot-7', 'cleo']);
    room.do({ type: 'join', playerId: 'dan', name: 'Dan', color: 0, asSpectator: true });
    expect(room.refusal('dan', { type: 'role', role: 'player' })).toBe('granted');
    expect(room.ids).not.toContain('bot-7');
    expect(room.player('dan').role).toBe('player');
  });

  it('takes a name only once, whatever its case', () => {
    expect(room.do({ type: 'join', playerId: 'x', name: 'ADA', color: 0 })).toMatchObject([
      { type: 'refused', code: 'name-taken' },
    ]);
    expect(room.refusal('ben', { type: 'update', name: 'Ada' })).toBe('name-taken');
  });

  it('lets a late player watch this round and draw in the next', () => {
    room.start();
    room.pass(countdownMs);
    room.join('cleo');
    expect(room.artists).not.toContain('cleo');
    room.nextRound('ada', 'ben');
    expect(room.artists).toContain('cleo');
  });

  it('stops the game when the last person has gone, bots or not', () => {
    room.do({ type: 'join', playerId: 'bot', name: 'Bot', color: 0, bot: { skill: 0.5 } });
    room.start();
    room.by('ada', { type: 'leave' });
    expect(room.state.hostId).toBe('ben');
    room.by('ben', { type: 'leave' });
    expect(room.state).toEqual({
      ...createGame(room.state.settings, room.state.knownWords),
      roundsBegun: 1,
    });
  });
});

describe('those who watch', () => {
  it('need no seat, and get no sheet', () => {
    room.by('ada', { type: 'settings', change: { maxPlayers: 2 } });
    const cleo = { type: 'join', playerId: 'cleo', name: 'cleo', color: 0 } as const;
    expect(room.do(cleo)).toMatchObject([{ type: 'refused', code: 'room-full' }]);
    expect(room.do({ ...cleo, asSpectator: true })).toEqual([]);
    room.start();
    expect(room.artists).toEqual(['ada', 'ben']);
    expect(room.refusal('cleo', { type: 'role', role: 'player' })).toBe('room-full');
  });

  it('play from the next round on when they want to, and players can stop', () => {
    room.do({ type: 'join', playerId: 'cleo', name: 'cleo', color: 0, asSpectator: true });
    room.start();
    room.pass(countdownMs);
    room.by('cleo', { type: 'role', role: 'player' });
    room.by('ben', { type: 'role', role: 'spectator' });
    expect(room.artists).toEqual(['ada', 'ben']);
    room.recognise('ada');
    expect(room.state.phaseEndsAt).toBe(room.now + FINISHING_MS);
    room.nextRound('ada');
    expect(room.artists).toEqual(['ada', 'cleo']);
  });

  it('have as many places as are set', () => {
    for (let i = 0; i <= MAX_SPECTATORS; i += 1) {
      room.do({ type: 'join', playerId: `w${i}`, name: `w${i}`, color: 0, asSpectator: true });
    }
    expect(room.ids).toHaveLength(2 + MAX_SPECTATORS);
  });
});

describe('the host', () => {
  it('is somebody else when the host stays away, not at a hiccup', () => {
    room.by('ada', { type: 'disconnect' });
    room.pass(HOST_KEPT_MS - 1);
    expect(room.state.hostId).toBe('ada');
    room.pass(1);
    expect(room.state.hostId).toBe('ben');
    room.by('ada', { type: 'reconnect' });
    expect(room.state.hostId).toBe('ben');
  });

  it('is at once whoever comes into a room whose host has long been away', () => {
    for (const id of ['ada', 'ben']) room.by(id, { type: 'disconnect' });
    room.pass(HOST_KEPT_MS + 1);
    expect(room.state.hostId).toBe('ada');
    room.join('cleo');
    expect(room.state.hostId).toBe('cleo');
  });

  it('hands the room over to somebody who is here', () => {
    room.do({ type: 'join', playerId: 'bot', name: 'Bot', color: 0, bot: { skill: 1 } });
    expect(room.refusal('ben', { type: 'make-host', targetId: 'ben' })).toBe('not-host');
    expect(room.refusal('ada', { type: 'make-host', targetId: 'nobody' })).toBe('no-such-player');
    expect(room.refusal('ada', { type: 'make-host', targetId: 'bot' })).toBe('no-such-player');
    expect(room.refusal('ada', { type: 'make-host', targetId: 'ben' })).toBe('granted');
    expect(room.state.hostId).toBe('ben');
  });

  it('puts somebody out for good', () => {
    expect(room.refusal('ben', { type: 'kick', targetId: 'ada' })).toBe('not-host');
    expect(room.refusal('ada', { type: 'kick', targetId: 'ada' })).toBe('no-such-player');
    const gone = [{ type: 'player-removed', playerId: 'ben', reason: 'kicked' }];
    expect(room.by('ada', { type: 'kick', targetId: 'ben' })).toEqual(gone);
    const again = { type: 'join', playerId: 'ben', name: 'Benedict', color: 0 } as const;
    expect(room.do(again)).toMatchObject([{ type: 'refused', code: 'banned' }]);
  });
});

describe('a vote to put somebody out', () => {
  const vote = (playerId: string, targetId = 'ada') => room.by(playerId, { type: 'vote-kick', targetId });

  it('takes more than half of the others, whoever it is about', () => {
    room.join('cleo', 'dan', 'eve');
    vote('ben');
    vote('ben');
    expect(vote('cleo')).toEqual([]);
    expect(room.state.kickVotes).toEqual([{ targetId: 'ada', voterIds: ['ben', 'cleo'] }]);
    expect(vote('dan')).toMatchObject([{ type: 'player-removed', playerId: 'ada', reason: 'kicked' }]);
    expect(room.state).toMatchObject({ hostId: 'ben', kickVotes: [], bans: ['ada'] });
  });

  it('counts people who are here and play', () => {
    room.join('cleo', 'dan', 'eve');
    for (const id of ['dan', 'eve']) room.by(id, { type: 'disconnect' });
    room.do({ type: 'join', playerId: 'bot', name: 'Bot', color: 0, bot: { skill: 0 } });
    room.do({ type: 'join', playerId: 'w', name: 'w', color: 0, asSpectator: true });
    expect(room.refusal('w', { type: 'vote-kick', targetId: 'ada' })).toBe('not-now');
    vote('ben');
    expect(vote('cleo')).toMatchObject([{ type: 'player-removed', playerId: 'ada' }]);
  });

  it('is not one person’s', () => {
    expect(vote('ben')).toEqual([]);
    expect(room.ids).toContain('ada');
    expect(room.refusal('ben', { type: 'vote-kick', targetId: 'ben' })).toBe('no-such-player');
  });

  it('forgets voters who leave', () => {
    room.join('cleo', 'dan');
    vote('ben');
    room.by('ben', { type: 'leave' });
    expect(room.state.kickVotes).toEqual([{ targetId: 'ada', voterIds: [] }]);
  });
});

describe('somebody who does nothing', () => {
  it('is waited for two rounds long, and put out after four', () => {
    room.start();
    room.pass(countdownMs);
    for (let round = 1; round <= IDLE_ROUNDS_SKIPPED; round += 1) {
      room.recognise('ada');
      expect(room.state.phaseEndsAt).toBe(room.now + drawingMs);
      room.nextRound('ada');
      expect(room.player('ben').idleRounds).toBe(round);
    }
    room.recognise('ada');
    room.by('ada', { type: 'active' });
    expect(room.state.phaseEndsAt).toBe(room.now + FINISHING_MS);
    room.nextRound();
    room.by('ada', { type: 'active' });
    expect(room.pass(drawingMs)).toMatchObject([
      { type: 'round-ended', round: { number: IDLE_ROUNDS_REMOVED } },
      { type: 'player-removed', playerId: 'ben', reason: 'idle' },
    ]);
    expect(room.state.bans).toEqual([]);
  });

  it('is back with whatever they do', () => {
    room.start();
    room.pass(countdownMs);
    room.nextRound('ada');
    room.nextRound('ada');
    room.by('ben', { type: 'active' });
    expect(room.player('ben').idleRounds).toBe(0);
    room.nextRound('ada');
    expect(room.player('ben').idleRounds).toBe(0);
  });

  it('is no bot and nobody who has lost the connection', () => {
    room.do({ type: 'join', playerId: 'bot', name: 'Bot', color: 0, bot: { skill: 1 } });
    room.start();
    room.by('ben', { type: 'disconnect' });
    room.pass(countdownMs);
    room.nextRound('ada');
    expect(room.state.players.map(({ idleRounds }) => idleRounds)).toEqual([0, 0, 0]);
  });

  it('is idle as a guesser, too, unless the word is found or gone too soon to think', () => {
    room = GameRoom.drawing('guess', ['ada', 'ben', 'cleo'], { rounds: 20 });
    room.guess('ben', room.prompt);
    room.by('ada', { type: 'active' });
    room.nextRound();
    expect(room.state.players.map(({ idleRounds }) => idleRounds)).toEqual([0, 0, 1]);
    room.recognise(room.sheets[0]!.id);
    room.by(room.artists[0]!, { type: 'active' });
    room.nextRound();
    expect(room.player('cleo').idleRounds).toBe(1);
    for (let round = 0; round < 5 && room.ids.includes('cleo'); round += 1) room.nextRound('ada', 'ben');
    expect(room.ids).toEqual(['ada', 'ben']);
  });

  it('has no turn kept in a duel, and all have when everybody sleeps', () => {
    room = GameRoom.drawing('duel', ['ada', 'ben', 'cleo'], { rounds: 20 });
    for (let round = 0; round < 12 && room.ids.includes('cleo'); round += 1) {
      if (room.player('cleo').idleRounds >= IDLE_ROUNDS_SKIPPED) expect(room.artists).not.toContain('cleo');
      room.nextRound('ada', 'ben');
    }
    expect(room.ids).toEqual(['ada', 'ben']);
    room.nextRound();
    room.nextRound();
    expect(room.artists).toHaveLength(2);
    room.pass(drawingMs + revealMs);
  });
});
