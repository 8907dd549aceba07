import { describe, expect, it } from 'vitest';
import { artistOfTurn, TURN_MS, type ModeName } from '../../../../shared/game/index.ts';
import { DOODLES, type Doodle } from '../../../../shared/doodles/index.ts';
import { MAX_POINTS_PER_OP, type DrawingSnapshot } from '../../../../shared/protocol/index.ts';
import { inkSteps } from '../../../../server/rooms/bots/ink.ts';
import { COUNTDOWN_MS, DRAWING_MS, openHouse, REVEAL_MS, stroke } from '../house.ts';

/** A room of Ada and so many bots that has come to the first drawing in this mode. */
async function withBots(mode: ModeName, count: number, skill = 1) {
  const house = openHouse(5, { mode, rounds: 3 });
  const room = house.directory.create({ playerId: 'ada', name: 'Ada', color: 0 });
  const bots = Array.from({ length: count }, () => room.addBot('ada', skill));
  room.command({ type: 'start', playerId: 'ada' });
  await house.clock.advance(COUNTDOWN_MS);
  const sync = () => room.sync('ada');
  return { ...house, room, bots, sync, game: () => sync().view.game };
}

const points = (drawings: readonly DrawingSnapshot[], sheet: string) =>
  drawings.find((drawing) => drawing.sheet === sheet)?.strokes.reduce((sum, { x }) => sum + x.length, 0) ?? 0;

describe('a bot in a race', () => {
  it('draws its own drawing of the word in time, and puts the pen down before the end', async () => {
    const { bots, sync, clock, heardBy } = await withBots('race', 2, 0);
    await clock.advance(1_499);
    expect(sync().drawings).toEqual([]);
    let before = 0;
    for (let second = 1; second <= 2; second += 1) {
      await clock.advance(2_100);
      const now = points(sync().drawings, bots[0]!);
      expect(now).toBeGreaterThan(before);
      before = now;
    }
    await clock.advance(DRAWING_MS - 5_699 - 300);
    const done = points(sync().drawings, bots[0]!);
    await clock.advance(299);
    expect(points(sync().drawings, bots[0]!)).toBe(done);
    expect(points(sync().drawings, bots[1]!)).toBeGreaterThan(10);
    expect(heardBy('ada', 'ink').length).toBeGreaterThan(20);
  });

  it('is recognised as people are, and goes on to the next round', async () => {
    const { bots, game, clock, recogniser } = await withBots('race', 1);
    recogniser.probability = 1;
    await clock.advance(DRAWING_MS);
    expect(game().round!.recognitions).toMatchObject([{ sheetId: bots[0] }]);
    expect(game().players[1]!.score).toBeGreaterThan(0);
    await clock.advance(REVEAL_MS + COUNTDOWN_MS + 5_000);
    expect(game().round!.recognitions).toMatchObject([{ sheetId: bots[0] }]);
  });

  it('is not waited for by the people', async () => {
    const { room, game, clock, recogniser } = await withBots('race', 2, 0);
    recogniser.probability = 1;
    room.draw('ada', { round: 1, sheet: 'ada', revision: 0, ops: [stroke(5)] });
    await clock.advance(1_000);
    expect(game().round!.recognitions).toMatchObject([{ sheetId: 'ada' }]);
    expect(game().phaseEndsAt! - clock.now()).toBeLessThan(2_500);
  });

  it('stops in the middle of a stroke when it has to leave', async () => {
    const { room, bots, clock, heard } = await withBots('race', 1);
    await clock.advance(3_000);
    room.removeBot('ada', bots[0]!);
    const { length } = heard('ink');
    await clock.advance(3_000);
    expect(heard('ink')).toHaveLength(length);
  });
});

describe('a bot that cannot draw the word', () => {
  it('leaves it to the others, and everybody sees that', async () => {
    const house = openHouse(5, { rounds: 1, customWords: ['cloud'] });
    const room = house.directory.create({ playerId: 'ada', name: 'Ada', color: 0 });
    const botId = room.addBot('ada', 1);
    room.command({ type: 'start', playerId: 'ada' });
    await house.clock.advance(COUNTDOWN_MS + 6_000);
    const { round } = room.sync('ada').view.game;
    expect(round!.sheets.map(({ id }) => id)).toEqual(['ada']);
    expect(house.heard('reaction')).toEqual([{ playerId: botId, reaction: 'think', sheet: null }]);
  });
});

