import { describe, expect, it } from 'vitest';
import { HOST_KEPT_MS, SEAT_KEPT_MS } from '../../../shared/game/index.ts';
import { MAX_POINTS } from '../../../shared/drawing/index.ts';
import { GUESS_INTERVAL_MS, LIVE_TICK_MS, MAX_POINTS_PER_OP } from '../../../shared/protocol/index.ts';
import type { ErrorCode, RoomView } from '../../../shared/protocol/index.ts';
import { RequestError } from '../../../server/rooms/errors.ts';
import { COUNTDOWN_MS, DRAWING_MS, openHouse, REVEAL_MS, stroke } from './house.ts';

function codeOf(action: () => unknown): ErrorCode | 'granted' {
  try {
    action();
    return 'granted';
  } catch (error) {
    if (error instanceof RequestError) return error.code;
    throw error;
  }
}

describe('a room', () => {
  it('tells everybody once however much happens in one turn', async () => {
    const { roomOfTwo, clock, heard } = openHouse();
    const room = roomOfTwo();
    room.command({ type: 'update', playerId: 'bob', name: 'Bo' });
    expect(heard('room:state')).toHaveLength(0);
    await clock.advance(0);
    const views = heard('room:state') as RoomView[];
    expect(views).toHaveLength(1);
    expect(views[0]!.game.players.map(({ name }) => name)).toEqual(['Ada', 'Bo']);
    expect(views[0]!.serverNow).toBe(clock.now());
  });

  it('answers what the rules refuse with their code', () => {
    const room = openHouse().roomOfTwo();
    expect(codeOf(() => room.command({ type: 'start', playerId: 'bob' }))).toBe('not-host');
    expect(codeOf(() => room.command({ type: 'update', playerId: 'bob', name: 'ada' }))).toBe('name-taken');
    expect(codeOf(() => room.command({ type: 'update', playerId: 'eve', name: 'Eve' }))).toBe('not-in-room');
    expect(codeOf(() => room.sync('eve'))).toBe('not-in-room');
    expect(codeOf(() => room.command({ type: 'start', playerId: 'ada' }))).toBe('granted');
    expect(codeOf(() => room.command({ type: 'start', playerId: 'ada' }))).toBe('game-running');
  });

  it('plays a whole game by its own clock, hands in a summary, and plays again', async () => {
    const { roomOfTwo, clock, heard, ended } = openHouse();
    const room = roomOfTwo();
    room.command({ type: 'start', playerId: 'ada' });
    for (let round = 1; round <= 6; round += 1) {
      await clock.advance(COUNTDOWN_MS);
      room.draw('ada', { round, sheet: 'ada', revision: 0, ops: [stroke(2)] });
      room.react('bob', 'clap', null);
      await clock.advance(DRAWING_MS + REVEAL_MS);
    }
    const phases = (heard('room:state') as RoomView[]).map(({ game }) => game.phase);
    expect(phases).toEqual([
      ...Array.from({ length: 6 }, () => ['countdown', 'drawing', 'reveal']).flat(),
      'final',
    ]);
    expect(ended).toMatchObject([
      { rounds: 6, players: 2, drawings: 12, recognised: 0, modelVersion: 'stub' },
    ]);
    expect(ended[0]!.endedAt - ended[0]!.startedAt).toBe(6 * (COUNTDOWN_MS + DRAWING_MS + REVEAL_MS));
    room.command({ type: 'start', playerId: 'ada' });
    expect(room.sync('ada').view.game).toMatchObject({ phase: 'countdown', history: [] });
  });

  it('closes when the last one leaves, and leaves no timer behind', async () => {
    const { roomOfTwo, directory, clock } = openHouse();
    const room = roomOfTwo();
    room.command({ type: 'start', playerId: 'ada' });
    await clock.advance(COUNTDOWN_MS);
    room.draw('ada', { round: 1, sheet: 'ada', revision: 0, ops: [stroke(3)] });
    room.leave('ada');
    room.leave('bob');
    expect(directory.rooms).toBe(0);
    expect(clock.pending).toBe(0);
    expect(codeOf(() => room.join({ playerId: 'ada', name: 'Ada', color: 0 }))).toBe('no-such-room');
    expect(codeOf(() => directory.find(room.code))).toBe('no-such-room');
  });

  it('closes by itself when everybody stays away', async () => {
    const { roomOfTwo, directory, clock } = openHouse();
    const room = roomOfTwo();
    room.disconnect('ada');
    room.disconnect('bob');
    expect(room.connectedPlayers).toBe(0);
    await clock.advance(SEAT_KEPT_MS - 1);
    expect(directory.rooms).toBe(1);
    await clock.advance(1);
    expect(directory.rooms).toBe(0);
  });

  it('keeps seat, score and drawing of a lost player, and gives them back', async () => {
    const { roomOfTwo, clock, recogniser } = openHouse();
    const room = roomOfTwo();
    room.command({ type: 'start', playerId: 'ada' });
    await clock.advance(COUNTDOWN_MS);
    recogniser.probability = 1;
    room.draw('bob', { round: 1, sheet: 'bob', revision: 0, ops: [stroke(3)] });
    await clock.advance(2 * GUESS_INTERVAL_MS);
    const before = room.sync('bob');
    const score = before.view.game.players[1]!.score;
    expect(score).toBeGreaterThan(0);
    room.disconnect('bob');
    await clock.advance(1_000);
    room.join({ playerId: 'bob', name: 'Bob', color: 1 });
    const after = room.sync('bob');
    expect(after.view.game.players[1]).toMatchObject({ id: 'bob', score, disconnectedAt: null });
    expect(after.drawings).toEqual(before.drawings);
    expect(after.drawings[0]).toMatchObject({ sheet: 'bob', revision: 1 });
    expect(after.guesses).toMatchObject([{ sheet: 'bob', warmth: 1 }]);
  });

  it('passes the rights of a lost host on', async () => {
    const { roomOfTwo, clock } = openHouse();
    const room = roomOfTwo();
    room.disconnect('ada');
    await clock.advance(HOST_KEPT_MS);
    expect(room.sync('bob').view.game.hostId).toBe('bob');
  });

  it('shows everybody the drawings while they grow, all together once a tick', async () => {
    const { roomOfTwo, clock, said, heard } = openHouse();
    const room = roomOfTwo();
    room.command({ type: 'start', playerId: 'ada' });
    await clock.advance(COUNTDOWN_MS);
    expect(
      room.draw('ada', { round: 1, sheet: 'ada', revision: 0, ops: [stroke(3), { type: 'undo' }] }),
    ).toBe(2);
    room.draw('ada', { round: 1, sheet: 'ada', revision: 2, ops: [stroke(2)] });
    room.draw('bob', { round: 1, sheet: 'bob', revision: 0, ops: [stroke(4)] });
    await clock.advance(LIVE_TICK_MS);
    expect(heard('ink')).toEqual([
      { round: 1, sheet: 'ada', revision: 0, ops: [stroke(3), { type: 'undo' }, stroke(2)] },
      { round: 1, sheet: 'bob', revision: 0, ops: [stroke(4)] },
    ]);
    expect(said.filter(({ event, to }) => event === 'live' && to === null)).toHaveLength(1);
  });

  it('takes ink only from those who draw, only in their round, only while the pens are free', async () => {
    const { roomOfTwo, clock, recogniser } = openHouse();
    const room = roomOfTwo();
    const draw = (playerId: string, round: number, revision = 0) =>
      codeOf(() => room.draw(playerId, { round, sheet: playerId, revision, ops: [stroke(2)] }));
    expect(draw('ada', 1)).toBe('not-drawing');
    room.command({ type: 'start', playerId: 'ada' });
    expect(draw('ada', 1)).toBe('not-drawing');
    room.join({ playerId: 'eve', name: 'Eve', color: 2 });
    await clock.advance(COUNTDOWN_MS);
    expect(draw('eve', 1)).toBe('not-drawing');
    expect(draw('nobody', 1)).toBe('not-in-room');
    expect(draw('ada', 2)).toBe('not-drawing');
    expect(draw('ada', 1)).toBe('granted');
    recogniser.probability = 1;
    expect(draw('ada', 1, 1)).toBe('granted');
    await clock.advance(3 * GUESS_INTERVAL_MS);
    expect(room.sync('ada').view.game.round!.recognitions).toHaveLength(1);
    expect(draw('ada', 1, 2)).toBe('granted');
    await clock.advance(DRAWING_MS);
    expect(draw('ada', 1, 3)).toBe('not-drawing');
    expect(room.sync('ada').drawings).toMatchObject([{ sheet: 'ada', revision: 3 }]);
    await clock.advance(REVEAL_MS);
    expect(room.sync('ada')).toMatchObject({ drawings: [], guesses: [] });
  });

  it('tells who is out of step where to go on', async () => {
    const { roomOfTwo, clock } = openHouse();
    const room = roomOfTwo();
    room.command({ type: 'start', playerId: 'ada' });
    await clock.advance(COUNTDOWN_MS);
    room.draw('ada', { round: 1, sheet: 'ada', revision: 0, ops: [stroke(2), stroke(2)] });
    for (const revision of [0, 1, 3]) {
      const attempt = () => room.draw('ada', { round: 1, sheet: 'ada', revision, ops: [stroke(2)] });
      expect(attempt).toThrow(expect.objectContaining({ code: 'out-of-step', revision: 2 }));
    }
    expect(room.draw('ada', { round: 1, sheet: 'ada', revision: 2, ops: [stroke(2)] })).toBe(3);
  });

  it('keeps what fits on the sheet and refuses the rest', async () => {
    const { roomOfTwo, clock, heard } = openHouse();
    const room = roomOfTwo();
    room.command({ type: 'start', playerId: 'ada' });
    await clock.advance(COUNTDOWN_MS);
    const full = Math.floor(MAX_POINTS / MAX_POINTS_PER_OP);
    const ops = Array.from({ length: full + 1 }, () => stroke(MAX_POINTS_PER_OP));
    const attempt = () => room.draw('ada', { round: 1, sheet: 'ada', revision: 0, ops });
    expect(attempt).toThrow(expect.objectContaining({ code: 'drawing-too-large', revision: full }));
    await clock.advance(LIVE_TICK_MS);
    expect((heard('ink')[0] as { ops: unknown[] }).ops).toHaveLength(full);
    expect(room.draw('ada', { round: 1, sheet: 'ada', revision: full, ops: [{ type: 'clear' }] })).toBe(
      full + 1,
    );
  });
});

describe('the directory of rooms', () => {
  it('opens rooms under different codes until the server is full', () => {
    const { directory } = openHouse(3);
    const codes = [1, 2, 3].map((n) => directory.create({ playerId: `p${n}`, name: 'P', color: 0 }).code);
    expect(new Set(codes).size).toBe(3);
    for (const code of codes) expect(code).toMatch(/^[B-Z]{4}$/);
    expect(codeOf(() => directory.create({ playerId: 'p4', name: 'P', color: 0 }))).toBe('server-full');
    expect(directory.connectedPlayers).toBe(3);
  });

  it('says goodbye in every room when the server stops', () => {
    const { directory, roomOfTwo, heard, clock } = openHouse();
    roomOfTwo();
    directory.create({ playerId: 'eve', name: 'Eve', color: 0 });
    directory.close();
    expect(heard('room:closed')).toEqual([{ reason: 'server-stopping' }, { reason: 'server-stopping' }]);
    expect(directory.rooms).toBe(0);
    expect(clock.pending).toBe(0);
  });
});
