import { describe, expect, it } from 'vitest';
import { artistOfTurn, IDLE_ROUNDS_REMOVED, TURN_MS, type ModeName } from '../../../shared/game/index.ts';
import {
  GUESS_INTERVAL_MS,
  LIVE_TICK_MS,
  type LiveGuess,
  type RoomView,
} from '../../../shared/protocol/index.ts';
import { RequestError } from '../../../server/rooms/errors.ts';
import { COUNTDOWN_MS, DRAWING_MS, openHouse, REVEAL_MS, stroke } from './house.ts';

/** A room of two that has come to the first drawing in this mode. */
async function drawingRoom(mode: ModeName) {
  const house = openHouse(5, { mode, rounds: 4 });
  const room = house.roomOfTwo();
  room.command({ type: 'start', playerId: 'ada' });
  await house.clock.advance(COUNTDOWN_MS);
  return { ...house, room, game: () => room.sync('ada').view.game };
}

const refusal = (code: string, revision?: number): unknown =>
  expect.objectContaining({ code, ...(revision !== undefined && { revision }) });

const wordsOf = ({ guesses }: LiveGuess) => guesses.map(({ word }) => word);

describe('a relay', () => {
  it('takes one stroke a turn, from the artist whose turn it is, on one sheet', async () => {
    const { room, game, clock, heard } = await drawingRoom('relay');
    const turn = () => artistOfTurn(game().round!.sheets[0]!)!;
    const [first, second] = game().round!.sheets[0]!.artistIds as [string, string];
    const sheet = 'team-1';
    const draw = (playerId: string, revision: number, ...ops: ReturnType<typeof stroke>[]) =>
      room.draw(playerId, { round: 1, sheet, revision, ops });
    const more = { type: 'extend' as const, points: [9, 9, 5] };

    expect(turn()).toBe(first);
    expect(() => draw(second, 0, stroke(2))).toThrow(refusal('not-your-turn', 0));
    expect(() => draw(first, 0, more)).toThrow(refusal('ink-refused', 0));
    expect(draw(first, 0, stroke(2), more)).toBe(2);
    expect(draw(first, 2, more)).toBe(3);
    expect(() => draw(first, 3, stroke(2))).toThrow(refusal('ink-refused', 3));
    for (const op of [{ type: 'undo' }, { type: 'clear' }, { type: 'erase', stroke: 0 }] as const) {
      expect(() => draw(first, 3, op)).toThrow(refusal('ink-refused', 3));
    }
    // What was lost on the way and is sent again is out of step, not a second stroke.
    expect(() => draw(first, 0, stroke(2), more)).toThrow(refusal('out-of-step', 3));

    room.command({ type: 'stroke-done', playerId: first, round: 1, sheetId: sheet });
    expect(turn()).toBe(second);
    expect(() => draw(second, 3, more)).toThrow(refusal('ink-refused', 3));
    await clock.advance(LIVE_TICK_MS);
    expect(draw(second, 3, stroke(2))).toBe(4);
    await clock.advance(TURN_MS);
    expect(heard('ink').at(-1)).toMatchObject({ sheet, revision: 3 });
    expect(turn()).toBe(first);
    expect(draw(first, 4, stroke(2))).toBe(5);
  });

  it('pays the whole team', async () => {
    const { room, game, clock, recogniser } = await drawingRoom('relay');
    recogniser.probability = 1;
    const artist = artistOfTurn(game().round!.sheets[0]!)!;
    room.draw(artist, { round: 1, sheet: 'team-1', revision: 0, ops: [stroke(3)] });
    await clock.advance(2 * GUESS_INTERVAL_MS);
    const [one, other] = game().players.map(({ score }) => score);
    expect(one).toBeGreaterThan(0);
    expect(other).toBe(one);
  });
});

describe('a duel', () => {
  it('judges each drawing by its own prompt', async () => {
    const { room, game, clock, recogniser } = await drawingRoom('duel');
    const [mine, other] = game().round!.sheets;
    recogniser.judgeRule = { threshold: 2, updates: 2, perWord: { [mine!.prompt!]: 0.5 } };
    recogniser.probability = 0.9;
    for (const { id } of [mine!, other!])
      room.draw(id, { round: 1, sheet: id, revision: 0, ops: [stroke(3)] });
    await clock.advance(3 * GUESS_INTERVAL_MS);
    expect(game().round!.recognitions).toMatchObject([{ sheetId: mine!.id }]);
    expect(() => room.draw(mine!.id, { round: 1, sheet: other!.id, revision: 1, ops: [stroke(2)] })).toThrow(
      refusal('not-drawing'),
    );
  });
});

