import { describe, expect, it } from 'vitest';
import type { ModeName } from '../../../shared/game/index.ts';
import { COUNTDOWN_MS, openHouse } from './house.ts';

const person = (id: string) => ({ playerId: id, name: id, color: 0 });
const refusal = (code: string): unknown => expect.objectContaining({ code });

describe('the list of rooms', () => {
  it('has public rooms only, as strangers may know them', async () => {
    const { directory, clock } = openHouse();
    directory.create(person('ada'));
    const room = directory.create(person('bob'), {
      settings: { isPublic: true, mode: 'guess', language: 'fr', maxPlayers: 4 },
      password: 'open sesame',
    });
    room.join({ ...person('cleo'), password: 'open sesame' });
    room.join({ ...person('eve'), password: 'open sesame', asSpectator: true });
    room.command({ type: 'start', playerId: 'bob' });
    await clock.advance(COUNTDOWN_MS);
    expect(directory.list()).toEqual([
      {
        code: room.code,
        host: 'bob',
        players: 2,
        bots: 0,
        seats: 4,
        mode: 'guess',
        language: 'fr',
        phase: 'drawing',
        hasPassword: true,
      },
    ]);
    room.changeSettings('bob', { isPublic: false });
    expect(directory.list()).toEqual([]);
  });

  it('begins with free seats, the fullest first', () => {
    const { directory } = openHouse();
    const open = (id: string, maxPlayers: number, guests: number) => {
      const room = directory.create(person(id), { settings: { isPublic: true, maxPlayers } });
      for (let i = 0; i < guests; i += 1) room.join(person(`${id} ${i}`));
    };
    open('full', 3, 2);
    open('empty', 8, 0);
    open('half', 8, 3);
    expect(directory.list().map(({ host }) => host)).toEqual(['half', 'empty', 'full']);
  });
});

describe('quick play', () => {
  it('opens a public room where there is none that fits, and fills it', () => {
    const { directory } = openHouse();
    const first = directory.quick(person('ada'), { mode: 'duel', language: 'de' });
    expect(first.listing).toMatchObject({ mode: 'duel', language: 'de', players: 1 });
    expect(directory.quick(person('bob'), { mode: 'duel', language: 'de' })).toBe(first);
    expect(directory.quick(person('cleo'))).toBe(first);
    expect(directory.quick(person('dan'), { mode: 'race' })).not.toBe(first);
    expect(directory.quick(person('eve'), { language: 'en' })).not.toBe(first);
    expect(directory.rooms).toBe(2);
  });

  it('prefers a room in which my language is spoken, draws along in others, and opens one in mine', () => {
    const { directory } = openHouse();
    const open = (id: string, mode: ModeName, language: string) =>
      directory.create(person(id), { settings: { isPublic: true, mode, language } });
    const guessing = open('guess', 'guess', 'en');
    const [english, german] = [open('en', 'race', 'en'), open('de', 'relay', 'de')];
    guessing.join(person('guest'));
    expect(directory.quick(person('ada'), { language: 'de' })).toBe(german);
    expect(directory.quick(person('bob'), { language: 'en' })).toBe(guessing);
    german.leave('de');
    german.leave('ada');
    // Who speaks neither can draw with others, but not guess what they write.
    expect(directory.quick(person('cleo'), { language: 'fr' })).toBe(english);
    english.changeSettings('en', { isPublic: false });
    expect(directory.quick(person('dan'), { language: 'fr' }).listing).toMatchObject({ language: 'fr' });
  });

  it('leaves out rooms that are private, locked, full, or not for this player', () => {
    const { directory } = openHouse(10);
    directory.create(person('private'));
    directory.create(person('locked'), { settings: { isPublic: true }, password: 'x' });
    const full = directory.create(person('full'), { settings: { isPublic: true, maxPlayers: 2 } });
    full.join(person('guest'));
    const namesake = directory.create({ ...person('n'), name: 'Ada' }, { settings: { isPublic: true } });
    const strict = directory.create(person('strict'), { settings: { isPublic: true } });
    strict.join({ ...person('ada'), name: 'Ada' });
    strict.command({ type: 'kick', playerId: 'strict', targetId: 'ada' });
    const room = directory.quick({ ...person('ada'), name: 'ada' });
    expect([namesake, strict]).not.toContain(room);
    expect(room.connectedPlayers).toBe(1);
    expect(directory.quick(person('bob'))).toBe(namesake);
  });
});

describe('a password', () => {
  it('is asked of newcomers, and of nobody who has a seat', () => {
    const { directory } = openHouse();
    const room = directory.create(person('ada'), { password: 'Ünïcode' });
    for (const password of [undefined, '', 'unicode', 'Ünïcode ']) {
      expect(() => room.join({ ...person('bob'), password })).toThrow(refusal('wrong-password'));
    }
    room.join({ ...person('bob'), password: 'Ünïcode'.normalize('NFD') });
    room.disconnect('bob');
    room.join(person('bob'));
    expect(room.connectedPlayers).toBe(2);
    expect(JSON.stringify(room.sync('bob'))).not.toContain('nïcode');
    expect(room.sync('bob').view.hasPassword).toBe(true);
  });

  it('is the host’s to change', () => {
    const { directory } = openHouse();
    const room = directory.create(person('ada'));
    room.join(person('bob'));
    expect(() => room.changeSettings('bob', {}, 'mine')).toThrow(refusal('not-host'));
    room.changeSettings('ada', {}, 'ours');
    expect(() => room.join(person('cleo'))).toThrow(refusal('wrong-password'));
    room.changeSettings('ada', { rounds: 3 });
    expect(() => room.join(person('cleo'))).toThrow(refusal('wrong-password'));
    room.changeSettings('ada', {}, null);
    room.join(person('cleo'));
  });
});

describe('somebody who is put out', () => {
  it('is told, hears no more, and cannot come back', async () => {
    const { roomOfTwo, heardBy, clock } = openHouse();
    const room = roomOfTwo();
    room.command({ type: 'kick', playerId: 'ada', targetId: 'bob' });
    expect(heardBy('bob', 'room:closed')).toEqual([{ reason: 'kicked' }]);
    await clock.advance(0);
    expect(() => room.join(person('bob'))).toThrow(refusal('banned'));
    expect(JSON.stringify(room.sync('ada'))).not.toContain('bob');
  });
});

describe('a room that cannot be had', () => {
  it('is one of another version of the game, which nobody can go on with', () => {
    const { roomOfTwo } = openHouse();
    const kept = roomOfTwo().takeUnkept(true);
    const { directory } = openHouse();
    const older = { ...kept, room: { ...kept.room!, protocol: 0 }, album: kept.album!, aliveAt: 0 };
    expect(() => directory.restore(older)).toThrow(refusal('no-such-room'));
    expect(directory.rooms).toBe(0);
  });

  it('is any for somebody with a rude name, who is not asked into the next one either', () => {
    const { directory } = openHouse();
    directory.create(person('bob'), { settings: { isPublic: true } });
    expect(() => directory.quick({ ...person('ada'), name: 'rude' })).toThrow(refusal('rude-name'));
    expect(directory.rooms).toBe(1);
  });

  it('is one that is over: it takes nothing in any more, and says nothing', () => {
    const { directory, roomOfTwo, said } = openHouse();
    const room = roomOfTwo();
    expect(directory.release(room.code)).toBe(room);
    expect(directory.release(room.code)).toBe(undefined);
    const before = said.length;
    room.expect(['ada']);
    room.disconnect('bob');
    expect(said).toHaveLength(before);
  });
});