describe('a drawing that a player gave', () => {
  it('is repeated by bots, also of words that they could not draw', async () => {
    const given: Doodle = [[0, 0, 255, 255]];
    const sketchbook = { words: ['cloud'], of: (word: string) => (word === 'cloud' ? [given] : []) };
    const house = openHouse(5, { rounds: 1, customWords: ['cloud'] }, sketchbook);
    const room = house.directory.create({ playerId: 'ada', name: 'Ada', color: 0 });
    const botId = room.addBot('ada', 1);
    room.command({ type: 'start', playerId: 'ada' });
    await house.clock.advance(COUNTDOWN_MS + 6_000);
    expect(room.sync('ada').drawings.find(({ sheet }) => sheet === botId)?.strokes).toHaveLength(1);
  });
});

describe('bots in a duel', () => {
  it('duel on, with everybody watching', async () => {
    const { sync, game, clock } = await withBots('duel', 2);
    await clock.advance(DRAWING_MS - 1);
    const artists = game().round!.sheets.map(({ id }) => id);
    expect(game().phase).toBe('drawing');
    for (const id of artists.filter((artist) => artist !== 'ada')) {
      expect(points(sync().drawings, id)).toBeGreaterThan(10);
    }
  });
});

describe('a bot in a relay', () => {
  it('draws one stroke when it has the pen, and hands it on', async () => {
    const { game, sync, clock } = await withBots('relay', 2);
    const sheet = () => game().round!.sheets[0]!;
    // Ada never draws; her turns pass.
    for (let turn = 0; turn < 6 && game().phase === 'drawing'; turn += 1) {
      const [artist, now] = [artistOfTurn(sheet()), sheet().turn];
      const strokes = () => sync().drawings[0]?.strokes.length ?? 0;
      const before = strokes();
      if (artist === 'ada') await clock.advance(sheet().turnEndsAt! - clock.now());
      else {
        while (sheet().turn === now && game().phase === 'drawing') await clock.advance(100);
        expect(strokes()).toBeLessThanOrEqual(before + 1);
      }
    }
    expect(sync().drawings[0]!.strokes.length).toBeGreaterThan(0);
    expect(TURN_MS).toBeGreaterThan(2_000);
  });
});

describe('ink of a performance', () => {
  const [doodle] = Object.values(DOODLES)[0]!;
  const strokes = doodle!.map((flat, index) => ({
    x: flat.filter((_, i) => i % 2 === 0),
    y: flat.filter((_, i) => i % 2 === 1),
    t: flat.filter((_, i) => i % 2 === 0).map((_, i) => 2_000 * index + 16 * i),
  }));

  it('is all of it, a stroke begun where one begins, in the time there is', () => {
    const steps = inkSteps(strokes, { startMs: 700, withinMs: 4_000 });
    const ops = steps.flatMap(({ what }) => what.ops);
    expect(ops.filter(({ type }) => type === 'begin')).toHaveLength(strokes.length);
    const drawn = ops.flatMap((op) => ('points' in op ? op.points.filter((_, i) => i % 3 === 0) : []));
    expect(drawn).toEqual(strokes.flatMap(({ x }) => x));
    expect(steps[0]!.atMs).toBe(700);
    // The strokes are two seconds apart: each ends with the pen lifted.
    expect(steps.filter(({ what }) => what.isLifted)).toHaveLength(strokes.length);
    expect(steps.at(-1)!.what.isLifted).toBe(true);
    expect(steps.at(-1)!.atMs).toBeLessThanOrEqual(4_750);
    const times = steps.map(({ atMs }) => atMs);
    expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
    for (const op of ops) if ('points' in op) expect(op.points.length / 3).toBeLessThan(MAX_POINTS_PER_OP);
  });
});
