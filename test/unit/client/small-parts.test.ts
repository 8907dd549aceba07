import { describe, expect, it } from 'vitest';
import { formatSeconds, t, tCount, tPlace, wordThing } from '../../../client/i18n/t.ts';
import { en } from '../../../client/i18n/en.ts';
import { roomCodeOf, toRoomCode } from '../../../client/net/room-url.ts';
import { ServerClock } from '../../../client/net/server-clock.ts';
import { ranking } from '../../../client/ui/parts/results.ts';
import { ALL_WORDS } from '../../../shared/categories/deck.ts';
import type { Player } from '../../../shared/game/index.ts';

describe('room addresses', () => {
  it('finds a code in a path, and in what people paste', () => {
    expect(roomCodeOf('/r/bcdf')).toBe('BCDF');
    expect(roomCodeOf('/r/BCDFG')).toBeNull();
    expect(roomCodeOf('/')).toBeNull();
    expect(toRoomCode(' b-c d f ')).toBe('BCDF');
    expect(toRoomCode('https://example.org/r/xyzw')).toBe('XZW');
    expect(toRoomCode('http://192.168.1.2:3000/r/BCDF')).toBe('BCDF');
  });
});

describe('server clock', () => {
  it('believes the sample that travelled least', () => {
    let now = 1_000;
    const clock = new ServerClock(() => now);
    clock.observe(50_800);
    clock.observe(50_950);
    clock.observe(50_700);
    expect(clock.now()).toBe(50_950);
    now += 500;
    expect(clock.until(51_950)).toBe(500);
    expect(clock.until(0)).toBe(0);
    clock.reset();
    clock.observe(2_000);
    expect(clock.now()).toBe(2_000);
  });
});

describe('sentences', () => {
  it('fills in values and counts', () => {
    expect(t('draw.round', { number: 2, rounds: 6 })).toBe('Round 2 of 6');
    expect(tCount('draw.secondsLeft', 1)).toBe('1 second left');
    expect(tCount('draw.secondsLeft', 12)).toBe('12 seconds left');
    expect([1, 2, 3, 4, 11, 21].map((place) => tPlace(place))).toEqual([
      '1st',
      '2nd',
      '3rd',
      '4th',
      '11th',
      '21st',
    ]);
    expect(formatSeconds(8_449)).toBe('8.4');
  });

  it('says words as one would', () => {
    expect(
      ['ladder', 'umbrella', 'scissors', 'The Eiffel Tower', 'hourglass'].map((word) => wordThing(word)),
    ).toEqual(['a ladder', 'an umbrella', 'scissors', 'the Eiffel Tower', 'an hourglass']);
    for (const word of ALL_WORDS) expect(wordThing(word)).not.toBe('');
  });

  it('has both forms of every sentence with a number', () => {
    const keys = Object.keys(en);
    for (const key of keys.filter((name) => name.endsWith('.one'))) {
      expect(keys).toContain(key.replace(/one$/, 'other'));
    }
  });
});

describe('ranking', () => {
  it('shares places between equal scores', () => {
    const player = (id: string, score: number): Player => ({
      id,
      name: id,
      color: 0,
      score,
      disconnectedAt: null,
      role: id === 'w' ? 'spectator' : 'player',
      bot: null,
      idleRounds: 0,
      turns: 0,
    });
    const places = ranking([player('a', 5), player('b', 9), player('c', 5), player('d', 1), player('w', 0)]);
    expect(places.map(({ player: { id }, place }) => `${place}${id}`)).toEqual(['1b', '2a', '2c', '4d']);
  });
});
