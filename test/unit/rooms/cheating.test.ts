import { describe, expect, it } from 'vitest';
import { UNITS_AT_ONCE, UNITS_PER_SECOND } from '../../../server/rooms/pace.ts';
import { GUESS_INTERVAL_MS, type DrawingOp } from '../../../shared/protocol/index.ts';
import { COUNTDOWN_MS, openHouse } from './house.ts';

const SECOND_MS = 1_000;
/** Two looks, and the wait for the first. */
const JUDGING_MS = 3 * GUESS_INTERVAL_MS;

/** A drawing of eight strokes of 1,000 units, each of 11 points. */
const FINISHED: DrawingOp[] = Array.from({ length: 8 }, (_, row) => ({
  type: 'begin',
  points: Array.from({ length: 11 }, (_, i) => [100 * i, 100 * row, 100]).flat(),
}));
const POINTS = 88;
/** What a hand needs at least for it. */
const FASTEST_MS = ((8_800 - UNITS_AT_ONCE) / UNITS_PER_SECOND) * SECOND_MS;

/** Ada and Bob draw, and the network recognises what is finished, and nothing else. */
async function race() {
  const house = openHouse();
  const room = house.roomOfTwo();
  room.command({ type: 'start', playerId: 'ada' });
  await house.clock.advance(COUNTDOWN_MS);
  const { recogniser } = house;
  const guess = recogniser.guess.bind(recogniser);
  recogniser.guess = (drawing, deck) => {
    const points = drawing.reduce((sum, { x }) => sum + x.length, 0);
    recogniser.probability = points >= POINTS ? 0.95 : 0.1;
    return guess(drawing, deck);
  };
  const draw = (playerId: string, revision: number, ops: DrawingOp[]) =>
    room.draw(playerId, { round: 1, sheet: playerId, revision, ops });
  return { ...house, room, draw, recognitions: () => room.sync('ada').view.game.round!.recognitions };
}

describe('a cheat', () => {
  it('who sends a finished drawing in one packet has it judged when a hand could have drawn it', async () => {
    const { draw, clock, recognitions, recogniser, room } = await race();
    draw('ada', 0, FINISHED);
    await clock.advance(FASTEST_MS - GUESS_INTERVAL_MS);
    expect(recognitions()).toEqual([]);
    // The network sees it grow, as others see it at once.
    expect(recogniser.asked.length).toBeGreaterThan(5);
    expect([...recogniser.asked].sort((a, b) => a - b)).toEqual(recogniser.asked);
    expect(recogniser.asked[0]).toBeLessThan(POINTS / 3);
    expect(room.sync('bob').drawings[0]?.strokes).toHaveLength(8);
    await clock.advance(GUESS_INTERVAL_MS + JUDGING_MS);
    const [recognition] = recognitions();
    expect(recognition?.elapsedMs).toBeGreaterThanOrEqual(FASTEST_MS);
  });

  it('who waits first and then sends it all at once gains nothing by that', async () => {
    const { draw, clock, recognitions } = await race();
    await clock.advance(5 * SECOND_MS);
    draw('ada', 0, FINISHED);
    await clock.advance(FASTEST_MS + JUDGING_MS);
    expect(recognitions()[0]?.elapsedMs).toBeGreaterThanOrEqual(5 * SECOND_MS + FASTEST_MS);
  });

  it('who clears the sheet and sends it again gains nothing by that', async () => {
    const { draw, clock, recognitions } = await race();
    for (let i = 0; i < 5; i += 1) draw('ada', 9 * i, [{ type: 'clear' }, ...FINISHED]);
    await clock.advance(FASTEST_MS);
    expect(recognitions()).toEqual([]);
  });

  it('who replays what somebody else is recognised for comes second, by the time of a hand', async () => {
    const { draw, clock, recognitions, room } = await race();
    for (const [i, op] of FINISHED.entries()) {
      draw('ada', i, [op]);
      await clock.advance(SECOND_MS / 2);
    }
    await clock.advance(JUDGING_MS);
    expect(recognitions()).toMatchObject([{ sheetId: 'ada' }]);
    draw('bob', 0, room.sync('bob').drawings[0]!.strokes.map(asOp));
    await clock.advance(FASTEST_MS + JUDGING_MS);
    const [ada, bob] = room.sync('ada').view.game.players;
    expect(ada!.score).toBeGreaterThan(bob!.score);
  });

  it('who replays it on the sheet of its artist, or in the next round, is refused', async () => {
    const { room } = await race();
    const replay = (round: number, sheet: string) => () =>
      room.draw('bob', { round, sheet, revision: 0, ops: FINISHED });
    expect(replay(1, 'ada')).toThrow(/nothing to draw/);
    expect(replay(2, 'bob')).toThrow(/nothing to draw/);
    expect(replay(0, 'bob')).toThrow(/nothing to draw/);
  });

  it('is not who draws fast by hand, nor whose network gathered the ink of two seconds', async () => {
    const { draw, clock, recognitions, recogniser } = await race();
    await clock.advance(2 * SECOND_MS);
    draw('ada', 0, FINISHED.slice(0, 1));
    for (let i = 1; i < 8; i += 1) {
      await clock.advance(SECOND_MS / 2);
      draw('ada', i, [FINISHED[i]!]);
    }
    await clock.advance(JUDGING_MS);
    expect(recogniser.asked.at(-1)).toBe(POINTS);
    expect(recognitions()[0]?.elapsedMs).toBeLessThanOrEqual(2 * SECOND_MS + 3.5 * SECOND_MS + JUDGING_MS);
  });
});

function asOp({ x, y }: { readonly x: readonly number[]; readonly y: readonly number[] }): DrawingOp {
  return { type: 'begin', points: x.flatMap((value, i) => [value, y[i]!, 1]) };
}
