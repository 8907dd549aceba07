import { describe, expect, it } from 'vitest';
import { GUESS_INTERVAL_MS } from '../../../shared/protocol/index.ts';
import { COUNTDOWN_MS, openHouse, stroke } from './house.ts';

const GIVES = { gives: true, pen: 'touch', country: null } as const;
const KEEPS = { gives: false, pen: 'mouse', country: null } as const;

/** A room with Ada and Bob in a round's drawing phase. */
async function drawingRoom(settings: Parameters<typeof openHouse>[1] = {}) {
  const house = openHouse(5, settings);
  const room = house.roomOfTwo();
  room.wishToGive('ada', GIVES);
  room.command({ type: 'start', playerId: 'ada' });
  await house.clock.advance(COUNTDOWN_MS);
  const { round } = room.sync('ada').view.game;
  const draw = (playerId: string, revision: number, points: number, sheet = playerId) =>
    room.draw(playerId, { round: round!.id, sheet, revision, ops: [stroke(points)] });
  const end = () => house.clock.advance(room.sync('ada').view.game.settings.drawingMs);
  return { ...house, room, round: round!, draw, end };
}

describe('giving drawings', () => {
  it('gives what was drawn, as it was in the end, and tells its artist alone once it is kept', async () => {
    const { draw, end, gifts, heardBy, round } = await drawingRoom();
    draw('ada', 0, 5);
    draw('ada', 1, 7);
    await end();
    expect(gifts).toHaveLength(1);
    const prompt = round.sheets[0]!.prompt;
    expect(gifts[0]).toMatchObject({
      artistId: 'ada',
      word: prompt,
      pen: 'touch',
      language: 'en',
      recognisedAtInk: null,
    });
    expect(gifts[0]!.drawing.map(({ x }) => x.length)).toEqual([5, 7]);
    expect(heardBy('ada', 'drawing:kept')).toEqual([{ round: round.id, sheet: 'ada' }]);
    expect(heardBy('bob', 'drawing:kept')).toEqual([]);
  });

  it('gives nothing of those who said nothing, said no, or took it back; nor empty sheets', async () => {
    const { room, draw, end, gifts } = await drawingRoom({ trainingConsent: true });
    draw('bob', 0, 5);
    draw('ada', 0, 5);
    room.wishToGive('ada', KEEPS);
    await end();
    expect(gifts).toEqual([]);
  });

  it('gives nothing where the sheet is empty', async () => {
    const { end, gifts } = await drawingRoom();
    await end();
    expect(gifts).toEqual([]);
  });

  it('says at which share of the ink it was recognised', async () => {
    const { room, clock, recogniser, draw, end, gifts, round } = await drawingRoom();
    recogniser.probability = 0.9;
    draw('ada', 0, 5);
    await clock.advance(GUESS_INTERVAL_MS);
    draw('ada', 1, 5);
    await clock.advance(2 * GUESS_INTERVAL_MS);
    expect(room.sync('ada').view.game.round!.recognitions.map(({ sheetId }) => sheetId)).toEqual(['ada']);
    room.draw('ada', { round: round.id, sheet: 'ada', revision: 2, ops: [stroke(9), stroke(9)] });
    await end();
    expect(gifts[0]!.recognisedAtInk).toBeGreaterThan(0);
    expect(gifts[0]!.recognisedAtInk).toBeLessThan(1);
  });

  it('gives nothing that several people drew', async () => {
    const { room, end, gifts, round } = await drawingRoom({ mode: 'relay' });
    for (const id of ['ada', 'bob']) room.wishToGive(id, GIVES);
    const { id: sheet, artistIds } = round.sheets[0]!;
    room.draw(artistIds[0]!, { round: round.id, sheet, revision: 0, ops: [stroke(5)] });
    await end();
    expect(gifts).toEqual([]);
  });
});
