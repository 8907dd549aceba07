import { describe, expect, it } from 'vitest';
import type { RoomView } from '../../../../shared/protocol/index.ts';
import { LONE_START_MS } from '../../../../server/rooms/bots/company.ts';
import { COUNTDOWN_MS, openHouse } from '../house.ts';

const person = (id: string) => ({ playerId: id, name: id, color: 0 });

/** Ada in a room of her own, opened by quick play. */
async function lonely(mode?: 'duel' | 'guess') {
  const house = openHouse();
  const room = house.directory.quick(person('ada'), { mode });
  await house.clock.advance(0);
  const view = () => room.sync('ada').view;
  return { ...house, room, view, bots: () => view().game.players.filter(({ bot }) => bot !== null) };
}

describe('somebody whom quick play leaves alone', () => {
  it('has bots at the table, and the game begins by itself', async () => {
    const { clock, view, bots, heardBy } = await lonely();
    expect(bots()).toHaveLength(2);
    expect(view().startsAt).toBe(clock.now() + LONE_START_MS);
    expect((heardBy('ada', 'room:state') as RoomView[]).at(-1)!.startsAt).toBe(view().startsAt);
    await clock.advance(LONE_START_MS);
    expect(view()).toMatchObject({ startsAt: null, game: { phase: 'countdown' } });
    await clock.advance(COUNTDOWN_MS);
    expect(view().game.round!.sheets).toHaveLength(3);
  });

  it('may begin at once, or take time for the settings', async () => {
    const eager = await lonely();
    eager.room.command({ type: 'start', playerId: 'ada' });
    expect(eager.view()).toMatchObject({ startsAt: null, game: { phase: 'countdown' } });

    const choosy = await lonely();
    choosy.room.changeSettings('ada', { rounds: 3 });
    expect(choosy.view().startsAt).toBeNull();
    await choosy.clock.advance(10 * LONE_START_MS);
    expect(choosy.view().game.phase).toBe('lobby');
  });

  it('is not hurried any more when the host seats a bot', async () => {
    const { room, view, clock, bots } = await lonely();
    expect(view().startsAt).not.toBeNull();
    const before = bots().length;
    room.addBot('ada', 0.5);
    expect(view().startsAt).toBeNull();
    await clock.advance(10 * LONE_START_MS);
    expect(view().game.phase).toBe('lobby');
    // The company makes room for it.
    expect(bots()).toHaveLength(before);
  });

  it('has one bot for a duel, and one to guess with', async () => {
    expect((await lonely('duel')).bots()).toHaveLength(1);
    const { bots, clock, view } = await lonely('guess');
    expect(bots()).toHaveLength(2);
    await clock.advance(LONE_START_MS);
    expect(view().game.phase).toBe('countdown');
  });

  it('is joined by people, for whom bots leave between games', async () => {
    const { room, bots, clock, directory, view } = await lonely();
    expect(directory.quick(person('bob'))).toBe(room);
    await clock.advance(0);
    expect(bots()).toHaveLength(1);
    await clock.advance(LONE_START_MS);
    expect(view().game.phase).toBe('countdown');
    expect(directory.quick(person('cleo'))).toBe(room);
    await clock.advance(0);
    expect(bots()).toHaveLength(1);
    expect(room.listing).toMatchObject({ players: 3, bots: 1 });
  });

  it('leaves a room that closes, and no timer', async () => {
    const { room, directory, clock } = await lonely();
    room.leave('ada');
    expect(directory.rooms).toBe(0);
    expect(clock.pending).toBe(0);
  });

  it('loses the connection: nothing begins, and nobody comes into an empty room', async () => {
    const { room, clock, directory } = await lonely();
    room.disconnect('ada');
    await clock.advance(LONE_START_MS);
    expect(directory.list()).toEqual([]);
    room.join(person('ada'));
    expect(room.sync('ada').view.game.phase).toBe('lobby');
  });
});
