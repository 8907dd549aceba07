import { describe, expect, it } from 'vitest';
import { RETURN_MS } from '../../../server/rooms/awaited.ts';
import type { RoomChange, RoomSnapshot } from '../../../server/rooms/keeper.ts';
import type { Room } from '../../../server/rooms/room.ts';
import type { KeptInk } from '../../../server/rooms/kept-ink.ts';
import { COUNTDOWN_MS, DRAWING_MS, openHouse, REVEAL_MS, stroke } from './house.ts';

type House = ReturnType<typeof openHouse>;

/** What a keeper has of a room after all that it was told. */
function keep(before: RoomSnapshot | null, change: RoomChange, aliveAt: number): RoomSnapshot {
  const { code, room, album, clearsInk, ink } = JSON.parse(JSON.stringify(change)) as RoomChange;
  return {
    code,
    room: room ?? before!.room,
    album: album ?? before!.album,
    ink: [...(clearsInk ? [] : (before?.ink ?? [])), ...ink],
    aliveAt,
  };
}

/** The same room in another house, so many milliseconds after this one burnt down. */
function moveAfter({ clock }: House, room: Room, lostMs: number): { house: House; room: Room } {
  const kept = keep(null, room.takeUnkept(true), clock.now());
  const house = openHouse();
  house.clock.set(clock.now() + lostMs);
  return { house, room: house.directory.restore(kept) };
}

const LOST_MS = 42_000;

async function drawing(house: House): Promise<Room> {
  const room = house.roomOfTwo();
  room.command({ type: 'start', playerId: 'ada' });
  await house.clock.advance(COUNTDOWN_MS + 5_000);
  return room;
}

