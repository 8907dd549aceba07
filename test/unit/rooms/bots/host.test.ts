import { describe, expect, it } from 'vitest';
import { BOT_NAMES, freeBotName } from '../../../../server/rooms/bots/names.ts';
import { openHouse } from '../house.ts';

const refusal = (code: string): unknown => expect.objectContaining({ code });

describe('bots that the host asks for', () => {
  it('take seats, are marked as bots, and leave when they are told to', () => {
    const room = openHouse().roomOfTwo();
    const id = room.addBot('ada', 0.5);
    const players = () => room.sync('bob').view.game.players;
    expect(players()[2]).toMatchObject({ id, name: BOT_NAMES[0], bot: { skill: 0.5 } });
    expect(room.connectedPlayers).toBe(2);
    room.removeBot('ada', id);
    expect(players()).toHaveLength(2);
    expect(room.addBot('ada', 0.5)).not.toBe(id);
  });

  it('are the host’s alone, and no people', () => {
    const room = openHouse().roomOfTwo();
    expect(() => room.addBot('bob', 1)).toThrow(refusal('not-host'));
    expect(() => room.addBot('eve', 1)).toThrow(refusal('not-in-room'));
    expect(() => room.removeBot('ada', 'bob')).toThrow(refusal('no-such-player'));
    const id = room.addBot('ada', 1);
    expect(() => room.removeBot('bob', id)).toThrow(refusal('not-host'));
    room.removeBot('ada', id);
    expect(() => room.removeBot('ada', id)).toThrow(refusal('no-such-player'));
  });

  it('are as many as there are seats, and their room closes with the last person', () => {
    const { roomOfTwo, directory, clock } = openHouse();
    const room = roomOfTwo();
    const { maxPlayers } = room.sync('ada').view.game.settings;
    for (let seat = 3; seat <= maxPlayers; seat += 1) room.addBot('ada', 0.5);
    expect(() => room.addBot('ada', 0.5)).toThrow(refusal('room-full'));
    room.changeSettings('ada', { isPublic: true });
    expect(room.listing).toMatchObject({ players: 2, bots: maxPlayers - 2 });
    room.leave('ada');
    room.leave('bob');
    expect(directory.rooms).toBe(0);
    expect(clock.pending).toBe(0);
  });
});

describe('names of bots', () => {
  it('are always free', () => {
    const taken = ['scribble'];
    for (let i = 0; i < 3 * BOT_NAMES.length; i += 1) taken.push(freeBotName(taken));
    expect(new Set(taken.map((name) => name.toLowerCase())).size).toBe(taken.length);
  });
});
