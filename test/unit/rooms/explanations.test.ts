import { describe, expect, it } from 'vitest';
import { CURVE_LOOKS } from '../../../server/recognition/explainer.ts';
import { RequestError } from '../../../server/rooms/errors.ts';
import { MAX_POINTS_PER_OP } from '../../../shared/protocol/index.ts';
import { COUNTDOWN_MS, DRAWING_MS, openHouse, REVEAL_MS, stroke } from './house.ts';

/** A room in whose first round Ada has drawn two strokes and Bob nothing. */
async function afterOneRound(rounds = 2) {
  const house = openHouse(5, { rounds });
  const room = house.roomOfTwo();
  room.command({ type: 'start', playerId: 'ada' });
  await house.clock.advance(COUNTDOWN_MS);
  room.draw('ada', { round: 1, sheet: 'ada', revision: 0, ops: [stroke(4), stroke(7)] });
  await house.clock.advance(DRAWING_MS);
  return { ...house, room };
}

/** The code with which something is refused. */
async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'granted';
  } catch (error) {
    if (error instanceof RequestError) return error.code;
    throw error;
  }
}

describe('a room explains', () => {
  it('finished drawings to everybody who has a seat, spectators too, and to nobody else', async () => {
    const { room } = await afterOneRound();
    room.join({ playerId: 'cleo', name: 'Cleo', color: 2, asSpectator: true });
    for (const playerId of ['ada', 'bob', 'cleo']) {
      const { curve, strokes } = await room.explain(playerId, { round: 1, sheet: 'ada' });
      expect(curve).toHaveLength(CURVE_LOOKS + 1);
      expect(strokes).toHaveLength(2);
    }
    expect((await room.explain('ada', { round: 1, sheet: 'bob' })).curve).toEqual([]);
    expect(await codeOf(room.explain('eve', { round: 1, sheet: 'ada' }))).toBe('not-in-room');
    expect(await codeOf(room.explain('ada', { round: 1, sheet: 'eve' }))).toBe('no-such-drawing');
    expect(await codeOf(room.explain('ada', { round: 2, sheet: 'ada' }))).toBe('no-such-drawing');
  });

  it('each drawing once, however many ask', async () => {
    const { room, recogniser } = await afterOneRound();
    await Promise.all([1, 2, 3].map(() => room.explain('ada', { round: 1, sheet: 'ada' })));
    await room.explain('bob', { round: 1, sheet: 'ada' });
    expect(recogniser.studied).toBe(CURVE_LOOKS + 2);
  });

  it('nothing while somebody draws, and everything again after the game, until the next one', async () => {
    const { room, clock } = await afterOneRound();
    await clock.advance(REVEAL_MS);
    expect(await codeOf(room.explain('ada', { round: 1, sheet: 'ada' }))).toBe('not-now');
    await clock.advance(COUNTDOWN_MS);
    expect(await codeOf(room.explain('ada', { round: 1, sheet: 'ada' }))).toBe('not-now');
    await clock.advance(DRAWING_MS + REVEAL_MS);
    expect(await codeOf(room.explain('ada', { round: 1, sheet: 'ada' }))).toBe('granted');
    room.command({ type: 'start', playerId: 'ada' });
    await clock.advance(COUNTDOWN_MS + DRAWING_MS);
    expect(await codeOf(room.explain('ada', { round: 1, sheet: 'ada' }))).toBe('no-such-drawing');
    expect(await codeOf(room.explain('ada', { round: 3, sheet: 'ada' }))).toBe('granted');
  });

  it('later what the network has no time for now', async () => {
    const { room, recogniser } = await afterOneRound();
    recogniser.failing = true;
    expect(await codeOf(room.explain('ada', { round: 1, sheet: 'ada' }))).toBe('not-now');
    recogniser.failing = false;
    expect(await codeOf(room.explain('ada', { round: 1, sheet: 'ada' }))).toBe('granted');
  });

  it('says how much ink there was when it was recognised', async () => {
    const house = openHouse(5, { rounds: 2 });
    const room = house.roomOfTwo();
    room.command({ type: 'start', playerId: 'ada' });
    await house.clock.advance(COUNTDOWN_MS);
    house.recogniser.probability = 0.9;
    room.draw('ada', { round: 1, sheet: 'ada', revision: 0, ops: [stroke(5)] });
    await house.clock.advance(2_000);
    room.draw('ada', { round: 1, sheet: 'ada', revision: 1, ops: [stroke(5)] });
    await house.clock.advance(DRAWING_MS);
    const { recognisedAt } = await room.explain('ada', { round: 1, sheet: 'ada' });
    expect(recognisedAt).toBeCloseTo(0.5);
  });

  it('no more ink than a room may keep: the oldest drawings go first', async () => {
    const rounds = 7;
    const { room, clock } = await afterOneRound(rounds);
    const most = Array.from({ length: 38 }, () => stroke(MAX_POINTS_PER_OP));
    for (let round = 2; round <= rounds; round += 1) {
      await clock.advance(REVEAL_MS + COUNTDOWN_MS);
      for (const sheet of ['ada', 'bob']) {
        room.draw(sheet, { round, sheet, revision: 0, ops: most });
      }
      await clock.advance(DRAWING_MS);
    }
    expect(await codeOf(room.explain('ada', { round: 2, sheet: 'ada' }))).toBe('no-such-drawing');
    expect(await codeOf(room.explain('ada', { round: rounds, sheet: 'bob' }))).toBe('granted');
  });
});