describe('a room that goes on in another process', () => {
  it('stands still until everybody is back, and nobody has lost time, score or ink', async () => {
    const before = openHouse();
    const there = await drawing(before);
    before.recogniser.probability = 0.9;
    there.draw('ada', { round: 1, sheet: 'ada', revision: 0, ops: [stroke(5)] });
    await before.clock.advance(1_000);
    const was = there.sync('bob');
    expect(was.view.game.round?.recognitions).toHaveLength(1);
    const leftMs = was.view.game.phaseEndsAt! - was.view.serverNow;

    const { house, room } = moveAfter(before, there, LOST_MS);
    await house.clock.advance(1_000);
    room.join({ playerId: 'ada', name: 'Ada', color: 0 });
    await house.clock.advance(1_000);
    room.join({ playerId: 'bob', name: 'Bob', color: 1 });
    const is = room.sync('bob');
    expect(is.view.game.phaseEndsAt! - is.view.serverNow).toBe(leftMs);
    expect(is.view.game.players).toEqual(was.view.game.players);
    expect(is.view.game.round?.recognitions).toEqual(was.view.game.round?.recognitions);
    expect(is.drawings).toEqual(was.drawings);
    expect(room.draw('ada', { round: 1, sheet: 'ada', revision: 1, ops: [stroke(3)] })).toBe(2);
    await house.clock.advance(leftMs);
    expect(room.sync('bob').view.game.phase).toBe('reveal');
  });

  it('goes on without those who do not come back in time, whose seats are kept', async () => {
    const before = openHouse();
    const { house, room } = moveAfter(before, await drawing(before), LOST_MS);
    room.join({ playerId: 'bob', name: 'Bob', color: 1 });
    await house.clock.advance(RETURN_MS - 1);
    expect(room.sync('bob').view.game.players.map(({ disconnectedAt }) => disconnectedAt)).toEqual([
      null,
      null,
    ]);
    await house.clock.advance(1);
    const [ada] = room.sync('bob').view.game.players;
    expect(ada).toMatchObject({ id: 'ada', disconnectedAt: house.clock.now() });
    room.join({ playerId: 'ada', name: 'Ada', color: 0 });
    expect(room.sync('ada').view.game.players[0]).toMatchObject({ name: 'Ada', disconnectedAt: null });
  });

  it('can burn down again while it waits', async () => {
    const before = openHouse();
    const there = await drawing(before);
    const was = there.sync('ada').view;
    const first = moveAfter(before, there, LOST_MS);
    await first.house.clock.advance(RETURN_MS / 2);
    const { house, room } = moveAfter(first.house, first.room, LOST_MS);
    for (const playerId of ['ada', 'bob']) room.join({ playerId, name: 'whoever', color: 0 });
    await house.clock.advance(0);
    const is = room.sync('ada').view;
    expect(is.game.phaseEndsAt! - is.serverNow).toBe(was.game.phaseEndsAt! - was.serverNow);
  });

  it('looks at drawings that nobody has recognised yet', async () => {
    const before = openHouse();
    const there = await drawing(before);
    there.draw('ada', { round: 1, sheet: 'ada', revision: 0, ops: [stroke(5)] });
    const { house, room } = moveAfter(before, there, LOST_MS);
    house.recogniser.probability = 0.9;
    for (const playerId of ['ada', 'bob']) room.join({ playerId, name: 'whoever', color: 0 });
    await house.clock.advance(1_000);
    expect(room.sync('ada').view.game.round?.recognitions).toMatchObject([{ sheetId: 'ada' }]);
  });

  it('has its drawings, talk, password and bots', async () => {
    const before = openHouse();
    const there = before.directory.create(
      { playerId: 'ada', name: 'Ada', color: 0 },
      { password: 'open sesame' },
    );
    const bot = there.addBot('ada', 0.5);
    there.chat('ada', 'hello');
    there.command({ type: 'start', playerId: 'ada' });
    await before.clock.advance(COUNTDOWN_MS);
    there.draw('ada', { round: 1, sheet: 'ada', revision: 0, ops: [stroke(5)] });
    await before.clock.advance(DRAWING_MS + REVEAL_MS / 2);
    const { house, room } = moveAfter(before, there, LOST_MS);
    expect(() => room.join({ playerId: 'eve', name: 'Eve', color: 0 })).toThrow('password');
    room.join({ playerId: 'ada', name: 'Ada', color: 0 });
    expect(room.drawings('ada')).toEqual(there.drawings('ada'));
    expect(room.sync('ada').lines).toEqual(there.sync('ada').lines);
    await expect(room.explain('ada', { round: 1, sheet: 'ada' })).resolves.toBeDefined();
    await house.clock.advance(REVEAL_MS + COUNTDOWN_MS + DRAWING_MS / 2);
    const { drawings, view } = room.sync('ada');
    expect(view.game).toMatchObject({ phase: 'drawing', round: { number: 2 } });
    expect(drawings.find(({ sheet }) => sheet === bot)?.strokes.length).toBeGreaterThan(0);
  });

  it('is kept piece by piece as well as at once', async () => {
    const house = openHouse();
    const room = await drawing(house);
    let kept = keep(null, room.takeUnkept(), house.clock.now());
    for (let revision = 0; revision < 5; revision += 1) {
      room.draw('ada', { round: 1, sheet: 'ada', revision, ops: [stroke(2 + revision)] });
      if (revision === 2) room.chat('bob', 'nice');
      const change = room.takeUnkept();
      expect(change.ink).toHaveLength(1);
      expect(change.album).toBeUndefined();
      kept = keep(kept, change, house.clock.now());
    }
    expect(room.takeUnkept()).toMatchObject({ room: undefined, album: undefined, ink: [] });
    const other = openHouse().directory.restore(kept);
    expect(other.sync('ada').drawings).toEqual(room.sync('ada').drawings);
    expect(other.sync('ada').lines).toEqual(room.sync('ada').lines);
    await house.clock.advance(DRAWING_MS + REVEAL_MS);
    kept = keep(kept, room.takeUnkept(), house.clock.now());
    expect(kept.ink).toEqual<KeptInk[]>([]);
    expect(kept.album.pages.drawings).toHaveLength(1);
  });
});