describe('guessing, too', () => {
  it('tells the artist what the network sees, and those who guess nothing that gives the word away', async () => {
    const { room, clock, recogniser, heardBy, game } = await drawingRoom('guess');
    const prompt = game().round!.sheets[0]!.prompt!;
    recogniser.guesses = [prompt, 'moon', 'fence', 'bee', 'cat'];
    recogniser.probability = 0.5;
    room.draw('ada', { round: 1, sheet: 'ada', revision: 0, ops: [stroke(3)] });
    await clock.advance(GUESS_INTERVAL_MS);
    const whole = heardBy('ada', 'guess') as LiveGuess[];
    expect(whole[0]!.guesses.map(({ word }) => word)).toEqual(recogniser.guesses);
    expect(whole[0]!.warmth).toBeGreaterThan(0);
    const part = (heardBy('bob', 'guess') as LiveGuess[])[0]!;
    expect(part.guesses.map(({ word }) => word)).toEqual(['moon', 'fence', 'bee']);
    expect(part.guesses.reduce((sum, { confidence }) => sum + confidence, 0)).toBeCloseTo(1, 1);
    expect(part.warmth).toBeNull();
    expect(wordsOf(room.sync('bob').guesses[0]!)).toEqual(wordsOf(part));
    expect(wordsOf(room.sync('ada').guesses[0]!)).toEqual(wordsOf(whole[0]!));
  });

  it('shows the word to those who know it, in a view for each', async () => {
    const { room, clock, heardBy, game, said } = await drawingRoom('guess');
    const prompt = game().round!.sheets[0]!.prompt!;
    const lastView = (id: string) => (heardBy(id, 'room:state') as RoomView[]).at(-1)!.game.round!.sheets[0]!;
    expect(lastView('ada').prompt).toBe(prompt);
    expect(lastView('bob')).toMatchObject({ prompt: null, letterCounts: [prompt.length] });
    room.guess('bob', { round: 1, text: prompt });
    await clock.advance(0);
    expect(lastView('bob').prompt).toBe(prompt);
    // Now that all see the same, it is said once.
    expect(said.at(-1)).toMatchObject({ to: null, event: 'room:state' });
  });

  it('lets the network win', async () => {
    const { room, clock, recogniser, game } = await drawingRoom('guess');
    recogniser.probability = 1;
    room.draw('ada', { round: 1, sheet: 'ada', revision: 0, ops: [stroke(3)] });
    await clock.advance(2 * GUESS_INTERVAL_MS);
    expect(game().networkScore).toBeGreaterThan(0);
    expect(game().players.map(({ score }) => score)).toEqual([0, 0]);
    const { sheets } = room.sync('bob').view.game.round!;
    expect(sheets[0]!.prompt).toBeNull();
  });
});

describe('another word', () => {
  it('comes on a fresh sheet', async () => {
    const { room, clock, game } = await drawingRoom('race');
    room.draw('ada', { round: 1, sheet: 'ada', revision: 0, ops: [stroke(3)] });
    for (const playerId of ['ada', 'bob']) room.command({ type: 'skip', playerId });
    expect(room.sync('ada').drawings).toEqual([]);
    expect(game()).toMatchObject({ phase: 'countdown', round: { id: 2, number: 1 }, skipUsed: true });
    await clock.advance(COUNTDOWN_MS);
    const late = () => room.draw('ada', { round: 1, sheet: 'ada', revision: 1, ops: [stroke(2)] });
    expect(late).toThrow(refusal('not-drawing'));
    expect(room.draw('ada', { round: 2, sheet: 'ada', revision: 0, ops: [stroke(2)] })).toBe(1);
  });
});

describe('somebody who does nothing', () => {
  it('is shown the door, and can come in again', async () => {
    const { room, clock, heardBy } = await drawingRoom('race');
    for (let round = 1; round <= IDLE_ROUNDS_REMOVED; round += 1) {
      room.draw('ada', { round, sheet: 'ada', revision: 0, ops: [stroke(2)] });
      await clock.advance(DRAWING_MS + REVEAL_MS + COUNTDOWN_MS);
    }
    expect(heardBy('bob', 'room:closed')).toEqual([{ reason: 'idle' }]);
    expect(() => room.sync('bob')).toThrow(RequestError);
    room.join({ playerId: 'bob', name: 'Bob', color: 1 });
    expect(room.sync('bob').view.game.players).toHaveLength(2);
  });

  it('is told once that the others see them wake up, not for every stroke', async () => {
    const { room, clock, heard } = await drawingRoom('race');
    const before = heard('room:state').length;
    for (let revision = 0; revision < 5; revision += 1) {
      room.draw('ada', { round: 1, sheet: 'ada', revision, ops: [stroke(2)] });
      await clock.advance(10);
    }
    expect(heard('room:state')).toHaveLength(before);
  });
});
